"""What the parts of the method are worth, measured: trainings that differ in one thing each.

The top floor of the trainer beside the commands.
No other room may need it.
"""
