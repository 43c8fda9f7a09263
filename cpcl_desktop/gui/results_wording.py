"""What the window says of results: views, groups, marks of phrases, the timeline, the map, hits side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.records import Hit, Verdict
from cpcl_desktop.gui.wording import count

VIEW, GROUP = "View", "Group"
VIEWS: Mapping[str, str] = {"cards": "Cards", "list": "List", "timeline": "Timeline", "map": "Map"}
GROUPS: Mapping[str, str] = {
    "passage": "By passage",
    "person": "By likely person",
    "camera": "By camera",
    "source": "By footage",
}
COMPARE_FEW = "Select two to four hits to see them side by side."
COMPARE = "Hits side by side"
TIMELINE = "Hits by camera and time"
TIMELINE_HELP = (
    "Wheel, + and − zoom, the arrows go from mark to mark. Drag over a span, or press F, to see only what is in "
    "it; click a mark to open its hit."
)
MAP = "Ways of the hits in the picture"
MAP_HELP = "Each line is the way of a hit, its dot where it begins. Click one to open the hit."
GROUPING_NOTE = "Groups are proposals by likeness, never identifications."
_MARKS: Mapping[Verdict, str] = {"yes": "✓", "no": "✗", "unclear": "?"}


def mark_of(verdict: Verdict) -> str:
    """Whether a passage bears a phrase out, as a sign."""
    return _MARKS[verdict]


def group_heading(name: str, hits: int) -> str:
    """A group, above its first hit."""
    return f"{name} · {count(hits, 'hit')}"


def person_name(label: int | None, named: str = "") -> str:
    """A likely person: by the name that somebody gave, else by the lowest number of a passage of theirs."""
    return named or ("Not grouped yet" if label is None else f"Likely person {label}")


def unclocked_hits(number: int) -> str:
    """How many hits a timeline by the clock cannot show; empty where it shows all."""
    if not number:
        return ""
    return f"{count(number, 'hit')} without a known clock {'is' if number == 1 else 'are'} not shown here."


def span_line(begin: str, end: str) -> str:
    """The span that a timeline shows."""
    return f"{begin} to {end}"


def drawn_line(drawn: int, of: int, without: int) -> str:
    """How many of a camera's hits a map shows."""
    said = f"The ways of {drawn:,} of {count(of, 'hit')}" if drawn < of else f"The ways of {count(of, 'hit')}"
    return f"{said}; {without:,} have none recorded." if without else f"{said}."


def lasts(hit: Hit) -> str:
    """How long a passage lasts."""
    seconds = (hit.end_us - hit.start_us) / 1e6
    return f"{seconds:.1f} s" if seconds < 60 else length(seconds)


def compared_line(hits: Sequence[Hit]) -> str:
    """Which hits stand side by side."""
    return f"{len(hits)} hits side by side. Keys decide about all of them; Esc goes back."
