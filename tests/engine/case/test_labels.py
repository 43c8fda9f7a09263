"""Labels of a case's own, and the passages that have them."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import DIGITS, NO_DIGIT, kind_of, label_of
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.browse import listed


@pytest.fixture
def path(three_passages: Path) -> Path:
    return three_passages


def names(case: Case) -> list[tuple[str, int]]:
    return [(one.name, one.digit) for one in case.labels.current()]


def test_what_is_done_with_labels_is_told_in_the_log_and_verified(path: Path) -> None:
    with Case.open(path, purpose="order 17") as case:
        suspect = case.labels.make("  Suspect   A ")
        witness = case.labels.make("Witness", 9)
        case.marks.set_all([1, 2], kind_of(suspect.label), True)
        case.marks.set(1, kind_of(witness.label), True)
        case.marks.set(2, kind_of(suspect.label), False)
        case.labels.rename(suspect.label, "The courier")
        case.labels.put_on(witness.label, 4 + 1)
        case.labels.remove(witness.label)
    with Case.read(path) as case:
        assert names(case) == [("The courier", 4)]
        assert case.marks.current() == {1: {kind_of(suspect.label)}}
        told = [entry for entry in case.log.entries() if entry.action in ("mark", "label")]
        assert {entry.purpose for entry in told} == {"order 17"} and all(
            entry.user and entry.time for entry in told
        )
        assert [summary(entry) for entry in told] == [
            "label “Suspect A” on key 4",
            "label “Witness” on key 9",
            "passage 1: label “Suspect A”",
            "passage 2: label “Suspect A”",
            "passage 1: label “Witness”",
            "passage 2: label “Suspect A” taken off",
            "label “The courier” on key 4",
            "label “Witness” on key 5",
            "label “Witness” taken away",
        ]
        ((label, mark),) = case.marks.labelled([1, 2, 3])[1]
        assert (label.name, mark.user) == ("The courier", told[2].user)
        assert verify_case(case, silent, footage=False).faults == []


def test_a_label_comes_back_with_its_passages_but_not_with_what_is_another_s(path: Path) -> None:
    with Case.open(path) as case:
        first = case.labels.make("Suspect")
        case.marks.set(1, kind_of(first.label), True)
        case.labels.remove(first.label)
        with pytest.raises(CaseError, match="was taken away"):
            case.marks.set(2, kind_of(first.label), True)
        second = case.labels.make("suspect")
        assert case.marks.current() == {} and second.digit == 4
        back = case.labels.restore(first.label)
        assert (back.name, back.digit) == ("Suspect (2)", NO_DIGIT)
        assert case.marks.current() == {1: {kind_of(first.label)}}
        case.labels.remove(second.label)
        entries = case.log.head().entries
        case.labels.remove(first.label)
        assert case.marks.current(entries) == {1: {kind_of(first.label)}} and case.marks.current() == {}


def test_names_and_keys_that_would_not_tell_labels_apart_are_refused(path: Path) -> None:
    with Case.open(path) as case:
        made = [case.labels.make(f"Label {number}") for number in range(8)]
        assert [one.digit for one in made] == [*DIGITS, NO_DIGIT, NO_DIGIT]
        entries = case.log.head().entries
        for name, why in (("label  0", "is called “label 0” already"), (" ", "1 to 60"), ("x" * 61, "1 to 60")):
            with pytest.raises(UsageError, match=why):
                case.labels.rename(made[1].label, name)
            with pytest.raises(UsageError, match=why):
                case.labels.make(name)
        for digit, why in ((4, "gives the label “Label 0” already"), (3, "are 4 to 9"), (10, "are 4 to 9")):
            with pytest.raises(UsageError, match=why):
                case.labels.put_on(made[7].label, digit)
        with pytest.raises(CaseError, match="no label 99"):
            case.labels.remove(99)
        with pytest.raises(CaseError, match="no label 99"):
            case.marks.set(1, kind_of(99), True)
        assert case.log.head().entries == entries
        assert case.labels.rename(made[1].label, "LABEL 1").digit == 5  # of its own name, only written otherwise
        assert case.labels.put_on(made[0].label, NO_DIGIT).digit == NO_DIGIT


def test_a_label_that_the_log_does_not_know_is_named(path: Path) -> None:
    with Case.open(path) as case:
        case.labels.make("Suspect")
        with case._store.transaction():
            row = {"id": 99, "label": 99, "name": "Judge", "digit": 5, "is_kept": 1, "time": "", "user": "nobody"}
            case._store.insert("label", row)
            case._store.connection.execute("DELETE FROM label WHERE id <> 99")
        faults = " ".join(verify_case(case, silent, footage=False).faults)
    assert "Label 99 (Judge) is not one that the log says was saved." in faults and "was removed." in faults


def test_a_search_is_narrowed_to_labels_or_to_what_has_none_of_them(path: Path) -> None:
    with Case.open(path) as case:
        suspect, witness = (kind_of(case.labels.make(name).label) for name in ("Suspect", "Witness"))
        case.marks.set_all([1, 3], suspect, True)
        case.marks.set(3, witness, True)
        found = {
            (labels, bool(negated)): [hit.track for hit in listed(case, Query(labels=labels, negated=negated)).hits]
            for labels in (("SUSPECT",), ("Witness", "Suspect"))
            for negated in ((), ("labels",))
        }
        with pytest.raises(UsageError, match="No label is called Nobody; there are: Suspect, Witness"):
            listed(case, Query(labels=("Suspect", "Nobody")))
    assert found == {
        (("SUSPECT",), False): [1, 3],
        (("SUSPECT",), True): [2],
        (("Witness", "Suspect"), False): [1, 3],
        (("Witness", "Suspect"), True): [2],
    }


def test_kinds_of_marks_say_which_label_they_give() -> None:
    assert label_of(kind_of(12)) == 12 and label_of("bookmark") is None
