"""What will be said of passages: columns over all that is under way say what going through it one by one says."""

import random

import numpy as np

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.gui.lanes.decision import Step
from cpcl_desktop.gui.lanes.said import NOTHING, Said, SaidOf
from cpcl_desktop.gui.lanes.storing import Marking, Passages, Saying
from cpcl_desktop.gui.outlook import Outlook, UnderWay

TRACKS = range(1, 9)
VERDICTS = ("match", "no match", "unsure", None)


def decision(track: int, verdict: str, note: str = "") -> Decision:
    return Decision(track, track, 1, verdict, "red", note, "", "")


def step(number: int, tracks, change, state="new", before=None) -> Step:
    columns = np.array(sorted(tracks), np.int64)
    return Step(number, Passages(columns, columns), change, SaidOf(before), state=state)


def test_any_steps_under_way_leave_what_one_by_one_they_would():
    dice = random.Random(5)
    for _ in range(200):
        now = {
            track: Said(dice.choice(VERDICTS[:3]), dice.choice(("", "a")), "red")
            for track in dice.sample(TRACKS, 4)
        }
        decisions = {track: decision(track, said.verdict, said.note) for track, said in now.items()}
        stored = step(0, dice.sample(TRACKS, 3), Saying("match"), "stored", {2: Said("unsure", "b", "red")})
        under_way, undone = [], {}
        for number in range(1, dice.randint(2, 6)):
            if dice.random() < 0.3 and undone:
                one, before = undone.popitem()
                under_way.append(UnderWay(one, False))
                now |= before
                continue
            if dice.random() < 0.2 and stored not in [one.step for one in under_way]:
                under_way.append(UnderWay(stored, False))
                now |= {track: stored.before.get(track, NOTHING) for track in stored.passages.tracks.tolist()}
                undone.clear()  # what was taken back last can no longer be taken back first
                continue
            one = step(number, dice.sample(TRACKS, 3), Saying(dice.choice(VERDICTS), "red"))
            under_way.append(UnderWay(one, True))
            its = one.passages.tracks.tolist()
            undone = {one: {track: now.get(track, NOTHING) for track in its}}
            now |= {track: one.change.after(now.get(track, NOTHING)) for track in its}
        outlook = Outlook(decisions, {}, under_way)
        for track in TRACKS:
            expected = now.get(track, NOTHING)
            assert outlook.said(track) == (expected if expected.verdict else NOTHING)
        for verdict in VERDICTS[:3]:
            saying = outlook.saying(lambda said, verdict=verdict: said == verdict)
            assert sorted(saying) == sorted(track for track, said in now.items() if said.verdict == verdict)
        assert sorted(outlook.decided()) == sorted(track for track, said in now.items() if said.verdict)


def test_marks_under_way_stand_and_those_taken_back_do_not():
    marks = {1: frozenset({"bookmark"}), 2: frozenset({"reviewed"})}
    put, off = step(1, (2, 3), Marking("bookmark", True)), step(2, (1,), Marking("bookmark", False))
    refused = step(3, (4,), Marking("bookmark", True), "refused")
    under_way = [UnderWay(put, True), UnderWay(off, True), UnderWay(refused, False)]
    outlook = Outlook({}, marks, under_way)
    assert sorted(outlook.marked("bookmark")) == [2, 3] and outlook.marked("reviewed").tolist() == [2]
    assert outlook.has_mark(3, "bookmark") and not outlook.has_mark(1, "bookmark")
    back = Outlook({}, marks, [*under_way, UnderWay(put, False), UnderWay(off, False)])
    assert back.marked("bookmark").tolist() == [1]


def test_a_note_stays_with_another_verdict_and_goes_when_it_is_withdrawn():
    known = Said("match", "the bag fits", "red")
    assert Saying("no match", "").after(known) == Said("no match", "the bag fits", "red")
    assert Saying(None, "blue").after(known) == Said(None, "", "blue")
    assert Saying("unsure", "", "new").after(known) == Said("unsure", "new", "red")


def test_of_a_step_that_is_stored_in_part_what_stood_before_comes_back():
    one = step(1, (1, 2, 3), Saying("no match", "red"))
    under_way = [UnderWay(one, True, {1: NOTHING, 2: Said("match", "a", "red")}), UnderWay(one, False)]
    decisions = {1: decision(1, "no match"), 2: decision(2, "no match", "a"), 3: decision(3, "unsure")}
    outlook = Outlook(decisions, {}, under_way)
    assert [outlook.said(track).verdict for track in (1, 2, 3)] == [None, "match", "unsure"]
    assert sorted(outlook.decided()) == [2, 3] and outlook.saying(lambda said: said == "match").tolist() == [2]
    assert Outlook(decisions, {}, under_way[:1]).said(2) == Said("no match", "a", "red")


def test_what_the_lane_has_taken_back_and_nobody_heard_of_is_taken_back():
    said, marked = (
        step(1, (1,), Saying("match"), "taken back"),
        step(2, (1,), Marking("reviewed", True), "taken back"),
    )
    under_way = [UnderWay(said, False), UnderWay(marked, False)]
    outlook = Outlook({1: decision(1, "match")}, {1: frozenset({"reviewed"})}, under_way)
    assert outlook.said(1) == NOTHING and not len(outlook.decided()) and not outlook.has_mark(1, "reviewed")
