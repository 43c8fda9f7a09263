"""What works off the GUI thread: one lane for each resource, each with a connection of its own to the case.

Methods give jobs; the caller connects and starts them. What takes long is an order to the lane's worker, see
`gui/worker/`; the module of what it names knows no Qt. No widgets here.
"""
