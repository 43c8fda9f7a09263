"""The table `model`: which image–text model a case's vectors come from, and the gallery's centre."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.case.store import Store, path_of, path_value
from cpcl_desktop.engine.errors import CaseError

CENTRE_GROWTH = 1.1  # the centre is settled anew when a case has grown by a tenth


class ModelTable:
    """The case's model."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log

    def use(self, name: str, sha256: str, path: Path, dim: int) -> StoredModel:
        """The case's entry for a model, made if it is the first; one model embeds all of a case's crops."""
        stored = self.current()
        if stored is None:
            with self._store.transaction():
                empty = np.zeros(dim, np.float64).tobytes()
                where = path_value(path.absolute())
                self._store.insert(
                    "model", {"name": name, "sha256": sha256, "path": where, "dim": dim, "vector_sum": empty}
                )
                self._log.append("model", {"chosen": name, "sha256": sha256, "dim": dim})
            stored = self.current()
        if stored is None or stored.sha256 != sha256:
            known = stored.name if stored else "none"
            raise CaseError(
                f"This case was indexed with the model {known}; scores of {name} cannot be compared with it. "
                "Use the same model, or make a new case."
            )
        return stored

    def current(self) -> StoredModel | None:
        """The model that the case's vectors come from, or None while it is empty."""
        row = self._store.one(
            "SELECT id, name, sha256, path, dim, vectors, centre FROM model ORDER BY id DESC LIMIT 1"
        )
        if row is None:
            return None
        centre = None if row["centre"] is None else np.frombuffer(row["centre"], np.float32)
        return StoredModel(**row | {"path": path_of(row["path"]), "centre": centre})

    def settle_centre(self, model: int) -> None:
        """Fix the mean of the gallery that searches subtract, unless it hardly moved.

        It is stored, not computed per search, so that a search can be repeated
        later to the same ranking.
        """
        row = self._store.one("SELECT vectors, vector_sum, centre_vectors FROM model WHERE id = ?", model)
        if row is None or row["vectors"] <= row["centre_vectors"] * CENTRE_GROWTH:
            return
        centre = (np.frombuffer(row["vector_sum"], np.float64) / row["vectors"]).astype(np.float32)
        with self._store.transaction():
            self._store.connection.execute(
                "UPDATE model SET centre = ?, centre_vectors = vectors WHERE id = ?", (centre.tobytes(), model)
            )
            self._log.append("model", {"centre settled": centre_hash(centre), "vectors": row["vectors"]})

    def count_vectors(self, model: int, total: npt.NDArray[np.float64], count: int) -> None:
        """Count vectors (their sum float64[dim]), inside the running transaction; below zero: they go."""
        row = self._store.one("SELECT vector_sum FROM model WHERE id = ?", model)
        assert row is not None, "vectors are counted for a model that the case holds"
        summed = np.frombuffer(row["vector_sum"], np.float64) + total
        self._store.connection.execute(
            "UPDATE model SET vectors = vectors + ?, vector_sum = ? WHERE id = ?", (count, summed.tobytes(), model)
        )


def centre_hash(centre: npt.NDArray[np.float32] | None) -> str:
    """What the log says of a centre, which decides a ranking: SHA-256 (hex) of its numbers, empty for none."""
    return "" if centre is None else hashlib.sha256(centre.astype("<f4").tobytes()).hexdigest()
