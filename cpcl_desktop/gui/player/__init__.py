"""A hit in its footage: frame, box, exact time, stepping, and the bar for decisions.

Asks lanes for frames; decides nothing itself.
Nothing here may know the grid of hits.
"""
