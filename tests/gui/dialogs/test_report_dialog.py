"""The report dialog: what the report would hold is shown before it is written, and follows the choices."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.facts import FIELDS
from cpcl_desktop.gui.dialogs.report_dialog import ReportDialog
from cpcl_desktop.gui.lanes.report import Reportable
from tests.gui.hands import TIMEOUT, open_case


@pytest.fixture
def dialog(qtbot, window, case_file):
    with Case.open(case_file) as case:
        case.decisions.decide(1, "match", description="red", note="by the gait")
        case.decisions.decide(2, "unsure")
        case.marks.set(2, "bookmark", True)
    open_case(qtbot, window, case_file)
    study = window.desk.workspace.study
    there = Reportable(1, 1, 1, Query(text="red"), selected=(2, 1), rank=31, of_person=2)
    made = ReportDialog(there, Path("/nowhere/report"), lambda *_: None, window, study)
    made.open()
    qtbot.waitUntil(
        lambda: bool(made.preview.items) and "checked when" in made.preview.said.text(), timeout=TIMEOUT
    )
    return made


def waits_for(qtbot, dialog, what) -> None:
    qtbot.waitUntil(what, timeout=TIMEOUT)


def test_it_shows_the_items_their_fields_and_a_frame(dialog, case_file):
    preview = dialog.preview
    assert preview.list.count() == 1 and preview.line.text() == "1 item, from 1 source; with 1 search."
    assert "Note: by the gait" in preview.facts.toPlainText()
    assert not preview.picture.pixmap().isNull()
    with Case.read(case_file) as case:
        assert not case.log.entries("export") and not case.log.entries("search")


def test_choices_change_what_is_shown_and_what_is_ordered(qtbot, dialog):
    preview = dialog.preview
    dialog.fields["note"].setChecked(False)
    waits_for(qtbot, dialog, lambda: "by the gait" not in preview.facts.toPlainText())
    dialog.hits.setChecked(True)
    waits_for(qtbot, dialog, lambda: preview.list.count() > 1)
    dialog.clips.setChecked(True)
    dialog.margin.setValue(5.0)
    dialog.blur.setChecked(True)
    waits_for(qtbot, dialog, lambda: "of clips" in preview.line.text())
    options = dialog.order().options
    assert options.without == ("note",) and options.margin_s == 5.0 and options.clips and options.blur_others


def test_the_preview_follows_what_the_report_is_of(qtbot, dialog):
    preview, seen = dialog.preview, {}
    for of, tracks in (("unsure", [2]), ("passages", [2, 1]), ("bookmark", [2]), ("person", None), ("match", [1])):
        preview.items = ()
        dialog.kinds.setCurrentIndex(dialog.kinds.findData(of))
        waits_for(qtbot, dialog, lambda: bool(preview.items))
        seen[of] = [one.item.shown.track for one in preview.items]
        assert tracks is None or seen[of] == tracks
        order = dialog.order()
        assert order.options.of == of and bool(order.queries) == (of == "passages")
    assert 2 in seen["person"]
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("passages"))
    assert dialog.order().options.limit == 31 and dialog.order().options.passages == (2, 1)  # the last one's rank
    dialog.reject()  # it looks ahead no more


def test_what_there_is_none_of_cannot_be_chosen_nor_more_than_a_report_holds(qtbot):
    dialog = ReportDialog(Reportable(unsure=3, selected=range(1, 502)), Path("/nowhere/report"), lambda *_: None)
    qtbot.addWidget(dialog)
    rows, kinds = range(dialog.kinds.count()), dialog.kinds
    assert [kinds.itemData(row) for row in rows if kinds.model().item(row).isEnabled()] == ["unsure"]
    assert dialog.of == "unsure" and dialog.write.isEnabled()
    too_many = kinds.itemText(kinds.findData("passages"))
    assert too_many == "The 501 selected hits: a report holds 500 at most"


def test_every_field_can_be_left_out_and_nothing_is_by_default(dialog):
    assert list(dialog.fields) == list(FIELDS) and dialog.order().options.without == ()


def test_everything_in_it_is_reached_by_tab(qtbot, dialog):
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=TIMEOUT)
    dialog.chosen.setFocus()
    seen: set[QWidget] = set()
    for _ in range(40):
        seen.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {dialog.clips, dialog.blur, *dialog.fields.values(), dialog.purpose, dialog.preview.list, dialog.write}
    assert wanted <= seen
