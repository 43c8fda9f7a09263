"""What the window says while hits are gone through: what is new, what is left, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QLocale, Qt

from cpcl_desktop.engine.records import Answer, Source
from cpcl_desktop.engine.runtime.language import chosen, tr
from cpcl_desktop.gui.look.names import tip

_NAMED = 10  # sources that a tip names
_VERDICTS: Mapping[str | None, str] = {
    "match": tr("Match"),
    "no match": tr("No match"),
    "unsure": tr("Unsure"),
    None: tr("Withdrawn"),
}


def new_line(new: int, among: int) -> str:
    """How many passages were read since the hits were found, and how many of them would stand among these."""
    if not among:
        return tr("%n new passage(s) were read since; none of them stands among these hits.", None, new)
    if among == new:
        return tr("%n new passage(s) were read since and would stand among these hits.", None, new)
    some = f"{among:,}"
    return tr(
        "%n new passage(s) were read since; {some} of them would stand among these hits.", None, new, some=some
    )


def date_choice(date: str) -> str:
    """A date of the footage as it is offered: "Thu 12 March 2026"."""
    shown = tr("ddd d MMMM yyyy", "a date, in the letters of Qt's QLocale")
    return QLocale(chosen()).toString(QDate.fromString(date, Qt.DateFormat.ISODate), shown)


def month_of(date: str) -> str:
    """The month of a date, under which it stands where there are many: "March 2026"."""
    shown = tr("MMMM yyyy", "a month, in the letters of Qt's QLocale")
    return QLocale(chosen()).toString(QDate.fromString(date, Qt.DateFormat.ISODate), shown)


def unclocked_choice(unclocked: int, of: int) -> str:
    """Beside the filters by the clock: how much footage they leave out; empty where none."""
    if not unclocked:
        return ""
    if unclocked == of:
        return tr("No date or time of day: no recorder's clock is known here")
    return tr("%n source(s) without a known clock", None, unclocked)


def unclocked_details(unclocked: Sequence[Source]) -> str:
    """Which footage that is, and what to do."""
    names = [source.name for source in unclocked[:_NAMED]]
    more = [tr("and %n more", None, len(unclocked) - _NAMED)] if len(unclocked) > _NAMED else []
    what = tr(
        "A filter by date or time of day leaves these out. State when they begin (Footage, Recorder's clock) to "
        "include them:"
    )
    return tip([what, *names, *more])


def more_below(answer: Answer | None) -> int:
    """How many passages come below those shown."""
    if answer is None or not answer.hits or len(answer.hits) < answer.query.limit:
        return 0
    return max(0, answer.tracks_searched - len(answer.hits))


def more_choice(answer: Answer | None) -> str:
    """How many passages come below those shown, on the button that shows them; empty where none do."""
    below = more_below(answer)
    return tr("Show more: %n below these", None, below) if below else ""


def decided_line(decided: int, shown: int, found: int) -> str:
    """How far one has come: "41 of 120 decided", and where more was found than is shown, how much.

    Empty where there is nothing to decide about.
    """
    if shown < found:
        numbers = {"decided": f"{decided:,}", "shown": f"{shown:,}", "found": f"{found:,}"}
        return tr("{decided} of the {shown} shown decided, {found} found", **numbers)
    return tr("{decided} of {of} decided", decided=f"{decided:,}", of=f"{shown:,}") if shown else ""


def selected_line(selected: int, found: int) -> str:
    """That all hits shown are selected, and where more were found, that these are not all."""
    if selected < found:
        all_found = f"{found:,}"
        return tr("%n of {found} hits selected: those shown here.", None, selected, found=all_found)
    return tr("All %n hit(s) selected.", None, selected)


def stopped_line(makes: bool, standing: int) -> str:
    """What stands of a decision about many that was stopped, or whose taking back was."""
    if not standing:
        return tr("Stopped; nothing was decided.") if makes else tr("All of it was taken back.")
    if makes:
        return tr("Stopped: %n passage(s) are decided; undo takes that back.", None, standing)
    return tr("Stopped: %n passage(s) still stand as they were decided; undo goes on.", None, standing)


def group_line(verdict: str | None, shown: int, of: int) -> str:
    """What was decided about a group at once, and what a group is."""
    said = tr("{verdict}: %n hit(s) proposed to show one person.", None, shown, verdict=_VERDICTS[verdict])
    return f"{said} {of_group_line(shown, of)}"


def of_group_line(shown: int, of: int) -> str:
    """What else is to be said of what was done to a whole group: to how many it was not, and what a group is."""
    more = tr("%n more of the group are not among the hits and stay as they are.", None, of - shown)
    return " ".join([*([more] if of > shown else []), tr("A proposal, never an identification.")])
