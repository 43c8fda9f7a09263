"""Where a search looks: sources, spans of their time, and passages, as filters narrow it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.case.gallery import MAX_TIME_US
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.clock_times import Spans, common

_NAMED = 5  # sources that a sentence lists


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: sources by number, and a span of file time within each, in microseconds, ends included.

    `windows` are, where the recorder's clock was asked for, the spans within
    each source; `unclocked` are sources left out since their clock is not known.
    `tracks` are the passages, None where all of them are meant.
    """

    sources: frozenset[int]
    from_us: int = 0
    to_us: int = MAX_TIME_US
    windows: Mapping[int, Spans] | None = None
    unclocked: frozenset[int] = frozenset()
    tracks: frozenset[int] | None = None

    @property
    def span_us(self) -> tuple[int, int] | None:
        """The span, or None where all of a source is meant."""
        whole = self.from_us <= 0 and self.to_us == MAX_TIME_US
        return None if whole else (self.from_us, self.to_us)

    @property
    def rows(self) -> list[tuple[int, int, int]] | None:
        """Source, first and last microsecond of every window; None where no clock was asked for."""
        if self.windows is None:
            return None
        spans = [(source, max(first, self.from_us), min(last, self.to_us))
                 for source in sorted(self.sources) for first, last in self.windows[source]]  # fmt: skip
        return [span for span in spans if span[1] <= span[2]]

    def only(self, sources: Iterable[int]) -> Scope:
        """These sources, of those in it."""
        return replace(self, sources=self.sources & frozenset(sources))

    def within(self, windows: Mapping[int, Spans], unclocked: Iterable[int]) -> Scope:
        """These spans of sources whose clock is known, of what is in it; the other sources are left out."""
        mine = {number: spans for number, spans in windows.items() if number in self.sources}
        if self.windows is not None:
            mine = {number: common(spans, self.windows[number]) for number, spans in mine.items()}
        inside = frozenset(number for number, spans in mine.items() if spans)
        left_out = self.unclocked | (frozenset(unclocked) & self.sources)
        return replace(self, sources=inside, windows=mine, unclocked=left_out)

    def among(self, tracks: Iterable[int]) -> Scope:
        """These passages, of those in it."""
        found = frozenset(tracks)
        return replace(self, tracks=found if self.tracks is None else self.tracks & found)

    def without(self, what: Scope) -> Scope:
        """What is in it and not in another, which narrows all footage by sources, by a span or by windows alone.

        Of sources whose clock is not known it cannot be told, and they are left out.
        """
        if what.windows is None and what.span_us is not None:
            around = _outside((what.span_us,))
            return self.within(dict.fromkeys(self.sources, around), ())
        if what.windows is None:
            return replace(self, sources=self.sources - what.sources)
        known = self.sources - what.unclocked
        return self.within({number: _outside(what.windows.get(number, ())) for number in known}, what.unclocked)


def _outside(spans: Spans) -> Spans:
    """The file time around spans, which may overlap."""
    found, begin = [], 0
    for first, last in sorted(spans):
        if first > begin:
            found.append((begin, first - 1))
        begin = max(begin, last + 1)
    return (*found, (begin, MAX_TIME_US))


def unclocked_line(left_out: Collection[int], sources: Sequence[Source]) -> str:
    """Which sources a filter by the clock had to leave out, in a sentence; empty when there are none."""
    names = [source.name for source in sources if source.id in left_out]
    if not names:
        return ""
    named, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        named = tr("{names} and %n more", None, more, names=named)
    return tr(
        "%n source(s) were left out, whose recorder's clock is not known: {names}. "
        "State the clock (`cpcl clock`) to have them searched by time.",
        None,
        len(names),
        names=named,
    )
