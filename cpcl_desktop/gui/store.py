"""Where Qt keeps what the program remembers between starts, and how that is read and written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

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


class Store:
    """What is remembered; a thread of its own writes what changes, and then takes over what others wrote.

    Qt writes on the window's thread and waits until all lies on the disk, which takes a tenth of a second or more
    while the disk has other work: each Enter in the query box would wait for that. The lock is only held while
    values change hands.
    """

    def __init__(self, kept: QSettings) -> None:
        self.file, self._format = kept.fileName(), kept.format()
        self._values: dict[str, Any] = {key: kept.value(key) for key in kept.allKeys()}
        self._waiting = Counter[str]()  # changes, by key, that are still to be written
        self._changing = Lock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="settings")

    def value(self, key: str, default: object = None) -> Any:  # noqa: ANN401 - as QSettings gives it
        """What is stored under a name."""
        return self._values.get(key, default)

    def set(self, key: str, value: object) -> None:
        """Store a value."""
        self.change(key, lambda _: value)

    def change(self, key: str, to: Callable[[Any], object]) -> None:
        """Store what a function makes of the value there is, None without any; that may be of another window."""
        with self._changing:
            self._values[key] = to(self._values.get(key))
            self._waiting[key] += 1
        self._writer.submit(self._write, key, lambda kept: kept.setValue(key, to(kept.value(key))))

    def remove(self, key: str) -> None:
        """Store nothing under that name."""
        with self._changing:
            self._values.pop(key, None)
            self._waiting[key] += 1
        self._writer.submit(self._write, key, lambda kept: kept.remove(key))

    def read_again(self) -> None:
        """Take over, a moment later, what another window wrote."""
        self._writer.submit(self._take_over)

    def flush(self) -> None:
        """Wait until all is written; as the program ends that is waited for by itself."""
        self._writer.submit(lambda: None).result()

    def _write(self, key: str, change: Callable[[QSettings], object]) -> None:
        with self._changing:
            self._waiting[key] -= 1  # for this thread, which alone takes over
        self._take_over(change)

    def _take_over(self, change: Callable[[QSettings], object] = lambda _: None) -> None:
        """Everything as it lies there after a change, but for what is still to be written."""
        kept = QSettings(self.file, self._format)
        change(kept)
        kept.sync()
        there = {key: kept.value(key) for key in kept.allKeys()}
        with self._changing:
            waits = +self._waiting
            mine = {key: value for key, value in self._values.items() if key in waits}
            self._values = {key: value for key, value in there.items() if key not in waits} | mine
