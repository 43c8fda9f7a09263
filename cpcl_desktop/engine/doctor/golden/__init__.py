"""Proves an installation: the golden clip (the demo's) is read and searched, and what comes out is compared.

`performing` does it, `outcome` is what comes out and how it is kept, `comparison` says whether it is what was
measured when the program was made. Every case made for it is a temporary one.
"""
