"""The table `model`: the image–text models that a case's vectors come from, and the gallery's centre.

One model is in use: it embeds what is added and answers searches. Beside it
there may be one that is being built and one that is kept, see `model_change`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.read_once import ReadOnce
from cpcl_desktop.engine.case.records import ModelState, StoredModel
from cpcl_desktop.engine.case.store import Row, Store, columns_of, path_of, path_value
from cpcl_desktop.engine.errors import CaseError

COLUMNS_SINCE = 9  # the schema version that brought the last of the columns that are read here
CENTRE_GROWTH = 1.1  # the centre is settled anew when a case has grown by a tenth


class ModelTable:
    """The case's models."""

    def __init__(self, store: Store, log: LogTable) -> None:
        self._store, self._log = store, log
        self._every = ReadOnce(store, ("model",), self._read)

    def use(self, name: str, sha256: str, path: Path, dim: int, attributes: int = 0) -> StoredModel:
        """The case's entry for a model, made if it is the first; one model embeds all of a case's crops.

        Of the `dim` numbers of a row, the last `attributes` are not the vector's.
        """
        stored = self.current()
        if stored is None:
            with self._store.transaction():
                self.add(name, sha256, path, dim, "in use", attributes)
                self._log.append("model", {"chosen": name, "sha256": sha256, "dim": dim})
            stored = self.current()
        if stored is None or stored.sha256 != sha256:
            known = stored.name if stored else "none"
            raise CaseError(
                "This case was indexed with the model {names}; scores of {name} cannot be compared with it. Use "
                "the same model, make a new case, or change the model of this one with `cpcl reindex`.",
                names=known,
                name=name,
            )
        return stored

    def current(self) -> StoredModel | None:
        """The model in use, or None while the case is empty."""
        return self.in_state("in use")

    def in_state(self, state: ModelState) -> StoredModel | None:
        """The model in this state, if there is one."""
        return next((model for model in self.all() if model.state == state), None)

    def with_hash(self, sha256: str) -> StoredModel | None:
        """The case's model with this hash of its manifest, in whatever state, if there is one."""
        return next((model for model in self.all() if model.sha256 == sha256), None)

    def all(self) -> Sequence[StoredModel]:
        """Every model of which the case holds vectors, in the order in which they came."""
        return self._every()

    def _read(self) -> Sequence[StoredModel]:
        return [_stored(row) for row in self._store.rows("model", order="id", select=columns_of(StoredModel))]

    def add(self, name: str, sha256: str, path: Path, dim: int, state: ModelState, attributes: int = 0) -> None:
        """Add a model without vectors, inside the running transaction."""
        row = {"name": name, "sha256": sha256, "path": path_value(path.absolute()), "dim": dim, "state": state}
        row |= {"attributes": attributes}
        self._store.insert("model", row | {"vector_sum": np.zeros(dim, np.float64).tobytes()})

    def settle_centre(self, model: int) -> None:
        """Fix the mean of the gallery that searches subtract, unless it hardly moved.

        It is stored, not computed per search, so that a search can be repeated
        later to the same ranking.
        """
        row = self._store.one("SELECT name, vectors, centre_vectors FROM model WHERE id = ?", model)
        if row is None or row["vectors"] <= row["centre_vectors"] * CENTRE_GROWTH:
            return
        with self._store.transaction():
            settled = centre_hash(self.fix_centre(model))
            self._log.append("model", {"centre settled": settled, "vectors": row["vectors"], "model": row["name"]})

    def fix_centre(self, model: int) -> npt.NDArray[np.float32] | None:
        """Make the mean of all vectors the centre, inside the running transaction; None without vectors."""
        row = self._store.one("SELECT vectors, vector_sum FROM model WHERE id = ?", model)
        if row is None or not row["vectors"]:
            return None
        mean = np.frombuffer(row["vector_sum"], np.float64) / row["vectors"]
        centre: npt.NDArray[np.float32] = mean.astype(np.float32)
        self._store.connection.execute(
            "UPDATE model SET centre = ?, centre_vectors = vectors WHERE id = ?", (centre.tobytes(), model)
        )
        return centre

    def vector_sum(self, model: int) -> npt.NDArray[np.float64]:
        """The sum of all vectors of a model, float64[dim]: exact, since they are stored in half precision."""
        row = self._store.one("SELECT vector_sum FROM model WHERE id = ?", model)
        assert row is not None, "vectors are summed of a model that the case holds"
        return np.frombuffer(row["vector_sum"], np.float64)

    def count_vectors(self, model: int, total: npt.NDArray[np.float64], count: int) -> None:
        """Count vectors (their sum float64[dim]), inside the running transaction; below zero: they go."""
        row = self._store.one("SELECT vector_sum FROM model WHERE id = ?", model)
        assert row is not None, "vectors are counted for a model that the case holds"
        summed = np.frombuffer(row["vector_sum"], np.float64) + total
        self._store.connection.execute(
            "UPDATE model SET vectors = vectors + ?, vector_sum = ? WHERE id = ?", (count, summed.tobytes(), model)
        )


def _stored(row: Row) -> StoredModel:
    centre = None if row["centre"] is None else np.frombuffer(row["centre"], np.float32)
    return StoredModel(**row | {"path": path_of(row["path"]), "centre": centre})


def centre_hash(centre: npt.NDArray[np.float32] | None) -> str:
    """What the log says of a centre, which decides a ranking: SHA-256 (hex) of its numbers, empty for none."""
    return "" if centre is None else hashlib.sha256(centre.astype("<f4").tobytes()).hexdigest()
