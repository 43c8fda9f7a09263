"""Time-stamped frames out of footage, whatever state it is in: containers, timelines, pictures, gaps.

Runs in the decoder's process only, but for names and listings.
Nothing here may know processes, people or cases.
"""
