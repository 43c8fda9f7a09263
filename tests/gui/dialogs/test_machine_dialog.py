"""The page "This machine": findings as they come, the golden test, copying, saving, and stopping."""

import io
import json

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication

from cpcl_desktop.engine.doctor import examination
from cpcl_desktop.engine.doctor.installation import machine, program
from cpcl_desktop.engine.runtime import language
from cpcl_desktop.gui.dialogs.machine_dialog import MachineDialog
from cpcl_desktop.gui.machine_wording import CHECKS, STATES, as_page, as_text, sum_line
from cpcl_desktop.gui.worker.wire import pack, receive
from tests.gui.hands import TIMEOUT

FEW = {"program": program, "machine": machine}  # quick ones, for what is not about all of them


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(examination, "CHECKS", FEW)


@pytest.fixture
def dialog(qtbot, window) -> MachineDialog:
    window.actions_by_id["machine"].trigger()
    shown = QGuiApplication.instance().activeModalWidget()
    assert isinstance(shown, MachineDialog)
    yield shown
    if shiboken6.isValid(shown) and shown.isVisible():
        shown.done(0)


def settle(qtbot, dialog) -> None:
    qtbot.waitUntil(lambda: not dialog.under_way.jobs, timeout=3 * TIMEOUT)


def item(dialog, check, name):
    return next(one for one in dialog.findings if (one.check, one.item) == (check, name))


def test_everything_is_looked_at_and_shown(qtbot, dialog):
    assert not dialog.again.isEnabled() and dialog.sum.text() == "Looking…"
    settle(qtbot, dialog)
    assert {one.check for one in dialog.findings} == set(examination.CHECKS)
    assert dialog.again.isEnabled() and dialog.sum.text() == sum_line(dialog.findings)
    shown = dialog.page.toPlainText()
    assert all(one.told in shown for one in dialog.findings)
    assert STATES["good"] in shown and "offscreen" in item(dialog, "machine", "display").told
    assert {one.check for one in dialog.findings} | {"golden"} == set(CHECKS)


def test_the_golden_test_is_a_button(qtbot, few, dialog):
    settle(qtbot, dialog)
    dialog.golden.click()
    settle(qtbot, dialog)
    assert {one.check for one in dialog.findings} == {"golden"}
    assert item(dialog, "golden", "verdict").state == "good" and "Proved" in dialog.page.toPlainText()


def test_findings_are_copied_and_saved_in_english(qtbot, few, dialog, answers, tmp_path, monkeypatch):
    settle(qtbot, dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == as_text(dialog.findings)
    target = tmp_path / "doctor.json"
    monkeypatch.setattr(answers, "excerpt", lambda parent, title, proposed: target)
    language.choose("zh_CN")
    try:
        assert "核心" in item(dialog, "machine", "cores").told
        dialog.save.click()
        qtbot.waitUntil(target.exists, timeout=TIMEOUT)
    finally:
        language.choose("en")
    kept = json.loads(target.read_text())["findings"]
    assert kept == [one.described() for one in dialog.findings]
    assert any("cores may be used" in one["told"] for one in kept)


def test_what_the_process_beside_the_window_finds_reaches_it_in_both_languages(few):
    found = list(examination.examine(checks=FEW))
    language.choose("zh_CN")
    try:
        sent = [receive(io.BytesIO(pack("handed", one)))[1] for one in found]
        assert sent == found and [one.told for one in sent] == [one.told for one in found]
        assert any("核心" in one.told for one in sent)
        assert [one.described() for one in sent] == [one.described() for one in found]
    finally:
        language.choose("en")


def test_closing_it_stops_what_runs(qtbot, window, dialog):
    (job,) = dialog.under_way.jobs
    with qtbot.waitSignals([job.cancelled, dialog.destroyed], timeout=3 * TIMEOUT):
        dialog.done(0)


def test_what_others_named_is_shown_as_it_is(few):
    from cpcl_desktop.engine.doctor.findings import Finding

    odd = Finding("models", "<b>bold</b>", "note", lambda: "a\n<img src='file:///etc/passwd'>")
    page = as_page([odd])
    assert "&lt;b&gt;bold" in page and "<img src='file" not in page and "\n" not in as_text([odd])
    assert STATES["note"] in page
