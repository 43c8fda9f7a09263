"""Bringing footage into a case: the loop, its stages and their pipeline, what frames are too dark or grey, retry.

Drives decoder, people and case; each of them works without it.
Nothing here may search or report.
"""
