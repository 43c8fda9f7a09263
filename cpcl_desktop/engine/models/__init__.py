"""The models on this machine: which are installed, which one a case needs, adding one.

A model is a bundle; `people` runs it.
Nothing here may ingest or search.
"""
