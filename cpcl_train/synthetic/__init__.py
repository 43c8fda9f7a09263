"""Rendered, captioned people: training data without a photograph of anybody.

Assets → bodies → clothes → scene → picture → captions.
Nothing here may know training.
"""
