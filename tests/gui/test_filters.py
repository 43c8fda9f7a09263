"""Filters by the recorder's clock in the window: dates, days of the week and times of day."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.sources.walk import find_sources

from .conftest import write_clip
from .hands import TIMEOUT, open_case, search

NEARLY_MIDNIGHT = RecorderClock(datetime(2026, 3, 12, 23, 59, 55), "user")  # red on the 12th, blue on the 13th


@pytest.fixture
def clocked(qtbot, window, case_file, probe_model, tmp_path):
    """The clip with a clock, and another whose clock nobody knows."""
    add_clip(case_file, write_clip(tmp_path / "unclocked.mp4", seconds=6), probe_model)
    with Case.open(case_file) as case:
        case.sources.set_clock(1, NEARLY_MIDNIGHT)
    open_case(qtbot, window, case_file)
    return window


def add_clip(case_file, clip, model) -> None:
    with Case.open(case_file) as case, case.writer():
        stages = open_stages(case, str(model), "motion", "cpu")
        ingest_all(case, find_sources([clip]), stages, IngestOptions(10.0), silent)


def tick(qtbot, window, button, value) -> list[float]:
    action = next(one for one in button.menu().actions() if one.data() == value)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        action.trigger()
    return seconds(window)


def write(qtbot, window, field, text) -> list[float]:
    field.setText(text)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(field, Qt.Key.Key_Return)
    return seconds(window)


def seconds(window) -> list[float]:
    """When the hits of the clip with a clock are, in the file."""
    return sorted(hit.time_us / 1e6 for hit in window.page.results.model.hits if hit.source == 1)


def test_the_dates_of_the_footage_are_offered_and_filter(qtbot, clocked):
    clock = clocked.page.panel.filters.clock
    offered = {one.data(): one.text() for one in clock.dates.menu().actions()}
    assert offered == {"2026-03-12": "Thu 12 March 2026", "2026-03-13": "Fri 13 March 2026"}
    search(qtbot, clocked, "red")
    (first,) = tick(qtbot, clocked, clock.dates, "2026-03-12")
    assert first < 5
    assert clocked.page.panel.query(1).date == ("2026-03-12",)
    assert len(tick(qtbot, clocked, clock.dates, "2026-03-13")) == 2


def test_times_of_day_and_days_of_the_week_filter_by_the_clock(qtbot, clocked):
    clock = clocked.page.panel.filters.clock
    (late,) = write(qtbot, clocked, clock.from_clock, "23:59")
    assert late < 5 and clocked.page.panel.query(1).time_of_day == "23:59-24:00"
    both = write(qtbot, clocked, clock.to_clock, "1 am")  # over midnight
    assert len(both) == 2 and clocked.page.panel.query(1).time_of_day == "23:59-01:00"
    (early,) = tick(qtbot, clocked, clock.weekdays, "friday")
    assert early > 5
    clocked.page.panel.filters._reset.click()
    assert clocked.page.panel.query(9) == Query(limit=9)


def test_footage_without_a_clock_is_said_and_left_out(qtbot, clocked):
    clock = clocked.page.panel.filters.clock
    assert clock.unclocked.text() == "1 source without a known clock" and clock.unclocked.isVisible()
    assert "unclocked.mp4" in clock.unclocked.toolTip() and "cpcl clock" in clock.unclocked.toolTip()
    tick(qtbot, clocked, clock.dates, "2026-03-12")
    assert {hit.source for hit in clocked.page.results.model.hits} == {1}
    assert "unclocked.mp4" in clocked.page.panel.notice.text


def test_without_any_clock_no_date_is_offered_and_the_reason_stands_there(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    clock = window.page.panel.filters.clock
    assert clock.dates.isHidden() and clock.day.isHidden()
    assert clock.unclocked.text() == "No date or time of day: no recorder's clock is known here"


def test_what_is_no_time_of_day_is_marked_and_filters_nothing(qtbot, clocked):
    field = clocked.page.panel.filters.clock.from_clock
    field.setText("25:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") and "from 00:00 to 24:00" in field.toolTip()
    assert clocked.page.panel.query(1).time_of_day is None


def test_the_same_time_again_after_a_clear_filters_again_and_a_clear_asks_once(qtbot, clocked):
    field = clocked.page.panel.filters.from_time
    asked = []
    clocked.page.asked.connect(lambda query, is_asked: asked.append(query.from_s))
    write(qtbot, clocked, field, "0:05")
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        clocked.actions_by_id["clear_search"].trigger()
    field.setFocus()
    clocked.page.panel.box.line.setFocus()
    write(qtbot, clocked, field, "0:05")
    assert asked == [5.0, None, 5.0]


@pytest.mark.parametrize("width", [700, 1000, 1900])
def test_filters_go_on_in_the_next_row_where_there_is_no_room(qtbot, clocked, width):
    bar = clocked.page.panel.filters
    clocked.resize(width, 800)
    qtbot.waitUntil(lambda: clocked.width() >= width, timeout=TIMEOUT)
    for part in (bar.cameras, bar.sources, bar.clock.dates, bar.clock.weekdays, bar.clock.day, bar.clock.unclocked):
        right = part.mapTo(bar, part.rect().topRight()).x()
        assert right <= bar.width() and part.height() >= part.minimumSizeHint().height(), part
