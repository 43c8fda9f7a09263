"""Settings of earlier versions: what became of their keys and values, as a table.

Version 1 is what 0.1 kept, without saying so; its keys are read to this day. Settings of a newer program are left
as they are: keys that this one does not know stay, and a value that it cannot use counts as not chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSettings

VERSION_KEY: Final = "version"
FIRST: Final = 1

Migration = Callable[[QSettings], None]

MIGRATIONS: Final[Sequence[Migration]] = ()
"""Entry n brings settings from version n + 1 to the next; append, never edit. None was needed so far."""


def bring_up_to_date(store: QSettings, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply what is missing, and note the version; a new store is of the newest."""
    newest = FIRST + len(migrations)
    version = _version(store) if store.allKeys() else newest
    for migrate in migrations[version - FIRST :]:
        migrate(store)
    if version <= newest and store.value(VERSION_KEY) != str(newest):
        store.setValue(VERSION_KEY, str(newest))


def _version(store: QSettings) -> int:
    """What the store says; the first where it says nothing, or nothing of use."""
    try:
        return max(FIRST, int(str(store.value(VERSION_KEY, FIRST))))
    except ValueError:  # edited by hand
        return FIRST
