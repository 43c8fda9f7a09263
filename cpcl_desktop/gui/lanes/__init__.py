"""What works off the GUI thread: one lane for each resource, each with a connection of its own to the case.

Methods give jobs; the caller connects and starts them.
No widgets here.
"""
