"""The window: Qt over the engine, and the only place besides `__main__` that knows Qt.

At this level: the application, the window, its commands, the desk, decisions, jobs, settings and wording.
No SQL and no arithmetic here: what is computed, the engine computes.
"""
