"""A trained model → bundles for the desktop: export, smaller forms, the model card.

What is written here is all that the desktop ever sees of training.
Nothing here may train.
"""
