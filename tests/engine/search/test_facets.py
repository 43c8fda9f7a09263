"""Counts beside the values of filters: what each would let through, as the filters themselves say."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import kind_of
from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.browse import listed
from cpcl_desktop.engine.search.facets import Facets
from cpcl_desktop.engine.search.index_rows import PicturePlaces, places_of
from cpcl_desktop.engine.search.traits import height_span
from cpcl_desktop.engine.search.vectors import open_index, refresh
from tests.passage_cases import DIM, add_footage


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with Case.open(tmp_path / "a.cpcl", create=True) as made:
        add_footage(made, "gate", [(1, 0, 4), (2, 10, 14), (1, 20, 24)])
        add_footage(made, "yard", [(1, 0, 4), (2, 10, 14)])
        first, second = made.sources.all()
        made.sources.set_clock(first.id, RecorderClock(datetime(2026, 3, 12, 23, 59, 55), "user"))
        made.sources.set_clock(second.id, RecorderClock(datetime(2026, 3, 13, 11, 0), "user"))
        made.decisions.decide(1, "match")
        made.marks.set_all([1, 4], kind_of(made.labels.make("Courier").label), True)
        made.marks.set(2, kind_of(made.labels.make("Witness").label), True)
        yield made


def test_without_filters_everything_is_counted(case: Case) -> None:
    counts = Facets(case).counts(Query("red"))
    assert counts["cameras"] == {"gate": 3, "yard": 2} and counts["sources"] == {"1": 3, "2": 2}
    assert counts["date"] == {"2026-03-12": 1, "2026-03-13": 4}
    assert counts["weekday"] == {"thursday": 1, "friday": 4}
    assert counts["time_of_day"] == {"00:00-06:00": 2, "06:00-12:00": 2, "18:00-24:00": 1}
    assert counts["decision"] == {"match": 1, "undecided": 4}
    assert counts["labels"] == {"Courier": 2, "Witness": 1}


QUERIES = [
    Query(),
    Query(cameras=("gate",)),
    Query(cameras=("gate",), negated=("cameras",)),
    Query(date=("2026-03-13",), decision=("undecided",)),
    Query(time_of_day="11:00-12:00", sources=("2",)),
    Query(from_s=5.0, to_s=15.0),
    Query(labels=("courier",)),
    Query(labels=("Courier", "Witness"), negated=("labels",)),
    Query(from_s=5.0, to_s=15.0, negated=("from_s",)),
    Query(from_px=10.0, to_px=99.0, negated=("from_px",)),
]


def chosen(field: str, value: str) -> dict[str, object]:
    """The fields of a query in which one value of a filter is chosen."""
    if field == "from_px":
        least, most = height_span(value)
        return {"from_px": least, "to_px": most}
    return {field: value if field == "time_of_day" else (value,)}


@pytest.mark.parametrize("query", QUERIES)
def test_a_count_is_what_choosing_that_value_alone_finds(case: Case, query: Query) -> None:
    for field, values in Facets(case).counts(query).items():
        for value, count in values.items():
            others = tuple(one for one in query.negated if one != field)
            asked = replace(query, negated=others, limit=99, **chosen(field, value))
            assert listed(case, asked).tracks_searched == count, (field, value)


def test_counts_follow_what_comes_in_and_what_is_decided(case: Case) -> None:
    facets = Facets(case)
    facets.counts(Query())
    add_footage(case, "roof", [(1, 0, 4)])
    case.decisions.decide(2, "unsure")
    counts = facets.counts(Query())
    assert counts["cameras"]["roof"] == 1 and counts["decision"] == {"match": 1, "unsure": 1, "undecided": 4}


def test_what_an_index_has_is_counted_by_and_not_read_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    model = case.models.current()
    index = open_index(case, model, RowLayout(DIM))
    facets, expected = Facets(case), Facets(case).counts(Query())
    with monkeypatch.context() as patch:
        patch.setattr(case.gallery, "places", lambda _: pytest.fail("read a second time"))
        assert facets.counts(Query(), places_of(index)) == expected
        assert facets.counts(Query()) == expected
    add_footage(case, "roof", [(1, 0, 4)])  # the index lacks it
    assert facets.counts(Query(), places_of(index))["cameras"]["roof"] == 1
    refresh(case, index)
    assert facets.counts(Query(), places_of(index)) == Facets(case).counts(Query())


def test_of_what_came_in_only_that_is_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    facets, after = Facets(case), []
    places, ways = case.gallery.places, case.passages.ways
    monkeypatch.setattr(case.gallery, "places", lambda track: after.append(track) or places(track))
    monkeypatch.setattr(case.passages, "ways", lambda track: after.append(track) or ways(track))
    facets.counts(Query())
    assert after == [0, 0]
    add_footage(case, "roof", [(1, 0, 4), (3, 6, 9)])
    counts = facets.counts(Query(direction=("stays",), cameras=("roof",)))
    assert after == [0, 0, 5, 5]
    assert counts == Facets(case).counts(Query(direction=("stays",), cameras=("roof",)))
    case.passages.join(1, 2)  # other pictures are of a passage that is known
    assert facets.counts(Query()) == Facets(case).counts(Query()) and after[4] == 0


@pytest.mark.parametrize("query", QUERIES)
def test_what_came_since_an_index_was_made_is_counted_beside_it(case: Case, query: Query) -> None:
    """Without a copy of what the index has; values stand in the order in which they do when all is read anew."""
    facets, places = Facets(case), places_of(open_index(case, case.models.current(), RowLayout(DIM)))
    for camera in ("roof", "attic"):
        add_footage(case, camera, [(1, 0, 4), (3, 6, 9)])
        case.decisions.decide(6, "unsure")
        counts, anew = facets.counts(query, places), Facets(case).counts(query)
        assert [(name, list(values.items())) for name, values in counts.items()] == [
            (name, list(values.items())) for name, values in anew.items()
        ]
        most, since = facets._places
        assert most is places and since.tracks.min() > most.tracks.max()


def test_several_cases_are_read_once_and_anew_when_one_grew(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(tmp_path / "b.cpcl", create=True) as other:
        add_footage(other, "roof", [(1, 0, 4), (3, 6, 9)], content=77)
        cases = Federation([case, other])
        facets, reads = Facets(cases), []
        for name in ("places", "ways"):
            read = getattr(cases, name)
            monkeypatch.setattr(cases, name, lambda *given, n=name, read=read: reads.append(n) or read(*given))
        for _ in range(3):
            counts = facets.counts(Query())
        assert sorted(reads) == ["places", "ways"] and counts == Facets(Federation([case, other])).counts(Query())
        add_footage(other, "hall", [(4, 0, 4)], content=78)
        assert facets.counts(Query()) == Facets(Federation([case, other])).counts(Query())
        assert sorted(reads) == ["places", "places", "ways", "ways"]


def test_what_comes_while_one_counts_is_counted_the_next_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    facets, decisions = Facets(case), case.decisions.current

    def growing() -> dict[int, Decision]:
        add_footage(case, "roof", [(1, 0, 4), (3, 6, 9)])
        return decisions()

    with monkeypatch.context() as patch:
        patch.setattr(case.decisions, "current", growing)
        counts = facets.counts(Query(direction=("stays",)))
    assert "roof" not in counts["cameras"]
    assert facets.counts(Query()) == Facets(case).counts(Query())


def test_an_index_that_lacks_pictures_is_not_gone_by(case: Case) -> None:
    every = Facets(case).counts(Query())
    index = open_index(case, case.models.current(), RowLayout(DIM))
    places = places_of(index)
    keep = places.tracks != 1
    lacking = PicturePlaces(*(column[keep] for column in (places.tracks, places.sources, places.times_us)))
    lacking = replace(lacking, stands=(int(keep.sum()), *index.stands[1:]))
    assert Facets(case).counts(Query(), lacking) == every


def test_an_empty_case_has_no_counts(tmp_path: Path) -> None:
    with Case.open(tmp_path / "b.cpcl", create=True) as empty:
        assert not any(Facets(empty).counts(Query()).values())


def test_a_label_s_former_name_counts_as_the_one_of_now(case: Case) -> None:
    courier = case.labels.called("Courier")
    assert courier is not None
    case.labels.rename(courier.label, "Suspect")
    now, former = (Facets(case).counts(Query(labels=(name,))) for name in ("Suspect", "Courier"))
    assert former == now and now["sources"]
