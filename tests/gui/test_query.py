"""Queries as they are written: while typing, searches of before, examples with their weight, what is taken away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.panels import typing
from cpcl_desktop.gui.panels.query_history import QueryHistory

from .hands import TIMEOUT, drop, open_case, search
from .test_answers import asked


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    window.actions_by_id["find"].trigger()
    window.page.panel.box.typing._long.setInterval(10 * TIMEOUT)  # however slow the machine, no pause is a long one
    return window


def write(qtbot, window, text) -> None:
    """Type, and wait until what stands there was answered."""
    line = window.page.panel.box.line
    line.clear()
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        QTest.keyClicks(line, text)
    qtbot.waitUntil(lambda: window.page.results.answer.query.text == text, timeout=TIMEOUT)


def test_hits_come_while_one_types_and_the_last_keystroke_wins(qtbot, ready, case_file):
    answered = []
    ready.desk.answered.connect(lambda answer: answered.append(answer.query.text))
    write(qtbot, ready, "blue")
    assert answered == ["blue"] and ready.page.results.model.hits[0].time_us > 5_000_000
    assert asked(case_file) == []  # nobody asked yet
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(ready.page.panel.box.line, Qt.Key.Key_Return)
    assert asked(case_file) == [("search", "blue")]


def test_leaving_the_box_or_a_long_pause_asks_and_enter_then_asks_no_second_time(qtbot, ready, case_file):
    write(qtbot, ready, "blue")
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(ready.page.panel.box.line, Qt.Key.Key_Tab)
    assert ready.page.results.grid.hasFocus() and asked(case_file) == [("search", "blue")]
    ready.actions_by_id["find"].trigger()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(ready.page.panel.box.line, Qt.Key.Key_Return)
    assert asked(case_file) == [("search", "blue")]
    ready.page.panel.box.typing._long.setInterval(400)
    write(qtbot, ready, "red")
    qtbot.waitUntil(lambda: len(asked(case_file)) == 2, timeout=TIMEOUT)
    assert asked(case_file)[-1] == ("search", "red") and not ready.page.panel.box.typing.is_open
    assert typing.PAUSE_MS < typing.SETTLED_MS


def test_a_weight_that_was_just_set_counts_as_asked_when_a_hit_is_opened_and_does_not_close_it(
    qtbot, ready, case_file
):
    blue = QImage(40, 100, QImage.Format.Format_RGB32)
    blue.fill(QColor(20, 20, 220))
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        drop(ready.page.panel.box, image=blue)
    search(qtbot, ready, "red")
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(ready.page.panel.box.example.slider, Qt.Key.Key_End)
    assert len(asked(case_file)) == 2
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.pages.show_hit(ready.page.results.model.hits[0])
    assert ready.pages.is_in_player and len(asked(case_file)) == 3


def test_half_a_word_is_not_called_wrong_while_one_writes(qtbot, ready):
    line = ready.page.panel.box.line
    with qtbot.waitSignal(ready.desk.search_failed, timeout=TIMEOUT):
        QTest.keyClicks(line, "flum")
    assert ready.page.results.empty.heading == "Go on writing" and not ready.page.panel.notice.isVisible()
    with qtbot.waitSignal(ready.desk.search_failed, timeout=TIMEOUT):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert "none of these words" in ready.page.panel.notice.text


def test_up_and_down_go_through_the_searches_of_before(qtbot, ready, settings):
    search(qtbot, ready, "red")
    search(qtbot, ready, "blue")
    line = ready.page.panel.box.line
    line.setText("gre")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(line, key)
        seen.append(line.text())
    assert seen == ["blue", "red", "red", "blue", "gre", "gre"]
    assert settings.searches() == ["blue", "red"]
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(line, Qt.Key.Key_Up)
    assert ready.page.results.answer.query.text == "blue"


def test_searches_of_before_are_in_a_menu_and_can_be_forgotten(qtbot, ready, settings):
    search(qtbot, ready, "red & blue")
    menu = ready.page.panel.box.searches.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert "red && blue" in texts
    ready.page.panel.box.line.clear()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        menu.actions()[texts.index("red && blue")].trigger()
    assert ready.page.panel.query(1).text == "red & blue"
    menu.actions()[texts.index("Forget the searches of before")].trigger()
    assert settings.searches() == [] and ready.page.panel.box.history.earlier("gre") == "gre"


def test_history_keeps_what_was_being_written():
    assert QueryHistory().earlier("draft") == "draft"
    history = QueryHistory(lambda: ["b", "a"])
    assert [history.earlier("draft"), history.earlier("b"), history.later("a"), history.later("b")] == [
        "b", "a", "b", "draft",
    ]  # fmt: skip
    history.earlier("x")
    history.leave()
    assert history.later("y") == "y"


def test_an_example_is_weighed_against_the_words(qtbot, ready, case_file):
    blue = QImage(40, 100, QImage.Format.Format_RGB32)
    blue.fill(QColor(20, 20, 220))
    chip = ready.page.panel.box.example
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        drop(ready.page.panel.box, image=blue)
    assert chip.isVisible() and not chip.slider.isVisible()  # there are no words to weigh it against
    search(qtbot, ready, "red")
    assert chip.slider.isVisible() and ready.page.panel.query(1).weight == 0.5
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        chip.slider.setFocus()
        QTest.keyClick(chip.slider, Qt.Key.Key_Home)
    assert (
        ready.page.panel.query(1).weight == 0.0
        and chip.slider.toolTip() == "The example counts 0 %, the words 100 %"
    )
    reds = [hit.track for hit in ready.page.results.model.hits]
    assert reds[0] == search(qtbot, ready, "red")[0].track


def test_more_like_several_and_less_like_others_and_back(qtbot, ready):
    blue, red = (search(qtbot, ready, text)[0] for text in ("blue", "red"))
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.actions_by_id["clear_search"].trigger()
    grid, panel = ready.page.results.grid, ready.page.panel
    grid.selectAll()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.actions_by_id["more_like_this"].trigger()
    assert set(panel.query(1).like) == {blue.track, red.track} and panel.box.example.isVisible()
    ready.page.results.select(blue.track)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.actions_by_id["less_like_this"].trigger()
    assert panel.query(1).like == (red.track,) and panel.query(1).unlike == (blue.track,)
    assert [hit.track for hit in ready.page.results.model.hits] == [red.track, blue.track]
    (button,) = panel.chips.findChildren(type(panel.box.go))
    assert button.text() == f"Less like passage {blue.track}  ✕"
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        button.click()
    assert panel.query(1).unlike == () and not panel.chips.isVisible()


def test_a_word_that_was_not_understood_is_taken_out_by_its_chip(qtbot, ready):
    search(qtbot, ready, "red flumph, blue")
    panel = ready.page.panel
    (button,) = panel.chips.words
    assert button.isVisible() and button.text() == "“flumph” not understood  ✕"
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        button.click()
    assert panel.query(1).text == "red, blue" and not panel.chips.words


def test_a_word_that_may_not_be_known_is_a_chip_that_says_no_more_than_that(qtbot, ready):
    search(qtbot, ready, "red gilet")
    panel = ready.page.panel
    answer = replace(ready.page.results.answer, unknown_words=(), unused_words=("gilet",))
    panel.show_reading(answer)
    (button,) = panel.chips.words
    assert button.text() == "“gilet” perhaps not understood  ✕"
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        button.click()
    assert panel.query(1).text == "red"


def test_what_is_typed_with_a_minus_is_ruled_out(qtbot, ready, case_file):
    search(qtbot, ready, "blue -red")
    with Case.open(case_file) as case:
        (entry,) = case.log.entries("search")
    assert entry.details["query"]["text"] == "blue -red" and entry.details["reading"]["texts"] == ["blue"]
