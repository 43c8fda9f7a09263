"""The process in which media is decoded, and what the program knows of it."""
