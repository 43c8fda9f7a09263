import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.persons.deciding import merge_persons, name_person, split_person
from cpcl_desktop.engine.persons.passages import passages_of, without_camera
from cpcl_desktop.engine.persons.persons import Persons, persons_of
from cpcl_desktop.engine.progress import silent
from tests.passage_cases import add_footage, look, noon

A, B, C = 1, 2, 3  # people


@pytest.fixture
def town(case: Case) -> Case:
    """Passages 1 to 3 at the gate, 4 to 6 in the yard, by stated clocks: A and B at both, C in the yard only."""
    add_footage(case, "gate", [(A, 0, 20), (B, 100, 120), (A, 300, 320)], noon())
    add_footage(case, "yard", [(B, 200, 220), (C, 240, 250), (A, 400, 430)], noon())
    return case


def groups(case: Case, **more: float) -> set[tuple[int, ...]]:
    persons = persons_of(case, silent, **more)
    return {tuple(persons.tracks(label)) for label in range(len(persons))}


def faults(case: Case) -> list[str]:
    return list(verify_case(case, silent, footage=False).faults)


def test_people_are_found_again_at_the_other_camera(town: Case) -> None:
    assert groups(town) == {(1, 3, 6), (2, 4), (5,)}
    persons = persons_of(town, silent)
    first, second = persons.repeated()
    assert (first.number, first.label, second.number, persons.alone()) == (1, "strong", 2, 1)
    assert first.likeness > 0.7 and first.lead > 0.4 and first.against == () and first.apart == ()
    seen = [(one.track, one.camera, one.gap_s, one.gap_doubt_s) for one in first.appearances]
    assert seen == [(1, "gate", None, None), (3, "gate", 280.0, 0.0), (6, "yard", 80.0, 10.0)]
    assert [one.time.corrected.isoformat() for one in second.appearances] == [
        "2026-03-12T12:01:40",
        "2026-03-12T12:03:20",
    ]
    alone = persons.of(5)
    assert (alone.number, alone.label, alone.likeness, len(alone.appearances)) == (5, None, None, 1)


def test_nobody_is_at_two_places_at_once(case: Case) -> None:
    """The same looks three times, once while the first is still seen elsewhere: the group is split there."""
    add_footage(case, "gate", [(A, 0, 60), (A, 200, 220)], noon())
    add_footage(case, "yard", [(A, 20, 50), (B, 300, 320)], noon())
    found = groups(case)
    assert not any({1, 3} <= set(one) for one in found) and len(found) == 3
    assert groups(case, doubt_s=100.0) == {(1, 2, 3), (4,)}
    persons = persons_of(case, silent)
    (apart,) = persons.of(1).apart
    assert apart.person == persons.of(3).number
    assert "passages 1 and 3 are at gate and yard at the same time" in apart.because


def test_what_is_stated_of_a_clocks_doubt_decides_what_is_two_places_at_once(case: Case) -> None:
    add_footage(case, "gate", [(A, 0, 60), (A, 200, 220)], noon())
    add_footage(case, "yard", [(A, 20, 50), (B, 300, 320)], noon(doubt_s=1.0))
    (apart,) = persons_of(case, silent).of(1).apart
    assert apart.because.endswith("by more than the clocks may be off (± 0:05 and ± 0:01).")
    case.sources.set_clock(2, noon(doubt_s=90.0))
    persons = persons_of(case, silent)
    assert persons.tracks(persons.label_of(1)) == [1, 2, 3]
    assert [one.gap_doubt_s for one in persons.of(1).appearances] == [None, 95.0, 95.0]
    assert faults(case) == []


def test_unknown_clocks_keep_nobody_apart_and_it_is_said(case: Case) -> None:
    add_footage(case, "gate", [(A, 0, 60), (B, 100, 120)], noon())
    add_footage(case, "yard", [(A, 20, 50)])
    persons = persons_of(case, silent)
    assert persons.tracks(persons.label_of(1)) == [1, 3]
    (sentence,) = persons.of(1).against
    assert "yard-2.mp4 is not known" in sentence and "cpcl clock" in sentence
    assert persons.unclocked() == ["yard-2.mp4"]
    assert [one.gap_s for one in persons.of(1).appearances] == [None, None]


def test_two_in_one_picture_are_two_people_however_alike(case: Case) -> None:
    add_footage(case, "gate", [(A, 0, 10), (A, 5, 15), (A, 40, 50)])
    assert len(groups(case)) == 2 and not any({1, 2} <= set(one) for one in groups(case))


def test_a_merge_lasts_until_it_is_undone(town: Case) -> None:
    merge_persons(town, persons_of(town, silent), [1, 5])
    assert groups(town) == {(1, 3, 5, 6), (2, 4)}
    with pytest.raises(UsageError, match="belong to one already"):
        merge_persons(town, persons_of(town, silent), [6, 5])
    town.persons.undo("looked again")
    assert groups(town) == {(1, 3, 6), (2, 4), (5,)} and faults(town) == []


def test_a_split_lasts_and_a_later_merge_overrules_it(town: Case) -> None:
    split_person(town, persons_of(town, silent), 3, [6])
    assert groups(town) == {(1, 3), (2, 4), (5,), (6,)}
    (apart,) = persons_of(town, silent).of(6).apart
    assert (apart.person, apart.because) == (1, "somebody took them apart.")
    merge_persons(town, persons_of(town, silent), [1, 6])
    assert groups(town) == {(1, 3, 6), (2, 4), (5,)}
    town.persons.undo()
    town.persons.undo()
    assert groups(town) == {(1, 3, 6), (2, 4), (5,)} and faults(town) == []
    with pytest.raises(CaseError, match="Nothing was decided"):
        town.persons.undo()


def test_what_cannot_be_split_is_said(town: Case) -> None:
    persons = persons_of(town, silent)
    with pytest.raises(UsageError, match="Passage 2 is not among those of person 1"):
        split_person(town, persons, 1, [2])
    with pytest.raises(UsageError, match="leave at least one"):
        split_person(town, persons, 1, [1, 3, 6])
    with pytest.raises(CaseError, match="no passage 99"):
        name_person(town, persons, 99, "nobody")
    with pytest.raises(CaseError, match="no passage 99"):
        town.persons.merge([1, 99])
    assert town.persons.history() == [] and faults(town) == []


def test_people_put_together_though_at_two_places_are_said_to_contradict(town: Case) -> None:
    add_footage(town, "hall", [(C, 0, 60)], noon())
    merge_persons(town, persons_of(town, silent), [1, 7])
    person = persons_of(town, silent).of(1)
    assert {1, 3, 6, 7} <= {one.track for one in person.appearances}
    assert any("Somebody put them together, but passages 1 and 7" in sentence for sentence in person.against)


def test_names_and_decisions_stay_with_their_people_as_footage_comes(town: Case) -> None:
    name_person(town, persons_of(town, silent), 6, "the courier")
    split_person(town, persons_of(town, silent), 2, [4])
    before = persons_of(town, silent).of(1)
    add_footage(town, "hall", [(A, 500, 520), (C, 540, 550), (B, 600, 620)], noon())
    persons = persons_of(town, silent)
    person = persons.of(7)
    assert (person.number, person.name) == (before.number, "the courier")
    assert persons.tracks(persons.label_of(1)) == [1, 3, 6, 7]
    assert persons.label_of(2) != persons.label_of(4)
    assert persons.tracks(persons.label_of(5)) == [5, 8]
    name_person(town, persons, 1, "")
    assert persons_of(town, silent).of(1).name == "" and faults(town) == []


def test_decisions_on_footage_that_is_read_anew_go_with_its_passages(town: Case) -> None:
    persons = persons_of(town, silent)
    merge_persons(town, persons, [1, 5])
    name_person(town, persons, 2, "B")
    town.persons.undo()
    model = town.models.current()
    assert model is not None
    town.tracks.restart_source(2, {"sample_fps": 2.0})
    assert [decision.tracks for decision in town.persons.history()] == [(1, 3), (2,), (2,)]
    assert [fault for fault in faults(town) if "person" in fault] == []
    assert groups(town) == {(1, 3), (2,)}


def test_a_decision_is_in_the_log_with_who_and_why(town: Case) -> None:
    town.log.purpose = "order 17"
    decision = name_person(town, persons_of(town, silent), 1, " the courier ", "blue bag")
    entry = town.log.entries("person")[-1]
    assert (entry.number, entry.user, entry.purpose) == (decision.id, decision.user, "order 17")
    assert entry.details["name"] == "the courier" and entry.details["note"] == "blue bag"
    assert [member[0] for member in entry.details["members"]] == [1, 3, 6]
    assert asdict(town.persons.history()[0]) == asdict(decision)


def test_an_empty_case_says_so(case: Case) -> None:
    with pytest.raises(CaseError, match="holds no footage yet"):
        persons_of(case, silent)


def test_passages_count_by_the_quality_of_their_pictures(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        add_footage(case, "gate", [(A, 0, 10), (B, 20, 30)])
        rows = case.gallery.vectors_after(case.models.current())
        case._store.connection.execute("UPDATE crop SET quality = 0.0 WHERE id = 1")
        vectors = passages_of(case).vectors
    kept = without_camera(
        np.stack([_unit(rows.data[1]), _unit(rows.data[2:].astype(np.float32).mean(axis=0))]), np.zeros(2, np.int64)
    )
    np.testing.assert_allclose(vectors @ vectors.T, kept @ kept.T, atol=5e-3)


def test_what_a_camera_shows_of_everybody_is_taken_off_and_of_one_person_hardly() -> None:
    draw = np.random.default_rng(3)
    light = look(99, draw, 0.0)
    many = _unit(np.stack([look(person, draw) for person in range(200)]) + 0.25 * light)
    one = _unit(np.stack([look(A, draw) for _ in range(200)]))
    moved = without_camera(np.concatenate([many, one]), np.repeat([0, 1], 200))
    assert (many @ light).mean() > 0.2 > 0.1 > abs((moved[:200] @ light).mean())
    assert (moved[200:] @ one.mean(axis=0)).min() > 0.7


def _unit(vectors: np.ndarray) -> np.ndarray:
    vectors = vectors.astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.fixture
def crowd(case: Case) -> Iterator[Persons]:
    """Thirty people, each three times, over two cameras whose clocks are not known."""
    seen = [(person, 20.0 * at, 20.0 * at + 10) for at, person in enumerate([*range(30), *range(30)])]
    add_footage(case, "gate", seen)
    add_footage(case, "yard", seen[:30])
    yield persons_of(case, silent)


def test_a_crowd_comes_apart_into_its_people(crowd: Persons) -> None:
    found = {tuple(crowd.tracks(label)) for label in range(len(crowd))}
    assert found == {(person, 30 + person, 60 + person) for person in range(1, 31)}


def test_a_camera_of_one_case_is_none_of_another_with_its_name(tmp_path: Path) -> None:
    """Of two cameras that are called alike, each loses what it shows on the average, as if called apart."""

    def looks(*cameras: str) -> np.ndarray:
        with contextlib.ExitStack() as stack:
            cases = []
            for at, camera in enumerate(cameras):
                path = tmp_path / "-".join(cameras) / f"{at}.cpcl"
                path.parent.mkdir(exist_ok=True)
                cases.append(stack.enter_context(Case.open(path, create=True)))
                add_footage(cases[-1], camera, [(A, 0, 20), (B + at, 100, 120)], content=at + 1)
            return passages_of(Federation(cases)).vectors

    assert np.array_equal(looks("ch01", "ch01"), looks("ch01", "ch02"))


def test_a_clock_that_is_not_known_matters_between_cases_too(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        cases = [stack.enter_context(Case.open(tmp_path / f"{at}.cpcl", create=True)) for at in (1, 2)]
        for at, case in enumerate(cases, start=1):
            add_footage(case, "ch01", [(A, 0, 20), (B + at, 100, 120)], content=at)
        (person,) = persons_of(Federation(cases), silent).repeated()
    assert len(person.appearances) == 2 and "clock of" in " ".join(person.against)
