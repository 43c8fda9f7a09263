"""A query → hits: the best crop of each track, exact over all that pass the filters, of one case or several."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.federation.copies import copies_line
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.models.installed import find_stored_model
from cpcl_desktop.engine.people.embed import Described, Embedder
from cpcl_desktop.engine.people.rows import Columns, means_of
from cpcl_desktop.engine.records import Answer, Ask, Basis, Hit, Query, Source
from cpcl_desktop.engine.runtime.providers import find_provider
from cpcl_desktop.engine.search.ask import answered, next_questions
from cpcl_desktop.engine.search.filters import check_names
from cpcl_desktop.engine.search.hits import Hits, Supports, column
from cpcl_desktop.engine.search.index import AT_ONCE, Index, Mask
from cpcl_desktop.engine.search.index_rows import PicturePlaces, basis_of, has_basis, places_of, rows_in
from cpcl_desktop.engine.search.labels_now import by_names_of_now
from cpcl_desktop.engine.search.log_form import record_search
from cpcl_desktop.engine.search.path import PathEvidence
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.plan import Plan, described_plan, plan_of
from cpcl_desktop.engine.search.question import Question, question_notes
from cpcl_desktop.engine.search.ranking import Floats, Ranking, losses_of, rank
from cpcl_desktop.engine.search.reading import BY_PATH, Reading, read
from cpcl_desktop.engine.search.scope import Scope, unclocked_line
from cpcl_desktop.engine.search.sought import Given, sought
from cpcl_desktop.engine.search.strength import with_strength
from cpcl_desktop.engine.search.support import Passages, PictureEvidence, supports
from cpcl_desktop.engine.search.traits import TraitsOf
from cpcl_desktop.engine.search.united import Indexes, counted, searched_cases
from cpcl_desktop.engine.search.vectors import VectorIndex, centre_of, index_as_of

_CHANGED = worded(
    "Sources were removed from the case, or read anew, while it was searched; nothing was found. Search again."
)
_USUAL = "woman in a black jacket and blue jeans with a bag"  # what descriptions mostly say something of


class Searcher:
    """Answers queries over one case, or several as one; keeps the index in memory and follows running ingests.

    Of several, numbers in queries and answers are as in `engine/numbering.py`.
    """

    def __init__(self, searched: Case | Federation, embedder: Embedder) -> None:
        self.federation = federated(searched)
        self.embedder = embedder
        self.indexes = Indexes(self.federation, embedder.layout)
        self._repeated: VectorIndex | None = None
        self._traits = TraitsOf(self.federation)

    @property
    def case(self) -> Case:
        """The case that is searched; UsageError where there are several."""
        return self.federation.only

    def prepare(self) -> PicturePlaces | None:
        """Load index and encoder, and search once outside the log: all that the first search would else wait for.

        Returns `places`.
        """
        with contextlib.suppress(UsageError):  # a model that knows none of these words has less to prepare
            self.rank(Query(_USUAL))
        return self.places()

    def places(self) -> PicturePlaces | None:
        """Where the index says that pictures are; None without one."""
        index = self.indexes.kept()
        return None if index is None else places_of(index)

    def search(self, query: Query) -> Answer:
        """Rank the tracks; `UsageError` for an empty query, an unknown source or camera.

        Also for a description of which nothing is understood.
        """
        answer = self.rank(query)
        record_search(self.federation, answer)
        return answer

    def rank(self, query: Query, plan: Plan | None = None) -> Answer:
        """As `search`, but not written into the log: for checking a ranking, not for looking for somebody.

        With a `plan`, that is followed in place of what the description is read as.
        """
        asked, index = self._now(query, plan)
        centre = None if index is None else index.centre
        return self._ranked(asked, self._query_vectors(asked, centre, index), index, self._traits)

    def passing(self, query: Query) -> tuple[Columns, str]:
        """The passages, int64[N], that `rank` looks at, and in a sentence what filters left out. Raises as it."""
        asked, index = self._now(query, None)
        scope, tracks = asked.scope(self._traits), np.empty(0, np.int64) if index is None else index.tracks
        if index is None or scope is None:
            return np.unique(tracks), ""
        return np.unique(tracks[rows_in(index, scope)]), unclocked_line(scope.unclocked, asked.sources)

    def _now(self, query: Query, plan: Plan | None) -> tuple[Question, Index | None]:
        """How a query is to be answered, and the index over what there is now; None while that is nothing."""
        every, models = self.federation.sources(), self.federation.models()
        model = self._checked(self.federation.model_of(models, every))
        query, labels_line = by_names_of_now(query, self.federation)
        asked = replace(self._asked(query, plan, every), labels_line=labels_line)
        return asked, None if model is None else self.indexes.current(models, centre_of(model))

    def repeat(self, query: Query, basis: Basis, plan: Plan | None = None) -> Answer:
        """As `rank`, over what there was to be searched then, as far as it still is; of one case only.

        Cameras are called as they were. The model need not be in use any more; its vectors must be in the case.
        """
        asked = self._asked(query, plan, self.case.cameras.as_of(basis.entries or 0), basis.in_bin)
        model = self.case.models.with_hash(self.embedder.sha256)
        index = None if model is None else self._index_as_of(model, basis)
        traits = TraitsOf(self.case, basis.entries)
        return self._ranked(asked, self._query_vectors(asked, basis.centre, index), index, traits)

    def _asked(
        self, query: Query, plan: Plan | None, every: Sequence[Source], in_bin: Collection[int] | None = None
    ) -> Question:
        """How a query is to be answered; `in_bin` are the sources left out, by default those in the bin now."""
        out = tuple(one.id for one in every if (one.in_bin if in_bin is None else one.id in in_bin))
        copies = self.federation.copies(every)
        left_out = {*out, *copies}
        sources = [one for one in every if one.id not in left_out]
        rest = out, frozenset(copies), copies_line(every, copies)
        if plan is not None:
            return Question(query, Reading(plan.texts), plan, sources, *rest)
        check_names(query, sources, [one for one in every if one.id in out])
        reading = read(query, sources, self.embedder.was_taught)
        return Question(query, reading, plan_of(reading, self.embedder.untaught_words), sources, *rest)

    def _index_as_of(self, model: StoredModel, basis: Basis) -> VectorIndex:
        """The index of then; the last one is kept, since the searches of a report mostly share it."""
        index = self._repeated
        if index is None or index.model.id != model.id or not has_basis(index, basis):
            self._repeated = index = index_as_of(self.case, model, self.embedder.layout, basis)
        return index

    def _ranked(self, asked: Question, vectors: Floats, index: Index | None, traits: TraitsOf) -> Answer:
        scope = asked.scope(traits)
        if index is None or not len(index):
            return self._answer(asked, scope, (), index)
        mask = None if scope is None else rows_in(index, scope)
        losses = losses_of(asked.plan, index, self.embedder.prompts)
        ranking = rank(index, vectors, asked.query.limit, mask, losses)
        answer = self._answer(asked, scope, self._hits(asked, ranking, index), index, mask)
        return with_strength(answer, self.embedder.bundle.manifest, index, vectors, mask)

    def _query_vectors(
        self, asked: Question, centre: npt.NDArray[np.float32] | None, index: Index | None
    ) -> Floats:
        """For each sentence: text, example (relative to the gallery's centre), or the mean direction of both."""
        query = asked.query
        example: list[Described] = []
        if query.image is not None:
            found = self.embedder.described_images([query.image])
            moved = found.vectors if centre is None else self.embedder.layout.centred(found.vectors, centre)
            example = [Described(moved, found.attributes)]
        example += [self._looks(query.like, index, asked)] if query.like else []
        unlike = self._looks(query.unlike, index, asked) if query.unlike else None
        given = Given(example, unlike, query.weight)
        if query.has_example and (not query.text.strip() or not asked.plan.texts):
            return np.stack([sought(self.embedder.layout, None, given)])
        texts = [self.embedder.described_text(text) for text in asked.plan.texts]
        return np.stack([sought(self.embedder.layout, text, given) for text in texts])

    def _looks(self, tracks: Sequence[int], index: Index | None, asked: Question) -> Described:
        """How passages look: the mean over the pictures of each, and over them.

        `UsageError` for one that is not there, or in the bin: its footage was taken out, also as an example.
        """
        numbers = np.unique(np.asarray(tracks, np.int64))
        rows, of = (np.empty(0, np.int64),) * 2 if index is None else index.rows_of(numbers)
        if index is None or len(np.unique(of)) < len(numbers):
            missing = np.setdiff1d(np.arange(len(numbers)), of)
            raise UsageError(
                "The case has no passage {number}; `cpcl search` prints their numbers. Nothing was searched.",
                number=self.federation.called(int(numbers[missing[0]])),
            )
        if (binned := np.flatnonzero(np.isin(index.sources[rows], asked.in_bin))).size:
            raise UsageError(
                "Passage {number} is of footage in the bin, so nothing was searched. Put it back "
                "(`cpcl bin CASE SOURCE --put-back`), or give another example.",
                number=self.federation.called(int(numbers[of[binned[0]]])),
            )
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        moved = self.embedder.layout.centred(index.vectors(rows), index.centre)
        looks, said = means_of(moved, starts).mean(0), means_of(np.exp(index.attributes(rows)), starts).mean(0)
        unit = looks / max(float(np.linalg.norm(looks)), 1e-12)
        return Described(unit[None].astype(np.float32), np.log(np.maximum(said, 1e-12))[None].astype(np.float32))

    def _checked(self, model: StoredModel | None) -> StoredModel | None:
        """The model in use, which must be the one that embeds the queries: vectors of two never meet."""
        if model is not None and model.sha256 != self.embedder.sha256:
            raise CaseError(
                "The case was changed to the model {name} since it was opened for searching; nothing was "
                "searched. Search again.",
                name=model.name,
            )
        return model

    def _hits(self, asked: Question, ranking: Ranking, index: Index) -> Hits:
        where = self.federation.crop_columns(ranking.crops)
        if len(where) < len(ranking):
            raise CaseError(_CHANGED)
        return Hits(where, ranking.scores, self._supports(asked.reading.phrases, ranking.tracks, index))

    def _supports(self, phrases: Sequence[Phrase], tracks: npt.NDArray[np.int64], index: Index) -> Supports | None:
        """Which phrases these passages show; None where none is asked for. Crops' places only for movement."""
        if not phrases or not len(tracks):
            return None
        evidence = (PathEvidence(), PictureEvidence(self.embedder))
        moves = any(phrase.kind in BY_PATH for phrase in phrases)
        told = []
        for first in range(0, len(tracks), AT_ONCE):
            some = tracks[first : first + AT_ONCE]
            rows, of = index.rows_of(some)
            seen = self.federation.crop_columns(index.crops[rows]) if moves else None
            if seen is not None and len(seen) < len(rows):
                raise CaseError(_CHANGED)
            told.append(supports(phrases, Passages(index.vectors(rows), of, len(some), seen), evidence))
        return Supports.joined(told)

    def _ask(self, asked: Question, hits: Sequence[Hit], index: Index | None) -> tuple[Ask, ...]:
        """What to ask the witness next, from what the model says of the hits at hand."""
        if index is None or not hits or not self.embedder.attributes:
            return ()
        tracks, said = column(hits, "track"), []
        for first in range(0, len(tracks), AT_ONCE):
            rows, of = index.rows_of(tracks[first : first + AT_ONCE])
            said.append(means_of(index.attributes(rows), np.flatnonzero(np.diff(of, prepend=-1))))
        scores, known = column(hits, "score").astype(np.float32), answered(asked.reading.phrases)
        return next_questions(scores, np.concatenate(said), self.embedder.attributes, known)

    def _unused(self, asked: Question) -> list[str]:
        return list(dict.fromkeys(word for text in asked.plan.texts for word in self.embedder.unused_words(text)))

    def _answer(
        self,
        asked: Question,
        scope: Scope | None,
        hits: Sequence[Hit],
        index: Index | None,
        mask: Mask | None = None,
    ) -> Answer:
        query = asked.query
        unknown = [word for text in asked.plan.texts for word in self.embedder.unknown_words(text)]
        unused = self._unused(asked)
        cases = searched_cases(self.federation, asked, index, mask)
        tracks, crops = counted(cases, index, mask)
        return Answer(
            query=replace(query),
            model_name=self.embedder.name,
            model_sha256=self.embedder.sha256,
            tracks_searched=tracks,
            crops_searched=crops,
            hits=hits,
            unknown_words=tuple(dict.fromkeys(unknown)) if query.text.strip() else (),
            unused_words=tuple(unused),
            ask=self._ask(asked, hits, index),
            basis=self._basis(asked, index),
            cases=cases,
            read_as=asked.reading.filtered.read_as,
            notes=tuple(question_notes(asked, scope, unused)),
            plan={} if query.literal or not query.text.strip() else described_plan(asked.plan),
        )

    def _basis(self, asked: Question, index: Index | None) -> Basis:
        entries = None
        if asked.asks_what_was_said and self.federation.is_one:
            entries = self.case.log.head().entries
        return replace(basis_of(index), entries=entries, in_bin=asked.in_bin)


def searcher_for(searched: Case | Federation, provider: str = "auto", model: StoredModel | None = None) -> Searcher:
    """A searcher with the model in use, or another that the case holds; its networks run on `provider`.

    `CaseError` while no case holds footage, or where several have different
    models, `BundleError` when the model is not on this machine, `UsageError`
    for a provider that there is not.
    """
    federation = federated(searched)
    if provider != "auto":
        find_provider(provider)  # before the first image needs it
    model = model or federation.model()
    if model is None:
        raise CaseError("The case {path} holds no footage yet; add some first.", path=federation.paths)
    return Searcher(federation, Embedder(find_stored_model(model), provider))
