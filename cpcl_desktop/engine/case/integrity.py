"""Whether the database contradicts itself or the log: SQLite's own checks, its tables, rows, and vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.made_digests import AT_ONCE
from cpcl_desktop.engine.case.schema import USER_VERSION
from cpcl_desktop.engine.case.shape import shape_faults
from cpcl_desktop.engine.case.state import text_as_bytes
from cpcl_desktop.engine.case.state_check import NAMED, state_faults
from cpcl_desktop.engine.case.store import DAMAGED, Row, Store, as_case_error
from cpcl_desktop.engine.progress import Report

NORM_TOLERANCE = 5e-3  # of a unit vector rounded to half precision


class Integrity:
    """Checks of the case file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def faults(self) -> list[str]:
        """What of the file itself is wrong, in sentences; where there is any, its rows cannot be trusted."""
        try:
            if (damage := self._damage()) != ["ok"]:
                return [worded("The database is damaged: {faults}.", faults="; ".join(damage))]
            return shape_faults(self._store.connection, USER_VERSION)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return [worded("The database is damaged: {why}.", why=error)]

    def _damage(self) -> list[str]:
        """What SQLite says of the file; it may quote what is no text."""
        with text_as_bytes(self._store.connection):
            rows = self._store.connection.execute("PRAGMA integrity_check(20)").fetchall()
        return [bytes(row[0]).decode("utf-8", "backslashreplace") for row in rows]

    def row_faults(self, told: Mapping[str, str], report: Report) -> dict[str, list[str]]:
        """By table, rows that are not as they were stored, see `state_faults`; raises Cancelled, CaseError."""
        try:
            return state_faults(self._store.connection, told, report)
        except DAMAGED as error:
            raise as_case_error(error, self._store.path) from error

    def contents_faults(self) -> list[str]:
        """Rows that belong to none that is there, vectors that are none; CaseError where they cannot be read."""
        try:
            astray = self._store.connection.execute("PRAGMA foreign_key_check").fetchall()
            faults = [
                worded(
                    "A row of {table} belongs to a {other_table} that is not there.",
                    table=row[0],
                    other_table=row[2],
                )
                for row in astray[:20]
            ]
            return [*faults, *self._vector_faults()]
        except DAMAGED as error:
            raise as_case_error(error, self._store.path) from error

    def _vector_faults(self) -> list[str]:
        faults: list[str] = []
        for model in self._store.query("SELECT id, name, dim, attributes, vectors FROM model"):
            rows = self._store.connection.execute("SELECT crop, data FROM vector WHERE model = ?", (model["id"],))
            count = 0
            for batch in iter(lambda rows=rows: rows.fetchmany(AT_ONCE), []):  # type: ignore[misc]
                count += len(batch)
                faults += [
                    worded("The vector of crop {crop} is damaged.", crop=crop) for crop in _unsound(batch, model)
                ]
            if count != model["vectors"]:
                faults.append(
                    worded(
                        "The case counts {vectors} vectors of {name} and holds {count}.",
                        vectors=model["vectors"],
                        name=model["name"],
                        count=count,
                    )
                )
        return faults[:NAMED]


def _unsound(rows: Sequence[tuple[int, bytes]], model: Row) -> list[int]:
    """The crops whose row is no vector of unit norm with log-probabilities, none above 0, behind it."""
    length = model["dim"] * np.dtype(np.float16).itemsize
    whole = [(crop, data) for crop, data in rows if isinstance(data, bytes) and len(data) == length]
    cut = [crop for crop, data in rows if not isinstance(data, bytes) or len(data) != length]
    numbers = np.frombuffer(b"".join(data for _, data in whole), np.float16).reshape(len(whole), -1)
    vectors, said = np.split(numbers.astype(np.float32), [model["dim"] - model["attributes"]], axis=1)
    sound = (abs(np.linalg.norm(vectors, axis=1) - 1) <= NORM_TOLERANCE) & (said <= 0).all(axis=1)
    return cut + [crop for (crop, _), is_sound in zip(whole, sound, strict=True) if not is_sound]
