"""The log replayed: the state that its entries lead to, and what they say of sources, models and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.bin import REMOVED
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.cut_end import is_in_its_place
from cpcl_desktop.engine.case.digests import root_of
from cpcl_desktop.engine.case.labels import told_label
from cpcl_desktop.engine.case.log import Action, LogEntry
from cpcl_desktop.engine.case.models import centre_hash
from cpcl_desktop.engine.case.records import Caption, Decision, Label, Mark, PersonDecision, SavedSearch
from cpcl_desktop.engine.case.searches import told_search
from cpcl_desktop.engine.case.store import clock_row
from cpcl_desktop.engine.records import Source

_READING = (
    "source",
    "gap",
    "stretch",
    "detection",
    "track",
    "joins",
    "crop",
    "vector",
    "model",
    "decision",
    "mark",
    "caption",
    "person_member",
    "waiting",
    "left_out",
)
MAY_CHANGE: Mapping[str, Sequence[str]] = {
    "ingest": (*_READING, "removed"),
    "model": ("model", "vector"),
    "decision": ("decision",),
    "mark": ("mark",),
    "label": ("label",),
    "caption": ("caption",),
    "saved search": ("saved_search",),
    "person": ("person_decision", "person_member"),
    "clock": ("source",),
    "camera": ("source",),
    "relink": ("source",),
    "bin": (*(table for table in _READING if table not in ("waiting", "left_out")), "removed"),
    "passages": ("track", "crop", "joins"),
    "merge": (*_READING, "removed", "person_decision", "saved_search", "label", "part", "part_log", "part_row"),
    "kept": ("waiting", "search_cache"),
}  # which tables an entry's transaction may have changed; those not named here change none
_OF_A_SOURCE = {"track", "joins", "crop", "vector", "detection", "stretch", "gap"}  # tables
_NO_TILES = {"tiles": None, "tiles_reason": "", "frame_s": None}  # facts of a source whose tiles are not chosen
_NO_DOUBT = {"doubt_s": None}  # of a clock: older versions kept none
_COUNTED = ("message", "declared_s", "decoded_s", "frames_decoded", "frames_sampled", "frames_unchanged")
_FORGETS = ("restarted", REMOVED)  # outcomes by which a source's passages are no more
_Named = TypeVar("_Named", Label, SavedSearch)
FROM_WHOLE = ("log begun", "migrated")  # entries that tell of every table


@dataclass(slots=True)
class Replayed:
    """What the log leads to: each table's digest, sources by number, and what speaks against the log itself."""

    tables: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def replay_state(entries: Sequence[LogEntry]) -> Replayed:
    """Follow the state through the log, from each entry that changed something to the next."""
    replayed, read = Replayed(), set[object]()
    for entry in entries:
        if entry.state:
            replayed.faults += [*_follow(replayed.tables, entry), *_misplaced(entry, read)]
        if entry.action in ("ingest", "bin"):
            _note_end(entry, read)
        if entry.action == "cut" and not is_in_its_place(entry.number, entry.details):
            replayed.faults.append(
                worded(
                    "Entry {entry} says that an end of the log was cut off, which does not fit where it stands.",
                    entry=entry.number,
                )
            )
    return replayed


def _misplaced(entry: LogEntry, read: set[object]) -> Iterator[str]:
    """Passages that an ingest changed without a source, or of one that was read to its end and not begun anew."""
    changed = entry.state.get("tables")
    outgrown = isinstance(changed, dict) and changed.keys() != {"source"}
    if entry.action == "bin" and outgrown and entry.details.get("outcome") != REMOVED:
        yield worded("Entry {entry} changed more of a source than whether it is in the bin.", entry=entry.number)
    if entry.action != "ingest" or not isinstance(changed, dict) or not _OF_A_SOURCE & changed.keys():
        return
    source, outcome = entry.details.get("source"), entry.details.get("outcome")
    if not isinstance(source, int):
        yield worded("Entry {entry} changed passages and tells of no source.", entry=entry.number)
    elif source in read and outcome not in ("restarted", "content taken"):
        yield worded(
            "Entry {entry} changed passages of source {source}, which had been read to its end.",
            entry=entry.number,
            source=source,
        )


def _note_end(entry: LogEntry, read: set[object]) -> None:
    source, outcome = entry.details.get("source"), entry.details.get("outcome")
    if isinstance(source, int) and outcome in ("done", "failed"):
        read.add(source)
    elif isinstance(source, int) and outcome in ("restarted", REMOVED):
        read.discard(source)


def _follow(tables: dict[str, str], entry: LogEntry) -> Iterator[str]:
    changed = entry.state.get("tables")
    if not isinstance(changed, dict):
        yield worded("Entry {entry} tells of no state that can be read.", entry=entry.number)
        return
    may = changed.keys() if entry.action in FROM_WHOLE else MAY_CHANGE.get(entry.action, ())
    for table in sorted(changed.keys() - set(may)):
        yield worded(
            "Entry {entry} ({action}) changed the table {table}, which this program never does so.",
            entry=entry.number,
            action=entry.action,
            table=table,
        )
    tables.update(changed)
    if entry.state.get("root") != root_of(tables):
        yield worded("Entry {entry} gives a state to which the entries before it do not lead.", entry=entry.number)


# --- sources


@dataclass(slots=True)
class _Told:
    """What the log says last of a source."""

    facts: dict[str, Any]
    gaps: list[Any] | None = None  # None: the log does not tell of them


def source_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """Sources that are not in the log, not in the case, or otherwise than the log says."""
    told = _told_sources(entries)
    early = {row[0] for row in entries[0].details.get("sources before the log", ())} if entries else set()
    for source in case.sources.with_bin():
        known = told.pop(source.id, None)
        if known is not None:
            yield from _contradictions(source, case.sources.settings(source.id), known)
        elif source.id not in early:
            yield worded("Source {source} ({name}) is not in the log.", source=source.id, name=source.path.name)
    yield from (
        worded(
            "Source {number} ({path}) is in the log and not in the case any more.",
            number=number,
            path=known.facts.get("path"),
        )
        for number, known in told.items()
    )


def _told_sources(entries: Sequence[LogEntry]) -> dict[int, _Told]:
    """By number, what the log says of each source that was begun."""
    told: dict[int, _Told] = {}
    for entry in entries:
        said = entry.details
        number = said.get("source")
        if entry.action == "ingest" and said.get("outcome") == "begun" and isinstance(number, int):
            told[number] = _Told({name: said.get(name) for name in ("path", "kind", "sha256", "size", "camera")})
            told[number].facts["part"] = said.get("part", 1)
            told[number].facts |= {"settings": said.get("settings"), "state": "new", **_NO_TILES, "in_bin": False}
        elif number in told and (said.get("known as") or said.get("outcome") == REMOVED):
            del told[number]  # another source has its content, or it was removed from the bin
        elif number in told:
            _change(told[number], entry)
    return told


def _change(told: _Told, entry: LogEntry) -> None:
    said = entry.details
    if entry.action == "clock":
        told.facts |= {"clock": _NO_DOUBT | (said.get("after") or {})}
    elif entry.action == "camera":
        told.facts |= {"camera": said.get("after")}
    elif entry.action == "relink":
        told.facts |= {"path": said.get("after")}
    elif entry.action == "bin":
        told.facts |= {"in_bin": said.get("outcome") == "taken out"}
    elif entry.action == "ingest":
        _read(told, said)


def _read(told: _Told, said: Mapping[str, Any]) -> None:
    """What became of reading a source."""
    outcome = said.get("outcome")
    if outcome == "restarted":
        told.facts |= {"settings": said.get("settings"), "state": "new", **_NO_TILES}
        told.gaps = None
    elif outcome == "tiles chosen":
        told.facts |= {name: said.get(name) for name in _NO_TILES}
    elif outcome == "read on":
        told.facts = {name: value for name, value in told.facts.items() if name not in _COUNTED}
        told.facts["state"], told.gaps = "partial", None
    elif outcome == "content taken":
        told.facts |= {"sha256": said.get("after"), "size": said.get("size", told.facts.get("size"))}
    elif outcome in ("done", "failed", "partial"):
        told.facts |= {"state": outcome} | {name: said[name] for name in _COUNTED if name in said}
        told.gaps = said.get("gaps")


def _contradictions(source: Source, settings: Mapping[str, Any], told: _Told) -> Iterator[str]:
    stands = asdict(source) | {"path": str(source.path), "settings": settings, "clock": clock_row(source.clock)}
    for name, value in told.facts.items():
        if stands.get(name) != value and not _before_states(name, value, source):
            yield worded(
                "Source {source} ({name}): its {other_name} is not what the log says.",
                source=source.id,
                name=source.path.name,
                other_name=name,
            )
    gaps = [[gap.start_us, gap.end_us, gap.reason] for gap in source.gaps]
    if told.gaps is not None and sorted(gaps) != sorted(told.gaps):
        yield worded(
            "Source {source} ({name}): its gaps are not those that the log says were found.",
            source=source.id,
            name=source.path.name,
        )


def _before_states(name: str, value: object, source: Source) -> bool:
    """Older versions logged only how a reading began and ended."""
    return name == "state" and value == "new" and source.state == "partial"


# --- models


def model_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """A model in use, or a centre of the gallery, that is not the one which the log says last."""
    chosen, centre = None, None
    for entry in entries:
        said = entry.details
        if entry.action == "model" and {"chosen", "changed to"} & said.keys():
            chosen, centre = said.get("sha256"), said.get("centre")
        elif entry.action == "model" and "centre settled" in said:
            centre = said["centre settled"]
    model = case.models.current()
    if chosen is not None and (model is None or model.sha256 != chosen):
        yield worded("The model in use is not the one that the log says was chosen.")
    elif model is not None and centre is not None and centre_hash(model.centre) != centre:
        yield worded(
            "The centre of the model {name} is not the one that the log says was settled.", name=model.name
        )


# --- decisions


def decision_faults(made: Sequence[Decision], entries: Sequence[LogEntry]) -> Iterator[str]:
    """Decisions that the log has otherwise or not at all, and those that it has and the case lacks."""
    yield from _passage_faults("decision", made, entries)


def mark_faults(made: Sequence[Mark], entries: Sequence[LogEntry]) -> Iterator[str]:
    """As `decision_faults`, of marks."""
    yield from _passage_faults("mark", made, entries)


def caption_faults(made: Sequence[Caption], entries: Sequence[LogEntry]) -> Iterator[str]:
    """As `decision_faults`, of sentences about passages."""
    yield from _passage_faults("caption", made, entries)


def _passage_faults(
    action: Action, made: Sequence[Decision | Mark | Caption], entries: Sequence[LogEntry]
) -> Iterator[str]:
    """Rows about passages, each of which an entry of this action told of."""
    logged: dict[int, LogEntry] = {}
    for entry in entries:
        if entry.action == action:
            logged[entry.number] = entry
        elif entry.details.get("outcome") in _FORGETS:
            source = entry.details.get("source")
            logged = {n: e for n, e in logged.items() if e.details.get("source") != source}
    what = action.capitalize()
    for row in made:
        said = logged.pop(row.id, None)
        stands = asdict(row)
        told = {} if said is None else {"time": said.time, "user": said.user, **said.details}
        if any(told.get(name) != value for name, value in stands.items() if name != "id"):
            yield worded(
                "{what} {row} on passage {other_row} is not one that the log says was made.",
                what=what,
                row=row.id,
                other_row=row.track,
            )
    yield from (
        worded(
            "{what} {number} on passage {track} was removed.",
            what=what,
            number=number,
            track=e.details.get("track"),
        )
        for number, e in logged.items()
    )


# --- labels and saved searches


def label_faults(made: Sequence[Label], entries: Sequence[LogEntry]) -> Iterator[str]:
    """As `decision_faults`, of labels that were made, changed or taken away."""
    yield from _named_faults("label", worded("Label"), made, told_label, entries)


def saved_search_faults(made: Sequence[SavedSearch], entries: Sequence[LogEntry]) -> Iterator[str]:
    """As `decision_faults`, of searches that were saved."""
    yield from _named_faults("saved search", worded("Saved search"), made, told_search, entries)


def _named_faults(
    action: Action,
    what: str,
    made: Sequence[_Named],
    told_of: Callable[[_Named], dict[str, Any]],
    entries: Sequence[LogEntry],
) -> Iterator[str]:
    """Rows of what has a name, and is `what`; `told_of` is what the log says of one."""
    logged = {entry.number: entry for entry in entries if entry.action == action}
    for row in made:
        said = logged.pop(row.id, None)
        told = {} if said is None else {"time": said.time, "user": said.user, **said.details}
        if {name: value for name, value in told.items() if name != "from"} != told_of(row):
            yield worded(
                "{what} {row} ({name}) is not one that the log says was saved.",
                what=what,
                row=row.id,
                name=row.name,
            )
    yield from (worded("{what} {number} was removed.", what=what, number=number) for number in logged)


# --- decisions about persons


def person_faults(made: Sequence[PersonDecision], entries: Sequence[LogEntry]) -> Iterator[str]:
    """As `decision_faults`, of decisions about groups of passages."""
    logged: dict[int, dict[str, Any]] = {}
    for entry in entries:
        if entry.action == "person":
            logged[entry.number] = {"time": entry.time, "user": entry.user, **entry.details}
        elif entry.details.get("outcome") in _FORGETS:
            for said in logged.values():
                said["members"] = [one for one in said["members"] if one[2] != entry.details.get("source")]
    for decision in made:
        told = logged.pop(decision.id, {})
        sides = {"tracks": 1, "rest": 2}
        for name, side in sides.items():
            told[name] = tuple(one[0] for one in told.get("members", ()) if one[1] == side)
        if any(told.get(name) != value for name, value in asdict(decision).items() if name != "id"):
            yield worded(
                "Decision {decision} on a person is not one that the log says was made.", decision=decision.id
            )
    yield from (worded("Decision {number} on a person was removed.", number=number) for number in logged)
