import numpy as np

from cpcl_desktop.engine.case.records import PersonDecision
from cpcl_desktop.engine.persons.rulings import names_of, rulings_of

TRACKS = np.array([2, 3, 5, 7, 11])


def decided(number, kind, tracks, rest=(), name=""):
    return PersonDecision(number, kind, tuple(tracks), tuple(rest), name, None, "", "", "")


def apart(rulings):
    return {(one, other) for one, others in rulings.apart.items() for other in others if one < other}


def test_a_merge_is_what_must_be_and_a_split_what_cannot_be_together():
    rulings = rulings_of([decided(1, "merge", [2, 7]), decided(2, "split", [3], [5, 11])], TRACKS)
    assert rulings.together == [[0, 3]] and apart(rulings) == {(1, 2), (1, 4)}
    assert rulings.part(np.array([1]), np.array([0, 4])) and not rulings.part(np.array([2]), np.array([4, 0]))


def test_the_later_decision_overrules_the_earlier():
    merge, split = decided(1, "merge", [2, 3, 5]), decided(2, "split", [3], [2, 5])
    after = rulings_of([merge, split], TRACKS)
    assert after.together == [[0, 2]] and apart(after) == {(0, 1), (1, 2)}
    again = rulings_of([merge, split, decided(3, "merge", [3, 5])], TRACKS)
    assert sorted(again.together) == [[0, 2], [1, 2]] and apart(again) == {(0, 1)}


def test_passages_that_are_gone_decide_nothing():
    rulings = rulings_of([decided(1, "merge", [2, 99]), decided(2, "split", [98], [5])], TRACKS)
    assert rulings.together == [] and rulings.apart == {}


def test_a_name_goes_where_most_of_those_named_are():
    labels = np.array([0, 0, 1, 1, 1])
    named = [decided(1, "name", [2, 5, 7], name="A"), decided(2, "name", [2, 3], name="B")]
    assert names_of(named, TRACKS, labels) == {1: "A", 0: "B"}
    assert names_of([*named, decided(3, "name", [2], name="")], TRACKS, labels) == {1: "A"}
    assert names_of([decided(1, "name", [99], name="A")], TRACKS, labels) == {}
