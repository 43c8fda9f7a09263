"""What the page of coverage asks for: what searches cover, as the engine says it; and writing that down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.coverage.coverage import SourceCoverage, coverage_of
from cpcl_desktop.engine.coverage.sentences import (
    coverage_sentences,
    source_limits,
    source_sentences,
    tiles_sentence,
)
from cpcl_desktop.engine.coverage.spans import Span
from cpcl_desktop.engine.federation.copies import copies_line
from cpcl_desktop.gui.lanes.reader import CaseReader


@dataclass(frozen=True, slots=True)
class CoveredSource:
    """A source's part: what its bar shows (names and spans, later ones over earlier ones), and its limits."""

    coverage: SourceCoverage
    layers: Sequence[tuple[str, Sequence[Span]]]
    limits: Sequence[str]


@dataclass(frozen=True, slots=True)
class Covered:
    """What searches cover: sentences about all of the case, and each source's part; `longest_us` is one scale."""

    sentences: Sequence[str] = ()
    sources: Sequence[CoveredSource] = ()
    longest_us: int = 0


class Coverings(CaseReader):
    """What the case's searches cover."""

    def look(self) -> Covered:
        """As it is now."""
        from cpcl_desktop.engine.coverage.picture import LAYERS

        covered = coverage_of(self.cases)
        of_sources = {sentence for one in covered.sources for sentence in source_sentences(one)}
        sources = [
            CoveredSource(one, [(name, tuple(spans(one))) for name, _, _, spans in LAYERS], _limits(one))
            for one in covered.sources
        ]
        longest = max((one.end_us for one in covered.sources), default=0)
        said = [s for s in coverage_sentences(covered) if s not in of_sources]
        every = self.cases.sources()
        told = copies_line(every, self.cases.copies(every))
        return Covered([told, *said] if told else said, sources, longest)

    def write(self, target: Path) -> Path:
        """Write it down as a picture or as JSON, by the name's ending."""
        from cpcl_desktop.engine.report.coverage_file import write_coverage

        return write_coverage(self.cases, target)


def _limits(one: SourceCoverage) -> list[str]:
    """What is to be said of a source, in the engine's sentences."""
    said = [*source_limits(one), *filter(None, [tiles_sentence(one.source)])]
    return [limit[0].upper() + limit[1:] for limit in said]
