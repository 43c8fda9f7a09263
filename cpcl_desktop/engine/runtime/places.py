"""Where things lie on this machine: what ships with the program, and what the user added to it."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import platformdirs


def home() -> Path:
    """The folder for what the user added: CPCL_HOME, or the platform's data folder."""
    named = os.environ.get("CPCL_HOME")
    return Path(named) if named else Path(platformdirs.user_data_dir("cpcl-desktop", appauthor=False))


def resource(name: str) -> Path:
    """A file or folder that ships with the program: `models/…`, `demo/…`.

    The package lies in the source tree's `resources/` when it runs from there.
    """
    packaged = Path(str(resources.files("cpcl_desktop"))) / "resources" / name
    return packaged if packaged.exists() else Path(__file__).parents[3] / "resources" / name
