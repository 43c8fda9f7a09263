"""What shows that case, log and footage are what they were.

Checks and names faults; mends nothing.
Nothing here may change what it checks, but for the entry of the log.
"""
