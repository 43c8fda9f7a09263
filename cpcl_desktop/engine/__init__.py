"""Everything the program does, without a window: one room for each thing that it does.

At this level lie only the few modules that cross every border: errors, progress, records, times and plain text.
Floors go one way (pyproject.toml holds the contract); nothing here may know Qt, a terminal or torch.
"""
