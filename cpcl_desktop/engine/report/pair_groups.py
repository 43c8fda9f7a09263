"""What people decided about a case's passages, as a trainer takes it: groups, pairs that are wrong, and the rest.

A passage teaches where it was confirmed by words, or described for its own sake. Passages that share a description,
or that people said show one person, are a group: nobody of a group is a wrong answer to what was said of another.
What a group is of is said by people, by words or by a name; it is no finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry
from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.persons.rulings import rulings_of
from cpcl_desktop.engine.progress import Report


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: `crops` by their numbers, `captions` what was written of it, then what it was confirmed by.

    `first` is the first entry that said what the person looks like: its number in the log and its words.
    """

    track: int
    source: int
    captions: tuple[str, ...]
    crops: tuple[int, ...]
    first: tuple[int, str] = (0, "")


@dataclass(frozen=True, slots=True)
class Group:
    """Confirmed passages of one description, or of one person by what people said."""

    passages: tuple[Passage, ...]

    @property
    def number(self) -> int:
        """The lowest number of a passage among them."""
        return min(passage.track for passage in self.passages)

    @property
    def key(self) -> str:
        """The same for these passages whatever is decided later: the hash of the words first decided by."""
        eldest = min(self.passages, key=lambda passage: (passage.first[0], passage.track))
        return hashlib.sha256(alike(eldest.first[1] or eldest.captions[-1]).encode()).hexdigest()

    def split(self, test: float) -> str:
        """`test` for about that share of all groups, always the same ones; else `train`.

        A later decision, with other words too, never moves a group to the other side. Where one joins two groups
        of different sides, both are on that of the one that was decided first.
        """
        return "test" if int(self.key[:8], 16) < test * 2**32 else "train"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A passage of which somebody decided that it is not the person so described."""

    track: int
    source: int
    caption: str
    crops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """All that a case's decisions teach; `undescribed` counts matches of which nothing says in words what is seen.

    `others` are (track, source, best crop) of passages of which nobody decided anything.
    """

    groups: tuple[Group, ...]
    wrong: tuple[Wrong, ...]
    others: tuple[tuple[int, int, int], ...]
    undescribed: int

    @property
    def passages(self) -> list[Passage]:
        """All confirmed passages with words, by their numbers."""
        return sorted((one for group in self.groups for one in group.passages), key=lambda one: one.track)


def decided_of(case: Case, others: int, report: Report) -> Decided:
    """Groups, wrong pairs and up to `others` undecided passages of a case as it is now; raises Cancelled."""
    searches = [entry for entry in case.log.entries("search") if _words(entry)]
    known = list(_known(case, searches))
    passages = [passage for passage in known if passage.captions]
    if not passages:
        return Decided((), (), (), len(known))
    named = _named(case, report)
    groups = grouped(passages, _said_to_be_one(case, named))
    wrong = tuple(_wrong(case, searches))
    unknown = tuple(_undecided(case, set(named), others))
    return Decided(tuple(groups), wrong, unknown, len(known) - len(passages))


def alike(words: str) -> str:
    """Words as they count for being the same description."""
    return " ".join(words.casefold().split())


def grouped(passages: Sequence[Passage], together: Iterable[Iterable[int]] = ()) -> list[Group]:
    """Passages in groups, by the lowest number in each: of a shared description, or tracks held `together`."""
    chosen: dict[str, int] = {}
    root = {passage.track: passage.track for passage in passages}

    def find(track: int) -> int:
        while root[track] != track:
            root[track] = track = root[root[track]]
        return track

    def join(one: int, other: int) -> None:
        low, high = sorted((find(one), find(other)))
        root[high] = low

    for passage in passages:
        for words in (*passage.captions, passage.first[1]):
            if words:
                join(passage.track, chosen.setdefault(alike(words), passage.track))
    for tracks in together:
        known = [track for track in tracks if track in root]
        for track in known[1:]:
            join(known[0], track)
    members: dict[int, list[Passage]] = {}
    for passage in passages:
        members.setdefault(find(passage.track), []).append(passage)
    return [Group(tuple(members[number])) for number in sorted(members)]


def _known(case: Case, searches: Sequence[LogEntry]) -> Iterator[Passage]:
    """Passages whose last decision is a match, and those that were described, in the order of their numbers."""
    matches = {track: one for track, one in case.decisions.current().items() if one.verdict == "match"}
    written = case.captions.current()
    for track in sorted(matches.keys() | written.keys()):
        rows = case.gallery.track_crops(track)
        made = case.decisions.history(matches[track].track) if track in matches else []
        said = [one for one in made if one.verdict == "match"]
        told = [(one.id, words) for one in said if (words := _said(one, searches))]
        own = [written[track].text] if track in written else []
        if own:
            told += [(one.id, one.text) for one in case.captions.history(written[track].track) if one.text]
        captions = tuple(dict.fromkeys([*own, *_captions(said, searches)]))
        crops = tuple(sorted(row.crop for row in rows))
        yield Passage(track, rows[0].source, captions, crops, min(told, default=(0, "")))


def _captions(said: Sequence[Decision], searches: Sequence[LogEntry]) -> tuple[str, ...]:
    """The descriptions of all matches decided on the track, else of the last search before that found it."""
    described = [made.description.strip() for made in reversed(said)]
    words = described if any(described) else [_said(said[-1], searches)] if said else []
    return tuple(dict.fromkeys(filter(None, words)))


def _said(made: Decision, searches: Sequence[LogEntry]) -> str:
    """A decision's own words, else those of the last search before it that found the passage."""
    if words := made.description.strip():
        return words
    found = [entry for entry in searches if entry.number < made.id and made.track in _tracks(entry)]
    return _words(found[-1]) if found else ""


def _words(entry: LogEntry) -> str:
    return str(entry.details.get("query", {}).get("text") or "").strip()


def _tracks(entry: LogEntry) -> frozenset[int]:
    return frozenset(int(hit[0]) for hit in entry.details.get("hits", ()))  # track, crop, score


def _wrong(case: Case, searches: Sequence[LogEntry]) -> Iterator[Wrong]:
    """What was decided to be no match, and of which the same words were not decided otherwise since."""
    for track, last in sorted(case.decisions.current().items()):
        verdicts: dict[str, tuple[str, str | None]] = {}
        for made in case.decisions.history(last.track):
            words = _said(made, searches)
            if made.verdict is None:
                verdicts.clear()
            elif words:
                verdicts[alike(words)] = words, made.verdict
        rows = case.gallery.track_crops(track)
        for words, verdict in verdicts.values():
            if verdict == "no match":
                yield Wrong(track, rows[0].source, words, tuple(sorted(row.crop for row in rows)))


def _named(case: Case, report: Report) -> dict[int, str]:
    """The names of passages whose likely person somebody named; nothing is grouped where nobody did."""
    if not any(decision.kind == "name" and decision.name for decision in case.persons.current()):
        return {}
    from cpcl_desktop.engine.persons.persons import persons_of  # late: few need it

    persons = persons_of(case, report)
    return {track: alike(name) for label, name in persons.names.items() for track in persons.tracks(label)}


def _said_to_be_one(case: Case, named: Mapping[int, str]) -> list[list[int]]:
    """Tracks of one name, and tracks that somebody merged."""
    by_name: dict[str, list[int]] = {}
    for track, name in named.items():
        by_name.setdefault(name, []).append(track)
    decisions = case.persons.current()
    tracks = np.unique([track for one in decisions for track in (*one.tracks, *one.rest)]).astype(np.int64)
    merged = [[int(tracks[place]) for place in places] for places in rulings_of(decisions, tracks).together]
    return [*by_name.values(), *merged]


def _undecided(case: Case, named: set[int], most: int) -> list[tuple[int, int, int]]:
    """Passages of which nobody decided, named or wrote anything: any of them, always the same ones."""
    known = named | case.decisions.current().keys() | case.captions.current().keys()
    sources = [source.id for source in case.sources.all()]
    everything = case.gallery.count_passages(sources, None)
    rows = [row for row in case.gallery.passages(sources, None, everything) if row.track not in known]
    rows.sort(key=lambda row: hashlib.sha256(str(row.track).encode()).digest())
    return sorted((row.track, row.source, row.crop) for row in rows[:most])
