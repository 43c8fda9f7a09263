"""A few decisions of a case make a better model, or none: low-rank residuals on a bundle's two projections.

It reads and writes bundles: no checkpoint, no trainer of whole towers.
What judges a model is in `judge`, what a bundle's card says in `ship`.
"""
