"""What is asked of merged cases."""

import contextlib
import sqlite3
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from tests.passage_cases import add_footage

GATE, DOOR, YARD = 1, 2, 3  # contents of footage


def make_case(path: Path, *contents: int, camera: str = "", **more: object) -> Path:
    """A case of sources with these contents, of a camera each or of this one: three passages of two people each."""
    with Case.open(path, create=True, purpose=f"reading {path.stem}") as case:
        for content in contents:
            seen = [(content, 0, 2), (content + 10, 5, 7), (content, 9, 11)]
            add_footage(case, camera or f"camera {content}", seen, content=content, **more)
        model = case.models.current()
        assert model is not None
        case.models.settle_centre(model.id)
    return path


def faults(path: Path) -> list[str]:
    """What a check of it finds, without its footage."""
    with Case.read(path) as case:
        return list(verify_case(case, silent, footage=False).faults)


def content(path: Path) -> dict[str, str]:
    """The digest of every table but the record of when the file was made."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        digests = stored_digests(connection)
    del digests["_sqlite_migrations"]
    return digests
