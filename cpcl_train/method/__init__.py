"""The method of the paper: losses, prototype memories, clustering, outlier mining, and every choice as an option.

Features in, losses and labels out.
Nothing here may know files, encoders or the training loop.
"""
