"""The user's guide: its pages as Markdown, the tables that are made for them, and the window that shows them.

The text lies in `resources/guide`, a folder for each language. Keys, settings and commands of the window are put in
from their tables; which page is about what on the screen is in `topics`. Nothing here knows cases.
"""
