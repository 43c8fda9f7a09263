"""Check a case: the database itself, its log, what the log says of its contents, and the footage by its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from cpcl_desktop.engine.case import Case, Decision
from cpcl_desktop.engine.case_tracks import conditions_hash
from cpcl_desktop.engine.errors import CaseError, MediaError
from cpcl_desktop.engine.log import LogEntry, LogHead, check_chain
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources import content_hash, found_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: `faults` are contradictions, `unchecked` what could not be looked at, in sentences."""

    faults: Sequence[str]
    unchecked: Sequence[str] = field(default_factory=tuple)
    sources_checked: int = 0
    head: LogHead = field(default_factory=LogHead)


def verify_case(case: Case, report: Report, noted: LogHead | None = None, footage: bool = True) -> Verdict:
    """Check everything that can be checked; without `footage` the sources are not read again.

    `noted` is a head of the log written down earlier. Raises Cancelled.
    """
    faults = case.database_faults()
    if faults:  # what follows would trust a damaged database
        return Verdict(faults)
    try:
        head, entries = case.log_head(), case.log()
    except CaseError as error:
        return Verdict([str(error)])
    faults = [
        *check_chain(entries, head, noted),
        *_content_faults(case, entries),
        *_decision_faults(case.decision_history(), entries),
    ]
    unchecked: list[str] = []
    checked = 0
    for source in case.sources() if footage else ():
        fault, missing = _footage_fault(source, report)
        faults += fault
        unchecked += missing
        checked += not missing
    return Verdict(faults, unchecked, checked, head)


def _content_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """Sources whose tracks, crops, vectors or stretches are not those that the log says were stored."""
    known = {row[0] for row in entries[0].details.get("sources before the log", ())} if entries else set()
    stored = {e.details["source"]: e.details["content"] for e in entries if "content" in e.details}
    measured = {e.details["source"]: e.details["conditions"] for e in entries if "conditions" in e.details}
    for source in case.sources():
        if source.id in stored and source.state in ("done", "failed"):
            name = f"Source {source.id} ({source.path.name})"
            if case.content_hash(source.id) != stored[source.id]:
                yield f"{name}: its passages are not those that the log says were stored."
            if source.id in measured and conditions_hash(source.stretches) != measured[source.id]:
                yield f"{name}: its dark, grey and small stretches are not those that the log says were stored."
        elif source.state == "done" and source.id not in known:
            yield f"Source {source.id} ({source.path.name}) is not in the log."


def _decision_faults(made: Sequence[Decision], entries: Sequence[LogEntry]) -> Iterator[str]:
    """Decisions that the log has otherwise or not at all, and those that it has and the case lacks."""
    logged: dict[int, LogEntry] = {}
    for entry in entries:
        if entry.action == "decision":
            logged[entry.number] = entry
        elif entry.details.get("outcome") == "restarted":  # a source read anew forgot its passages
            source = entry.details.get("source")
            logged = {n: e for n, e in logged.items() if e.details.get("source") != source}
    for decision in made:
        said = logged.pop(decision.id, None)
        stands = asdict(decision)
        told = {} if said is None else {"time": said.time, "user": said.user, **said.details}
        if any(told.get(name) != value for name, value in stands.items() if name != "id"):
            yield f"Decision {decision.id} on passage {decision.track} is not one that the log says was made."
    yield from (
        f"Decision {number} on passage {e.details.get('track')} was removed." for number, e in logged.items()
    )


def _footage_fault(source: Source, report: Report) -> tuple[list[str], list[str]]:
    """A source's fault, or why it could not be checked."""
    try:
        sha256, size = content_hash(found_at(source.path, source.kind), report)
    except MediaError as error:
        return [], [f"Source {source.id}: {error}"]
    if (sha256, size) != (source.sha256, source.size):
        return [
            f"Source {source.id}: {source.path} is not the footage that was added; its content has changed."
        ], []
    return [], []
