"""What leaves a case: reports with their pictures and clips, their verification, pairs to train on.

The top floor of the engine: it may use every other room.
Nothing here may be needed by the rooms below.
"""
