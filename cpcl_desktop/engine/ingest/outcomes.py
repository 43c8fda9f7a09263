"""What became of the footage that was met: how much was read whole, in part, already, or not."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal, get_args

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.walk import Found

Outcome = Literal["read whole", "read in part", "read already", "not read to the end", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Became:
    """How many sources, of how many files, had one outcome."""

    outcome: Outcome
    sources: int
    files: int


def outcomes(found: Sequence[Found], sources: Sequence[Source], known: Set[int]) -> list[Became]:
    """What became of footage, by outcome; `sources` stand as `found` does, `known` were read before, by number."""
    read = set(known)
    counted: dict[Outcome, list[int]] = {}
    for one, source in zip(found, sources, strict=True):
        counted.setdefault(_outcome(source, read), []).append(len(one.files))
        read.add(source.id)  # the same content again, further on
    return [Became(name, len(counted[name]), sum(counted[name])) for name in OUTCOMES if name in counted]


def _outcome(source: Source, read: Set[int]) -> Outcome:
    if source.state == "failed":
        return "failed"
    if source.state != "done":
        return "not read to the end"
    if source.id in read:
        return "read already"
    return "read in part" if source.gaps else "read whole"
