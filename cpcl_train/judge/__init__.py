"""How good a model is: retrieval figures, evaluation of a set, comparison of two models.

Reads models and data, changes neither.
Nothing here may train.
"""
