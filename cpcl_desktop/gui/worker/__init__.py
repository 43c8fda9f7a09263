"""Who does what takes long: the lane's own thread, or a process beside the window, so that the window never waits.

`course` is how such work is told to wait and stop, `order` what can be sent, `worker` who does it, `process` the
process, `wire` what goes between. Nothing here, and nothing that an order names, knows Qt: a contract says so.
"""
