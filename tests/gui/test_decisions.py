import json

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.dialogs.report_dialog import ReportDialog
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.report import Reportable, ReportOrder
from cpcl_desktop.gui.look.theme import LIGHT
from cpcl_desktop.gui.panels.results_delegate import VERDICT_LOOKS
from cpcl_desktop.gui.panels.results_model import VERDICT_ROLE

from .hands import TIMEOUT, open_case, open_first, search


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch):
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)


@pytest.fixture
def ready(qtbot, window, case_file):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    return window


def decide(qtbot, window, key):
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        QTest.keyClick(window.player, key)


def test_a_decision_is_a_key_away_and_seen_everywhere(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    assert ready.player.decision.text == "Not decided yet"
    decide(qtbot, ready, Qt.Key.Key_1)
    assert ready.actions_by_id["decide_match"].isChecked()
    assert ready.player.decision.text.startswith("Match, by ") and "“red”" in ready.player.decision.text
    decide(qtbot, ready, Qt.Key.Key_3)
    held = [n for n in ("decide_match", "decide_no_match", "decide_unsure") if ready.actions_by_id[n].isChecked()]
    assert held == ["decide_unsure"]
    QTest.keyClick(ready.player, Qt.Key.Key_Escape)
    index = ready.page.results.model.index(0)
    assert index.data(VERDICT_ROLE) == "unsure"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", unsure")
    with Case.open(case_file) as case:
        assert [d.verdict for d in case.decisions.history(hit.track)] == ["match", "unsure"]
        assert case.decisions.current()[hit.track].crop == hit.crop


def test_the_same_decision_again_changes_nothing_and_it_can_be_withdrawn(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    decide(qtbot, ready, Qt.Key.Key_2)
    QTest.keyClick(ready.player, Qt.Key.Key_2)
    assert ready.actions_by_id["decide_no_match"].isChecked()
    decide(qtbot, ready, Qt.Key.Key_0)
    assert not ready.actions_by_id["decide_no_match"].isChecked()
    assert ready.player.decision.text == "Not decided yet"
    with Case.open(case_file) as case:
        assert [d.verdict for d in case.decisions.history(hit.track)] == ["no match", None]


def test_decisions_are_undone_and_done_again(qtbot, ready, case_file):
    act = ready.actions_by_id
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    assert not act["undo"].isEnabled()
    decide(qtbot, ready, Qt.Key.Key_1)
    decide(qtbot, ready, Qt.Key.Key_2)
    for name, verdict in (("undo", "match"), ("undo", None), ("redo", "match"), ("redo", "no match")):
        with qtbot.waitSignal(ready.desk.deciding.decided, timeout=TIMEOUT):
            act[name].trigger()
        decided = ready.desk.deciding.decisions.get(hit.track)
        assert (decided and decided.verdict) == verdict
    assert act["undo"].isEnabled() and not act["redo"].isEnabled()
    with Case.open(case_file) as case:
        verdicts = [d.verdict for d in case.decisions.history(hit.track)]
    assert verdicts == ["match", "no match", "match", None, "match", "no match"]


def test_a_note_goes_with_the_decision(qtbot, ready, answers, case_file):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    decide(qtbot, ready, Qt.Key.Key_1)
    answers.written_note = "the bag fits"
    decide(qtbot, ready, Qt.Key.Key_N)
    assert ready.player.decision.text.endswith("the bag fits")
    decide(qtbot, ready, Qt.Key.Key_2)
    with Case.open(case_file) as case:
        decided = case.decisions.current()[hit.track]
    assert (decided.verdict, decided.note, decided.description) == ("no match", "the bag fits", "red")
    assert answers.asked == [("note", "", "match")]


def test_decisions_belong_to_their_hit_and_are_there_again(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    first = open_first(qtbot, ready)
    decide(qtbot, ready, Qt.Key.Key_1)
    QTest.keyClick(ready.player, Qt.Key.Key_PageDown)
    assert ready.player.hit.track != first.track and ready.player.decision.text == "Not decided yet"
    ready.actions_by_id["close_case"].trigger()
    assert ready.desk.deciding.decisions == {}
    with qtbot.waitSignal(ready.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, ready, case_file)
    assert ready.desk.deciding.decisions[first.track].verdict == "match"


def test_verdict_is_drawn_on_the_card_by_shape_colour_and_word(qtbot, ready):
    search(qtbot, ready, "red")
    grid = ready.page.results.grid
    before = grid.grab().toImage()
    with qtbot.waitSignal(ready.desk.deciding.decided, timeout=TIMEOUT):
        ready.desk.deciding.judge(ready.page.results.model.hits[0], "match")
    area = grid.visualRect(ready.page.results.model.index(0))
    after = grid.grab().toImage()
    wanted = LIGHT.__getattribute__(VERDICT_LOOKS["match"][1])
    points = [(x, y) for x in range(area.left(), area.left() + 60) for y in range(area.top(), area.top() + 50)]
    scale = after.devicePixelRatio()
    new = [after.pixelColor(int(x * scale), int(y * scale)).name() for x, y in points]
    old = [before.pixelColor(int(x * scale), int(y * scale)).name() for x, y in points]
    assert wanted in new and wanted not in old


def test_a_report_of_the_matches_is_written_by_a_job(qtbot, ready, answers, tmp_path):
    search(qtbot, ready, "red")
    open_first(qtbot, ready)
    decide(qtbot, ready, Qt.Key.Key_1)
    answers.order = ReportOrder(tmp_path / "out", ReportOptions(), purpose="order 17")
    with qtbot.waitSignals([ready.desk.reporting, ready.desk.reported], timeout=TIMEOUT):
        ready.actions_by_id["report"].trigger()
    assert answers.asked == [("report", 1, "red")]
    hit = ready.player.hit
    assert answers.reportable == Reportable(1, 0, 0, answers.reportable.query, [hit.track], hit.rank, hit.track)
    said = json.loads((tmp_path / "out" / "report.json").read_text())
    assert len(said["items"]) == 1 and said["purpose"] == "order 17"
    box = ready.findChild(QMessageBox)
    assert box.text() == "The report is written" and "SHA-256 of its manifest" in box.informativeText()
    box.reject()


def test_a_report_can_be_stopped_and_leaves_nothing(qtbot, ready, answers, tmp_path):
    search(qtbot, ready, "red")
    order = ReportOrder(tmp_path / "out", ReportOptions(clips=True), (Query(text="red"),))
    jobs = []
    ready.desk.reporting.connect(jobs.append)
    ready.desk.reporting.connect(lambda job: job.cancel())
    ready.desk.write_report(order)
    qtbot.waitUntil(lambda: not ready.desk.workspace.report.jobs, timeout=TIMEOUT)
    assert jobs and not list(tmp_path.glob("*out*"))
    assert ready.sources_panel.unfinished() == []


def test_what_fails_is_said(qtbot, ready, answers, tmp_path):
    (tmp_path / "taken").write_text("x")
    order = ReportOrder(tmp_path / "taken", ReportOptions(), (Query(text="red"),))
    with qtbot.waitSignal(ready.desk.failed, timeout=TIMEOUT) as failed:
        ready.desk.write_report(order)
    assert failed.args[0] == "The report was not written" and "is a file" in str(failed.args[1])
    ready.findChild(QMessageBox).reject()


def test_dialog_offers_what_there_is(qtbot, window, tmp_path):
    image = Query(text="red coat", image=np.zeros((4, 4, 3), np.uint8), limit=60)
    dialog = ReportDialog(
        Reportable(2, query=image), tmp_path / "r", lambda parent, folder: tmp_path / "elsewhere", window
    )
    assert dialog.of == "match" and not dialog.limit.isEnabled() and not dialog.burn_in.isEnabled()
    assert dialog.order() == ReportOrder(tmp_path / "r", ReportOptions(of="match"))
    assert "“red coat” and the example image" in dialog.hits.text()
    for box in (dialog.hits, dialog.clips, dialog.burn_in, dialog.blur):
        box.setChecked(True)
    dialog.limit.setValue(7)
    dialog.purpose.setText(" order 17 ")
    dialog.authority.setText("court 3")
    dialog._on_choose()
    order = dialog.order()
    assert (
        order.authority == "court 3"
        and order.queries == (image,)
        and order.purpose == "order 17"
        and order.folder == tmp_path / "elsewhere"
    )
    assert order.options == ReportOptions(limit=7, clips=True, burn_in=True, blur_others=True)
    nothing = ReportDialog(Reportable(), tmp_path / "r", lambda parent, folder: None, window)
    assert not nothing.write.isEnabled()
    only_hits = ReportDialog(
        Reportable(query=Query(text="red")), tmp_path / "r", lambda parent, folder: None, window
    )
    assert only_hits.hits.isChecked() and only_hits.order().queries


def test_dialog_begins_with_what_was_stated_for_the_case(window, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ReportDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    order = Choosers(settings).report(window, Reportable(1), Occasion(tmp_path / "a.cpcl", "why", "order 17"))
    assert (order.purpose, order.authority) == ("why", "order 17")
    assert order.folder.parent == tmp_path and order.folder.name.startswith("a report 20")


def test_without_a_case_there_is_nothing_to_report_or_decide(window):
    assert not window.actions_by_id["report"].isEnabled()
    assert not window.actions_by_id["decide_match"].isEnabled()
