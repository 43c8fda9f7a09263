"""Check a case: the database itself, its log, what the log says of its contents, and the footage by its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry, LogHead, check_chain
from cpcl_desktop.engine.case.records import Decision, StoredModel
from cpcl_desktop.engine.case.tracks import conditions_hash
from cpcl_desktop.engine.errors import CaseError, MediaError
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.relink import moved_to
from cpcl_desktop.engine.sources.walk import found_at


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


def verify_case(case: Case, report: Report, noted: LogHead | None = None, footage: bool = True) -> Verdict:
    """Check everything that can be checked; without `footage` the sources are not read again.

    `noted` is a head of the log written down earlier. Raises Cancelled.
    """
    faults = case.integrity.faults()
    if faults:  # what follows would trust a damaged database
        return Verdict(faults)
    try:
        head, entries = case.log.head(), case.log.entries()
    except CaseError as error:
        return Verdict([str(error)])
    faults = [
        *check_chain(entries, head, noted),
        *_model_faults(case, entries),
        *_content_faults(case, entries),
        *_decision_faults(case.decisions.history(), entries),
    ]
    found = check_footage(case.sources.all(), report) if footage else []
    faults += [one.sentence for one in found if one.state == "changed"]
    unchecked = [one.sentence for one in found if one.state == "missing"]
    return Verdict(faults, unchecked, len(found) - len(unchecked), head, found)


def check_footage(sources: Sequence[Source], report: Report) -> list[Footage]:
    """Read every source again; what is missing is looked for, by content, in the folders that sources are in."""
    folders = list(dict.fromkeys(source.path.parent for source in sources))
    return [_check_one(source, folders, report) for source in sources]


def _model_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """A model in use that is not the one which the log says was chosen or changed to last."""
    told = [
        e.details["sha256"] for e in entries if e.action == "model" and {"chosen", "changed to"} & set(e.details)
    ]
    model = case.models.current()
    if told and (model is None or model.sha256 != told[-1]):
        yield "The model in use is not the one that the log says was chosen."


def _content_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """Sources whose tracks, crops, vectors or stretches are not those that the log says were stored."""
    known = {row[0] for row in entries[0].details.get("sources before the log", ())} if entries else set()
    stored = _logged_contents(entries, case.models.current())
    measured = {e.details["source"]: e.details["conditions"] for e in entries if "conditions" in e.details}
    for source in case.sources.all():
        name = f"Source {source.id} ({source.name})"
        if source.id in stored and source.state in ("done", "failed"):
            yield from _vector_faults(case, source.id, name, stored[source.id])
            if source.id in measured and conditions_hash(source.stretches) != measured[source.id]:
                yield f"{name}: its dark, grey and small stretches are not those that the log says were stored."
        elif source.state == "done" and source.id not in known:
            yield f"{name} is not in the log."


def _logged_contents(entries: Sequence[LogEntry], current: StoredModel | None) -> dict[int, dict[str, str]]:
    """By source and model (the SHA-256 of its manifest), the hash that the log gives last for the contents.

    Older entries name no model: theirs was the one before the first change.
    """
    changes = [entry.details for entry in entries if "changed to" in entry.details]
    first = changes[0]["before"]["sha256"] if changes else "" if current is None else current.sha256
    stored: dict[int, dict[str, str]] = {}
    for entry in entries:
        said = entry.details
        if "content" in said:
            stored.setdefault(said["source"], {})[said.get("model") or first] = said["content"]
        elif said.get("outcome") == "restarted":  # its passages went, and with them every model's vectors
            stored.pop(said["source"], None)
        elif "changed to" in said:
            for source, content in said["contents"]:
                stored.setdefault(source, {})[said["sha256"]] = content
    return stored


def _vector_faults(case: Case, source: int, name: str, stored: Mapping[str, str]) -> Iterator[str]:
    """Whether each model's vectors, with tracks and crops, are those that were stored; models that went aside."""
    for model in case.models.all():
        if model.state == "in use" or model.sha256 in stored:
            there = case.tracks.content_hash(source, model.id)
            if there != stored.get(model.sha256):
                kept = "" if model.state == "in use" else f" (by the model {model.name}, kept from before)"
                yield f"{name}: its passages are not those that the log says were stored{kept}."


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


def _check_one(source: Source, folders: Sequence[Path], report: Report) -> Footage:
    try:
        there = content_hash(found_at(source.path, source.kind), report)
    except MediaError as error:
        now_at = moved_to(source, folders, report)
        hint = "" if now_at is None else f" Its content is at {now_at}; `cpcl relink` takes it from there."
        return Footage(source, "missing", f"Source {source.id}: {error}{hint}", now_at)
    if there == (source.sha256, source.size):
        return Footage(source, "as added")
    sentence = f"Source {source.id}: {source.path} is not the footage that was added; its content has changed."
    return Footage(source, "changed", sentence)
