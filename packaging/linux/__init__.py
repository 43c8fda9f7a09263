"""What a Linux system is given: the tree below its prefix, and that tree as a Debian package and as an AppImage.

Nothing runs while it is installed or removed: what the desktop must know of new files, its own triggers do.
"""
