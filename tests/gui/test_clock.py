"""Stating a recorder's clock in the window: it goes into the case and its log, and filters by date know it."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.gui.dialogs.clock_dialog import ClockDialog
from tests.passage_cases import add_footage

from .hands import TIMEOUT, open_case

START = datetime(2026, 3, 14, 9, 12, 30)


@pytest.fixture
def two(qtbot, window, tmp_path):
    path = tmp_path / "clocks.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(0, 1.0, 3.0)])
        add_footage(case, "gate", [(0, 5.0, 7.0)])
    open_case(qtbot, window, path)
    window.sources_panel.list.setCurrentIndex(window.sources_panel.model.index(0))
    return window


def fill(dialog: ClockDialog, **texts: str) -> ClockDialog:
    for name, text in texts.items():
        field = getattr(dialog, name)
        field.setText(text)
        field.setModified(True)
    return dialog


def test_what_is_stated_goes_into_the_case_for_all_sources_of_a_camera(qtbot, two, answers, monkeypatch):
    def stated(parent, source, of_camera):
        dialog = ClockDialog(source, len(of_camera), parent)
        fill(dialog, start="2026-03-14 09:12:30", zone="Europe/Berlin", offset="-2,5", doubt="30")
        return {one.id: dialog.clock_of(one) for one in of_camera}

    monkeypatch.setattr(answers, "clocks", stated, raising=False)
    assert two.actions_by_id["clock"].isEnabled()
    two.actions_by_id["clock"].trigger()
    qtbot.waitUntil(lambda: two.desk.survey.sources[0].clock.origin == "user", timeout=TIMEOUT)
    first, second = (source.clock for source in two.desk.survey.sources)
    assert (first.start, first.timezone, first.offset_s, first.doubt_s) == (START, "Europe/Berlin", -2.5, 30.0)
    assert (second.start, second.timezone, second.offset_s, second.doubt_s) == (None, "Europe/Berlin", -2.5, 30.0)
    with Case.open(two.desk.workspace.path) as case:
        assert [entry.details["source"] for entry in case.log.entries("clock")] == [1, 2]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("start", "yesterday", "“yesterday” is not a date with a time"),
        ("start", "1492-10-12 08:00", "The year 1492"),
        ("zone", "Middle/Earth", "“Middle/Earth” is no time zone"),
        ("offset", "two", "“two” is no number of seconds for the offset"),
        ("offset", "nan", "No recorder's clock"),
        ("doubt", "-1", "may be off by"),
    ],
)
def test_what_cannot_be_is_said_and_the_dialog_stays(qtbot, two, field, text, said):
    dialog = ClockDialog(two.desk.survey.sources[0], 2)
    qtbot.addWidget(dialog)
    fill(dialog, **{field: text})
    with pytest.raises(UsageError, match=said):
        dialog.clock_of(two.desk.survey.sources[0])
    dialog.accept()
    assert dialog.result() == 0 and said in dialog.findChild(QLabel, "fault").text()
