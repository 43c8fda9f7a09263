"""Filters by the recorder's clock in the window: dates, days of the week and times of day."""

import gc
import shutil
import time
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.sources.walk import find_sources
from cpcl_desktop.gui.filter_wording import FEWER, MORE
from cpcl_desktop.gui.panels.filters.choice import ChoiceChip
from cpcl_desktop.gui.triage_wording import month_of

from .conftest import write_clip
from .hands import TIMEOUT, open_case, search

NEARLY_MIDNIGHT = RecorderClock(datetime(2026, 3, 12, 23, 59, 55), "user")  # red on the 12th, blue on the 13th


@pytest.fixture(scope="module")
def two_clips(tmp_path_factory, ingested, probe_model):
    """The clip with a clock, and another whose clock nobody knows."""
    folder = tmp_path_factory.mktemp("two clips")
    made = Path(shutil.copy(ingested, folder / "two.cpcl"))
    add_clip(made, write_clip(folder / "unclocked.mp4", seconds=6), probe_model)
    with Case.open(made) as case:
        case.sources.set_clock(1, NEARLY_MIDNIGHT)
    return made


@pytest.fixture
def clocked(qtbot, window, two_clips, tmp_path):
    open_case(qtbot, window, Path(shutil.copy(two_clips, tmp_path / "ready.cpcl")))
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
    clock = clocked.page.panel.filters
    offered = {one.data(): one.text().partition("\t")[0] for one in clock.dates.menu().actions() if one.data()}
    assert offered == {"2026-03-12": "Thu 12 March 2026", "2026-03-13": "Fri 13 March 2026"}
    search(qtbot, clocked, "red")
    (first,) = tick(qtbot, clocked, clock.dates, "2026-03-12")
    assert first < 5
    assert clocked.page.panel.query(1).date == ("2026-03-12",)
    assert len(tick(qtbot, clocked, clock.dates, "2026-03-13")) == 2


def test_times_of_day_and_days_of_the_week_filter_by_the_clock(qtbot, clocked):
    clock = clocked.page.panel.filters
    (late,) = write(qtbot, clocked, clock.day.first, "23:59")
    assert late < 5 and clocked.page.panel.query(1).time_of_day == "23:59-24:00"
    both = write(qtbot, clocked, clock.day.last, "1 am")  # over midnight
    assert len(both) == 2 and clocked.page.panel.query(1).time_of_day == "23:59-01:00"
    (early,) = tick(qtbot, clocked, clock.weekdays, "friday")
    assert early > 5
    clocked.page.panel.filters._reset.click()
    assert clocked.page.panel.query(9) == Query(limit=9)


def test_footage_without_a_clock_is_said_and_left_out(qtbot, clocked):
    clock = clocked.page.panel.filters
    assert clock.unclocked.text() == "1 source without a known clock" and clock.unclocked.isVisible()
    assert "unclocked.mp4" in clock.unclocked.toolTip() and "Recorder's clock" in clock.unclocked.toolTip()
    tick(qtbot, clocked, clock.dates, "2026-03-12")
    assert {hit.source for hit in clocked.page.results.model.hits} == {1}
    assert "unclocked.mp4" in clocked.page.panel.notice.text


def test_without_any_clock_no_date_is_offered_and_the_reason_stands_there(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    clock = window.page.panel.filters
    assert clock.dates.isHidden() and clock.day.isHidden()
    assert clock.unclocked.text() == "No date or time of day: no recorder's clock is known here"


def test_what_is_no_time_of_day_is_marked_and_filters_nothing(qtbot, clocked):
    field = clocked.page.panel.filters.day.first
    field.setText("25:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") and "from 00:00 to 24:00" in field.toolTip()
    assert clocked.page.panel.query(1).time_of_day is None


def test_the_same_time_again_after_a_clear_filters_again_and_a_clear_asks_once(qtbot, clocked):
    field = clocked.page.panel.filters.within.first
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
    bar._more.click()
    clocked.resize(width, 800)
    qtbot.waitUntil(lambda: clocked.width() >= width, timeout=TIMEOUT)
    for part in (*bar.chips.values(), bar.unclocked, bar._more):
        right = part.mapTo(bar, part.rect().topRight()).x()
        is_whole = right <= bar.width() and part.height() >= part.minimumSizeHint().height()
        assert part.isHidden() or is_whole, part


def counts(button) -> dict[str, str]:
    """What is offered, with the counts beside it."""
    offered = (one for one in button.menu().actions() if one.data())
    return {one.data(): one.text().partition("\t")[2] for one in offered}


def test_counts_stand_beside_the_values_and_follow_the_other_filters_and_decisions(qtbot, clocked):
    bar = clocked.page.panel.filters
    qtbot.waitUntil(lambda: counts(bar.cameras) and set(counts(bar.cameras).values()) != {""}, timeout=TIMEOUT)
    assert counts(bar.sources) == {"1": "2", "2": "2"}
    assert counts(bar.dates) == {"2026-03-12": "1", "2026-03-13": "1"}
    assert counts(bar.decisions)["undecided"] == "4" and counts(bar.decisions)["match"] == "0"
    tick(qtbot, clocked, bar.sources, "2")
    qtbot.waitUntil(lambda: counts(bar.decisions)["undecided"] == "2", timeout=TIMEOUT)
    assert counts(bar.sources) == {"1": "2", "2": "2"}  # what another choice would let through
    clocked.desk.deciding.judge(clocked.page.results.model.hits[0], "match")
    qtbot.waitUntil(lambda: counts(bar.decisions)["match"] == "1", timeout=TIMEOUT)


def test_a_filter_is_turned_round_in_its_menu_and_says_so(qtbot, clocked):
    bar = clocked.page.panel.filters
    tick(qtbot, clocked, bar.sources, "2")
    (negate,) = [one for one in bar.sources.menu().actions() if one.text() == "All others instead"]
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        negate.trigger()
    assert {hit.source for hit in clocked.page.results.model.hits} == {1}
    assert clocked.page.panel.query(1).negated == ("sources",) and bar.sources.text().startswith("Footage: not ")
    bar._reset.click()
    assert clocked.page.panel.query(9) == Query(limit=9)


def test_ways_sizes_and_decisions_filter(qtbot, clocked):
    bar = clocked.page.panel.filters
    window = clocked
    crossing = {hit.track for hit in window.page.results.model.hits if "left to right" in hit.route.direction}
    tick(qtbot, window, bar.directions, "right to left")
    assert window.page.results.empty.heading == "No passage passes the filters"
    tick(qtbot, window, bar.directions, "left to right")
    assert {hit.track for hit in window.page.results.model.hits} == crossing and len(crossing) >= 2
    write(qtbot, window, bar.heights.first, "1000")
    assert not window.page.results.model.hits and window.page.panel.query(1).from_px == 1000
    write(qtbot, window, bar.heights.first, "")
    tick(qtbot, window, bar.decisions, "match")
    assert not window.page.results.model.hits


def test_a_part_of_the_day_is_written_where_it_can_be_edited(qtbot, clocked):
    day = clocked.page.panel.filters.day
    qtbot.waitUntil(lambda: day.classes["18:00-24:00"].text() == "18:00 – 24:00   (1)", timeout=TIMEOUT)
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        day.classes["18:00-24:00"].click()
    assert (day.first.text(), day.last.text()) == ("18:00", "24:00") and len(seconds(clocked)) == 1
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        day.classes["00:00-06:00"].click()
    assert clocked.page.panel.query(1).time_of_day == "00:00-06:00" and day.classes["00:00-06:00"].isChecked()
    write(qtbot, clocked, day.last, "1 am")
    assert clocked.page.panel.query(1).time_of_day == "00:00-01:00"
    assert not day.classes["00:00-06:00"].isChecked()


def test_heights_are_counted_chosen_by_class_and_turned_round(qtbot, clocked):
    size, search_panel = clocked.page.panel.filters.heights, clocked.page.panel
    qtbot.waitUntil(lambda: size.classes["100-200"].text().endswith(")"), timeout=TIMEOUT)
    counted = {name: int(button.text().partition("(")[2][:-1]) for name, button in size.classes.items()}
    assert sum(counted.values()) == 4  # none is of two classes' common height
    name = max(counted, key=lambda one: counted[one])
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        size.classes[name].click()
    assert len(clocked.page.results.model.hits) == counted[name] > 0
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        size.negate.click()
    assert len(clocked.page.results.model.hits) == 4 - counted[name]
    assert search_panel.query(1).negated == ("from_px",) and "not" in size.text()
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        size.cross.click()
    assert search_panel.query(9) == Query(limit=9) and not size.cross.isVisible()


def test_from_one_date_and_time_to_another_is_entered_edited_and_taken_back(qtbot, clocked):
    chip, page = clocked.page.panel.filters.between, clocked.page
    chip.button.click()
    (row,) = chip.rows
    assert chip.popup.isVisible() and not chip.is_set  # the whole time of the footage leaves nothing out
    assert row.first.calendarPopup() and f"{row.first.moment} {row.last.moment}" == (
        "2026-03-12 00:00:00 2026-03-14 00:00:00"
    )
    enter(qtbot, clocked, row.first, "2026-03-12 23:59:50")
    assert page.panel.query(1).between == ("2026-03-12T23:59:50/2026-03-14T00:00:00",)
    assert len(seconds(clocked)) == 2  # over midnight
    enter(qtbot, clocked, row.last, "2026-03-12 23:59:59")
    assert [at < 5 for at in seconds(clocked)] == [True]
    assert chip.text().startswith("Date and time: 2026-03-12 23:59:50 – 23:59:59")
    enter(qtbot, clocked, row.last, "2026-03-11 00:00:00")
    assert not chip.is_set and row.fault.isVisible() and row.fault.text() == row.last.accessibleDescription()
    enter(qtbot, clocked, row.last, "2026-03-13 00:00:00")
    chip.add.click()
    enter(qtbot, clocked, chip.rows[1].first, "2026-03-13 00:00:01")
    assert len(page.panel.query(1).between) == 2 and "2 chosen" in chip.text()
    QTest.keyClick(chip.rows[1].last, Qt.Key.Key_Escape)
    assert not chip.popup.isVisible()
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        chip.cross.click()
    assert page.panel.query(9) == Query(limit=9)


def enter(qtbot, window, edit, text) -> None:
    """Type a date and time over the one that is there, and leave it."""
    edit.lineEdit().setText(text)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        edit.interpretText()
        edit.editingFinished.emit()


def test_what_was_typed_counts_when_the_popup_is_left(qtbot, clocked):
    within = clocked.page.panel.filters.within
    within.open()
    QTest.keyClicks(within.first, "0:05")
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        within.popup.close()
    assert clocked.page.panel.query(1).from_s == 5.0 and within.isVisible()


def test_months_of_dates_stand_by_month_and_a_few_days_in_one_menu(qtbot):
    chip = ChoiceChip("date", "Dates")
    qtbot.addWidget(chip)
    dates = [f"2026-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 31)]
    chip.offer({date: date for date in dates[:9]})
    assert [one.data() for one in chip.menu().actions()][:9] == dates[:9]
    chip.offer({date: date for date in dates}, groups={date: month_of(date) for date in dates})
    months = [one.menu() for one in chip.menu().actions() if one.menu()]
    assert [month.title() for month in months] == ["March 2026", "April 2026"]
    assert len(chip.menu().actions()) == 4  # two months, a line, all others instead
    assert months[1].isEmpty()  # it is filled when it opens
    months[1].aboutToShow.emit()
    months[1].actions()[2].trigger()
    chip.show_counts({"2026-04-03": 7})
    assert chip.chosen == ("2026-04-03",) and chip.menu().actions()[1].text() == "April 2026 (1 chosen)"
    assert months[1].actions()[2].text() == "2026-04-03\t7"


def test_thousands_of_sources_are_offered_without_holding_the_window_up(qtbot):
    chip, took = ChoiceChip("sources", "Footage"), []
    qtbot.addWidget(chip)
    values = {str(number): f"rec-{number:05}.mp4" for number in range(5000)}

    def timed(do) -> None:
        begun = time.thread_time()
        do()
        took.append(time.thread_time() - begun)

    gc.collect()  # the program does so where nobody waits for it

    timed(lambda: chip.offer(values, groups={value: f"ch{int(value) % 16:02}" for value in values}))
    timed(lambda: chip.show_counts(dict.fromkeys(values, 3)))
    timed(lambda: chip.choose(["4999"]))
    timed(lambda: chip.menu())
    group = next(one.menu() for one in chip.menu().actions() if one.text().startswith("ch07 (1 chosen)"))
    timed(group.aboutToShow.emit)
    entries = group.actions()
    assert len(entries) == 302 and not entries[-1].isEnabled() and entries[-1].text().startswith("and 12 more")
    assert [one.data() for one in entries if one.isChecked()] == ["4999"]  # although it lies beyond those shown
    assert max(took) < 0.05, took


def test_each_cross_takes_back_its_own_filter(qtbot, clocked):
    bar = clocked.page.panel.filters
    assert not any(chip.cross.isVisible() for chip in bar.chips.values())
    tick(qtbot, clocked, bar.sources, "2")
    tick(qtbot, clocked, bar.decisions, "undecided")
    assert [name for name, chip in bar.chips.items() if chip.cross.isVisible()] == ["sources", "decision"]
    with qtbot.waitSignal(clocked.desk.answered, timeout=TIMEOUT):
        bar.sources.cross.click()
    assert clocked.page.panel.query(1).sources == () and clocked.page.panel.query(1).decision == ("undecided",)


def test_seldom_filters_take_no_room_until_they_are_set_or_asked_for(qtbot, clocked):
    bar = clocked.page.panel.filters
    assert bar.height() < 3 * bar.cameras.height() and bar.heights.isHidden() and bar.weekdays.isHidden()
    bar._more.click()
    assert not bar.heights.isHidden() and not bar.weekdays.isHidden()
    write(qtbot, clocked, bar.heights.first, "10")
    bar._more.click()
    assert not bar.heights.isHidden() and bar.weekdays.isHidden()


def test_a_menu_stays_open_while_values_are_ticked(qtbot, clocked):
    button = clocked.page.panel.filters.sources
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible, timeout=TIMEOUT)
    for action in menu.actions()[:2]:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible() and len(button.chosen) == 2
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_in_a_low_window_only_filters_that_are_set_take_room_from_the_hits(qtbot, clocked):
    bar = clocked.page.panel.filters
    assert not bar.cameras.isHidden() and not bar.day.isHidden()
    clocked.resize(960, 500)
    qtbot.waitUntil(lambda: bar.cameras.isHidden() and bar.day.isHidden(), timeout=TIMEOUT)
    more = next(one for one in bar.findChildren(QPushButton) if one.text() == MORE)
    more.click()
    assert not bar.cameras.isHidden() and not bar.heights.isHidden() and more.text() == FEWER
    write(qtbot, clocked, bar.day.first, "00:00")
    more.click()
    assert bar.cameras.isHidden() and not bar.day.isHidden() and bar.dates.isHidden()
    assert clocked.page.panel.query(1).time_of_day == "00:00-24:00"  # what counts stays in sight
    clocked.resize(1200, 900)
    qtbot.waitUntil(lambda: not bar.cameras.isHidden() and bar.heights.isHidden(), timeout=TIMEOUT)
