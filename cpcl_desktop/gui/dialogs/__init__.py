"""What the program asks in a dialog, and the one place that turns an exception into a message box.

`choosers` shows the dialogs, so that tests can answer in its place; `asking` holds the commands that ask first.
Nothing here may open, read or touch a case's files.
"""
