"""The pages of the window beside the one for searching: persons, coverage, log, models, describing.

Each is a `View`: it is built when it is first shown, hears which case is open, and asks its lane for what it shows.
Nothing here may open a case's file or wait for work.
"""
