"""A report for programs: hits.csv and report.json."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from cpcl_desktop.engine.coverage.source_keys import described_coverage, described_source
from cpcl_desktop.engine.plain_text import cell
from cpcl_desktop.engine.recorder_time import described_time, isoformat, time_at
from cpcl_desktop.engine.records import Answer, Basis
from cpcl_desktop.engine.report.records import CAVEAT, FORMAT, Contents, Item, ReportedSource
from cpcl_desktop.engine.search.searcher import described

_COLUMNS = (
    *("item", "decision", "decided_by", "decided_at", "description", "note", "search", "query", "rank", "score"),
    *("source", "source_sha256", "camera", "image", "file_time_s", "recorder_time", "corrected_time", "time_note"),
    *("passage_start_s", "passage_end_s", "x1", "y1", "x2", "y2", "crop", "frame", "clip", "track", "crop_number"),
)


def hits_csv(contents: Contents) -> bytes:
    """One line for each item and search that has it; UTF-8 with the mark by which spreadsheets know it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    hashes = {reported.source.id: reported.source.sha256 for reported in contents.sources}
    for item in contents.items:
        for place in item.places or (None,):
            searched: tuple[object, ...] = (None, "", None, None)
            if place is not None:
                text = contents.searches[place.search - 1].query.text
                searched = (place.search, text, place.rank, round(place.score, 6))
            writer.writerow([cell(value) for value in _line(item, searched, hashes[item.shown.source])])
    return stream.getvalue().encode("utf-8-sig")


def _line(item: Item, searched: Sequence[object], sha256: str) -> list[object]:
    row, made, files = item.shown, item.decision, item.files
    time = time_at(row.clock, row.time_us)
    decided = ("", "", "", "", "")
    if made is not None:
        decided = (made.verdict or "", made.user, made.time, made.description, made.note)
    return [
        *(item.number, *decided, *searched),
        *(str(row.path), sha256, row.camera, row.name or "", row.time_us / 1e6),
        *(isoformat(time.recorder) or "", isoformat(time.corrected) or "", time.note),
        *(row.start_us / 1e6, row.end_us / 1e6, *(round(side, 2) for side in row.box)),
        *(files.crop, files.frame, files.clip, row.track, row.crop),
    ]


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
        "unknown_words": list(answer.unknown_words),
        "searched": {"tracks": answer.tracks_searched, "crops": answer.crops_searched, **basis_json(answer.basis)},
        "hits": [[hit.track, hit.crop, round(hit.score, 6)] for hit in answer.hits],
    }


def basis_json(basis: Basis) -> dict[str, Any]:
    """What a ranking depends on; the centre as base64 of little-endian float32."""
    centre = None if basis.centre is None else base64.b64encode(basis.centre.astype("<f4").tobytes()).decode()
    return {"program": basis.program, "vectors": basis.vectors, "last_crop": basis.last_crop, "centre": centre}


def basis_of(described: dict[str, Any]) -> Basis:
    """What `basis_json` wrote; KeyError, TypeError or ValueError where it is something else."""
    text = described["centre"]
    centre = (
        None if text is None else np.frombuffer(base64.b64decode(text, validate=True), "<f4").astype(np.float32)
    )
    return Basis(str(described["program"]), int(described["vectors"]), int(described["last_crop"]), centre)


def _item(item: Item) -> dict[str, Any]:
    row = item.shown
    return {
        "item": item.number,
        "track": row.track,
        "crop": row.crop,
        "places": [asdict(place) | {"score": round(place.score, 6)} for place in item.places],
        "decision": None if item.decision is None else asdict(item.decision),
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
