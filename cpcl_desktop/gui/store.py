"""Where Qt keeps what the program remembers between starts."""

from __future__ import annotations

from PySide6.QtCore import QSettings

ORGANISATION, APPLICATION = "CPCL", "CPCL Desktop"


def default_store() -> QSettings:
    """The user's own store."""
    return QSettings(ORGANISATION, APPLICATION)
