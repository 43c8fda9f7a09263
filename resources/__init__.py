"""Models, demo clip and style that ship with the program."""
