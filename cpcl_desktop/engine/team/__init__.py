"""A case of a team on PostgreSQL: the link to its server, its tables there, who may do what, rows as they travel.

SQLite is spoken in `case`, which keeps a desk's mirror in step by means of this; here nobody knows a case file.
"""
