"""A folder that stands in for the frozen program, where only what is laid around it matters."""

import shutil
from pathlib import Path

from contents import PROGRAMS


def folder(at: Path) -> Path:
    """Programs that are shell scripts, and one real library of this system."""
    library = at / "_internal" / "a name with 空格.so"
    library.parent.mkdir(parents=True)
    shutil.copy(shutil.which("true") or "/bin/true", library)
    for name in PROGRAMS:
        (at / name).write_text(f'#!/bin/sh\necho "{name}: $*"\n')
        (at / name).chmod(0o755)
    return at
