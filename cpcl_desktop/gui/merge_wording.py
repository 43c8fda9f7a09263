"""What the window says of a merge of cases: a sum, and a page of what somebody should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from cpcl_desktop.engine.merge.differences import ONE_CAMERA
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.wording import VERDICTS

if TYPE_CHECKING:
    from cpcl_desktop.engine.merge.differences import Difference
    from cpcl_desktop.engine.merge.merge import Merged
    from cpcl_desktop.engine.merge.said import Conflict, NotCarried

MOST = 50  # rows of a table: a page of thousands would hold up the window; the log has all
_OUTCOMES: Mapping[str, str] = {
    "taken": tr("taken over"),
    "known": tr("known already"),
    "replaced": tr("in place of what was read less far here"),
}
_WHATS: Mapping[str, str] = {
    "camera": tr("camera"),
    "clock": tr("recorder's clock"),
    "state": tr("how far it was read"),
    "passages": tr("passages"),
    "bin": tr("bin"),
    "read with": tr("how it was read"),
    ONE_CAMERA: tr("one camera now"),
}
_VALUES: Mapping[str, str] = {  # of what differs; others are names, numbers and times
    "not known": tr("not known"),
    "in it": tr("in the bin"),
    "not in it": tr("not in the bin"),
    "new": tr("not begun"),
    "partial": tr("in part"),
    "done": tr("to its end"),
    "failed": tr("failed"),
}
_KINDS: Mapping[str, str] = {
    "decision": tr("decision"),
    "mark": tr("mark"),
    "label": tr("label"),
    "caption": tr("description", "of a passage, by somebody"),
    "person": tr("decision about persons"),
    "saved search": tr("saved search"),
}


def sum_lines(merged: Merged) -> str:
    """How it went, in a few sentences."""
    outcomes = Counter(one.outcome for one in merged.sources)
    said = [
        tr("%n source(s) taken over.", None, outcomes["taken"]),
        tr("%n were here already.", None, outcomes["known"]) if outcomes["known"] else "",
        tr("%n read less far here were replaced.", None, outcomes["replaced"]) if outcomes["replaced"] else "",
        tr("Decisions, marks, descriptions and searches carried over: {number}.", number=merged.said),
        tr("%n passage(s) were decided otherwise in several cases.", None, len(merged.conflicts))
        if merged.conflicts
        else "",
        tr("%n thing(s) could not be carried over whole.", None, len(merged.not_carried))
        if merged.not_carried
        else "",
    ]
    return " ".join(filter(None, said))


def as_page(merged: Merged) -> str:
    """What was decided otherwise, where cases differ, what was not carried, and every source, as HTML."""
    return "".join(
        (
            _section(
                tr("Decided otherwise"),
                tr("All decisions are kept; what was said last counts."),
                (tr("passage"), tr("counts"), tr("decisions")),
                map(_conflict, merged.conflicts),
            ),
            _section(
                tr("Cases differ"),
                _about_differences(merged.differences),
                (tr("source"), tr("what"), tr("kept here"), tr("in the other case")),
                (
                    (
                        one.name,
                        _WHATS.get(one.what, one.what),
                        _value(one.kept),
                        f"{_value(one.other)} · {one.part}",
                    )
                    for one in merged.differences
                ),
            ),
            _section(
                tr("Labels on other keys"),
                tr("A key gives one label; Labels → Names and keys… changes which."),
                (tr("label"), tr("case"), tr("key there"), tr("key here")),
                ((one.name, one.part, str(one.there or "–"), str(one.here or "–")) for one in merged.other_keys),
            ),
            _section(
                tr("Not carried over"),
                tr("The log of the case that it comes from keeps it."),
                (tr("what"), tr("case"), tr("why")),
                map(_not_carried, merged.not_carried),
            ),
            _section(
                tr("Sources"),
                "",
                (tr("source"), tr("case"), tr("outcome")),
                ((one.source.name, one.part, _OUTCOMES[one.outcome]) for one in merged.sources),
            ),
        )
    )


def _about_differences(unlike: Sequence[Difference]) -> str:
    said = tr("What stands here was kept.")
    if any(one.what == ONE_CAMERA for one in unlike):
        said = tr(
            "{sentence} Cameras that are called alike count as one camera now; where they are two, name the "
            "sources of one otherwise.",
            sentence=said,
        )
    return said


def _section(title: str, about: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A heading with a table of the first rows; nothing where there are none."""
    every = list(rows)
    if not every:
        return ""
    told = "".join(_row("td", row) for row in every[:MOST])
    more = tr("And %n more: see the log.", None, len(every) - MOST) if len(every) > MOST else ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in (about,) if sentence)
    rest = f"<p>{escape(more)}</p>" if more else ""
    return (
        f"<h4>{escape(title)}</h4>{said}<table cellpadding='4' width='98%'>{_row('th', heads)}{told}</table>{rest}"
    )


def _row(cell: str, values: Sequence[str]) -> str:
    cells = "".join(f"<{cell} align='left'>{escape(line(value))}</{cell}>" for value in values)
    return f"<tr>{cells}</tr>"


def _conflict(one: Conflict) -> tuple[str, str, str]:
    said = tr("; ", "between findings").join(_said(*each) for each in one.verdicts)
    return str(one.track), _verdict(one.counts) if one.counts else "–", said


def _said(case: str, verdict: str, user: str, time: str) -> str:
    words, minute = _verdict(verdict), _minute(time)
    return tr("{verdict} ({user}, {time}, {name})", verdict=words, user=user, time=minute, name=case)


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")


def _verdict(verdict: str) -> str:
    return VERDICTS.get(verdict, verdict)


def _value(value: str) -> str:
    return _VALUES.get(value) or shown(value)


def _not_carried(one: NotCarried) -> tuple[str, str, str]:
    return tr("{kind} {number}", kind=_KINDS[one.kind], number=one.number), one.part, shown(one.why)
