"""The bin: what is in it leaves everything that reads passages, comes back as it was, or goes for good."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.retry import unfinished
from cpcl_desktop.engine.persons.passages import passages_of
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.browse import listed
from cpcl_desktop.engine.search.facets import Facets
from tests.passage_cases import add_footage, noon


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Case]:
    """A case with two sources: passages 1 to 3 at the gate, 4 and 5 at the door; of each one is decided."""
    with Case.open(tmp_path / "a.cpcl", create=True) as case:
        add_footage(case, "gate", [(1, 0, 2), (2, 5, 7), (1, 9, 11)], noon())
        add_footage(case, "door", [(1, 0, 2), (3, 5, 7)], noon())
        case.decisions.decide(1, "match")
        case.decisions.decide(4, "match")
        case.marks.set(5, "bookmark", True)
        case.captions.describe(4, "a red coat")
        case.persons.merge([1, 4])
        yield case


def faults(case: Case) -> list[str]:
    return list(verify_case(case, silent, footage=False).faults)


def seen(case: Case) -> dict[str, object]:
    """What readers of passages see of a case, each as it is asked."""
    return {
        "sources": [source.id for source in case.sources.all()],
        "counts": case.counts(),
        "list": [hit.track for hit in listed(case, Query()).hits],
        "facets": Facets(case).counts(Query()),
        "persons": passages_of(case).tracks.tolist(),
        "decisions": list(case.decisions.current()),
        "captions": list(case.captions.current()),
        "states": {track: one.verdict for track, one in case.decisions.current().items()},
        "marks": case.marks.current(),
        "covered": [one.source.id for one in coverage_of(case).sources],
    }


def test_what_is_taken_out_leaves_every_reader_and_comes_back_exactly(two: Case) -> None:
    before = seen(two)
    two.bin.take_out([2])
    out = seen(two)
    assert out["sources"] == out["covered"] == [1] and two.counts() == {"source": 1, "track": 3, "crop": 6}
    assert out["list"] == out["persons"] == [1, 2, 3]
    assert out["facets"]["sources"] == {"1": 3} and out["facets"]["cameras"] == {"gate": 3}
    assert out["facets"]["decision"] == {"match": 1, "undecided": 2}
    assert (out["decisions"], out["captions"], out["states"], out["marks"]) == ([1], [], {1: "match"}, {})
    assert two.counts(with_bin=True)["crop"] == 10 and [s.id for s in two.sources.binned()] == [2]
    assert faults(two) == []
    two.bin.put_back([2])
    assert seen(two) == before and faults(two) == []
    entries = two.log.entries("bin")
    assert [entry.details["outcome"] for entry in entries] == ["taken out", "put back"]
    assert entries[0].details["sha256"] == f"{2:064x}" and list(entries[0].state["tables"]) == ["source"]


def test_facets_kept_from_before_follow_the_bin(two: Case) -> None:
    facets = Facets(two)
    assert facets.counts(Query())["cameras"] == {"gate": 3, "door": 2}
    two.bin.take_out([1])
    assert facets.counts(Query())["cameras"] == {"door": 2}


def test_coverage_names_what_is_in_the_bin(two: Case) -> None:
    two.bin.take_out([2])
    assert "1 source in the bin is not searched: door-2.mp4." in coverage_sentences(coverage_of(two))
    two.bin.take_out([1])
    said = coverage_sentences(coverage_of(two))
    assert said[0] == "The case holds no footage: a search covers nothing." and "2 sources in the bin" in said[1]


def test_all_or_none_is_taken_out_and_twice_is_once(two: Case) -> None:
    with pytest.raises(CaseError, match="no source 9"):
        two.bin.take_out([1, 9])
    assert len(two.sources.all()) == 2
    two.bin.take_out([2, 2])
    two.bin.take_out([2])
    assert len(two.log.entries("bin")) == 1


def test_adding_what_is_in_the_bin_puts_it_back(two: Case) -> None:
    two.bin.take_out([2])
    again = two.sources.add(Path("/footage/elsewhere.mp4"), "video", f"{2:064x}", 99, "door", {})
    assert (again.id, again.in_bin) == (2, False) and [s.id for s in two.sources.all()] == [1, 2]
    assert two.log.entries("bin")[-1].details["outcome"] == "put back" and faults(two) == []


def test_what_failed_is_not_read_again_from_the_bin(two: Case) -> None:
    source = two.sources.add(Path("/footage/bad.mp4"), "video", "e" * 64, 99, "yard", {})
    assert [one.source.id for one in unfinished(two)] == [source.id]
    two.bin.take_out([source.id])
    assert unfinished(two) == []


def test_what_was_read_whole_since_is_not_read_again_though_that_is_in_the_bin(two: Case) -> None:
    path = two.sources.get(1).path
    broken = two.sources.add(path, "video", "e" * 64, 99, "gate", {})
    assert [one.source.id for one in unfinished(two)] == [broken.id]
    whole = two.sources.add(path, "video", "f" * 64, 98, "gate", {})
    with two._store.transaction():
        two._store.connection.execute("UPDATE source SET state = 'done' WHERE id = ?", (whole.id,))
    assert unfinished(two) == []
    two.bin.take_out([whole.id])
    assert unfinished(two) == []


def test_removing_says_what_goes_and_asks_where_people_said_something(two: Case) -> None:
    with pytest.raises(UsageError, match="not in the bin"):
        two.bin.remove([2])
    two.bin.take_out([2])
    stake = two.bin.stakes()[2]
    assert (stake.passages, stake.pictures, stake.decisions, stake.marks) == (2, 4, 1, 1)
    assert (stake.captions, stake.persons, stake.said) == (1, 1, 4)
    with pytest.raises(UsageError, match="source 2"):
        two.bin.remove([2])
    assert [source.id for source in two.sources.binned()] == [2]
    assert two.bin.remove([2], with_decisions=True) == {2: stake}
    assert two.sources.with_bin() == two.sources.all() and two.bin.stakes() == {}
    told = two.log.entries("bin")[-1].details
    assert (told["outcome"], told["sha256"], told["passages"], told["decisions"]) == ("removed", f"{2:064x}", 2, 1)
    assert faults(two) == [] and [one.tracks for one in two.persons.history()] == [(1,)]
    assert two.models.current().vectors == 6


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (lambda other: other.bin.put_back([3]), "not in the bin"),
        (lambda other: other.decisions.decide(6, "unsure"), "People decided"),
    ],
    ids=["put back", "decided"],
)
def test_what_another_window_does_just_before_removing_is_not_lost(
    two: Case, meanwhile: Callable[[Case], object], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_footage(two, "yard", [(2, 0, 2)])
    two.bin.take_out([3])
    begin = two._store.transaction

    @contextmanager
    def late() -> Iterator[None]:
        with Case.open(two.path) as other:
            meanwhile(other)
        with begin():
            yield

    monkeypatch.setattr(two._store, "transaction", late)
    with pytest.raises(UsageError, match=why):
        two.bin.remove([3])
    assert two.sources.get(3).tracks == 1 and two.bin.removals() == 0


def test_removing_takes_along_what_lies_beside_the_case_and_holds_the_same(two: Case) -> None:
    beside = two.path.with_name(two.path.name + "-cache")
    beside.mkdir()
    (beside / "index.npz").write_bytes(b"vectors")
    two.bin.take_out([2])
    assert (beside / "index.npz").exists()
    two.bin.remove([2], with_decisions=True)
    assert not (beside / "index.npz").exists()


def test_no_number_is_given_twice(two: Case) -> None:
    two.bin.take_out([2])
    two.bin.remove([2], with_decisions=True)
    add_footage(two, "yard", [(2, 0, 2)])
    assert [source.id for source in two.sources.all()] == [1, 3]
    (passage,) = two.passages.all([3])
    assert passage.track == 6 and two.gallery.track_crops(6)[0].crop == 11
    assert faults(two) == []
    np.testing.assert_array_equal(passages_of(two).tracks, [1, 2, 3, 6])


def test_the_same_footage_can_be_added_again_after_it_was_removed(two: Case) -> None:
    two.bin.take_out([1])
    two.bin.remove([1], with_decisions=True)
    again = two.sources.add(Path("/footage/gate-1.mp4"), "video", f"{1:064x}", 99, "gate", {})
    assert (again.id, again.tracks, again.state) == (3, 0, "new") and faults(two) == []


def test_a_bin_that_was_filled_behind_the_log_is_a_fault(two: Case) -> None:
    two._store.connection.execute("UPDATE source SET in_bin = 1 WHERE id = 2")  # no trigger saw a transaction
    assert any("source" in fault for fault in faults(two))
