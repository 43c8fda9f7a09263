"""Several cases read as one: numbers, names, models, footage that two of them hold."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import NO_DIGIT, kind_of
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.federation.copies import copies_line
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.opening import opened_together
from cpcl_desktop.engine.numbering import among, are_among, called, own, place_of, told
from cpcl_desktop.engine.search.filter_kinds import Known
from cpcl_desktop.engine.search.filters import narrowed
from cpcl_desktop.engine.search.saved import asked_among, query_of
from tests.passage_cases import add_footage

GATE, DOOR, YARD = 1, 2, 3  # contents of footage


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Case]]:
    with ExitStack() as opened:

        def made(name: str, *contents: int) -> Case:
            path = tmp_path / f"{name}.cpcl"
            path.parent.mkdir(exist_ok=True)
            case = opened.enter_context(Case.open(path, create=True))
            for content in contents:
                add_footage(case, f"camera {content}", [(content, 0, 2), (content + 10, 5, 7)], content=content)
            return case

        yield made


def test_a_number_says_of_which_case_it_is() -> None:
    assert [among(place, 12) for place in (0, 1)] == [12, 2**40 + 12]
    numbers = among(3, np.array([1, 7]))
    assert own(numbers).tolist() == [1, 7] and place_of(numbers).tolist() == [3, 3]
    assert (called("", 12), told("", 12)) == ("12", 12)
    assert called("north", among(1, 12)) == told("north", among(1, 12)) == "north:12"


def test_which_numbers_of_several_cases_are_wanted_is_told_case_by_case() -> None:
    draw = np.random.default_rng(5)
    numbers = np.concatenate(
        [among(place, draw.integers(1, 50, size)) for place, size in ((0, 40), (2, 1), (3, 60))]
    )
    wanted = draw.permutation(np.concatenate([numbers[::7], among(1, np.arange(9)), among(9, np.arange(3))]))
    for some in (wanted, wanted[:1], wanted[:0]):
        assert np.array_equal(are_among(numbers, some), np.isin(numbers, some))
        assert are_among(numbers[:0], some).tolist() == []
    assert are_among(numbers, wanted).any() and not are_among(numbers, wanted).all()


def test_cases_are_called_by_as_much_of_their_path_as_tells_them_apart(make: Callable[..., Case]) -> None:
    cases = Federation([make("north"), make("a/case"), make("b/case")])
    assert [member.name for member in cases.members] == ["north", "a/case", "b/case"]
    assert cases.number_of("a/case:3") == among(1, 3) and cases.number_of(" north.cpcl:2") == 2
    assert [cases.called(number) for number in (2, among(2, 5))] == ["north:2", "b/case:5"]
    for text, message in (("3", "north:3, a/case:3, b/case:3"), ("case:3", "does not say"), ("north:x", "passage")):
        with pytest.raises(UsageError, match=message):
            cases.number_of(text)
    with pytest.raises(UsageError, match="one case at a time"):
        _ = cases.only


def test_one_case_keeps_its_numbers_and_takes_both_forms(make: Callable[..., Case]) -> None:
    case = make("north", GATE)
    one = Federation([case])
    assert one.number_of("2") == one.number_of("north:2") == 2 and one.called(2) == "2"
    assert one.sources() == case.sources.all() and one.model().sha256 == case.models.current().sha256
    assert one.only is case and one.stands() == case.stands()


def test_passages_and_sources_of_all_are_there_under_numbers_of_their_own(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE), make("second", DOOR, YARD)
    cases = Federation([first, second])
    assert [source.number for source in cases.sources()] == ["first:1", "second:1", "second:2"]
    assert [source.name for source in cases.sources()][1] == "second: camera 2-2.mp4"
    tracks, sources, _ = cases.places()
    assert (np.diff(tracks) >= 0).all() and set(sources.tolist()) == {1, among(1, 1), among(1, 2)}
    crops = np.array([among(1, 3), 2, among(1, 1), 4])
    rows = cases.crop_columns(crops)
    assert rows.crops.tolist() == crops.tolist()
    assert [(row.case, row.camera) for row in rows] == [
        ("second", "camera 2"), ("first", "camera 1"), ("second", "camera 2"), ("first", "camera 1"),
    ]  # fmt: skip
    gone = cases.crop_columns(np.array([among(1, 99), 2]))
    assert gone.crops.tolist() == [2]
    assert cases.ways().tracks.tolist() == sorted(set(tracks.tolist()))


def test_the_centre_is_the_mean_of_all_and_settled_as_a_case_settles_its_own(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE), make("second", DOOR, YARD)
    every = np.concatenate(
        [one.gallery.vectors_after(one.models.current()).data for one in (first, second)]
    ).astype(np.float64)
    for order in ((first, second), (second, first)):
        model = Federation(order).model()
        assert model.vectors == len(every)
        assert (model.centre == (every.sum(axis=0) / len(every)).astype(np.float32)).all()  # to the last bit
    cases = Federation([first, second])
    before = cases.model().centre
    add_footage(second, "roof", [(7, 0, 2)], crops=1, content=7)  # less than a tenth more
    assert cases.model().centre is before
    add_footage(second, "roof", [(7, 0, 2)], content=8)
    assert (cases.model().centre != before).any()


def test_footage_that_two_cases_hold_is_found_once(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE, DOOR), make("second", DOOR, YARD)
    cases = Federation([first, second])
    every = cases.sources()
    copies = cases.copies(every)
    assert {number: one.number for number, one in copies.items()} == {among(1, 1): "first:2"}
    assert copies_line(every, copies) == (
        "1 source is in several of the cases, and is searched in one of them: "
        "second: camera 2-2.mp4 (found as first: camera 2-2.mp4)."
    )
    assert [one.number for one in cases.searched_sources()] == ["first:1", "first:2", "second:2"]
    third = make("third", GATE, DOOR, YARD)
    third.models.settle_centre(1)
    alone = third.models.current()
    together = cases.model()
    assert together.vectors == alone.vectors and np.array_equal(together.centre, alone.centre)
    assert np.unique(cases.passage_rows().tracks).tolist() == [1, 2, 3, 4, among(1, 3), among(1, 4)]


def test_a_saved_search_names_footage_and_passages_as_they_are_searched(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE, DOOR), make("second", DOOR, YARD)
    saved = second.searches.save("at", '{"like": [1], "unlike": [2, 3], "sources": ["1", "2", "2-3.mp4"]}')
    cases = Federation([first, second])
    asked = asked_among(cases, cases.members[1], query_of(saved))
    assert asked.like == (3,) and asked.unlike == (4, among(1, 3))
    assert asked.sources == ("first:2", "second:2", "2-3.mp4")
    assert narrowed(asked, Known(cases.searched_sources())).sources == {2, among(1, 2)}
    alone = Federation([second])
    assert asked_among(alone, alone.members[0], query_of(saved)) == query_of(saved)


def test_a_copy_that_is_searched_less_never_hides_one_that_is_searched_whole(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE), make("second", GATE)
    first.tracks.restart_source(1, {})
    cases = Federation([first, second])
    assert [one.number for one in cases.searched_sources()] == ["second:1"]
    second.bin.take_out([1])
    assert [one.number for one in cases.searched_sources()] == ["first:1"]
    every = cases.sources()
    assert copies_line(every, cases.copies(every)) == (
        "1 source in the bin of a case is searched in another that has the same footage: "
        "second: camera 1-1.mp4 (found as first: camera 1-1.mp4)."
    )
    first.bin.take_out([1])
    assert cases.searched_sources() == []


def test_cases_of_other_models_are_refused_with_the_way_out(make: Callable[..., Case], tmp_path: Path) -> None:
    first, other = make("first", GATE), make("other")
    other.models.use("other looks", "e" * 64, Path("/models/other"), 32)
    with pytest.raises(
        CaseError, match=r"other looks.*cannot be compared.*cpcl reindex .*other\.cpcl --model looks"
    ):
        Federation([first, other]).model()
    empty = make("empty")
    assert Federation([empty, first]).model().sha256 == first.models.current().sha256
    assert Federation([empty, make("empty too")]).model() is None


def test_no_case_is_named_twice(make: Callable[..., Case]) -> None:
    path = make("first", GATE).path
    with pytest.raises(UsageError, match="named twice"), opened_together([path, path], Case.read):
        pass
    other = path.with_name("other name.cpcl")
    try:
        os.link(path, other)
    except OSError:
        pytest.skip("this disk has no hard links")
    with pytest.raises(UsageError, match="named twice"), opened_together([path, other], Case.read):
        pass


def test_coverage_of_several_counts_each_footage_once_and_names_its_case(make: Callable[..., Case]) -> None:
    first, second = make("first", GATE, DOOR), make("second", DOOR, YARD)
    second.bin.take_out([2])
    covered = coverage_of(Federation([first, second]))
    assert [one.source.number for one in covered.sources] == ["first:1", "first:2"]
    assert covered.declared_s == coverage_of(first).declared_s
    assert "1 source in the bin is not searched: second: camera 3-3.mp4." in coverage_sentences(covered)


def test_labels_of_one_name_are_one_and_one_key_is_of_one(make: Callable[..., Case]) -> None:
    north, south = make("north", GATE), make("south", DOOR)
    bag = south.labels.make("Bag")  # of the number that the suspect has in the north
    suspect, gone = north.labels.make("Suspect"), north.labels.make("Gone")
    twin, gone_there = south.labels.make("suspect", 9), south.labels.make("gone")
    north.marks.set(1, kind_of(suspect.label), True)
    south.marks.set(1, kind_of(bag.label), True)
    south.marks.set_all([1, 2], kind_of(twin.label), True)
    south.marks.set(2, kind_of(gone_there.label), True)
    for case, label in ((north, gone), (south, gone_there)):
        case.labels.remove(label.label)
    together = Federation([north, south])
    shown = [(one.name, one.digit, one.label) for one in together.labels()]
    assert shown == [("Suspect", 4, suspect.label), ("Bag", NO_DIGIT, among(1, bag.label))]
    assert together.marks() == {
        1: {kind_of(suspect.label)},
        among(1, 1): {kind_of(suspect.label), kind_of(among(1, bag.label))},
        among(1, 2): {kind_of(suspect.label)},
    }
    assert together.label_in(0, suspect.label) == suspect.label
    assert together.label_in(1, suspect.label) == twin.label
    made = together.label_in(0, among(1, bag.label))  # which the north lacks, and whose key is the suspect's there
    assert [(one.name, one.digit) for one in north.labels.current()] == [("Suspect", 4), ("Bag", NO_DIGIT)]
    assert together.label_in(0, among(1, bag.label)) == made == north.labels.current()[1].label
