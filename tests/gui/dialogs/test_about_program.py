"""The menu Help: reports of errors are read by their owner first, the log is shown, versions are looked for."""

import logging

import pytest
from PySide6.QtCore import QtMsgType, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from cpcl_desktop.engine.runtime import crash
from cpcl_desktop.gui import application
from cpcl_desktop.gui.dialogs.crash_dialog import CrashDialog


@pytest.fixture
def report(window):
    try:
        raise KeyError("the footage /evidence/gate 7.mp4 is odd")
    except KeyError as error:
        return crash.report_error(error)


def shown(window) -> CrashDialog:
    (dialog,) = [one for one in window.findChildren(CrashDialog) if one.isVisible()]
    return dialog


def press(dialog, text):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def test_a_report_is_shown_whole_changed_copied_and_saved(window, report, answers, monkeypatch, tmp_path):
    assert window.about_program.offer_report()  # as the next start does
    dialog = shown(window)
    assert dialog.text.toPlainText() == crash.text_of(report) and "gate 7" not in dialog.text.toPlainText()
    dialog.text.setPlainText("only this")
    press(dialog, "Copy")
    assert QGuiApplication.clipboard().text() == "only this"
    monkeypatch.setattr(answers, "excerpt", lambda *_: tmp_path / "report.txt")
    press(dialog, "Save as…")
    assert (tmp_path / "report.txt").read_text() == "only this\n"
    press(dialog, "Close")
    assert crash.reports() == [report]  # it is offered again until it is deleted


def test_a_report_that_cannot_be_saved_is_said(window, report, answers, monkeypatch, tmp_path):
    window.actions_by_id["crash_reports"].trigger()
    monkeypatch.setattr(answers, "excerpt", lambda *_: tmp_path / "none" / "report.txt")
    press(shown(window), "Save as…")
    box = QApplication.activeModalWidget()
    assert "could not be written" in box.text() and "is kept" in box.text()
    box.close()
    press(shown(window), "Close")


def test_a_report_is_deleted_when_that_is_asked(qtbot, window, report):
    window.actions_by_id["crash_reports"].trigger()
    press(shown(window), "Delete the report")
    assert crash.reports() == [] and not window.about_program.offer_report()
    with qtbot.waitSignal(window.about_program.said) as said:
        window.actions_by_id["crash_reports"].trigger()
    assert "no report" in said.args[0]


def test_an_error_that_nobody_foresaw_leaves_a_report(window):
    window.desk.failed.emit("The search failed", KeyError("red coat"))
    QApplication.activeModalWidget().close()
    assert len(crash.reports()) == 1


def test_the_log_is_shown_where_there_is_one(qtbot, window, monkeypatch, tmp_path):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    with qtbot.waitSignal(window.about_program.said) as said:
        window.actions_by_id["program_log"].trigger()
    assert "There is no log" in said.args[0] and opened == []
    (tmp_path / "home" / "logs").mkdir(parents=True)
    with qtbot.waitSignal(window.about_program.said):
        window.actions_by_id["program_log"].trigger()
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "home" / "logs")]


def test_a_version_is_looked_for_when_it_is_asked_for(qtbot, window, monkeypatch):
    monkeypatch.delenv("CPCL_UPDATES", raising=False)
    with qtbot.waitSignal(window.about_program.failed, timeout=20_000) as failed:
        window.actions_by_id["new_version"].trigger()
    assert "CHANGELOG.md" in str(failed.args[1])
    QApplication.activeModalWidget().close()
    monkeypatch.setattr("cpcl_desktop.gui.lanes.machine._newest", lambda: "Version 9 is out")
    window.actions_by_id["new_version"].trigger()
    qtbot.waitUntil(lambda: "Version 9 is out" in [label.text() for label in window.findChildren(QLabel)])
    QApplication.activeModalWidget().close()


def test_commands_are_noted_by_their_names(window, caplog):
    with caplog.at_level(logging.INFO, "cpcl_desktop"):
        window.actions_by_id["view_models"].trigger()
    assert "command view_models" in caplog.text


def test_what_qt_complains_of_is_noted_without_its_words(caplog, capsys):
    class Context:
        category = "qt.gui.imageio"

    with caplog.at_level(logging.INFO, "cpcl_desktop"):
        application.on_qt_message(QtMsgType.QtWarningMsg, Context(), "cannot read gate 7.jpg")
    assert "QtWarningMsg" in caplog.text and "qt.gui.imageio" in caplog.text and "gate" not in caplog.text
    assert "gate 7" in capsys.readouterr().err
