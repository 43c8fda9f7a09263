"""The commands of `cpcl-train`.

Arguments and printing only; the work is in the rooms.
Nothing here may be imported by them.
"""
