"""Several cases read as one: what searches, counts, likely persons and coverage are made over.

`federation` reads them, `members` is each of them, `copies` finds footage that two of them hold, `places` where its
passages are in both, `said` what people said of it in either, `opening` opens them. Nothing is copied, and nothing
written but each case's own log; nothing here ranks.
"""
