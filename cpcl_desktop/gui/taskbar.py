"""How far long work is, in the system's bar of windows: on Linux, where a dock listens to Unity's LauncherEntry.

KDE's task manager, Ubuntu's dock and others do; on a desktop where none does, nobody hears the signal. It stays on
this machine's session bus. On Windows and macOS the window's title alone says how far it is.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpcl_desktop.gui.lasting import Lasting

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

# https://wiki.ubuntu.com/Unity/LauncherAPI
_INTERFACE, _PATH = "com.canonical.Unity.LauncherEntry", "/com/canonical/unity/launcherentry/cpcl"
_PROGRAM = "application://cpcl-desktop.desktop"  # as the desktop knows it, see packaging/linux


class Taskbar(QObject):
    """Tells a session bus what `lasting` says, percent by percent."""

    def __init__(self, lasting: Lasting, bus: QDBusConnection) -> None:
        super().__init__(lasting)
        self._bus = bus
        self._told: int | None = None
        lasting.progressed.connect(self._on_progressed)
        lasting.idle.connect(lambda: self._tell(None))

    def _on_progressed(self, share: float | None) -> None:
        self._tell(None if share is None else round(100 * share))

    def _tell(self, percent: int | None) -> None:
        """Show a bar of so many percent, or none."""
        from PySide6.QtDBus import QDBusMessage

        if percent != self._told:
            self._told = percent
            message = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
            shown = {"progress": (percent or 0) / 100, "progress-visible": percent is not None}
            message.setArguments([_PROGRAM, shown])
            self._bus.send(message)


def show_in_taskbar(lasting: Lasting, platform: str = sys.platform) -> Taskbar | None:
    """Show it where the system has a session bus; None where it has not."""
    if not platform.startswith("linux"):
        return None
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return Taskbar(lasting, bus) if bus.isConnected() else None
