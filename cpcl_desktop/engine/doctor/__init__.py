"""What there is on this machine of what the program needs, and whether it finds what it must find.

A table of checks (`examination`), each of which yields findings, and `golden`, which proves an installation by a
clip whose results are known. Nothing is changed or kept here: what is tried by writing is removed at once.
"""
