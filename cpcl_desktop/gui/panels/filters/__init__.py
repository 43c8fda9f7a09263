"""The filters of a search as chips: each opens what it can be set to, and has a cross while it is set.

`bar` puts them together, `chip` is what all of them are, the other modules are kinds of it by what they hold.
Nothing here searches or knows the case: a chip says what of a query's fields it lets through.
"""
