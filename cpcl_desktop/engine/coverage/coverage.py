"""What a search of a case covers, so that "not found" has a stated meaning: per source and in all."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.found_by import weights_of
from cpcl_desktop.engine.coverage.spans import Span, merged, seconds, without
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.ingest.conditions import LEAST_PERSON_PX
from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.records import Condition, LeftOut, Source

CONDITIONS: tuple[Condition, ...] = ("dark", "grey", "round", "small", "tiny")


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """One source's part; `sample_fps` is how many frames a second were looked at, None for every one."""

    source: Source
    sample_fps: float | None = None
    detector: str = ""
    weights: str = ""  # SHA-256 of the detector's file; empty where it has none, or that was not kept
    small_passages: int = 0  # passages whose every picture is of somebody less than LEAST_PERSON_PX tall

    @property
    def end_us(self) -> int:
        """Where its timeline ends: by the declared length, or where footage was found beyond it."""
        source = self.source
        known = [round((source.declared_s or 0) * 1e6), round(source.decoded_s * 1e6), source.reached_us or 0]
        return max(known + [gap.end_us for gap in source.gaps])

    @property
    def length_us(self) -> int:
        """How long its timeline is: what goes before its first picture is no footage."""
        return max(0, self.end_us - (self.source.begins_us or 0))

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What could not be read: of a source of which no frame could, all of it."""
        if self.source.state == "failed" and not self.source.frames_decoded:
            return ((0, self.end_us),) if self.end_us else ()
        return merged([(gap.start_us, gap.end_us) for gap in self.source.gaps])

    @property
    def unread(self) -> tuple[Span, ...]:
        """What was not read yet."""
        source, end = self.source, self.end_us
        begun = source.reached_us or 0 if source.frames_measured else round(source.decoded_s * 1e6)
        begun = max(begun, source.begins_us or 0)
        if source.state in ("done", "failed") or end <= begun:
            return ()
        return without(((begun, end),), self.gaps)

    def spans(self, condition: Condition) -> tuple[Span, ...]:
        """Where a condition holds, gaps and what was not read taken out."""
        held = [(s.start_us, s.end_us) for s in self.source.stretches if s.condition == condition]
        return without(merged(held), merged([*self.gaps, *self.unread]))

    def frames(self, condition: Condition) -> int:
        """How many of the frames looked at have a condition."""
        return sum(s.frames for s in self.source.stretches if s.condition == condition)

    @property
    def is_measured(self) -> bool:
        """Whether its conditions are known; older versions did not keep them."""
        return self.source.frames_measured > 0 or self.source.frames_decoded == 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read, in light and colour, and not through a fish-eye."""
        read = self.source.state == "done" and not self.gaps
        return read and self.is_measured and not any(self.spans(one) for one in ("dark", "grey", "round"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a case's searches cover.

    `waiting` is footage that was added and not begun: nothing is known of it.
    `left_out` is what lay beside the footage and was not read, `in_bin` the
    names of sources that somebody took out of the case.
    """

    sources: Sequence[SourceCoverage]
    waiting: Sequence[Path] = ()
    left_out: Sequence[LeftOut] = ()
    in_bin: Sequence[str] = ()

    @property
    def declared_s(self) -> float:
        """Length of all sources' timelines, in seconds."""
        return sum(one.length_us for one in self.sources) / 1e6

    @property
    def read_s(self) -> float:
        """Seconds that were read: all but what could not be, or was not yet."""
        return self.declared_s - self.missing_s - self.unread_s

    @property
    def missing_s(self) -> float:
        """Seconds that could not be decoded."""
        return sum(seconds(one.gaps) for one in self.sources)

    @property
    def unread_s(self) -> float:
        """Seconds that were not read yet."""
        return sum(seconds(one.unread) for one in self.sources)

    def condition_s(self, condition: Condition) -> float:
        """Seconds in which a condition holds."""
        return sum(seconds(one.spans(condition)) for one in self.sources)

    def frames(self, condition: Condition) -> int:
        """Frames looked at that have a condition."""
        return sum(one.frames(condition) for one in self.sources)

    @property
    def is_whole(self) -> bool:
        """Whether all that was added was read whole, in light and colour, and nothing beside it may be footage."""
        missing = self.waiting or any(one.is_missing for one in self.left_out)
        return not missing and all(one.is_whole for one in self.sources)


def coverage_of(searched: Case | Federation) -> Coverage:
    """What searches of a case cover, or of several as one, as it now stands; footage that two hold counts once."""
    federation = federated(searched)
    every = federation.sources()
    copies = federation.copies(every)
    parts = [
        _of_member(member, [one for one in every if federation.member_of(one.id) is member], copies)
        for member in federation.members
    ]
    return Coverage(
        [one for part in parts for one in part.sources],
        tuple(path for part in parts for path in part.waiting),
        [one for part in parts for one in part.left_out],
        [name for part in parts for name in part.in_bin],
    )


def _of_member(member: Member, sources: Sequence[Source], copies: Container[int]) -> Coverage:
    case = member.case
    searched = [one for one in sources if not one.in_bin and one.id not in copies]
    waiting = tuple(one.path for one in case.waiting.all())
    binned = [one.name for one in sources if one.in_bin]
    return Coverage(coverage_of_sources(case, searched), waiting, case.left_out.all(), binned)


def coverage_of_sources(case: Case, sources: Sequence[Source]) -> list[SourceCoverage]:
    """What is covered of some sources of the case; of one that was refused, only that nothing is."""
    small = case.tracks.small_passages(LEAST_PERSON_PX)
    return [_of_source(case, source, small.get(own(source.id), 0)) for source in sources]


def _of_source(case: Case, source: Source, small_passages: int) -> SourceCoverage:
    settings = case.sources.settings(own(source.id))
    fps = None if source.kind == "crops" else settings.get("sample_fps")
    return SourceCoverage(source, fps, settings.get("detector", ""), weights_of(settings), small_passages)
