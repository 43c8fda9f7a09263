"""Training data: annotation files, samples and batches, augmentation, tokenizers, and what is odd in a set.

Everything is keyed by the index of its sample.
Nothing here may know the method or the loop.
"""
