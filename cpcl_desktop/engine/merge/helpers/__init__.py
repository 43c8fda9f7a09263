"""Processes that help with a large merge: they check parts, and make digests of what this one writes into the case.

`handle` is how this program has them work, `process` what they do, `entry` how one is started. Python in one
process takes one processor, whatever there is.
"""
