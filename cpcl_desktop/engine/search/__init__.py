"""A query → hits: vectors, exact ranking, filters, browsing.

Reads the case through its gallery and writes nothing but the entry of the log.
Nothing here may know reports or a user interface.
"""
