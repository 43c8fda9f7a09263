"""Where things lie on this machine: what ships with the program, and what the user added to it."""

from __future__ import annotations

import os
import sys
from importlib import resources
from pathlib import Path
from typing import Final

import platformdirs

PORTABLE: Final = "portable"  # a file of this name beside the frozen programs keeps all in a folder there
PORTABLE_FOLDER: Final = "cpcl-data"


def portable() -> Path | None:
    """The folder in which all that the program keeps lies, where it leaves nothing elsewhere; None where it may.

    Named by CPCL_PORTABLE, or beside the frozen programs where a file `portable` lies there.
    """
    if named := os.environ.get("CPCL_PORTABLE"):
        return Path(named).absolute()
    beside = Path(sys.executable).absolute().parent
    is_marked = getattr(sys, "frozen", False) and (beside / PORTABLE).is_file()
    return beside / PORTABLE_FOLDER if is_marked else None


def home() -> Path | None:
    """The folder for what the user added: CPCL_HOME, that of `portable`, or the platform's data folder.

    None for a user without a home folder, as in containers that run under a number no user has.
    """
    if named := os.environ.get("CPCL_HOME"):
        return Path(named)
    if (own := portable()) is not None:
        return own
    try:
        folder = Path(platformdirs.user_data_dir("cpcl-desktop", appauthor=False))
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None  # older platformdirs leave the ~ where it was


def write_whole(path: Path, text: str) -> None:
    """Write a file of what the program notes for itself: all of it, or what stood there stays. OSError."""
    work = path.with_name(f"{path.name}.{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    work.write_text(text, encoding="utf-8")
    work.replace(path)


def user_folder() -> Path | None:
    """The user's own folder, None where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def window_command() -> list[str]:
    """What starts the window from another of our programs; its arguments follow."""
    if getattr(sys, "frozen", False):  # the programs lie side by side
        here = Path(sys.executable)
        return [str(here.with_name(f"cpcl-desktop{here.suffix}"))]
    return [sys.executable, "-m", "cpcl_desktop"]


def cpcl_command() -> list[str]:
    """What starts `cpcl` from another of our programs, or from itself; its arguments follow."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.with_name(f"cpcl{here.suffix}"))]
    return [sys.executable, "-m", "cpcl_desktop.cli"]


def third_party_notices() -> Path | None:
    """What the built program holds of others, and their licences; None where it was installed as a package."""
    beside = Path(sys.executable).with_name("THIRD-PARTY-NOTICES.txt")
    return beside if getattr(sys, "frozen", False) and beside.is_file() else None


def sample_clip() -> Path:
    """The clip that comes with the program: rendered people who cross a hall, to try it on."""
    return resource("demo/demo.mp4")


def resource(name: str) -> Path:
    """A file or folder that ships with the program: `models/…`, `demo/…`.

    The package lies in the source tree's `resources/` when it runs from there.
    """
    packaged = Path(str(resources.files("cpcl_desktop"))) / "resources" / name
    return packaged if packaged.exists() else Path(__file__).parents[3] / "resources" / name
