"""What the window says of results: views, groups, marks of phrases, the timeline, the map, hits side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.records import Hit, Verdict
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.wording import clock_parts, lasting

GROUP = tr("Group")
VIEWS: Mapping[str, str] = {"cards": tr("Cards"), "list": tr("List"), "timeline": tr("Timeline"), "map": tr("Map")}
GROUPS: Mapping[str, str] = {
    "passage": tr("By passage"),
    "person": tr("By likely person"),
    "camera": tr("By camera"),
    "source": tr("By footage"),
    "case": tr("By case"),
}
ORDER = tr("Sort")
ORDERS: Mapping[str, str] = {
    "relevance": tr("Best first"),
    "time": tr("By time"),
    "camera": tr("By camera and time"),
}
SORTING_NOTE = tr(
    "Sorts the hits that are loaded, by corrected time; those without a known clock come after them. Without a "
    "description, the best first is the order of the footage."
)


def let_go_line(number: int) -> str:
    """Selected hits that lie apart in another order, which are not selected again."""
    return tr(
        "%n hit(s) were selected, too far apart in this order: only the one at the keyboard still is.", None, number
    )


COMPARE_FEW = tr("Select two to four hits to see them side by side.")
COMPARE = tr("Hits side by side")
PLAYS_IN_CARDS = tr("Hits play in their cards and rows: F6, F7.")
TIMELINE = tr("Hits by camera and time")
TIMELINE_ROWS = tr("Cameras further up and down")
TIMELINE_HELP = tr(
    "The wheel, Up and Down go through the cameras; Ctrl and the wheel, + and − zoom; Left and Right go from mark "
    "to mark, G and Shift+G from gap to gap; Enter opens it. Drag over a span, or press F, to see only what is in "
    "it; click a mark to open its hit, and beside marks to watch the footage there.\n"
    "Marks: as high as the row: match; low: no match; of two parts: unsure; else not decided. Beneath them the "
    "keys of labels, or the first letter of one without a key."
)
NO_GAP = tr("No time of this footage is without pictures.")
MAP = tr("Ways of the hits in the picture")
MAP_HELP = tr(
    "Each line is the way of a hit, its dot where it begins, with the keys of its labels beside it. Click one to "
    "open the hit."
)
GROUPING_NOTE = tr("Groups are proposals by likeness, never identifications.")
_MARKS: Mapping[Verdict, str] = {"yes": "✓", "no": "✗", "unclear": "?"}


def mark_of(verdict: Verdict) -> str:
    """Whether a passage bears a phrase out, as a sign."""
    return _MARKS[verdict]


HEADING_JOINT = " · "  # between what a group is called and how many hits it has


def sorted_line(hits: int) -> str:
    """Of how many hits the order is, where there are more than those."""
    return tr("Only the %n hit(s) loaded are sorted.", None, hits)


def group_heading(name: str, hits: int) -> str:
    """A group, above its first hit."""
    return name + HEADING_JOINT + tr("%n hit(s)", None, hits)


def person_name(number: str, named: str = "") -> str:
    """A likely person: by the name that somebody gave, else by the lowest number of a passage of theirs, if any."""
    return named or (tr("Likely person {number}", number=number) if number else tr("Not grouped yet"))


def unclocked_hits(number: int) -> str:
    """How many hits a timeline by the clock cannot show; empty where it shows all."""
    if not number:
        return ""
    return tr("%n hit(s) without a known clock are not shown here.", None, number)


def gap_line(seconds: float, reason: str) -> str:
    """A time of the footage without pictures, and why."""
    return tr("{time} could not be read: {reason}", time=lasting(seconds), reason=shown(reason))


def drawn_line(drawn: int, of: int, without: int) -> str:
    """How many of a camera's hits a map shows."""
    if drawn < of:
        said = tr("The ways of {drawn} of %n hit(s).", None, of, drawn=f"{drawn:,}")
    else:
        said = tr("The ways of %n hit(s).", None, of)
    return " ".join([said, tr("%n more have none recorded.", None, without)] if without else [said])


def view_of(camera: str, source: str) -> str:
    """What a map of one source's view is called."""
    return tr("{camera} · {source}", camera=camera, source=source)


def view_of_all(camera: str, sources: int) -> str:
    """What a map over all sources of a camera is called."""
    return tr("{camera} · all %n source(s), as if it never moved", None, sources, camera=camera)


def lasts(hit: Hit) -> str:
    """How long a passage lasts."""
    return lasting((hit.end_us - hit.start_us) / 1e6)


def compared_line(hits: Sequence[Hit]) -> str:
    """Which hits stand side by side."""
    return tr("%n hit(s) side by side. Keys decide about all of them; Esc goes back.", None, len(hits))


def hits_text(hits: Sequence[Hit]) -> str:
    """Hits as lines to be copied: number of the passage, footage, camera, its time by file and by both clocks."""
    return "\n".join(map(_copied_line, hits))


def _copied_line(hit: Hit) -> str:
    times = [tr("{time} in the file", time=moment(hit.time_us)), *clock_parts(hit.time, says_both=True)]
    name = " ".join(filter(None, (hit.source_name, hit.image)))
    return line(
        tr(
            "Passage {number}: {footage}, camera {camera}, {times}",
            number=hit.number,
            footage=name,
            camera=hit.camera,
            times=", ".join(times),
        )
    )
