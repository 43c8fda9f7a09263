from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.recorder_time import RecorderClock, time_at
from cpcl_desktop.engine.records import Answer, Gap, LeftOut, Query, Source, Stretch
from cpcl_desktop.gui import wording

DONE = Source(1, Path("/v/gate.mp4"), "video", "00", 9, "gate", "done", decoded_s=61.0, tracks=2)


def test_every_state_has_its_own_symbol_and_words():
    gap = Gap(1_000_000, 3_500_000, "the data is damaged")
    sources = [DONE, replace(DONE, gaps=(gap,)), replace(DONE, state="partial"), replace(DONE, state="failed")]
    states = [*map(wording.state_of, sources), wording.state_of(replace(DONE, state="partial"), is_reading=True)]
    assert len({state.icon for state in states}) == len({state.text for state in states}) == len(states)
    assert states[0].text == "2 passages in 1:01"
    assert states[1].text == "2 passages · 2.5 s could not be read"


def test_details_name_every_gap_with_its_reason():
    lines = wording.source_details(replace(DONE, gaps=(Gap(1_000_000, 3_500_000, "the data is damaged"),)))
    assert "Could not be read: 0:00:01.000 to 0:00:03.500: the data is damaged." in lines


def test_time_of_day_is_the_corrected_one_and_marked_where_doubtful():
    clock = RecorderClock(datetime(2024, 10, 27, 1, 59, 30), "user", "Europe/Berlin", 60)
    assert wording.time_of_day(time_at(clock, 0)) == "02:00:30 ?"  # an hour that comes twice
    assert wording.time_of_day(time_at(replace(clock, offset_s=-30.0), 0)) == "01:59:00"
    assert wording.time_of_day(time_at(RecorderClock(), 0)) == ""


def test_a_source_says_what_is_dark_and_what_has_no_colour():
    stretches = (Stretch("dark", 0, 2_000_000, 9), Stretch("grey", 5_000_000, 65_000_000, 99))
    source = replace(DONE, decoded_s=65.0, stretches=stretches, frames_measured=300)
    assert wording.state_of(source).text == "2 passages in 1:05 · 2.0 s too dark · 1:00 without colour"
    lines = wording.source_details(source)
    assert "Too dark: 0:00:00.000 to 0:00:02.000." in lines
    assert "Grey or infrared, words for colours say nothing there: 0:00:05.000 to 0:01:05.000." in lines


def test_progress_says_what_is_known():
    told = Progress("Reading", 3, 6, "s", rate=311.4, realtime=31.06, left_s=4.2, message="2 of 3")
    assert wording.progress_line(told) == "file 2 of 3 · 311 frames/s · 31.1 × real time · 0:04 left"
    assert wording.progress_line(Progress("Opening the models")) == ""


def test_a_ranking_carries_its_caveat_and_a_listing_does_not():
    searched = Answer(Query(text="red"), "starter", "00", 5, 9, ("hit",) * 3)
    assert wording.answer_line(searched) == f"The 3 most alike of 5 passages. {wording.SCORE_CAVEAT}"
    assert (
        wording.answer_line(replace(searched, query=Query()))
        == "The first 3 of 5 passages, in the order of the footage"
    )
    assert wording.answer_line(replace(searched, hits=())) == ""


def test_what_was_left_out_is_counted_and_what_may_be_footage_is_named() -> None:
    notes = LeftOut(Path("/a"), "not footage", ".txt", False, 1200, ("a.txt",))
    pipe = LeftOut(Path("/a"), "not a file", ".mp4", True, 1, ("live.mp4 (it is a named pipe)",))
    assert wording.left_out_line([]) == "" and "cpcl" not in wording.left_out_line([notes, pipe])
    said = wording.left_out_line([notes, pipe])
    assert "live.mp4 (it is a named pipe)" in said and "1,200" in said and "a.txt" not in said
