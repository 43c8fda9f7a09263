"""What the window says of a source beyond how it was read: where and when, the bin, its hash, what is watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cpcl_desktop.engine.case.bin import Stake
from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.wording import State

if TYPE_CHECKING:
    from cpcl_desktop.engine.evidence.verify import Footage

_NAMED = 3  # what a line names
Kind = Literal["failed", "changed", "missing", "partial", "gaps", "waiting", "reading", "done", "copy", "bin"]
KINDS: tuple[Kind, ...] = ("failed", "changed", "missing", "partial", "gaps", "waiting")  # worth a look


def kinds_line(kind: Kind, number: int) -> str:
    """How many sources are of a kind that is worth a look: "3 failed"."""
    said = {
        "failed": tr("%n failed", None, number),
        "changed": tr("%n changed", None, number),
        "missing": tr("%n not found", None, number),
        "partial": tr("%n unfinished", None, number),
        "gaps": tr("%n with gaps", None, number),
        "waiting": tr("%n waiting", None, number),
    }
    return said[kind]


def place_line(source: Source) -> str:
    """From when to when by the corrected clock, to the minute, where that is known, and by which camera."""
    return " · ".join(filter(None, (_span(source, "%H:%M"), source.camera)))


def recorded_lines(source: Source) -> list[str]:
    """From when to when a source was recorded, by the corrected clock; none where that is not known."""
    span = _span(source, "%H:%M:%S")
    return [tr("Recorded: {span}", span=span)] if span else []


def _span(source: Source, time: str) -> str:
    begin, end = (time_at(source.clock, us) for us in (source.begins_us or 0, SourceCoverage(source).end_us))
    if begin.corrected is None or end.corrected is None:
        return ""
    day = "" if begin.corrected.date() == end.corrected.date() else f"{end.corrected:%m-%d} "
    doubt = " ?" if begin.ambiguous or end.ambiguous else ""
    first, last = f"{begin.corrected:{time}}", f"{day}{end.corrected:{time}}"
    span = first if last == first else f"{first}–{last}"  # a short clip's: a minute is said once
    return f"{begin.corrected:%Y-%m-%d} {span}{doubt}"


def bin_state(source: Source) -> State:
    """A source in the bin, as `state_of` says of others."""
    return State("bin", "muted", tr("In the bin · %n passage(s) not searched", None, source.tracks))


def copy_state(other: Source) -> State:
    """A source whose footage another case has as well, where it is searched."""
    return State("done", "muted", tr("Searched as {name}", name=other.name))


def checked_state(state: State, found: Footage) -> State:
    """A source's state, now that its footage was compared with the hash that the case keeps."""
    if found.state == "changed":
        return State("failed", "failed", tr("Changed: not the content that was added"))
    if found.state == "missing":
        return State("missing", "warning", tr("Not where it was: could not be checked"))
    return State("verify", state.colour, tr("{state} · content as added", state=state.text))


def checked_line(found: Sequence[Footage]) -> str:
    """What came of comparing footage with the hashes that the case keeps."""
    same = sum(one.state == "as added" for one in found)
    others = [shown(one.sentence) for one in found if one.state != "as added"]
    more = [tr("And %n more.", None, len(others) - _NAMED)] if len(others) > _NAMED else []
    held = [tr("%n source(s) have the content that was added.", None, same)] if same else []
    return " ".join([*held, *others[:_NAMED], *more])


def unwatchable_line(source: Source) -> str:
    """Why footage cannot be shown in the player; empty where it can be tried."""
    if source.in_bin:
        return tr("{name} lies in the bin. Put it back to watch it.", name=source.name)
    if not source.id:
        return tr("{name} waits to be read. It can be watched once that has begun.", name=source.name)
    if source.kind == "crops":
        return tr("{name} holds people cut out already, and no footage to watch.", name=source.name)
    return ""


def moved_line(number: int, in_bin: bool) -> str:
    """Sources that went into the bin, or back."""
    if in_bin:
        return tr("%n source(s) put into the bin: not searched any more, nothing is deleted.", None, number)
    return tr("%n source(s) put back from the bin.", None, number)


def clocks_line(number: int, makes: bool) -> str:
    """Recorders' clocks were stated, or that was taken back."""
    if makes:
        return tr("The clock of %n source(s) is stated; undo takes that back.", None, number)
    return tr("The clock of %n source(s) is again what it was.", None, number)


def cameras_line(number: int, makes: bool) -> str:
    """Cameras were named, or that was taken back."""
    if makes:
        return tr("The camera of %n source(s) is named; undo takes that back.", None, number)
    return tr("The camera of %n source(s) is called again what it was.", None, number)


def stays_line(number: int) -> str:
    """Sources of which something else was stated since, when that was to be taken back."""
    return tr("Of %n source(s) somebody stated something else since; that stays.", None, number)


def came_back_line(sources: Sequence[Source]) -> str:
    """Sources that lay in the bin and are searched again, since they were added again; empty without any."""
    if not sources:
        return ""
    names = ", ".join(source.name for source in sources[:_NAMED])
    if (more := len(sources) - _NAMED) > 0:
        names = tr("{names} and %n more", None, more, names=names)
    return tr(
        "%n source(s) lay in the bin and came back as they were, since they were added again: {names}.",
        None,
        len(sources),
        names=names,
    )


def emptying_line(binned: Sequence[Source], stakes: Mapping[int, Stake]) -> str:
    """What goes when the bin is emptied."""
    gone = [stakes[source.id] for source in binned if source.id in stakes]
    names = [source.name for source in binned if source.id in stakes]
    more = [tr("and %n more", None, len(names) - _NAMED)] if len(names) > _NAMED else []
    passages = tr("%n passage(s)", None, sum(one.passages for one in gone))
    pictures = tr("%n picture(s)", None, sum(one.pictures for one in gone))
    lines = [
        ", ".join([*names[:_NAMED], *more]),
        tr("{passages} and {pictures} are removed from the case for good.", passages=passages, pictures=pictures),
    ]
    if said := sum(one.said for one in gone):
        lines.append(tr("With them go %n decision(s), mark(s) and sentence(s) of people about them.", None, said))
    lines.append(tr("The footage itself stays where it is, and the log keeps what was removed."))
    return "\n\n".join(lines)


def emptied_line(number: int) -> str:
    """The bin was emptied."""
    return tr("%n source(s) removed from the case for good.", None, number)


def watched_line(folder: Path, is_on: bool, added: int) -> str:
    """A folder that is watched, or was."""
    if not is_on:
        return tr("{folder}: was watched", folder=folder.name)
    if not added:
        return tr("{folder}: watched for new videos", folder=folder.name)
    return tr("{folder}: watched, %n video(s) added", None, added, folder=folder.name)


def arrived_line(number: int) -> str:
    """Videos that arrived in a watched folder."""
    return tr("%n new video(s) arrived in a watched folder.", None, number)
