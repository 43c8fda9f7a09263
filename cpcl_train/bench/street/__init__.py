"""The street: rendered people seen by cameras that everybody shares, told of by annotators with words of their own.

It tells methods apart: what is trained, what it reads and what is scored differ in nothing but the loss.
Nothing here may change what the trainer does outside the benchmark.
"""
