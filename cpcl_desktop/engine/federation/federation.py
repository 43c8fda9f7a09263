"""Several cases as one, or one by itself: the only difference is in the numbers, see `engine/numbering.py`.

What is read of several is what a case would hold that was merged of them in this order: one model, one centre, the
same footage once, with what people said of it in any of them. Sums of vectors are exact, so that centre, scores and
ranks are the same to the last bit. Otherwise than after a merge, what lies in one case's bin is found in another
that has the same footage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from operator import is_
from typing import Any

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_columns import CropColumns
from cpcl_desktop.engine.case.log import Action
from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.models import CENTRE_GROWTH
from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.case.records import (
    CropRow,
    Decision,
    Label,
    MarkKind,
    PassageRows,
    PassageWays,
    PersonDecision,
    StoredModel,
)
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.federation.copies import copies_among
from cpcl_desktop.engine.federation.labels import label_in, labels_together, renamed_labels
from cpcl_desktop.engine.federation.members import Member, members_of
from cpcl_desktop.engine.federation.said import (
    Word,
    decisions_together,
    last_words,
    marks_together,
    persons_together,
    searched_as,
)
from cpcl_desktop.engine.numbering import APART, Numbers, among, called, own, place_of
from cpcl_desktop.engine.records import Source

_MOST_DIGITS = 12  # of a number that somebody writes
_OF_A_CASE = 3  # numbers in its `stands`


class Federation:
    """Open cases in the order in which they were named."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.members = members_of(cases)
        self._centre: tuple[str, int, npt.NDArray[np.float32]] | None = None  # of a model, by so many vectors
        self._parts: Sequence[Sequence[Source]] = ()  # the sources of each case, and of all together
        self._sources: Sequence[Source] = ()
        self._copied: tuple[Sequence[Source], Mapping[int, Source]] = ((), {})  # copies among these sources

    @property
    def is_one(self) -> bool:
        """Whether it is one case by itself."""
        return len(self.members) == 1

    @property
    def only(self) -> Case:
        """The one case; UsageError where there are several."""
        if not self.is_one:
            raise UsageError("This can be done with one case at a time; name one. Nothing was changed.")
        return self.members[0].case

    @property
    def paths(self) -> str:
        """The cases' files, in words."""
        return ", ".join(str(member.case.path) for member in self.members)

    def member_of(self, number: int) -> Member:
        """The case that a source, a passage or a picture is of."""
        return self.members[place_of(number)]

    def called(self, number: int) -> str:
        """How a passage's number is written, see `numbering.called`."""
        place = place_of(number)
        return called(self.members[place].name, number) if place < len(self.members) else str(number)

    def number_of(self, said: str) -> int:
        """The passage that somebody means by NUMBER or, of several cases, CASE:NUMBER; UsageError for none."""
        case, _, digits = said.strip().rpartition(":")
        if not (
            digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS and 0 < int(digits) < APART
        ):
            raise UsageError(
                "“{text}” is not a passage; write its number as `cpcl search` prints it. Nothing was searched.",
                text=said,
            )
        meant = [one for one in self.members if case in one.names or (not case and self.is_one)]
        if len(meant) != 1:
            named = ", ".join(f"{one.name or one.case.path.stem}:{digits}" for one in self.members)
            raise UsageError(
                "“{text}” does not say of which case it is; write one of: {names}. Nothing was searched.",
                text=said,
                names=named,
            )
        return among(meant[0].place, int(digits))

    # --- the model

    def models(self) -> list[tuple[Member, StoredModel]]:
        """Each case that has footage with its model in use.

        `CaseError`, with the way out, where they were indexed with different models.
        """
        every = [(member, member.case.models.current()) for member in self.members]
        found = [(member, model) for member, model in every if model is not None]
        for member, model in found:
            if model.sha256 != (first := found[0][1]).sha256:
                raise CaseError(
                    "{path} was indexed with the model {name}, and other cases with {other_name}; their scores "
                    "cannot be compared. Nothing was searched. Change it first: cpcl reindex {path} --model "
                    "{other_name}",
                    path=member.case.path,
                    name=model.name,
                    other_name=first.name,
                )
        return found

    def model(self) -> StoredModel | None:
        """The model in use, None while no case has footage; of several, with the centre of all of them.

        `CaseError` as `models`.
        """
        return self.model_of(self.models(), self.sources())

    def model_of(
        self, models: Sequence[tuple[Member, StoredModel]], sources: Sequence[Source]
    ) -> StoredModel | None:
        """As `model`, where `models` and `sources` are known."""
        if not models or self.is_one:
            return models[0][1] if models else None
        copies = self.copies(sources)
        copied = [one for one in sources if one.id in copies]
        count = sum(model.vectors for _, model in models) - sum(one.crops for one in copied)
        return replace(models[0][1], vectors=count, centre=self._settled(models, copied, count))

    def _settled(
        self, models: Sequence[tuple[Member, StoredModel]], copied: Sequence[Source], count: int
    ) -> npt.NDArray[np.float32] | None:
        """The mean of all vectors, settled anew when they have grown by a tenth, as a case settles its own."""
        sha256, known = models[0][1].sha256, self._centre
        if known is not None and known[0] == sha256 and count <= known[1] * CENTRE_GROWTH:
            return known[2]
        total, vectors = np.zeros(models[0][1].dim, np.float64), 0
        for member, model in models:
            total, vectors = total + member.case.models.vector_sum(model.id), vectors + model.vectors
            for source in copied:
                if self.member_of(source.id) is member:
                    less, fewer = member.case.gallery.sum_of(model, own(source.id))
                    total, vectors = total - less, vectors - fewer
        if not vectors:
            return None
        centre: npt.NDArray[np.float32] = (total / vectors).astype(np.float32)
        self._centre = sha256, vectors, centre
        return centre

    # --- footage and passages

    def sources(self) -> Sequence[Source]:
        """All sources, those in bins and copies of others among them: the same object while they are the same."""
        parts = [member.sources() for member in self.members]
        if not self._parts or not all(map(is_, parts, self._parts)):
            self._parts, self._sources = parts, [source for part in parts for source in part]
        return self._sources

    def copies(self, sources: Sequence[Source]) -> Mapping[int, Source]:
        """Which of these sources are found as another, see `copies_among`; none within one case."""
        if self.is_one:
            return {}
        if self._copied[0] is not sources:
            self._copied = sources, copies_among(sources)
        return self._copied[1]

    def _copies(self) -> Mapping[int, Source]:
        return self.copies(self.sources())

    def searched_sources(self) -> list[Source]:
        """The sources that are looked through: not in a bin, and each footage once."""
        every = self.sources()
        copies = self.copies(every)
        return [one for one in every if not one.in_bin and one.id not in copies]

    def crop_columns(self, crops: Numbers) -> CropColumns:
        """What hits show of these pictures (each once), in their order; those that are gone are left out."""
        if self.is_one:
            return self.members[0].crop_columns(crops)
        order = np.argsort(crops)
        ordered = crops[order]
        places = place_of(ordered)
        parts = [one.crop_columns(some) for one in self.members if len(some := ordered[places == one.place])]
        if not parts:
            return self.members[0].crop_columns(crops)
        found = CropColumns.joined(parts)
        return found.in_order(np.argsort(order[np.searchsorted(ordered, found.crops)]))

    def best_crops(self, tracks: Iterable[int]) -> dict[int, CropRow]:
        """The best picture of each of these passages that is there, by passage."""
        wanted = list(tracks)
        return {track: row for member in self.members for track, row in member.best_crops(wanted).items()}

    def passages(
        self,
        sources: Sequence[int],
        span_us: tuple[int, int] | None,
        limit: int,
        windows: Sequence[tuple[int, int, int]] | None = None,
        tracks: Sequence[int] | None = None,
    ) -> tuple[CropColumns, int]:
        """The passages that pass, case by case, see `Member.passages`: up to a limit, and how many there are."""
        parts: list[CropColumns] = []
        passing, left = 0, limit
        for member in self.members:
            part, count = member.passages(sources, span_us, left, windows, tracks)
            parts.append(part)
            passing, left = passing + count, left - len(part)
        return (parts[0] if self.is_one else CropColumns.joined(parts)), passing

    def ways(self, after: int = 0) -> PassageWays:
        """Which way each passage went, by their numbers; of one case only, those above a number."""
        parts = [member.ways(after) for member in self.members]
        if self.is_one:
            return parts[0]
        routes = PackedRoutes.joined([part.routes for part in parts])
        tracks, heights = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("tracks", "heights")
        )
        return PassageWays(tracks, routes, heights)

    def places(self, after: int = 0) -> tuple[Numbers, Numbers, Numbers]:
        """Passage, source and time (µs) of every picture, passage by passage: int64[N] each.

        Of one case only, those of passages above a number.
        """
        parts = [member.places(after) for member in self.members]
        if self.is_one:
            return parts[0]
        tracks, sources, times_us = (np.concatenate(column) for column in zip(*parts, strict=True))
        return tracks, sources, times_us

    def passage_rows(self) -> PassageRows:
        """What grouping needs of every picture, passage by passage; of each footage once, of none in a bin."""
        parts = [member.passage_rows(model) for member, model in self.models()]
        if self.is_one:
            return parts[0]
        names = ("data", "qualities", "tracks", "sources", "begins_us", "ends_us")
        joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
        searched = np.array([one.id for one in self.searched_sources()], np.int64)
        kept = np.isin(joined["sources"], searched)
        return PassageRows(**{name: column if kept.all() else column[kept] for name, column in joined.items()})

    def person_decisions(self) -> list[PersonDecision]:
        """What people decided about likely persons and what of that counts, in the order in which it was said."""
        return self.only.persons.current() if self.is_one else persons_together(self.members, self._copies())

    def decisions(self) -> dict[int, Decision]:
        """The decision that counts on each passage, by their numbers; see `said`."""
        return self.only.decisions.current() if self.is_one else decisions_together(self.members, self._copies())

    def last_words(self) -> dict[int, Word]:
        """The last word on each passage over several cases, those that withdraw among them."""
        return last_words(self.members, self._copies())

    def marks(self) -> Marks:
        """The marks that stand on each passage, by their numbers; see `said`."""
        return self.only.marks.current() if self.is_one else marks_together(self.members, self._copies())

    def marked(self) -> dict[MarkKind, list[int]]:
        """As `marks`, the passages by the kind of mark."""
        if self.is_one:
            return self.only.marks.tracks()
        found: dict[MarkKind, list[int]] = {}
        for track, kinds in self.marks().items():
            for kind in kinds:
                found.setdefault(kind, []).append(track)
        return found

    def labels(self) -> list[Label]:
        """The labels that there are, by key, those without one last; of several cases see `labels_together`."""
        return self.only.labels.current() if self.is_one else labels_together(self.members)

    def renamed_labels(self) -> Mapping[str, Sequence[str]]:
        """What labels are called now that were called otherwise before, see `labels.renamed_labels`."""
        return renamed_labels(self.members)

    def label_in(self, place: int, number: int) -> int:
        """The number of a label among the cases in one of them; it is made there where it is missing."""
        return label_in(self.members, place, number)

    def searched_as(self, member: Member, tracks: Iterable[int]) -> dict[int, int]:
        """The number among the cases under which each of a case's passages, by its own, is searched; see `said`."""
        spots = searched_as(self.members, member, self._copies(), [(track, None) for track in tracks])
        return {track: number for (track, _), number in spots.items()}

    def stands(self) -> tuple[int, ...]:
        """What is another as soon as any case has other passages, see `Case.stands`."""
        return tuple(number for member in self.members for number in member.case.stands())

    # --- logs

    def record(self, action: Action, told: Mapping[int, Mapping[str, Any]]) -> None:
        """An entry in each case's log that can be written to; `told` are the details by place.

        All at the same time, since each waits for its disk.
        """
        if self.is_one:
            self.only.log.record(action, told[0])
            return
        with ThreadPoolExecutor(len(self.members), "log") as threads:
            written = [
                threads.submit(copy_context().run, member.case.log.record, action, told[member.place])
                for member in self.members
            ]
        for entry in written:
            entry.result()

    def record_same(self, action: Action, details: Mapping[str, Any]) -> None:
        """The same entry in each case's log; of several it names the cases that it was done with."""
        names = [member.name for member in self.members]
        more = {} if self.is_one else {"together": names}
        self.record(action, {member.place: {**details, **more} for member in self.members})


def federated(searched: Case | Federation) -> Federation:
    """One case, or several, as what is read."""
    return Federation([searched]) if isinstance(searched, Case) else searched


def only_grew(before: Sequence[int], now: Sequence[int]) -> bool:
    """Whether between two `stands` nothing came, or, in one case, nothing but passages: what is known holds."""
    came = len(before) == len(now) == _OF_A_CASE and before[0] <= now[0] and before[1:] == now[1:]
    return came or tuple(before) == tuple(now)
