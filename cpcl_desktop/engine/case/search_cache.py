"""The table `search_cache`: which files beside the case may be taken for what would else be made of it anew.

Such a file is only faster to read than the case. It counts while it has the
bytes that this program wrote, and the case is in what it was made from as it
was then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from io import BufferedReader
from typing import Literal

from cpcl_desktop.engine.case.digests import root_of, row_digest
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.case.store import Store

Kind = Literal["vectors", "together", "groups"]  # together: with a centre of several cases
_SEARCHED = ("model", "track", "crop", "vector")
MADE_FROM: Mapping[Kind, Sequence[str]] = {
    "vectors": _SEARCHED,
    "together": _SEARCHED,
    "groups": (*_SEARCHED, "source", "person_decision", "person_member"),
}  # tables


class SearchCacheTable:
    """What the case knows of one kind of such a file."""

    def __init__(self, store: Store, kind: Kind = "vectors") -> None:
        self._store, self._kind = store, kind

    def vouches_for(self, file: BufferedReader) -> bool:
        """Whether this open file was made of the case as it is now; the file is read through and set back."""
        known = self._store.one(
            "SELECT made_from, sha256, kind, digest FROM search_cache JOIN row_digest "
            "ON \"table\" = 'search_cache' AND row = +made_from WHERE made_from = ? AND kind = ?",
            self.contents(),
            self._kind,
        )
        if known is None:
            return False
        if known.pop("digest") != row_digest("search_cache", tuple(known.values())):
            return False
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return bool(sha256 == known["sha256"])

    def note(self, file: BufferedReader, made_from: str | None = None) -> None:
        """This file was made of the case when its `contents` were these, by default as it is now.

        Nothing is noted where it changed since, or is only read.
        """
        if self._store.read_only:
            return
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        with self._store.transaction():
            contents = self.contents()
            if made_from in (None, contents):
                self._store.connection.execute("DELETE FROM search_cache WHERE kind = ?", (self._kind,))
                self._store.insert("search_cache", {"made_from": contents, "sha256": sha256, "kind": self._kind})

    def contents(self) -> str:
        """The state of what it is made from, as one hash, which no other kind has."""
        digests = stored_digests(self._store.connection)
        apart = (
            {"kind": self._kind} if self._kind == "together" else {}
        )  # it is made from what another is made from
        return root_of({table: digests.get(table, "") for table in MADE_FROM[self._kind]} | apart)
