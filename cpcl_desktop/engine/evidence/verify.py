"""Check a case: the database itself, its log, what the log says of its contents, and the footage by its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry, LogHead, check_chain
from cpcl_desktop.engine.case.tracks import conditions_hash
from cpcl_desktop.engine.coverage.found_by import found_by
from cpcl_desktop.engine.errors import CaseError, MediaError
from cpcl_desktop.engine.evidence.contents import told_contents, told_pictures
from cpcl_desktop.engine.evidence.parts import part_faults
from cpcl_desktop.engine.evidence.replay import (
    caption_faults,
    decision_faults,
    label_faults,
    mark_faults,
    model_faults,
    person_faults,
    replay_state,
    saved_search_faults,
    source_faults,
)
from cpcl_desktop.engine.progress import Report, silent
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.relink import moved_to
from cpcl_desktop.engine.sources.walk import found_at

# What reading values raises that this program never stored.
_STRANGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Footage:
    """What lies where a source was; one that is `missing` may have been seen at `now_at` by its content."""

    source: Source
    state: Literal["as added", "changed", "missing"]
    sentence: str = ""
    now_at: Path | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: `faults` are contradictions, `unchecked` what could not be looked at, in sentences."""

    faults: Sequence[str]
    unchecked: Sequence[str] = field(default_factory=tuple)
    sources_checked: int = 0
    head: LogHead = field(default_factory=LogHead)
    footage: Sequence[Footage] = field(default_factory=tuple)
    found_by: Mapping[str, int] = field(default_factory=dict)
    """In how many sources people were found by which detector and weights of it, in words."""
    in_bin: int = 0
    """How many sources are in the bin, whose footage was not read."""
    together: int = 0
    """How many searches were of several cases as one, which this case by itself cannot repeat."""


def verify_case(case: Case, report: Report, noted: LogHead | None = None, footage: bool = True) -> Verdict:
    """Check everything that can be checked; without `footage` the sources are not read again.

    Of sources in the bin all rows are checked, and not the footage, which nobody searches.

    `noted` is a head of the log written down earlier. Raises Cancelled.
    """
    faults = case.integrity.faults()
    if faults:  # what follows would trust a damaged database
        return Verdict(faults)
    try:
        head, entries = case.log.head(), case.log.entries()
        faults = [*check_chain(entries, head, noted), *_row_faults(case, entries, report)]
        faults += _told_faults(case, entries)
    except CaseError as error:
        return Verdict([*faults, str(error)])
    try:
        sources, detectors = case.sources.all() if footage else [], found_by(case)
        binned = len(case.sources.binned())
    except (*_STRANGE, CaseError) as error:
        return Verdict([*faults, worded("The case's sources cannot be read ({why!r}).", why=error)], head=head)
    found = check_footage(sources, report)
    faults += [one.sentence for one in found if one.state == "changed"]
    missing = [one.sentence for one in found if one.state == "missing"]
    unchecked = [*missing, *_other_names(case.path)]
    together = sum(entry.action == "search" and "together" in entry.details for entry in entries)
    return Verdict(faults, unchecked, len(found) - len(missing), head, found, detectors, binned, together)


def _other_names(path: Path) -> list[str]:
    """That the file has further names, beside which a journal would lie unseen."""
    if path.stat().st_nlink < 2:
        return []
    return [
        worded("{path} has another name as well (a hard link); a journal beside that was not looked at.", path=path)
    ]


def edited_rows_of(path: Path, report: Report = silent) -> str:
    """The first rows of a case that are not as they were stored, in sentences; empty where all are. Cancelled."""
    try:
        with Case.read(path) as case, case.held():
            if faults := case.integrity.faults():
                return " ".join(faults)
            entries = case.log.entries()
            faults = [*check_chain(entries, case.log.head()), *_row_faults(case, entries, report)]
            case.check_still()
    except CaseError as error:
        return str(error)
    return " ".join(faults[:3])


def check_footage(sources: Sequence[Source], report: Report) -> list[Footage]:
    """Read every source again; what is missing is looked for, by content, in the folders that sources are in."""
    folders = list(dict.fromkeys(source.path.parent for source in sources))
    return [_check_one(source, folders, report) for source in sources]


def _row_faults(case: Case, entries: Sequence[LogEntry], report: Report) -> list[str]:
    """Rows and tables that are not what the log leads to."""
    replayed = replay_state(entries)
    found = case.integrity.row_faults(replayed.tables, report)
    return [*replayed.faults, *(fault for faults in found.values() for fault in faults)]


def _told_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """What the log tells of the contents and the case has otherwise; rows and entries may hold anything."""
    looks = (
        lambda: case.integrity.contents_faults(),
        lambda: model_faults(case, entries),
        lambda: source_faults(case, entries),
        lambda: _content_faults(case, entries),
        lambda: decision_faults(case.decisions.history(), entries),
        lambda: mark_faults(case.marks.history(), entries),
        lambda: label_faults(case.labels.history(), entries),
        lambda: caption_faults(case.captions.history(), entries),
        lambda: saved_search_faults(case.searches.history(), entries),
        lambda: person_faults(case.persons.history(), entries),
        lambda: part_faults(case, entries),
    )
    for look in looks:
        try:
            yield from look()
        except (*_STRANGE, CaseError) as error:
            yield worded("What the log tells could not be compared with the case ({why!r}).", why=error)


def _content_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """Sources whose tracks, crops, vectors or stretches are not those that the log says were stored."""
    stored, pictures = told_contents(entries, case.models.current()), told_pictures(entries)
    measured = {e.details["source"]: e.details["conditions"] for e in entries if "conditions" in e.details}
    for source in case.sources.with_bin():
        which = worded("Source {source} ({name})", source=source.id, name=source.name)
        if source.id in stored and source.state in ("done", "failed"):
            yield from _vector_faults(case, source.id, which, stored[source.id], pictures.get(source.id))
            if source.id in measured and conditions_hash(source.stretches) != measured[source.id]:
                yield worded(
                    "{which}: its dark, grey and small stretches are not those that the log says were stored.",
                    which=which,
                )


def _vector_faults(
    case: Case, source: int, which: str, stored: Mapping[str, str], pictures: str | None
) -> Iterator[str]:
    """Whether each model's vectors, with tracks and crops, are those that were stored; models that went aside.

    The hash over `pictures`, where the log has one, holds however passages were divided and joined.
    """
    for model in case.models.all():
        if model.state == "in use" or model.sha256 in stored:
            there, shown = case.tracks.content_hashes(source, model.id)
            if there != stored.get(model.sha256) or pictures not in (None, shown):
                kept = worded(" (by the model {name}, kept from before)", name=model.name)
                kept = "" if model.state == "in use" else kept
                yield worded(
                    "{which}: its passages are not those that the log says were stored{kept}.",
                    which=which,
                    kept=kept,
                )


def _check_one(source: Source, folders: Sequence[Path], report: Report) -> Footage:
    try:
        there = content_hash(found_at(source.path, source.kind), report)
    except MediaError as error:
        now_at = moved_to(source, folders, report)
        hint = (
            worded(" Its content is at {path}; `cpcl relink` takes it from there.", path=now_at) if now_at else ""
        )
        sentence = worded("Source {source}: {what}", source=source.id, what=f"{error}{hint}")
        return Footage(source, "missing", sentence, now_at)
    if there == (source.sha256, source.size):
        return Footage(source, "as added")
    sentence = worded(
        "Source {source}: {path} is not the footage that was added; its content has changed.",
        source=source.id,
        path=source.path,
    )
    return Footage(source, "changed", sentence)
