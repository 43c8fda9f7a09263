"""Putting cases together: the same parts in the same order give the same case.

`merge` drives, `said` carries what people decided, `differences` what the cases have otherwise.
SQL is the case's; nothing is searched or read from footage here.
"""
