"""`cpcl`: the engine without a window.

`main` starts a command and turns its errors into words, `terminal` is the one
place that prints, `common` is what commands share, `commands` has a file for
each. Nothing here decides what the engine does, and nothing imports Qt.
"""
