"""The stored crops of a case → the vectors of another model, beside those in use; then the case is switched.

Cut off at any moment, the same call goes on from there, and searches have
stayed with the model before. Crops that came meanwhile are embedded before the
switch. Whoever calls is the case's `writer()`, so no footage is added while a
build runs.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.models.installed import find_stored_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.stored_picture import decode_jpeg
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Vector
from cpcl_desktop.engine.runtime.language import tr

COMMIT_EVERY_S = 2.0  # wall time; what a power cut can cost


@dataclass(frozen=True, slots=True)
class Changed:
    """A case's change of models: from which to which, and how many crops were embedded for it by this call."""

    before: StoredModel
    model: StoredModel
    embedded: int
    provider_reason: str = ""


def change_model(case: Case, bundle: Bundle, provider: str, report: Report) -> Changed:
    """Embed every crop of the case with another model, then switch to it; goes on where it was stopped.

    Raises:
        UsageError: the case has no footage, has this model, or is being changed to a third.
        BundleError: the bundle is damaged, or does not give vectors.
        Cancelled, MachineError, CaseError: what was committed is kept; the case is as it was for searches.
    """
    bundle.verify()
    embedder = Embedder(bundle, provider)
    _try_query(embedder)
    model = case.change.begin(
        embedder.name, embedder.sha256, bundle.path, embedder.layout.length, embedder.layout.values
    )
    return _finish(case, model, embedder, report)


def go_back(case: Case, provider: str, report: Report) -> Changed:
    """Switch to the model that was in use before; crops that came since are embedded with it first.

    Raises as `change_model`; `UsageError` where no model is kept, or a change to another is under way.
    """
    kept = case.change.way_back()
    embedder = Embedder(find_stored_model(kept), provider)
    _try_query(embedder)
    return _finish(case, kept, embedder, report)


def _finish(case: Case, model: StoredModel, embedder: Embedder, report: Report) -> Changed:
    embedded = _Build(case, model, embedder, report).run()
    before = case.change.switch(model, _contents(case, model, report))
    reason = embedder.image_session.provider.reason if embedded else ""
    return Changed(before, model, embedded, reason)


class _Build:
    """The crops of a case that a model has not embedded, track by track as an ingest embeds them."""

    def __init__(self, case: Case, model: StoredModel, embedder: Embedder, report: Report) -> None:
        self._case, self._model, self._embedder, self._report = case, model, embedder, report
        self._pending: dict[int, Vector] = {}
        self._embedded = 0
        self._began = self._committed = time.monotonic()

    def run(self) -> int:
        """Embed and commit, also what is finished when it is cut short; returns how many crops."""
        crops = self._case.counts(with_bin=True)["crop"]
        there = self._model.vectors
        try:
            for track in self._case.change.tracks_left(self._model):
                self._report(self._progress(there, crops))
                self._embed(track)
                if time.monotonic() - self._committed > COMMIT_EVERY_S:
                    self._commit()
        finally:
            self._commit()
        return self._embedded

    def _embed(self, track: int) -> None:
        pictures = self._case.change.pictures(track)
        vectors = self._embedder.rows([decode_jpeg(jpeg) for jpeg in pictures.values()])
        if vectors.shape[1] != self._model.dim or not np.isfinite(vectors).all():
            raise BundleError(
                "The model {name} does not give vectors of {dim} numbers; the case still uses the model it had. "
                "`cpcl reindex CASE --give-up` forgets what was built.",
                name=self._model.name,
                dim=self._model.dim,
            )
        self._pending |= dict(zip(pictures, vectors, strict=True))
        self._embedded += len(pictures)

    def _commit(self) -> None:
        self._case.change.add_vectors(self._model, self._pending)
        self._pending = {}
        self._committed = time.monotonic()

    def _progress(self, there: int, crops: int) -> Progress:
        done = there + self._embedded
        seconds = time.monotonic() - self._began
        left = (crops - done) * seconds / self._embedded if self._embedded else None
        return Progress(tr("Embedding with {name}", name=self._model.name), done, crops, "pictures", left_s=left)


def _try_query(embedder: Embedder) -> None:
    """See that the model embeds words, too, before hours are spent on pictures and searches depend on it."""
    try:
        vector = embedder.text("person in a red jacket")
    except UsageError:  # it opens and reads, and was taught none of these words
        return
    if vector.shape != (embedder.dim,) or not np.isfinite(vector).all():
        raise BundleError(
            "The text encoder of the model {name} does not give vectors of {dim} numbers; the case still uses "
            "the model it had.",
            name=embedder.name,
            dim=embedder.dim,
        )


def _contents(case: Case, model: StoredModel, report: Report) -> Sequence[tuple[int, str]]:
    """Each read source's hash with the model's vectors, for the log."""
    read = [source.id for source in case.sources.with_bin() if source.state in ("done", "failed")]
    contents = []
    for done, source in enumerate(read):
        report(Progress(tr("Checking the passages"), done, len(read), "sources"))
        contents.append((source, case.tracks.content_hash(source, model.id)))
    return contents
