"""The process of its own in which footage is decoded, and `open_media`, by which everybody else gets frames.

A decoder that crashes, hangs or asks for too much memory costs its footage, not the program.
Nothing here may know people or cases.
"""
