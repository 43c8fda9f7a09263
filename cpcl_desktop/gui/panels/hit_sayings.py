"""What is said of a hit where it is only drawn, on the timeline and on the map, by its place in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cpcl_desktop.engine.case.records import Label


class HitSayings(Protocol):
    """Says nothing of a place at which no hit stands any more."""

    def spoken(self, row: int) -> str:
        """As a screen reader says it."""

    def lines(self, row: int) -> Sequence[str]:
        """As a tool tip says it."""

    def labels_of(self, row: int) -> Sequence[Label]:
        """The labels that it has."""


class _Nothing:
    def spoken(self, row: int) -> str:
        return ""

    def lines(self, row: int) -> Sequence[str]:
        return ()

    def labels_of(self, row: int) -> Sequence[Label]:
        return ()


SAYS_NOTHING: HitSayings = _Nothing()
