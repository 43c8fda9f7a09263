"""The table `search_cache`: which file beside the case a search may take its vectors from.

Such a file is only faster to read than the case. It counts while it has the
bytes that this program wrote, and the passages are those it was made from.
"""

from __future__ import annotations

import hashlib
from io import BufferedReader

from cpcl_desktop.engine.case.digests import root_of, row_digest
from cpcl_desktop.engine.case.state import stored_digests
from cpcl_desktop.engine.case.store import Store

MADE_FROM = ("model", "track", "crop", "vector")  # tables


class SearchCacheTable:
    """What the case knows of its search cache."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def vouches_for(self, file: BufferedReader) -> bool:
        """Whether this open file is the cache of the case as it is now; the file is read through and set back."""
        known = self._store.one(
            "SELECT made_from, sha256, digest FROM search_cache JOIN row_digest "
            "ON \"table\" = 'search_cache' AND row = +made_from WHERE made_from = ?",
            self._contents(),
        )
        if known is None or known["digest"] != row_digest("search_cache", (known["made_from"], known["sha256"])):
            return False
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return bool(sha256 == known["sha256"])

    def note(self, file: BufferedReader) -> None:
        """This file is the cache of the case as it is now; a case that is only read notes nothing."""
        if self._store.read_only:
            return
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        with self._store.transaction():
            self._store.connection.execute("DELETE FROM search_cache")
            self._store.insert("search_cache", {"made_from": self._contents(), "sha256": sha256})

    def _contents(self) -> str:
        """The state of what is searched, as one hash."""
        digests = stored_digests(self._store.connection)
        return root_of({table: digests.get(table, "") for table in MADE_FROM})
