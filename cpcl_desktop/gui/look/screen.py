"""Whether Qt can open a window here, asked before Qt tries: where it cannot, it aborts the process."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

XCB_PLUGIN = "platforms/libqxcb.so"


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """A sentence on what keeps Qt from opening a window, or None where nothing is known to.

    Only Linux leaves this to the machine's system libraries. A platform that the
    user chose by `QT_QPA_PLATFORM`, and Wayland, are left to Qt.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return None
    if not environment.get("DISPLAY"):
        return "There is no display to open the window on (DISPLAY and WAYLAND_DISPLAY are not set)."
    missing = _missing_library(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / XCB_PLUGIN)
    if missing is None:
        return None
    return (
        f"The window needs a system library that is not installed: {missing}. On Debian and Ubuntu: apt install "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libegl1. The command line works without."
    )


def _missing_library(plugin: Path) -> str | None:
    """The first library that the plugin needs and the loader does not find; None where it loads."""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error).partition(":")[0]
    return None
