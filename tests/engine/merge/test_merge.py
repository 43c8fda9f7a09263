"""Cases put together: what is taken over, that nothing else is, and that the same parts give the same case."""

import contextlib
import itertools
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.case.waiting import Waiting
from cpcl_desktop.engine.errors import Cancelled, CaseError, UsageError
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults
from tests.passage_cases import NOON, add_footage, noon


def test_sources_go_over_with_all_they_hold_and_each_log(make: Callable[..., Path], tmp_path: Path) -> None:
    first, second, whole = make("first", GATE, clock=noon()), make("second", DOOR, YARD), tmp_path / "whole.cpcl"
    with Case.open(first) as case:
        case.passages.join(1, 2)
        case.sources.choose_tiles(1, 2, "small people", 0.25)
    with Case.open(second) as case:
        case.bin.take_out([2])
    merged = merge(whole, [first, second], silent)
    assert [(one.part, one.source.id, one.outcome) for one in merged.sources] == [
        ("first.cpcl", 1, "taken"), ("second.cpcl", 2, "taken"), ("second.cpcl", 3, "taken"),
    ]  # fmt: skip
    assert not merged.differences and faults(whole) == []
    with Case.read(whole) as case, Case.read(first) as one, Case.read(second) as two:
        assert case.counts() == {"source": 2, "track": 5, "crop": 12} and [s.id for s in case.sources.binned()] == [
            3
        ]
        for number, (part, theirs) in enumerate([(one, 1), (two, 1), (two, 2)], start=1):
            assert case.tracks.content_hashes(number) == part.tracks.content_hashes(theirs)
        kept, there = case.sources.get(1), one.sources.get(1)
        assert (kept.clock, kept.tiles, kept.tiles_reason) == (there.clock, 2, "small people")
        assert [len(p.joins) for p in case.passages.all([1])] == [len(p.joins) for p in one.passages.all([1])]
        model = case.models.current()
        assert model is not None and model.vectors == 18 and model.centre is not None
        parts = case.parts.all()
        assert [(part.name, part.is_whole, part.head) for part in parts] == [
            ("first.cpcl", True, one.log.head()), ("second.cpcl", True, two.log.head()),
        ]  # fmt: skip
        assert case.parts.log_of(parts[0]) == one.log.entries()
        assert {entry.purpose for entry in case.parts.log_of(parts[1])} == {"reading second", ""}


def test_what_people_said_goes_over_with_who_said_it_and_when(make: Callable[..., Path], tmp_path: Path) -> None:
    first, second, whole = make("first", GATE), make("second", DOOR), tmp_path / "whole.cpcl"
    with Case.open(first) as case:
        case.searches.save("red", '{"text": "red", "sources": ["1"]}')
    with Case.open(second) as case:
        case.decisions.decide(2, "match", crop=4, description="in red", note="sure")
        case.decisions.decide(2, None)
        case.decisions.decide(1, "unsure")
        case.marks.set(3, "bookmark", True)
        case.captions.describe(3, "a red coat")
        case.persons.merge([1, 3])
        case.persons.name([1, 3], "the courier")
        case.persons.undo()
        case.searches.save("red", '{"like": [2], "sources": ["1", "gate.mp4"]}')
        case.searches.rename(case.searches.current()[0].search, "red or so")
        theirs = (case.decisions.history(), case.persons.history(), case.searches.history())
    merged = merge(whole, [first, second], silent)
    assert merged.said == 11 and not merged.conflicts and not merged.not_carried and faults(whole) == []
    with Case.read(whole) as case:
        decisions, persons, searches = case.decisions.history(), case.persons.history(), case.searches.history()
        assert [(d.track, d.crop, d.verdict, d.note) for d in decisions] == [
            (5, 10, "match", "sure"), (5, 9, None, ""), (4, 7, "unsure", ""),
        ]  # fmt: skip
        assert [(d.time, d.user) for d in decisions] == [(d.time, d.user) for d in theirs[0]]
        assert case.marks.current() == {6: {"bookmark"}} and case.captions.current()[6].text == "a red coat"
        assert [(p.kind, p.tracks, p.name) for p in case.persons.current()] == [("merge", (4, 6), "")]
        assert persons[2].undoes == persons[1].id
        assert [one.name for one in case.searches.current()] == ["red", "red or so"]
        assert searches[1].name == "red (2)" and searches[1].search == searches[2].search == searches[1].id
        assert searches[2].query == '{"like": [5], "sources": ["2", "gate.mp4"]}'


def test_the_same_parts_in_the_same_order_give_the_same_case(make: Callable[..., Path], tmp_path: Path) -> None:
    parts = [make("first", GATE), make("second", DOOR, GATE), make("third", YARD)]
    for number, part in enumerate(parts):
        with Case.open(part) as case:
            case.decisions.decide(number + 1, "match")
    one, other = tmp_path / "one.cpcl", tmp_path / "other.cpcl"
    assert merge(one, parts, silent).sources[2].outcome == "known"
    merge(other, parts, silent)
    assert content(one) == content(other)
    merge(other, parts, silent)  # again: nothing is new
    assert content(one) == content(other)
    reverse = tmp_path / "reverse.cpcl"
    merge(reverse, parts[::-1], silent)
    assert content(reverse) != content(one)


def test_stopped_anywhere_the_same_call_goes_on_to_the_same_case(make: Callable[..., Path], tmp_path: Path) -> None:
    parts = [make("first", GATE, DOOR), make("second", DOOR, YARD)]
    with Case.open(parts[1]) as case:
        case.decisions.decide(1, "match")
        case.sources.set_clock(1, RecorderClock(offset_s=-35.0))
        read_there = case.sources.get(2)
    with Case.open(parts[0]) as case:
        case.sources.set_clock(2, RecorderClock(NOON, "container"))
        case.waiting.add([Waiting(path, "video", {}, NO_CLOCK) for path in (read_there.path, Path("/other.mp4"))])
    whole = tmp_path / "whole.cpcl"
    merge(whole, parts, silent)

    def stop_at(last: int) -> Callable[[Progress], None]:
        numbers = itertools.count(1)

        def report(_: Progress) -> None:
            if next(numbers) == last:
                raise Cancelled("Stopped.")

        return report

    for last in itertools.count(1):
        stopped = tmp_path / f"stopped-{last}.cpcl"
        try:
            merge(stopped, parts, stop_at(last))
        except Cancelled:
            assert not stopped.exists() or faults(stopped) == []
            merge(stopped, parts, silent)
            assert content(stopped) == content(whole) and faults(stopped) == []
        else:
            break
    assert last > 6


def test_one_source_in_two_cases_is_one_and_conflicts_are_kept_and_told(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    first, second, whole = make("first", GATE), make("second", GATE, clock=noon()), tmp_path / "whole.cpcl"
    with Case.open(first) as case:
        case.decisions.decide(1, "match")
        case.decisions.decide(3, "match")
    with Case.open(second) as case:
        case.decisions.decide(1, "no match")  # later
        case.decisions.decide(3, "match")
    merged = merge(whole, [second, first], silent)  # the later one first: what counts is what was said last
    assert [one.outcome for one in merged.sources] == ["taken", "known"] and faults(whole) == []
    (conflict,) = merged.conflicts
    assert (conflict.track, conflict.counts) == (1, "no match")
    assert [(case, verdict) for case, verdict, _, _ in conflict.verdicts] == [
        ("first.cpcl", "match"), ("second.cpcl", "no match"),
    ]  # fmt: skip
    (difference,) = merged.differences
    assert (difference.what, difference.other) == ("clock", "not known")
    with Case.read(whole) as case:
        assert len(case.decisions.history()) == 4 and case.sources.get(1).clock == noon()
        assert {track: one.verdict for track, one in case.decisions.current().items()} == {
            1: "no match",
            3: "match",
        }


def test_a_later_decision_of_the_case_itself_still_counts(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", GATE)
    with Case.open(part) as case:
        case.decisions.decide(1, "match")
    with Case.open(whole) as case:
        mine = case.decisions.decide(1, "no match", note="seen again")
    merged = merge(whole, [part], silent)
    assert [one.counts for one in merged.conflicts] == ["no match"] and faults(whole) == []
    with Case.read(whole) as case:
        counts = case.decisions.current()[1]
        assert (counts.verdict, counts.note, counts.time) == ("no match", "seen again", mine.time)


def test_a_clock_that_only_a_part_knows_is_taken(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE, clock=noon()), make("whole", GATE)
    assert merge(whole, [part], silent).differences == []
    with Case.read(whole) as case:
        assert case.sources.get(1).clock == noon()
    assert faults(whole) == []


def test_what_was_read_whole_replaces_what_was_not(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", GATE, DOOR)
    with Case.open(whole) as case:
        case.tracks.restart_source(1, {})
    merged = merge(whole, [part], silent)
    assert [one.outcome for one in merged.sources] == ["replaced"] and faults(whole) == []
    with Case.read(whole) as case, Case.read(part) as other:
        assert case.sources.get(1).state == "done" and case.counts()["track"] == 6
        assert case.tracks.content_hashes(1) == other.tracks.content_hashes(1)


def test_a_part_that_grew_is_merged_again_and_gives_what_is_new(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), tmp_path / "whole.cpcl"
    with Case.open(part) as case:
        case.decisions.decide(1, "match")
    merge(whole, [part], silent)
    with Case.open(part) as case:
        add_footage(case, "door", [(7, 0, 2)], content=DOOR)
        case.decisions.decide(4, "unsure")
    merged = merge(whole, [part], silent)
    assert merged.said == 1 and [one.outcome for one in merged.sources] == ["known", "taken"]
    with Case.read(whole) as case:
        assert {track: one.verdict for track, one in case.decisions.current().items()} == {1: "match", 4: "unsure"}
        assert [part.is_whole for part in case.parts.all()] == [True, True]
    assert faults(whole) == []


def test_cases_merged_before_keep_their_logs(make: Callable[..., Path], tmp_path: Path) -> None:
    inner, whole = tmp_path / "inner.cpcl", tmp_path / "whole.cpcl"
    merge(inner, [make("first", GATE)], silent)
    merge(whole, [inner, make("second", DOOR)], silent)
    with Case.read(whole) as case:
        assert [part.name for part in case.parts.all()] == ["first.cpcl", "inner.cpcl", "second.cpcl"]
    assert faults(whole) == []


def test_what_cannot_be_searched_together_is_refused_with_the_way_out(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    first, second, whole = make("first", GATE), tmp_path / "second.cpcl", tmp_path / "whole.cpcl"
    with Case.open(second, create=True) as case:
        case.models.use("other looks", "e" * 64, Path("/models/other"), 32)
    with pytest.raises(CaseError, match=r"other looks.*scores cannot be compared.*cpcl reindex .*second.cpcl"):
        merge(whole, [first, second], silent)
    with pytest.raises(UsageError, match="named twice"):
        merge(whole, [first, first], silent)
    with pytest.raises(UsageError, match="case to merge into"):
        merge(first, [first], silent)
    with pytest.raises(CaseError, match="no case at"):
        merge(whole, [tmp_path / "none.cpcl"], silent)
    assert not whole.exists()


def test_a_part_that_was_edited_is_refused(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), tmp_path / "whole.cpcl"
    with contextlib.closing(sqlite3.connect(part)) as connection, connection:
        connection.execute("UPDATE crop SET time_us = 1 WHERE id = 1")
    with pytest.raises(CaseError, match=r"Row 1 of the table crop was changed.* Nothing was merged"):
        merge(whole, [part], silent)
    assert not whole.exists()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE part_log SET user = 'nobody' WHERE number = 2", "part_log"),
        ("DELETE FROM part_log WHERE number = (SELECT max(number) FROM part_log)", "part_log"),
        ("UPDATE part SET name = 'other.cpcl'", "part"),
        ("DELETE FROM part_row", "part_row"),
    ],
)
def test_verify_finds_what_was_changed_of_a_part(
    make: Callable[..., Path], tmp_path: Path, change: str, found: str
) -> None:
    whole = tmp_path / "whole.cpcl"
    merge(whole, [make("part", GATE)], silent)
    with contextlib.closing(sqlite3.connect(whole)) as connection, connection:
        connection.execute(change)
    assert any(found in fault for fault in faults(whole))


def test_a_parts_log_made_anew_with_its_digests_is_found_by_its_end(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    """Whoever writes rows by this program's own means still has the chain against them."""
    whole = tmp_path / "whole.cpcl"
    merge(whole, [make("part", GATE)], silent)
    with Case.open(whole) as case, case.parts.transaction():
        case.parts._store.connection.execute("UPDATE part_log SET user = 'nobody' WHERE number = 2")
    assert any("In the log of part.cpcl, which was merged: Entry 2 was altered" in fault for fault in faults(whole))


def verdicts(path: Path) -> dict[int, str | None]:
    with Case.read(path) as case:
        return {track: one.verdict for track, one in case.decisions.current().items()}


def test_copies_of_one_case_that_went_on_by_themselves_both_give_all_they_have(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    first, whole = make("first", GATE), tmp_path / "whole.cpcl"
    with Case.open(first) as case:
        case.decisions.decide(1, "match")
    second = Path(shutil.copy(first, tmp_path / "second.cpcl"))
    for path, footage in ((first, DOOR), (second, YARD)):
        with Case.open(path) as case:
            add_footage(case, "other", [(footage, 0, 2)], content=footage)
            case.decisions.decide(4, "unsure", note=path.name)
    merged = merge(whole, [first, second], silent)
    assert [one.outcome for one in merged.sources] == ["taken", "taken", "known", "taken"] and merged.said == 3
    with Case.read(whole) as case:
        assert [(d.track, d.note) for d in case.decisions.history()] == [
            (1, ""), (4, "first.cpcl"), (5, "second.cpcl"),
        ]  # fmt: skip
    assert faults(whole) == []


def test_a_decision_goes_with_the_picture_that_was_looked_at(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), tmp_path / "whole.cpcl"
    with Case.open(part) as case:
        case.passages.join(1, 2)
        case.decisions.decide(1, "match", crop=3)  # a picture of what was the second passage
        case.captions.describe(1, "a red coat", crop=3)
        case.passages.split(1)
        there = case.decisions.current()
    merge(whole, [part], silent)
    with Case.read(whole) as case, Case.read(part) as other:
        (track,), (theirs,) = case.decisions.current(), there
        assert case.passages.get(track).start_us == other.passages.get(theirs).start_us == 5_000_000
        assert case.captions.current()[track].text == "a red coat" and case.decisions.current()[track].crop == 3
    assert faults(whole) == []


def test_what_a_merged_case_took_back_stays_taken_back(make: Callable[..., Path], tmp_path: Path) -> None:
    """A part is in the case twice: by itself, and within another that was put together of it."""
    part, middle, whole = make("part", GATE), tmp_path / "middle.cpcl", tmp_path / "whole.cpcl"
    with Case.open(part) as case:
        case.persons.merge([1, 3])
        case.searches.save("red", '{"text": "red"}')
    merge(middle, [part], silent)
    with Case.open(middle) as case:
        case.persons.undo()
        case.searches.delete(case.searches.current()[0].search)
    assert merge(whole, [middle, part], silent).said == 4
    assert merge(part, [middle], silent).said == 2  # only what is new comes back
    for path in (whole, part):
        with Case.read(path) as case:
            assert case.persons.current() == [] and case.searches.current() == []
        assert faults(path) == []


def test_the_last_word_counts_wherever_it_was_said(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), make("whole", GATE)
    with Case.open(part) as case:
        case.decisions.decide(1, "match")
        case.marks.set(1, "bookmark", True)
        case.captions.describe(1, "a red coat")
        case.persons.name([1, 3], "the courier")
    with Case.open(whole) as case:
        case.decisions.decide(1, "unsure")
        case.decisions.decide(1, None)
        case.marks.set(1, "bookmark", False)
        case.captions.describe(1, "an orange coat")
        case.persons.name([1, 3], "somebody else")
    merge(whole, [part], silent)
    with Case.read(whole) as case:
        assert verdicts(whole) == {} and case.marks.current() == {}
        assert case.captions.current()[1].text == "an orange coat"
        assert case.persons.current()[-1].name == "somebody else"
    assert faults(whole) == []


def test_passages_that_are_one_here_are_on_one_side_of_a_decision(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", GATE)
    with Case.open(part) as case:
        case.persons.split([2], [1])
        case.persons.split([2], [1, 3])
    with Case.open(whole) as case:
        case.passages.join(1, 2)
    merged = merge(whole, [part], silent)
    assert [one.kind for one in merged.not_carried] == ["person"] and merged.said == 1
    with Case.read(whole) as case:
        (kept,) = case.persons.current()
        assert (kept.tracks, kept.rest) == ((1,), (3,))
    assert faults(whole) == []


def test_a_source_that_was_removed_here_comes_again_with_what_was_said_of_it(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", DOOR)
    with Case.open(part) as case:
        case.decisions.decide(1, "match")
    merge(whole, [part], silent)
    with Case.open(whole) as case:
        case.bin.take_out([2])
        case.bin.remove([2], with_decisions=True)
    with Case.open(part) as case:
        case.decisions.decide(3, "unsure")
    assert merge(whole, [part], silent).said == 2 and len(verdicts(whole)) == 2
    assert faults(whole) == []


def test_a_source_that_is_read_on_after_a_merge_verifies(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), tmp_path / "whole.cpcl"
    with Case.open(part) as case:
        begun = case.sources.add(Path("/footage/begun.mp4"), "video", "b" * 64, 9, "yard", {})
        model = case.models.current()
        assert model is not None
        case.tracks.commit_batch(begun.id, model.id, {}, [], Counters(9.0, 3.0, 30, 15, 1.0, reached_us=3_000_000))
    merge(whole, [part], silent)
    with Case.open(whole) as case:
        model = case.models.current()
        assert model is not None
        case.tracks.commit_batch(2, model.id, {}, [], Counters(9.0, 6.0, 60, 30, 2.0, reached_us=6_000_000))
    assert faults(whole) == []


def test_a_source_in_the_bin_stays_there_when_it_is_replaced(make: Callable[..., Path]) -> None:
    part, whole = make("part", GATE), make("whole", GATE, DOOR)
    with Case.open(whole) as case:
        case.tracks.restart_source(1, {})
        case.bin.take_out([1])
    assert [one.outcome for one in merge(whole, [part], silent).sources] == ["replaced"]
    with Case.read(whole) as case:
        assert [source.id for source in case.sources.binned()] == [1]
    assert faults(whole) == []


def test_conflicts_of_cases_that_are_called_alike_are_told(make: Callable[..., Path], tmp_path: Path) -> None:
    parts = []
    for folder, verdict in (("x", "match"), ("y", "no match")):
        made = make(folder, GATE)
        with Case.open(made) as case:
            case.decisions.decide(1, verdict)
        (tmp_path / folder).mkdir()
        parts.append(made.rename(tmp_path / folder / "case.cpcl"))
    (conflict,) = merge(tmp_path / "whole.cpcl", parts, silent).conflicts
    assert [verdict for _, verdict, _, _ in conflict.verdicts] == ["match", "no match"]


def test_a_part_that_is_written_to_meanwhile_is_taken_as_it_was(make: Callable[..., Path], tmp_path: Path) -> None:
    part, whole = make("part", GATE), tmp_path / "whole.cpcl"
    writer = Case.open(part)  # with its journal beside it, as somebody who reads footage has it

    def report(progress: Progress) -> None:
        if progress.stage.startswith("Merging"):
            writer.decisions.decide(1, "match")

    try:
        writer.marks.set(1, "reviewed", True)
        merge(whole, [part], report)
    finally:
        writer.close()
    assert verdicts(whole) == {} and verdicts(part) == {1: "match"}
    merge(whole, [part], silent)
    assert verdicts(whole) == {1: "match"} and faults(whole) == []


def test_a_camera_that_only_a_part_named_is_called_so_and_one_that_was_named_here_stays(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    first, second, whole = make("first", GATE, DOOR), make("second", GATE, DOOR, YARD), tmp_path / "whole.cpcl"
    with Case.open(first) as case:
        case.cameras.name({1: "North gate"})
    with Case.open(second) as case:
        case.cameras.name({1: "Gate", 2: "Back door", 3: "Yard"})
    merged = merge(whole, [first, second], silent)
    assert [(one.what, one.kept, one.other) for one in merged.differences] == [("camera", "North gate", "Gate")]
    assert faults(whole) == []
    with Case.open(whole) as case:
        assert [one.camera for one in case.sources.all()] == ["North gate", "Back door", "Yard"]
        assert case.cameras.first_names() == {1: "camera 1", 2: "camera 2", 3: "camera 3"}
        case.cameras.name({2: "camera 2"})  # what is said here counts from now on
    assert len(merge(whole, [first, second], silent).differences) == 2
    with Case.read(whole) as case:
        assert case.sources.get(2).camera == "camera 2"
    assert faults(whole) == []
