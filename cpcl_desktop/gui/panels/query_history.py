"""Going through the searches of before with Up and Down, as in a terminal: what was being written is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Known = Callable[[], Sequence[str]]  # what was asked, the last first: other windows add to it, too


class QueryHistory:
    """Texts, the last asked first, and where among them one is; -1 is what was being written."""

    def __init__(self, known: Known = tuple) -> None:
        self.known = known
        self._texts: Sequence[str] = ()
        self._at, self._draft = -1, ""

    def earlier(self, written: str) -> str:
        """The search before the one that stands there; that itself at the first."""
        if self._at < 0:
            self._draft, self._texts = written, tuple(self.known())
        following = next((at for at in range(self._at + 1, len(self._texts)) if self._texts[at] != written), None)
        if following is None:
            return written
        self._at = following
        return self._texts[following]

    def later(self, written: str) -> str:
        """The search after it; at the end what was being written."""
        if self._at < 0:
            return written
        self._at -= 1
        return self._draft if self._at < 0 else self._texts[self._at]

    def leave(self) -> None:
        """Something else was written, or asked: the next search before is the last asked."""
        self._at = -1
