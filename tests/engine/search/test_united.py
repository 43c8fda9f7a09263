# Holds SECURITY.md: a search of several cases is in the log of each, with the heads of the others

"""Several cases searched as one give what a case gives that was merged of them: the same ranks, scores, words.

All is compared to the last bit. Vectors are stored in half precision, whose sums in double precision are exact, so
that the centre does not depend on the order of the cases; every score is made of one row at a time.
"""

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.numbering import among, own
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.persons.agglomeration import Clustering
from cpcl_desktop.engine.persons.persons import Persons, grouped_passages, persons_of
from cpcl_desktop.engine.persons.then import Step, search_then
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.engine.search import united, vectors
from cpcl_desktop.engine.search.browse import browse, listed
from cpcl_desktop.engine.search.facets import Facets
from cpcl_desktop.engine.search.index_rows import places_of
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.search.vectors import VectorIndex
from tests.colour_cases import add_worn
from tests.probe import CALIBRATION, write_probe

NAMES = ("north", "south", "east")
GATE, YARD, DOOR, ROOF = 1, 2, 3, 4  # contents of footage
SOME = [
    ("red", "blue", 1),
    ("green", "white", 8),
    ("blue", "black", 15),
    ("white", "white", 30),
    ("red", "black", 60),
]
OTHERS = [("red", "blue", 2), ("black", "red", 9), ("green", "green", 20), ("blue", "white", 33)]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    bundle = write_probe(tmp_path_factory.mktemp("models") / "probe", calibration=CALIBRATION)
    return Embedder(bundle, "cpu", 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Three cases of two cameras each and the one merged of them; north and east both hold the gate."""
    folder = tmp_path_factory.mktemp("cases")

    def at(minute: int) -> RecorderClock:
        return RecorderClock(datetime(2026, 3, 12, 12, minute), "user")

    parts = {
        "north": [("gate", SOME, GATE, at(0)), ("yard", OTHERS, YARD, at(1))],
        "south": [("door", OTHERS[::-1], DOOR, at(3)), ("yard", SOME, 5, at(6))],
        "east": [("gate", SOME, GATE, at(0)), ("roof", [*SOME, *OTHERS], ROOF, RecorderClock())],
    }
    for name, sources in parts.items():
        with Case.open(folder / f"{name}.cpcl", create=True) as case:
            for camera, worn, content, clock in sources:
                add_worn(case, embedder, camera, worn, content, clock)
    with Case.open(folder / "south.cpcl") as case:
        case.bin.take_out([2])
        case.marks.set(1, kind_of(case.labels.make("Courier").label), True)
        case.decisions.decide(1, "match")
        case.marks.set(2, "bookmark", True)
    with Case.open(folder / "east.cpcl") as case:  # of the gate, which is searched in the first that is named
        case.decisions.decide(1, "unsure")
        case.decisions.decide(2, "match")
        case.decisions.decide(3, "match")
        case.marks.set(4, "bookmark", True)
        case.marks.set(5, "reviewed", True)
        case.marks.set(5, "reviewed", False)
        case.labels.make("Vehicle")
        case.marks.set_all([3, 6], kind_of(case.labels.make("courier").label), True)
        case.persons.name([5], "the waiter")
    with Case.open(folder / "north.cpcl") as case:
        case.decisions.decide(2, "no match")
        case.decisions.decide(3, "match")
        case.decisions.decide(3, None)
        case.persons.name([1], "the courier")
    merge(folder / "whole.cpcl", [folder / f"{name}.cpcl" for name in NAMES], silent)
    return folder


@pytest.fixture(params=[False, True], ids=["few", "many"], autouse=True)
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in small cases, and as in large ones: relative to a centre, each case asked for about its share."""
    if request.param:
        monkeypatch.setattr(vectors, "CENTRE_FROM", 2)
        monkeypatch.setattr(united, "_MORE", 0)


@pytest.fixture
def opened(made: Path) -> Iterator[Callable[..., Federation]]:
    with ExitStack() as stack:

        def of(*names: str) -> Federation:
            return Federation([stack.enter_context(Case.read(made / f"{name}.cpcl")) for name in names])

        yield of


@pytest.fixture
def writable(made: Path, tmp_path: Path) -> Iterator[Federation]:
    with ExitStack() as stack:
        cases = []
        for name in NAMES:
            copy = tmp_path / f"{name}.cpcl"
            copy.write_bytes((made / copy.name).read_bytes())
            cases.append(stack.enter_context(Case.open(copy)))
        yield Federation(cases)


def seen(hit: Hit) -> tuple[object, ...]:
    """What a hit says, without its numbers."""
    said = asdict(replace(hit, track=0, crop=0, source=0, case="", route=None))
    return tuple(map(str, said.values())), hit.route is not None


def given(answer: Answer) -> dict[str, object]:
    """What an answer says, without numbers."""
    names = ("tracks_searched", "crops_searched", "unknown_words", "unused_words", "presence", "answer", "ask")
    plan = dict(answer.plan) | {"filters": list(answer.plan.get("filters", ()))}  # which: not by which number
    return {
        "plan": plan,
        "hits": [seen(hit) for hit in answer.hits],
        "read": [(one.text, one.filter) for one in answer.read_as],
        **{name: getattr(answer, name) for name in names},
    }


QUERIES = [
    Query("red"),
    Query("red bluetrousers", limit=3),
    Query("person in green, not white"),
    Query("a red person walking left"),
    Query("white or black person, poncho"),
    Query("red near the yard"),
    Query("blue in roof-4.mp4"),
    Query("red", cameras=("yard",)),
    Query("red", decision=("undecided",)),
    Query("red", decision=("match", "bookmarked")),
    Query("red", labels=("Courier",)),
    Query("red", labels=("courier",), negated=("labels",)),
    Query("red", decision=("unsure", "no match", "reviewed")),
    Query("red", decision=("match",), negated=("decision",)),
    Query("green", direction=("right to left",), from_px=101),
    Query("green", time_of_day="12:00-12:02"),
    Query("red", from_s=5, to_s=31),
    Query("blue", literal=True, limit=99),
    Query(image=np.full((60, 30, 3), (200, 30, 30), np.uint8)),
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.text or "image")
def test_ranks_scores_and_words_are_those_of_the_merged_case(
    opened: Callable[..., Federation], embedder: Embedder, query: Query
) -> None:
    together = Searcher(opened(*NAMES), embedder).rank(query)
    whole = Searcher(opened("whole"), embedder).rank(query)
    assert given(together) == given(whole) and len(whole.hits) > 1
    assert np.array_equal(together.basis.centre, whole.basis.centre)
    assert sum(one.tracks for one in together.cases) == whole.tracks_searched
    assert [one.name for one in together.cases] == list(NAMES) and whole.cases == ()


def test_a_case_that_has_more_than_its_share_is_asked_again(
    opened: Callable[..., Federation], embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, counts, again = Searcher(opened("south", "east"), embedder), list[int](), list[int]()
    search_each = VectorIndex.search_each
    monkeypatch.setattr(
        VectorIndex, "search_each", lambda one, *asked: counts.append(asked[1]) or search_each(one, *asked)
    )
    monkeypatch.setattr(united, "_MORE", -1)
    index = searcher.prepare() and searcher.indexes.kept()
    assert index is not None
    for query in np.random.default_rng(2).standard_normal((8, 1, index.layout.length + 1)).astype(np.float32):
        (every,) = index.search_each(query, len(index.starts))
        counts.clear()
        (few,) = index.search_each(query, 4)
        assert np.array_equal(few.scores, every.scores[:4]) and np.array_equal(few.units, every.units[:4])
        assert max(counts[:2]) < 4 and set(counts[2:]) <= {4}
        again.append(len(counts) - 2)
    assert all(again)  # of so few passages, one case had more than it was asked for


def test_examples_count_as_in_the_merged_case(opened: Callable[..., Federation], embedder: Embedder) -> None:
    together, whole = Searcher(opened(*NAMES), embedder), Searcher(opened("whole"), embedder)
    every = [searcher.rank(Query("red", limit=99)).hits for searcher in (together, whole)]
    numbers = [{(hit.path, hit.start_us): hit.track for hit in hits} for hits in every]
    liked, *_, unliked = numbers[0]
    for text in ("", "blue"):
        asked = [Query(text, like=(of[liked],), unlike=(of[unliked],), weight=0.3, limit=99) for of in numbers]
        answers = [one.rank(query) for one, query in zip((together, whole), asked, strict=True)]
        assert given(answers[0]) == given(answers[1])
    with pytest.raises(UsageError, match="no passage south:99"):
        together.rank(Query(like=(among(1, 99),)))
    with pytest.raises(UsageError, match="Passage south:6 is of footage in the bin"):
        together.rank(Query(like=(among(1, 6),)))


def test_whatever_the_order_of_the_cases_the_same_is_found(
    opened: Callable[..., Federation], embedder: Embedder
) -> None:
    for states in (("undecided",), ("match", "bookmarked"), ("unsure", "no match")):
        ranks = [
            [
                (hit.path, hit.start_us)
                for hit in Searcher(opened(*order), embedder).rank(Query("red", decision=states, limit=99)).hits
            ]
            for order in (NAMES, NAMES[::-1])
        ]
        assert ranks[0] == ranks[1] and len(ranks[0]) > 1, states
    named = [persons_of(opened(*order), silent) for order in (NAMES, NAMES[::-1])]
    assert [one.of(1).name for one in named] == ["the courier"] * 2  # said in north, of what is found in either
    assert [one.of(5).name for one in named] == ["the waiter"] * 2  # said in east
    answers = [
        Searcher(opened(*order), embedder).rank(Query("red bluetrousers", limit=99))
        for order in (NAMES, NAMES[::-1])
    ]
    found = [[(hit.path, hit.start_us, hit.score, hit.label) for hit in one.hits] for one in answers]
    assert found[0] == found[1]
    gates = [{hit.case for hit in one.hits if hit.camera == "gate"} for one in answers]
    assert gates == [{"north"}, {"east"}]  # the first that was named has it
    assert "is searched in one of them: east: gate-1.mp4 (found as north: gate-1.mp4)" in answers[0].notes[-1]


def test_counts_and_persons_are_those_of_the_merged_case(
    opened: Callable[..., Federation], embedder: Embedder
) -> None:
    together, whole = opened(*NAMES), opened("whole")
    for query in (Query(), Query(cameras=("yard",)), Query(decision=("undecided",))):
        counts = [dict(Facets(one).counts(query)) for one in (together, whole)]
        of_cases = counts[0].pop("cases")
        assert sum(of_cases.values()) == sum(counts[0]["sources"].values()) and set(of_cases) <= set(NAMES)
        sources = [sorted(one.pop("sources").values()) for one in counts]
        assert counts[0] == counts[1] and sources[0] == sources[1]
    searcher = Searcher(together, embedder)
    assert Facets(together).counts(Query(), searcher.prepare()) == Facets(together).counts(Query())
    assert set(Facets(together).counts(Query())["sources"]) == {"north:1", "north:2", "south:1", "east:2"}
    groups = [persons_of(one, silent) for one in (together, whole)]
    assert grouped(groups[0]) == grouped(groups[1]) and len(groups[0]) < len(groups[0].passages)
    assert groups[0].of(1).name == "the courier" and groups[0].of(1).called == "north:1"
    by_another = pickle.loads(pickle.dumps(grouped_passages(together, silent)))  # as a process hands it over
    assert grouped(persons_of(together, silent, grouped=by_another)) == grouped(groups[0])
    one_group = (
        by_another[0],
        Clustering(np.zeros_like(by_another[1].labels), ()),
    )  # it is taken as it is
    assert len(persons_of(together, silent, grouped=one_group)) == 1 < len(groups[0])


@pytest.mark.parametrize(
    "query", [Query(limit=99), Query(limit=7), Query(decision=("undecided",)), Query(from_s=5, to_s=31)], ids=repr
)
def test_all_passages_are_listed_as_in_the_merged_case(opened: Callable[..., Federation], query: Query) -> None:
    together, whole = listed(opened(*NAMES), query), listed(opened("whole"), query)
    assert given(together) == given(whole) and len(whole.hits) > 1
    assert [hit.case for hit in together.hits] == sorted((hit.case for hit in together.hits), key=NAMES.index)


def test_a_search_can_be_narrowed_to_cases_or_to_all_others(
    opened: Callable[..., Federation], embedder: Embedder, writable: Federation
) -> None:
    searcher = Searcher(opened(*NAMES), embedder)
    every = searcher.rank(Query("red", limit=99)).hits
    for cases, negated, left in ((("east",), (), {"east"}), (("east", "south"), ("cases",), {"north"})):
        hits = searcher.rank(Query("red", cases=cases, negated=negated, limit=99)).hits
        assert [(hit.track, hit.score) for hit in hits] == [(h.track, h.score) for h in every if h.case in left]
        assert {hit.case for hit in hits} == left
    with pytest.raises(UsageError, match="a case called attic; there is footage of: east, north, south"):
        searcher.rank(Query("red", cases=("attic",)))
    with pytest.raises(UsageError, match="one case by itself"):
        Searcher(opened("whole"), embedder).rank(Query("red", cases=("north",)))
    browse(writable, Query(cases=("south",)))
    for member in writable.members:
        entry = member.case.log.entries("list")[-1]
        assert entry.details["query"]["cases"] == ["south"] and entry.details["together"] == list(NAMES)


def grouped(persons: Persons) -> list[object]:
    """Who is together, in which order, how firmly, and what is said against it."""
    told = []
    for label in range(len(persons)):
        person = persons.person(label)
        places = [
            (one.path, one.begin_s, one.gap_s, one.likeness, one.lead, one.label) for one in person.appearances
        ]
        told.append((person.name, person.label, places, len(person.against), len(person.apart)))
    return sorted(told, key=str)


def test_steps_go_from_case_to_case(opened: Callable[..., Federation], embedder: Embedder) -> None:
    steps = [Step(Query("red bluetrousers", cameras=("gate",))), Step(Query(""), 600.0)]
    ways = []
    for cases in (opened(*NAMES), opened("whole")):
        answer = search_then(Searcher(cases, embedder), persons_of(cases, silent), steps, 10)
        ways.append(
            [(one.score, [(leg.appearance.path, leg.gap_s, leg.same) for leg in one.legs]) for one in answer.ways]
        )
    assert ways[0] == ways[1] and len({path for path, *_ in ways[0][0][1]}) == 2


def test_each_log_has_its_own_hits_and_what_was_searched_beside_it(
    writable: Federation, embedder: Embedder
) -> None:
    heads = [str(member.case.log.head()) for member in writable.members]
    answer = Searcher(writable, embedder).search(Query("red", like=(among(1, 1),), limit=5))
    entries = [member.case.log.entries("search")[-1] for member in writable.members]
    ranks: list[int] = []
    for place, entry in enumerate(entries):
        told = entry.details
        assert told["query"]["like"] == ["south:1"] and told["together"]["hits"] == 5
        assert [one["head"] for one in told["together"]["with"]] == [h for at, h in enumerate(heads) if at != place]
        mine = [(own(hit.track), own(hit.crop)) for hit in answer.hits if hit.track >> 40 == place]
        assert [(track, crop) for track, crop, _ in told["hits"]] == mine
        assert told["searched"]["vectors"] == answer.cases[place].basis.vectors > 0
        ranks += told["ranks"]
    assert sorted(ranks) == [1, 2, 3, 4, 5]
    assert entries[1].details["searched"]["in_bin"] == [2]
    assert "searched together with north, east" in summary(entries[1])
    for member in writable.members:
        verdict = verify_case(member.case, silent, footage=False)
        assert verdict.faults == [] and verdict.together == 1
    search_then(
        Searcher(writable, embedder), persons_of(writable, silent), [Step(Query("red")), Step(Query(""))], 3
    )
    told = writable.members[2].case.log.entries("search")[-1].details
    assert all(isinstance(one, str) and ":" in one for way in told["ways"] for one in way)
    json.dumps(told)


def test_a_search_of_several_is_not_repeated_with_one(writable: Federation, embedder: Embedder) -> None:
    searcher = Searcher(writable, embedder)
    basis = searcher.search(Query("red")).basis
    with pytest.raises(UsageError, match="one case at a time"):
        searcher.repeat(Query("red"), basis)


def test_cases_that_grow_are_followed_and_one_without_footage_is_no_hindrance(
    writable: Federation, embedder: Embedder, tmp_path: Path
) -> None:
    with Case.open(tmp_path / "new.cpcl", create=True) as new:
        cases = [new, *(member.case for member in writable.members)]
        searcher = Searcher(Federation(cases), embedder)
        before = searcher.search(Query("red", limit=99))
        add_worn(cases[1], embedder, "lift", SOME, 77)
        add_worn(new, embedder, "lift", OTHERS, 78)
        after = searcher.search(Query("red", limit=99))
        assert len(after.hits) == len(before.hits) + len(SOME) + len(OTHERS)
        assert [hit.score for hit in after.hits] == sorted((hit.score for hit in after.hits), reverse=True)
        assert len({hit.track for hit in after.hits}) == len(after.hits)


def changed(case: Case) -> None:
    with case.models._store.transaction():
        case.models.add("another", "a" * 64, Path("/models/another"), 6, "kept")
        case.models._store.connection.execute("UPDATE model SET state = 'kept' WHERE state = 'in use'")
        case.models._store.connection.execute("UPDATE model SET state = 'in use' WHERE name = 'another'")
        case.models._log.append("model", {"chosen": "another", "sha256": "a" * 64, "dim": 6})


def test_a_case_that_changes_its_model_meanwhile_is_told(writable: Federation, embedder: Embedder) -> None:
    searcher = Searcher(writable, embedder)
    searcher.search(Query("red"))
    changed(writable.members[1].case)
    with pytest.raises(CaseError, match=r"south\.cpcl was indexed with the model another"):
        searcher.search(Query("red"))


def test_the_cache_for_several_is_beside_each_and_only_read_while_it_is_right(
    writable: Federation, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CACHE_FROM", 1)
    query = Query("red bluetrousers", limit=99)
    for member in writable.members:
        Searcher(member.case, embedder).rank(query)  # has its own beside it
    first = Searcher(writable, embedder).rank(query)
    files = [Path(f"{member.case.path}-cache") for member in writable.members]
    assert all({one.name for one in folder.iterdir()} == {"index.npz", "together.npz"} for folder in files)
    with monkeypatch.context() as patch:
        for member in writable.members:
            patch.setattr(member.case.gallery, "vectors_after", lambda *_: pytest.fail("read from the case"))
        again = Searcher(Federation([member.case for member in writable.members]), embedder).rank(query)
        assert given(again) == given(first)
        for member in writable.members:
            Searcher(member.case, embedder).prepare()  # its own still counts
    (files[0] / "together.npz").write_bytes(b"no index")
    assert given(Searcher(writable, embedder).rank(query)) == given(first)
    two = Federation([member.case for member in writable.members[:2]])
    assert {hit.case for hit in Searcher(two, embedder).rank(query).hits} == {"north", "south"}
    for member in writable.members:
        assert verify_case(member.case, silent, footage=False).faults == []


def test_places_of_an_index_are_those_of_the_cases(opened: Callable[..., Federation], embedder: Embedder) -> None:
    cases = opened(*NAMES)
    searcher = Searcher(cases, embedder)
    places = searcher.prepare()
    index = searcher.indexes.kept()
    assert places is not None and index is not None and places_of(index).stands == cases.stands()
    read: Sequence[np.ndarray] = cases.places()
    assert all(
        (one == other).all()
        for one, other in zip(read, (places.tracks, places.sources, places.times_us), strict=True)
    )
