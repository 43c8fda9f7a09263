"""The air-gap kit: one archive with all that a machine without a network needs, hashes, and instructions.

Everything in it was made or fetched before; nothing in here builds a program.
"""
