"""Whether the database contradicts itself: SQLite's own checks, its tables, and the vectors."""

from __future__ import annotations

import contextlib
import sqlite3

import numpy as np

from cpcl_desktop.engine.case.migrations import apply_migrations
from cpcl_desktop.engine.case.store import Store

NORM_TOLERANCE = 5e-3  # of a unit vector rounded to half precision


class Integrity:
    """Checks of the case file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def faults(self) -> list[str]:
        """What is wrong with the file, in sentences; none when all is right."""
        try:
            damage = [row[0] for row in self._store.connection.execute("PRAGMA integrity_check(20)")]
            if damage != ["ok"]:
                return [f"The database is damaged: {'; '.join(damage)}."]
            astray = self._store.connection.execute("PRAGMA foreign_key_check").fetchall()
            faults = [f"A row of {row[0]} belongs to a {row[2]} that is not there." for row in astray[:20]]
            return [*faults, *self._shape_faults(), *self._vector_faults()]
        except sqlite3.DatabaseError as error:
            return [f"The database is damaged: {error}."]

    def _shape_faults(self) -> list[str]:
        """Tables and triggers that are not as the program makes them."""
        with contextlib.closing(sqlite3.connect(":memory:")) as model:
            apply_migrations(model)
            expected = dict(model.execute(_SHAPE).fetchall())
        present = dict(self._store.connection.execute(_SHAPE).fetchall())
        wrong = sorted(name for name in expected if present.get(name) != expected[name])
        return [f"{name} in the database is missing or not as this program made it." for name in wrong]

    def _vector_faults(self) -> list[str]:
        faults: list[str] = []
        for model in self._store.query("SELECT id, name, dim, attributes, vectors FROM model"):
            rows = self._store.connection.execute("SELECT crop, data FROM vector WHERE model = ?", (model["id"],))
            count = 0
            for crop, data in rows:
                count += 1
                if not _is_sound(data, model["dim"], model["attributes"]) and len(faults) < 20:
                    faults.append(f"The vector of crop {crop} is damaged.")
            if count != model["vectors"]:
                faults.append(f"The case counts {model['vectors']} vectors of {model['name']} and holds {count}.")
        return faults


def _is_sound(data: bytes, dim: int, attributes: int) -> bool:
    """Whether a row is a vector of unit norm and then log-probabilities, none above 0."""
    if len(data) != dim * np.dtype(np.float16).itemsize:
        return False
    row = np.frombuffer(data, np.float16).astype(np.float32)
    vector, said = row[: dim - attributes], row[dim - attributes :]
    return abs(float(np.linalg.norm(vector)) - 1) <= NORM_TOLERANCE and bool((said <= 0).all())


_SHAPE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
