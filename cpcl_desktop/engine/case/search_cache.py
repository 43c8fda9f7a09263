"""The table `search_cache`: which files beside the case may be taken for what would else be made of it anew.

Such a file is only faster to read than the case. It counts while it has the
bytes that this program wrote, and the case is in what it was made from as it
was then. A team's case has no row of its own for that: what a desk made is
noted on its machine, see `own_caches`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from io import BufferedReader
from typing import Literal

from cpcl_desktop.engine.case import own_caches
from cpcl_desktop.engine.case.digest_pages import stored_digest
from cpcl_desktop.engine.case.digests import root_of, row_digest
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.case.store import DAMAGED, Store

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
        self._is_own = store.is_mirror  # which files lie beside it is a desk's own, not the team's

    def vouches_for(self, file: BufferedReader) -> bool:
        """Whether this open file was made of the case as it is now; the file is read through and set back."""
        noted = self._noted_own() if self._is_own else self._noted()
        if noted is None:
            return False
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return sha256 == noted

    def note(self, file: BufferedReader, made_from: str | None = None) -> None:
        """This file was made of the case when its `contents` were these, by default as it is now.

        Nothing is noted where it changed since, or is only read.
        """
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if self._is_own:
            self._note_own(sha256, made_from)
            return
        if self._store.read_only:
            return
        with self._store.transaction():
            contents = self.contents()
            if made_from in (None, contents):
                self._store.connection.execute("DELETE FROM search_cache WHERE kind = ?", (self._kind,))
                self._store.insert("search_cache", {"made_from": contents, "sha256": sha256, "kind": self._kind})

    def _noted(self) -> str | None:
        """The hash of the file that was made of the case as it is now."""
        contents = self.contents()
        known = self._store.one("SELECT * FROM search_cache WHERE made_from = ? AND kind = ?", contents, self._kind)
        if known is None:
            return None
        try:
            digest = stored_digest(self._store.connection, "search_cache", [contents])
        except DAMAGED:  # edited to what is no text; a check of the case says so
            return None
        if digest != row_digest("search_cache", tuple(known.values())):
            return None
        return str(known["sha256"])

    def _noted_own(self) -> str | None:
        """As `_noted`, in a team's case."""
        return own_caches.noted(self._store.path, self._kind, self.contents())

    def _note_own(self, sha256: str, made_from: str | None) -> None:
        contents = self.contents()
        if made_from in (None, contents):
            own_caches.note(self._store.path, self._kind, contents, sha256)

    def contents(self) -> str:
        """The state of what it is made from, as one hash, which no other kind has."""
        digests = stored_digests(self._store.connection)
        apart = (
            {"kind": self._kind} if self._kind == "together" else {}
        )  # it is made from what another is made from
        return root_of({table: digests.get(table, "") for table in MADE_FROM[self._kind]} | apart)
