"""What leaves a case: reports with their pictures and clips, and their verification.

The top floor of the engine: it may use every other room.
Nothing here may be needed by the rooms below.
"""
