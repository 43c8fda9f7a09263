"""Chips of filters by themselves: what counts as a change, and that what a filter holds stays exact."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.gui.panels.filters.choice import FLAT, ChoiceChip
from cpcl_desktop.gui.panels.filters.let_through import Filters
from cpcl_desktop.gui.panels.filters.moments import MomentsChip
from cpcl_desktop.gui.panels.search_page import whole_seconds

EXACT = "2026-03-12T14:00:00.250000/2026-03-12T14:00:05.750000"


@pytest.fixture
def spans(qtbot) -> SimpleNamespace:
    """A chip that is open at the whole time of two days, and what it asked."""
    chip = MomentsChip("between", "Date and time")
    asked = []
    chip.changed.connect(lambda: asked.append(chip.chosen))
    chip.offer(["2026-03-12", "2026-03-13"])
    qtbot.addWidget(chip)
    chip.show()
    chip.open()
    qtbot.waitExposed(chip.popup)
    return SimpleNamespace(chip=chip, row=chip.rows[0], asked=asked)


def test_steps_on_a_date_and_time_are_one_question_and_faults_are_seen_at_once(spans):
    first, last = spans.row.first, spans.row.last
    for _ in range(3):
        QTest.keyClick(first, Qt.Key.Key_Up)  # the year: later than the end, at every step
    assert first.moment.year == 2029 and spans.row.fault.isVisible() and spans.asked == []
    for _ in range(4):
        QTest.keyClick(first, Qt.Key.Key_Down)
    assert not spans.row.fault.isVisible() and spans.asked == [] and spans.chip.is_set
    first.editingFinished.emit()  # as where Tab leaves it
    assert spans.asked == [("2025-03-12T00:00:00/2026-03-14T00:00:00",)]
    last.editingFinished.emit()  # nothing was changed there
    first.stepBy(1)
    QTest.keyClick(last, Qt.Key.Key_Escape)
    assert not spans.chip.popup.isVisible()
    assert [one[0][:4] for one in spans.asked] == ["2025", "2026"]


def test_a_span_that_leaves_nothing_out_is_taken_away_without_a_question(spans):
    spans.chip.add.click()
    spans.chip.rows[1].cross.click()
    assert spans.asked == [] and len(spans.chip.rows) == 1


def test_fractions_of_seconds_stay_until_their_end_is_edited(spans):
    chip = spans.chip
    chip.take(Filters(between=(EXACT,)))
    assert chip.chosen == (EXACT,)
    chip.open()
    chip.popup.close()
    assert chip.chosen == (EXACT,) and spans.asked == []
    chip.rows[0].first.stepBy(-1)
    chip.popup.closing.emit()
    assert spans.asked == [("2025-03-12T14:00:00/2026-03-12T14:00:05.750000",)]


def test_whole_seconds_around_two_moments_leave_nothing_of_them_out():
    begin, end = (datetime.fromisoformat(one) for one in EXACT.split("/"))
    around = datetime(2026, 3, 12, 14), datetime(2026, 3, 12, 14, 0, 6)
    assert whole_seconds(begin, end) == around == whole_seconds(*around)
    assert whole_seconds(begin, begin + timedelta(microseconds=1)) == (around[0], datetime(2026, 3, 12, 14, 0, 1))


def test_headings_follow_where_only_the_groups_are_called_otherwise(qtbot):
    chip = ChoiceChip("sources", "Footage")
    qtbot.addWidget(chip)
    values = {str(number): f"rec-{number}.mp4" for number in range(FLAT + 1)}
    for camera in ("ch01", "North door"):
        chip.offer(values, groups=dict.fromkeys(values, camera))
        chip.menu()
        assert [menu.title() for menu in chip._menus.values()] == [camera]
    chip.choose(["3"])
    chip.offer(values, groups=dict.fromkeys(values, "Yard"))
    assert chip.chosen == ("3",)
