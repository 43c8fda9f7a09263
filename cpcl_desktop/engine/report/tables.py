"""A report for programs: hits.csv and report.json."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from cpcl_desktop.engine.coverage.source_keys import described_coverage, described_source
from cpcl_desktop.engine.plain_text import cell
from cpcl_desktop.engine.recorder_time import ClockTime, described_time, isoformat, time_at
from cpcl_desktop.engine.records import Answer, Basis, Unit
from cpcl_desktop.engine.report.records import CAVEAT, FORMAT, Contents, Item, Place, ReportedSource
from cpcl_desktop.engine.search.log_form import described
from cpcl_desktop.engine.search.notes import notes_on
from cpcl_desktop.engine.search.strength import described_presence, described_strength
from cpcl_desktop.engine.search.support import described_support


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of hits.csv: an item where one search has it, or none; its source's hash, its times by the clock."""

    item: Item
    place: Place | None
    query: str
    sha256: str
    time: ClockTime


_Value = Callable[[_Line], object]


def _decided(name: str) -> _Value:
    return lambda line: getattr(line.item.decision, name, None) or ""


def _side(number: int) -> _Value:
    return lambda line: round(line.item.shown.box[number], 2)


_COLUMNS: Mapping[str, _Value] = {
    "item": lambda line: line.item.number,
    "decision": _decided("verdict"),
    "decided_by": _decided("user"),
    "decided_at": _decided("time"),
    "description": _decided("description"),
    "note": _decided("note"),
    "decided_with": _decided("model"),
    "decided_with_sha256": _decided("model_sha256"),
    "labels": lambda line: "; ".join(one.name for one in line.item.labels),
    "search": lambda line: line.place and line.place.search,
    "query": lambda line: line.query,
    "rank": lambda line: line.place and line.place.rank,
    "score": lambda line: line.place and round(line.place.score, 6),
    "source": lambda line: str(line.item.shown.path),
    "source_sha256": lambda line: line.sha256,
    "camera": lambda line: line.item.shown.camera,
    "image": lambda line: line.item.shown.name or "",
    "file_time_s": lambda line: line.item.shown.time_us / 1e6,
    "recorder_time": lambda line: isoformat(line.time.recorder) or "",
    "corrected_time": lambda line: isoformat(line.time.corrected) or "",
    "time_note": lambda line: line.time.note,
    "passage_start_s": lambda line: line.item.shown.start_us / 1e6,
    "passage_end_s": lambda line: line.item.shown.end_us / 1e6,
    "x1": _side(0),
    "y1": _side(1),
    "x2": _side(2),
    "y2": _side(3),
    "crop": lambda line: line.item.files.crop,
    "frame": lambda line: line.item.files.frame,
    "clip": lambda line: line.item.files.clip,
    "track": lambda line: line.item.shown.track,
    "crop_number": lambda line: line.item.shown.crop,
}


def hits_csv(contents: Contents) -> bytes:
    """One line for each item and search that has it; UTF-8 with the mark by which spreadsheets know it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for line in _lines(contents):
        writer.writerow([cell(value(line)) for value in _COLUMNS.values()])
    return stream.getvalue().encode("utf-8-sig")


def _lines(contents: Contents) -> Iterator[_Line]:
    hashes = {reported.source.id: reported.source.sha256 for reported in contents.sources}
    for item in contents.items:
        time = time_at(item.shown.clock, item.shown.time_us)
        for place in item.places or (None,):
            query = contents.searches[place.search - 1].query.text if place is not None else ""
            yield _Line(item, place, query, hashes[item.shown.source], time)


def report_json(contents: Contents, case_path: str, images: Sequence[str]) -> dict[str, Any]:
    """Everything the report says and needs to repeat its searches; `images` are their example images, or ""."""
    return {
        "format": FORMAT,
        "kind": "CPCL report",
        "caveat": CAVEAT,
        "created": contents.created,
        "user": contents.user,
        "purpose": contents.purpose,
        "authority": contents.authority,
        "program": contents.program,
        "case": {"name": contents.case_name, "path": case_path, "id": contents.case_id},
        "model": {
            "name": contents.model.name,
            "sha256": contents.model.sha256,
            "dim": contents.model.dim,
            "vectors": contents.model.vectors,
        },
        "settings": asdict(contents.options),
        "blurring": contents.blurring,
        "searches": [
            _search(number, answer, image)
            for number, (answer, image) in enumerate(zip(contents.searches, images, strict=True), start=1)
        ],
        "items": [_item(item) for item in contents.items],
        "sources": [described_source(one) for one in contents.coverage.sources],
        "footage": [_footage(reported) for reported in contents.sources],
        "coverage": described_coverage(contents.coverage),
        "log": {"entries": contents.log_head.entries, "hash": contents.log_head.hash, "file": "log.json"},
    }


def _search(number: int, answer: Answer, image: str) -> dict[str, Any]:
    return {
        "number": number,
        "query": described(answer.query),
        "image": image,
        "model": {"name": answer.model_name, "sha256": answer.model_sha256},
        "reading": dict(answer.plan) or None,
        "read_as": [asdict(one) for one in answer.read_as],
        "notes": notes_on(answer),
        "unknown_words": list(answer.unknown_words),
        "searched": {"tracks": answer.tracks_searched, "crops": answer.crops_searched, **basis_json(answer.basis)},
        "hits": [[hit.track, hit.crop, round(hit.score, 6)] for hit in answer.hits],
        "phrases": [described_support(hit.phrases) for hit in answer.hits],
        **described_presence(answer),
        "strengths": [described_strength(hit) for hit in answer.hits],
    }


def basis_json(basis: Basis) -> dict[str, Any]:
    """What a ranking depends on; the centre as base64 of little-endian float32."""
    centre = None if basis.centre is None else base64.b64encode(basis.centre.astype("<f4").tobytes()).decode()
    return {
        "program": basis.program,
        "vectors": basis.vectors,
        "last_crop": basis.last_crop,
        "centre": centre,
        "unit": basis.unit,
        "changes": basis.changes,
        **({} if basis.entries is None else {"entries": basis.entries}),
        **({"in_bin": list(basis.in_bin)} if basis.in_bin else {}),
    }


def basis_of(described: dict[str, Any]) -> Basis:
    """What `basis_json` wrote; KeyError, TypeError or ValueError where it is something else."""
    text = described["centre"]
    centre = (
        None if text is None else np.frombuffer(base64.b64decode(text, validate=True), "<f4").astype(np.float32)
    )
    unit: Unit = "passage" if described.get("unit") == "passage" else "crop"  # older reports do not say
    counts = int(described["vectors"]), int(described["last_crop"])
    entries = None if described.get("entries") is None else int(described["entries"])
    changes, in_bin = int(described.get("changes", 0)), tuple(map(int, described.get("in_bin", ())))
    return Basis(str(described["program"]), *counts, centre, unit, changes, entries, in_bin)


def _item(item: Item) -> dict[str, Any]:
    row = item.shown
    return {
        "item": item.number,
        "track": row.track,
        "crop": row.crop,
        "places": [asdict(place) | {"score": round(place.score, 6)} for place in item.places],
        "decision": None if item.decision is None else asdict(item.decision),
        "labels": [asdict(one) for one in item.labels],
        "source": row.source,
        "path": str(row.path),
        "camera": row.camera,
        "image": row.name,
        "time_s": row.time_us / 1e6,
        **described_time(time_at(row.clock, row.time_us)),
        "start_s": row.start_us / 1e6,
        "end_s": row.end_us / 1e6,
        "box": [round(side, 2) for side in row.box],
        "moments": [[other.crop, other.time_us / 1e6] for other in item.moments],
        "files": asdict(item.files),
    }


def _footage(reported: ReportedSource) -> dict[str, Any]:
    finding = reported.finding
    return {"source": reported.source.id, "same_content": finding.same_content, "finding": finding.text}
