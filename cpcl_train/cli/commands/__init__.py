"""One command of `cpcl-train` a file: `add(parser)` says what it takes, `run(request)` does it.

What loads torch is imported inside `run`, so that `--help` answers at once.
"""
