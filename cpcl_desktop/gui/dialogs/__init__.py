"""What the program asks in a dialog, and the one place that turns an exception into a message box.

One place, so that tests can answer.
Nothing here may open, read or touch a case's files.
"""
