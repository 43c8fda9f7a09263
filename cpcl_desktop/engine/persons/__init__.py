"""Which passages likely show the same person, across cameras and files, and questions that need it.

A grouping is made on demand from a case's vectors, clocks and decisions; nothing of it is stored but what people
decided. Nothing here may identify anybody: there are no faces in it, and what comes out is a proposal.
"""
