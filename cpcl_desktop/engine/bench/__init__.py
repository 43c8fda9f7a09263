"""How fast the program is on this machine, by its own parts: decoding to searching a million crops, and starting.

`performing` has the table of what is measured; `made_footage` and `made_case` make what is measured on, in a folder
that goes again. Nothing here judges a model, and nothing is kept beside the figures.
"""
