"""Finding people in frames, following them, choosing their best crops, and vectors of crops and sentences.

Arrays in, arrays out.
Nothing here may know files of footage, cases or what is installed.
"""
