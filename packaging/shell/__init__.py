"""What shells know of the three commands, made of the parsers that read their arguments: manual pages, completion.

Generated where it is packaged and never kept, so that it cannot say what a command no longer does.
"""
