"""A training run: the loop, its folder, optimiser, features for clustering, figures.

Puts data, model and method together.
Nothing here may know bundles or commands.
"""
