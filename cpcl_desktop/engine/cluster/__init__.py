"""Reading footage on several machines, by Dask: who may take part, source or stretch → part case, merging.

`tasks`, `working` and `admission` run in a worker's process, all else where the user is; `dask` alone connects, and
`ssh` by the system's. What a worker does is what `ingest` does; nothing is decided here about footage or people.
"""
