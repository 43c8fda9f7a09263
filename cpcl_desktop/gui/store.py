"""Where Qt keeps what the program remembers between starts."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings

from cpcl_desktop.engine.runtime.places import portable

ORGANISATION, APPLICATION = "CPCL", "CPCL Desktop"


def default_store() -> QSettings:
    """The user's own store; in portable mode a file in the program's folder."""
    own = portable()
    if own is None:
        return QSettings(ORGANISATION, APPLICATION)
    return QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat)


def keep_all_in(folder: Path) -> None:
    """Let Qt itself, and libraries of the system that keep something for a later start, keep it in this folder."""
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder / "qt"))
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
