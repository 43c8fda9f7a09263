"""Case files of every version before the newest: its migrations, then rows as the program of that time wrote them.

Columns are named, so that a column which a later migration adds changes nothing here.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from cpcl_desktop.engine.case.log import Action, LogEntry, LogHead, canonical, drafted, next_entry
from cpcl_desktop.engine.case.log_table import begin_log, states_of, told_tables, write_entry
from cpcl_desktop.engine.case.made_digests import make_anew
from cpcl_desktop.engine.case.migrations import DIGESTS_SINCE, statements, version_of
from cpcl_desktop.engine.case.schema import APPLICATION_ID, MIGRATIONS
from cpcl_desktop.engine.case.single_digests import make_of
from cpcl_desktop.engine.case.state import State
from cpcl_desktop.engine.case.store import path_of

SETTINGS = {"sample_fps": 5.0, "folder_fps": None, "camera": "", "detector": "yolox_nano"}
DIM = 4


def write_old_case(path: Path, version: int) -> Path:
    """A case with a finished source (two tracks, a gap) and one that was stopped, its journal kept."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN")
    for migration in MIGRATIONS[:version]:
        for statement in statements(migration):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    if version >= 2:
        begin_log(connection, "order 17", state=_state(connection))
    _footage(connection)
    if version >= 3:
        connection.execute(
            "UPDATE source SET start = '2024-01-31T14:03:22', origin = 'file name', timezone = 'Europe/Berlin', "
            "offset_s = -90 WHERE id = 1"
        )
    if version >= 5:
        connection.execute(
            "INSERT INTO stretch (source, condition, start_us, end_us, frames) VALUES (2, 'dark', 0, 1500000, 8)"
        )
    if version >= 2:
        _log(connection)
    if version >= 4:
        _decide(connection)
    _later(connection, version)
    connection.execute("COMMIT")
    connection.close()
    return path


def _footage(connection: sqlite3.Connection) -> None:
    vectors = np.eye(DIM, dtype=np.float16)[:3]
    centre = vectors.mean(axis=0).astype(np.float32).tobytes()
    total = vectors.astype(np.float64).sum(axis=0).tobytes()
    model = (1, "starter", "f" * 64, "/models/starter", DIM, 3, total, centre, 3)
    connection.execute(
        "INSERT INTO model (id, name, sha256, path, dim, vectors, vector_sum, centre, centre_vectors) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        model,
    )
    source = (
        "INSERT INTO source (id, path, kind, sha256, size, camera, settings, state, message, declared_s, "
        "decoded_s, frames_decoded, frames_sampled, wall_s) "
        "VALUES (?, ?, 'video', ?, ?, 'door', ?, ?, ?, 60, ?, ?, ?, 4.5)"
    )
    settings = json.dumps(SETTINGS, sort_keys=True)
    connection.execute(
        source, (1, "/a/b.mp4", "a" * 64, 99, settings, "done", "Damaged data was met.", 58.0, 1450, 290)
    )
    connection.execute(source, (2, b"/a/caf\xe9.mp4", "b" * 64, 98, settings, "partial", "", 1.5, 40, 8))
    connection.execute(
        "INSERT INTO gap (source, start_us, end_us, reason) VALUES (1, 2000000, 4000000, 'the data is damaged')"
    )
    people = np.array([[1, 2, 3, 4, 0.5]], np.float32).tobytes()
    connection.execute("INSERT INTO detection (source, time_us, people) VALUES (2, 200000, ?)", (people,))
    for track in (1, 2):
        row = (track, track - 1, track * 1_000_000, track * 2_000_000)
        connection.execute(
            "INSERT INTO track (id, source, number, start_us, end_us, observations) VALUES (?, 1, ?, ?, ?, 7)", row
        )
    for crop, track in ((1, 1), (2, 1), (3, 2)):
        row = (crop, track, crop * 1_000_000, b"\xff\xd8jpeg")
        connection.execute(
            "INSERT INTO crop (id, track, time_us, x1, y1, x2, y2, score, quality, name, jpeg) "
            "VALUES (?, ?, ?, 1, 2, 30, 90, 0.9, 0.5, NULL, ?)",
            row,
        )
        connection.execute(
            "INSERT INTO vector (model, crop, data) VALUES (1, ?, ?)", (crop, vectors[crop - 1].tobytes())
        )


def _decide(connection: sqlite3.Connection) -> None:
    said = {"crop": 1, "track": 1, "verdict": "match", "description": "red coat", "note": "seen twice"}
    _said(connection, "decision", "decision", said, {"source": 1})


def _later(connection: sqlite3.Connection, version: int) -> None:
    """A row of each table that came after the fifth version and holds what somebody said or asked for."""
    if version >= 8:
        waits = {"path": "/a/next.mp4", "kind": "video", "settings": json.dumps({"sample_fps": 5.0})}
        with _recorded(connection, "kept", {"tables": ["waiting"]}):
            _insert(connection, "waiting", waits | {"start": None, "origin": "", "timezone": "", "offset_s": 0.0})
    if version >= 11:
        told = ["by its name", ".txt", 0, 1, ["notes.txt"]]
        names = ("reason", "suffix", "is_missing", "count", "examples")
        row = dict(zip(names, [*told[:4], json.dumps(told[4])], strict=True))
        with _recorded(connection, "ingest", {"outcome": "left out", "root": "/a", "left_out": [told]}):
            _insert(connection, "left_out", {"root": "/a", **row})
    if version >= 14:
        said = {"kind": "name", "name": "the courier", "undoes": None, "note": "by the gate"}
        with _recorded(connection, "person", {**said, "members": [[1, 1, 1]]}) as entry:
            _insert(connection, "person_decision", _by(entry) | said)
            _insert(connection, "person_member", {"decision": entry.number, "track": 1, "side": 1})
    if version >= 16:
        _said(connection, "mark", "mark", {"track": 1, "kind": "bookmark", "is_set": 1}, {"source": 1})
    if version >= 19:
        _said(connection, "caption", "caption", {"crop": 1, "track": 1, "text": "a red coat"}, {"source": 1})
    if version >= 20:
        (entries,) = connection.execute("SELECT entries FROM log_head").fetchone()
        said = {"search": entries + 1, "name": "red", "is_kept": 1}
        row = said | {"query": json.dumps({"text": "red coat"}), "image": None}
        _said(
            connection, "saved search", "saved_search", row, said | {"query": {"text": "red coat"}, "image": None}
        )
    if version >= 24:
        (entries,) = connection.execute("SELECT entries FROM log_head").fetchone()
        _said(connection, "label", "label", {"label": entries + 1, "name": "Courier", "digit": 4, "is_kept": 1}, {})
    if version >= 22:
        _part(connection)


def _part(connection: sqlite3.Connection) -> None:
    """A case that was merged: the only entry of its log, and its only source, which is the first here."""
    details = {"case": "c" * 32, "program": "0.1", "sources before the log": []}
    entry = next_entry(LogHead(), "log begun", "order 16", details)
    head = {"entries": entry.number, "hash": entry.hash}
    _insert(connection, "part", {"id": 1, "name": "part.cpcl", "case_id": "c" * 32, "is_whole": 1, **head})
    said = {"authority": "", **entry.said, "details": canonical(details), "state": "", "hash": entry.hash}
    _insert(connection, "part_log", {"part": 1, **said})
    _insert(connection, "part_row", {"part": 1, "kind": "source", "theirs": 1, "ours": 1})
    _record(connection, "merge", {"outcome": "begun", "part": 1, "name": "part.cpcl", "head": str(LogHead(**head))})


def _said(
    connection: sqlite3.Connection, action: Action, table: str, row: Mapping[str, Any], details: Mapping[str, Any]
) -> None:
    """What somebody said, as a row with the number of its entry in the log."""
    with _recorded(connection, action, {**row, **details}) as entry:
        _insert(connection, table, _by(entry) | row)


def _by(entry: LogEntry) -> dict[str, Any]:
    """What of an entry the row has that it tells of."""
    return {"id": entry.number, "time": entry.time, "user": entry.user}


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )


def _log(connection: sqlite3.Connection) -> None:
    for number, content in ((1, "a"), (2, "b")):
        (file,) = connection.execute("SELECT path FROM source WHERE id = ?", (number,)).fetchone()
        told = {"kind": "video", "sha256": content * 64, "size": 100 - number, "camera": "door"}
        begun = {"path": str(path_of(file)), "settings": SETTINGS, "program": "0.1"}
        _record(connection, "ingest", {"outcome": "begun", "source": number, **told, **begun})
    content = _content_hash(connection)
    _record(connection, "ingest", {"outcome": "done", "source": 1, "sha256": "a" * 64, "content": content})
    _record(connection, "search", {"query": {"text": "red coat"}, "hits": [[1, 1, 0.5]]})


def _content_hash(connection: sqlite3.Connection) -> str:
    """Of source 1, as programs did before there were routes."""
    rows = connection.execute(
        "SELECT t.number, t.start_us, t.end_us, t.observations, c.time_us, c.x1, c.y1, c.x2, c.y2, c.score, "
        "c.quality, c.name, c.jpeg, v.data FROM track t JOIN crop c ON c.track = t.id "
        "LEFT JOIN vector v ON v.model = 1 AND v.crop = c.id WHERE t.source = 1 ORDER BY c.id"
    )
    digest = hashlib.sha256()
    for row in rows:
        for value in row:
            digest.update(value if isinstance(value, bytes) else f"{value!r};".encode())
    return digest.hexdigest()


def _record(connection: sqlite3.Connection, action: Action, details: Mapping[str, Any]) -> None:
    """Add an entry that tells of what was done since the one before."""
    with _recorded(connection, action, details):
        pass


@contextlib.contextmanager
def _recorded(connection: sqlite3.Connection, action: Action, details: Mapping[str, Any]) -> Iterator[LogEntry]:
    """Add an entry with the state that what is done meanwhile leads to; its hash does not hold before."""
    head = LogHead(*connection.execute("SELECT entries, hash FROM log_head").fetchone())
    entry = drafted(head.entries + 1, action, "order 17", details)
    yield entry
    write_entry(connection, entry.sealed(head.hash, _state(connection)))


def _state(connection: sqlite3.Connection) -> State:
    """What an entry of that version says of the state; the digests are made as it kept them."""
    version = version_of(connection)
    if version < DIGESTS_SINCE:
        return {}
    before, now = told_tables(states_of(connection)), make_anew(connection, make_of(version))
    changed = {table: digest for table, digest in now["tables"].items() if before.get(table) != digest}
    return {**now, "tables": changed} if changed else {}
