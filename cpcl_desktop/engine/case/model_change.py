"""Another model for a case: its vectors are built beside those in use, then one transaction switches.

Until then searches know nothing of it. What was in use is kept for one step
back; its vectors go with the next change, or when they are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.log_table import LogTable
from cpcl_desktop.engine.case.models import ModelTable, centre_hash
from cpcl_desktop.engine.case.records import ModelState, StoredModel
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError, UsageError


class ModelChange:
    """The way from a case's model to another, and one step back. Whoever goes it is the case's `writer()`."""

    def __init__(self, store: Store, log: LogTable, models: ModelTable) -> None:
        self._store, self._log, self._models = store, log, models

    def begin(self, name: str, sha256: str, path: Path, dim: int, attributes: int = 0) -> StoredModel:
        """The model to build the vectors of, or to go on with; `UsageError` says why there is nothing to change."""
        self.check(name, sha256)
        known = self._models.with_hash(sha256)
        return known or self._begun(name, sha256, path, dim, attributes)

    def check(self, name: str, sha256: str) -> None:
        """`UsageError` where the case cannot be changed to this model, or has it."""
        current = self._models.current()
        if current is None:
            raise UsageError(
                "The case {path} holds no footage yet. `cpcl ingest --model {name}` begins it with this model.",
                path=self._store.path,
                name=name,
            )
        if current.sha256 == sha256:
            raise UsageError("The case uses the model {name} already; nothing was changed.", name=name)
        self._refuse_third(sha256)

    def way_back(self) -> StoredModel:
        """The model that was in use before; `UsageError` says why there is no way back to it now."""
        kept = self._models.in_state("kept")
        if kept is None:
            raise UsageError("The case keeps no vectors of a model from before, so there is no way back.")
        self._refuse_third(kept.sha256)
        return kept

    def _refuse_third(self, sha256: str) -> None:
        """While a model is being built, the case goes to no other."""
        building = self._models.in_state("building")
        if building is not None and building.sha256 != sha256:
            raise UsageError(
                "A change to the model {name} is under way; nothing was changed. Go on with it, or give it up "
                "first: `cpcl reindex CASE --give-up`.",
                name=building.name,
            )

    def _begun(self, name: str, sha256: str, path: Path, dim: int, attributes: int) -> StoredModel:
        with self._store.transaction():
            self._models.add(name, sha256, path, dim, "building", attributes)
            crops = self._store.count("crop")
            self._log.append("model", {"change begun": name, "sha256": sha256, "dim": dim, "crops": crops})
        begun = self._models.in_state("building")
        assert begun is not None, "it was just added"
        return begun

    def tracks_left(self, model: StoredModel) -> list[int]:
        """The tracks with crops that this model has not embedded."""
        rows = self._store.query(
            "SELECT DISTINCT c.track FROM crop c WHERE NOT EXISTS "
            "(SELECT 1 FROM vector v WHERE v.model = ? AND v.crop = c.id) ORDER BY c.track",
            model.id,
        )
        return [row["track"] for row in rows]

    def pictures(self, track: int) -> dict[int, bytes]:
        """A track's crops as JPEG, in the order in which they were embedded."""
        rows = self._store.rows("crop", "track = ?", track, order="id", select="id, jpeg")
        return {row["id"]: row["jpeg"] for row in rows}

    def add_vectors(self, model: StoredModel, vectors: Mapping[int, npt.NDArray[np.float32]]) -> None:
        """Store and count a model's vectors (float32[dim], unit norm) by crop, in one transaction."""
        stored = {crop: vector.astype(np.float16) for crop, vector in vectors.items()}
        if not stored:
            return
        with self._store.transaction():
            self._store.connection.executemany(
                "INSERT INTO vector (model, crop, data) VALUES (?, ?, ?)",
                [(model.id, crop, data.tobytes()) for crop, data in stored.items()],
            )
            total = np.sum([data.astype(np.float64) for data in stored.values()], axis=0)
            self._models.count_vectors(model.id, total, len(stored))
            self._log.append("model", {"built": model.name, "sha256": model.sha256, "vectors": len(stored)})

    def switch(self, model: StoredModel, contents: Sequence[tuple[int, str]]) -> StoredModel:
        """Let searches use this model from now on, and keep the one before for the way back; one transaction.

        `contents` gives, for each source that was read, its hash with this
        model's vectors (see `TrackTables.content_hash`), for the log.
        `CaseError` when crops of the case are not embedded yet.
        """
        with self._store.transaction():
            if self.tracks_left(model):
                raise CaseError(
                    "The case holds pictures that {name} has not embedded; nothing was changed.", name=model.name
                )
            before, goes = self._models.current(), self._models.in_state("kept")
            assert before is not None, "a case with vectors to change has a model"
            details = self._switch_details(model, before, contents)
            if goes is not None and goes.id != model.id:
                details["dropped before"] = goes.name
                self._delete(goes)
            self._set_state(before, "kept")
            self._set_state(model, "in use")
            self._log.append("model", details)
        return before

    def _switch_details(
        self, model: StoredModel, before: StoredModel, contents: Sequence[tuple[int, str]]
    ) -> dict[str, object]:
        """What the log says of a switch; settles the centre, which decides rankings."""
        return {
            "changed to": model.name,
            "sha256": model.sha256,
            "dim": model.dim,
            "vectors": self._store.count("crop"),
            "centre": centre_hash(self._models.fix_centre(model.id)),
            "before": {"name": before.name, "sha256": before.sha256},
            "back": model.state == "kept",
            "contents": [list(content) for content in contents],
        }

    def drop_kept(self) -> StoredModel:
        """Delete the vectors of the model that was in use before; there is no way back then."""
        return self._drop("kept", "dropped", worded("The case keeps no vectors of a model from before"))

    def give_up(self) -> StoredModel:
        """Delete what was built of another model's vectors."""
        return self._drop("building", "change given up", worded("No change of the case's model is under way"))

    def _drop(self, state: ModelState, what: str, nothing: str) -> StoredModel:
        with self._store.transaction():
            model = self._models.in_state(state)
            if model is None:
                raise UsageError("{nothing}; nothing was changed.", nothing=nothing)
            self._delete(model)
            self._log.append("model", {what: model.name, "sha256": model.sha256, "vectors": model.vectors})
        return model

    def _delete(self, model: StoredModel) -> None:
        self._store.connection.execute("DELETE FROM model WHERE id = ?", (model.id,))

    def _set_state(self, model: StoredModel, state: ModelState) -> None:
        self._store.connection.execute("UPDATE model SET state = ? WHERE id = ?", (state, model.id))
