"""What the window shows of how a description was read: filters that can be taken back, and phrases of hits."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.records import Ask, ReadFilter, Support
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.panels.results_model import HIT_ROLE

from .hands import TIMEOUT, open_case, search


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    return window


def test_a_filter_in_the_description_is_shown_and_can_be_taken_back(qtbot, ready):
    panel = ready.page.panel
    name = ready.desk.survey.sources[0].path.name
    search(qtbot, ready, f"red in {name}")
    (button,) = panel.reading.buttons
    assert panel.reading.isVisible() and "Source 1" in button.text()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        panel.reading.crosses[0].click()
    assert not panel.reading.isVisible() and panel.query(1).taken_back == (f"in {name}",)
    search(qtbot, ready, "red")
    assert panel.query(1).taken_back == ()


def test_a_filter_in_the_description_is_opened_and_edited_like_one_that_was_set(qtbot, ready):
    panel = ready.page.panel
    search(qtbot, ready, f"red in {ready.desk.survey.sources[0].path.name}, walking")
    found = panel.query(1)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        panel.reading.buttons[0].click()
    assert found.sources == () and panel.query(1).sources == ("1",) and panel.box.line.text() == "red, walking"
    assert not panel.reading.isVisible() and panel.query(1).taken_back == ()
    qtbot.waitUntil(panel.filters.sources.menu().isVisible, timeout=TIMEOUT)
    QTest.keyClick(panel.filters.sources.menu(), Qt.Key.Key_Escape)


def test_a_hit_says_which_phrases_it_shows(qtbot, ready):
    hit = search(qtbot, ready, "red, walking right")[0]
    index = ready.page.results.model.index(0)
    assert index.data(HIT_ROLE) == hit
    lines = index.data(int(Qt.ItemDataRole.ToolTipRole)).splitlines()
    assert "? red" in lines and any(line.endswith("walking right (by its path)") for line in lines)


def test_phrases_and_filters_in_words(qtbot, ready):
    told = (Support("red coat", "yes", 0.9), Support("no hat", "no", 0.2), Support("tall", "unclear", 0.5))
    hit = replace(search(qtbot, ready, "red")[0], phrases=told)
    assert wording.support_lines(hit) == ["✓ red coat", "✗ no hat", "? tall"]
    assert ", shows red coat, does not show no hat," in wording.spoken_hit(hit, True)
    assert wording.read_filter(ReadFilter("near camera 2", "cameras", "2")) == "Camera 2"


def test_a_question_to_the_witness_is_answered_by_a_click(qtbot, ready):
    panel = ready.page.panel
    search(qtbot, ready, "red")
    panel.question.show_ask([Ask("Was there a bag?", ("with a bag", "without a bag"), 0.8)])
    assert panel.question.isVisible() and "with a bag" in panel.question.yes.toolTip()
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        panel.question.no.click()
    assert panel.query(1).text == "red, without a bag"
    panel.question.show_ask(())
    assert not panel.question.isVisible()
