"""The dual encoder, its small backbone, weights to start from, and checkpoints.

Images and ids in, features out.
Nothing here may know losses or runs.
"""
