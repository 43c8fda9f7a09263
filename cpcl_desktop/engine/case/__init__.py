"""The case file: its schema and everything that reads or writes it."""
