"""How the program looks: theme, icons, small labels, and pictures across the border to Qt.

Drawing only.
Nothing here may know cases, lanes or what is shown.
"""
