"""What a search covers, so that "not found" has a stated meaning: in numbers, sentences and a picture.

Derived from the case alone; nothing is stored.
Nothing here may read footage.
"""
