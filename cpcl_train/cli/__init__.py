"""The commands of `cpcl-train`: one file each in `commands`, listed in `main`, printing through `terminal`.

Arguments and printing only; the work is in the rooms.
Nothing here may be imported by them.
"""
