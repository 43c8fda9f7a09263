"""The case: sources, tracks, crops, vectors, the resume journal and the log, in one SQLite file.

SQL is spoken only here, in `schema.py` and in the files called `case_….py`:

    case_file      opening: whose it is, which version, migrations, one writer
    case_store     the connection and transactions
    case_log       the log                    case_models    model and centre
    case_sources   sources and gaps           case_tracks    what an ingest writes
    case_gallery   what searches read         case_integrity whether the file contradicts itself
    case_decisions what people decided about tracks
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from cpcl_desktop.engine.case.decisions import DecisionTable
from cpcl_desktop.engine.case.file import WriterLock, open_case_file
from cpcl_desktop.engine.case.gallery import Gallery
from cpcl_desktop.engine.case.integrity import Integrity
from cpcl_desktop.engine.case.records import (
    Counters,
    CropRow,
    Decision,
    EmbeddedCrop,
    EmbeddedTrack,
    Judgement,
    StoredModel,
    VectorRows,
)
from cpcl_desktop.engine.case.tracks import TrackTables

__all__ = [
    "Case",
    "Counters",
    "CropRow",
    "Decision",
    "EmbeddedCrop",
    "EmbeddedTrack",
    "Judgement",
    "StoredModel",
    "VectorRows",
]


class Case(TrackTables, DecisionTable, Gallery, Integrity):
    """An open case file. Reading is safe while another program adds footage; writing takes `writer()`."""

    @staticmethod
    def open(path: Path, create: bool = False, purpose: str | None = None, authority: str | None = None) -> Case:
        """Open a case, or create it; a `CaseError` says why not and leaves the file as it was.

        `purpose` and `authority` (an order, a reference) go into every entry of
        the log that this program writes; by default they are what the
        environment variables CPCL_PURPOSE and CPCL_AUTHORITY say.
        """
        path = Path(path).absolute()
        why = os.environ.get("CPCL_PURPOSE", "") if purpose is None else purpose
        order = os.environ.get("CPCL_AUTHORITY", "") if authority is None else authority
        return Case(path, open_case_file(path, create, why, order), why, order)

    def close(self) -> None:
        """Close the file; SQLite folds its journal into it."""
        self._connection.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def writer(self) -> Iterator[None]:
        """Be the one program that adds footage, for as long as the context lasts."""
        lock = WriterLock(self.path)
        try:
            yield
        finally:
            lock.release()

    def counts(self) -> dict[str, int]:
        """How many sources, tracks and crops the case holds."""
        return {table: self._db.table(table).count for table in ("source", "track", "crop")}
