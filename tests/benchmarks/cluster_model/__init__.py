"""A small model of reading on a cluster, 1 → 64 workers, checked against what was measured; and of what is past it.

`figures` is what it goes by, `schedule` the model, `points` what it is checked against, `plot` README's picture,
`paper` the figures for 100 million pictures in CONTRIBUTING.md. Other benchmarks measure
(`joining_speed`, `stretch_costs`); nothing here does.
"""
