"""The case: one SQLite file with sources, tracks, crops, vectors, decisions and the log.

SQL is spoken here and nowhere else; everybody else calls `Case`.
Nothing here may read footage or run a network.
"""
