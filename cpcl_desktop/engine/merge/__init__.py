"""Putting cases together: the same parts in the same order give the same case.

`merge` drives: `checking` before anything is written, `taking` the sources, `differences` what the cases have
otherwise (`clocks`), `lists` what waits, `said` what people decided; `helpers` are processes for much of it.
SQL is the case's; nothing is searched or read from footage here.
"""
