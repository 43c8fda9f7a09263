"""Streets and towns in which rendered people walk under fixed cameras, with the truth of every frame.

Places and light → walks → frames and who is where in them → recordings. Lengths are decimetres, times seconds.
Nothing here may know a detector or a tracker.
"""
