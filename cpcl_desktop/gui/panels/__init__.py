"""The parts of the main page: footage, query, filters, hits.

Panels show and ask by signals; the window connects them.
No panel may know the case or another panel, but `pages`, which puts the middle of the window together.
"""
