"""Which search caches this machine made beside mirrors of teams' cases.

Nothing in a mirror could vouch for them: no digest guards what a desk keeps for itself, and whoever hands in a file
with an altered cache would hand in its hash as well. So that is noted apart from the file, in the user's folder.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.runtime.places import home, write_whole

_FILE = "mirror-caches.json"  # by the mirror's path and the kind of cache: what it was made from, its SHA-256


def noted(mirror: Path, kind: str, made_from: str) -> str | None:
    """The SHA-256 of the cache that was made here of this mirror in that state; None where none is known."""
    found = _all().get(_named(mirror), {}).get(kind)
    return str(found[1]) if isinstance(found, list) and len(found) == 2 and found[0] == made_from else None


def note(mirror: Path, kind: str, made_from: str, sha256: str) -> None:
    """This cache was made here. Where that cannot be noted, it is made anew the next time."""
    if (folder := home()) is None:
        return
    known = {path: kinds for path, kinds in _all().items() if Path(path).exists()}
    known.setdefault(_named(mirror), {})[kind] = [made_from, sha256]
    with contextlib.suppress(OSError):
        write_whole(folder / _FILE, json.dumps(known))


def _named(mirror: Path) -> str:
    return str(mirror.absolute())


def _all() -> dict[str, dict[str, Any]]:
    folder = home()
    try:
        known = {} if folder is None else json.loads(read_regular(folder / _FILE))
    except (OSError, ValueError):  # none yet, or none that can be read: then no cache counts
        return {}
    told = known.items() if isinstance(known, dict) else ()
    return {path: kinds for path, kinds in told if isinstance(kinds, dict)}
