"""What the policy of a machine fixes, as the window shows it and asks for it."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from cpcl_desktop.__main__ import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.dialogs.occasion_dialog import OccasionDialog
from cpcl_desktop.gui.dialogs.settings_dialog import SettingsDialog
from cpcl_desktop.gui.look.language import language_for
from cpcl_desktop.gui.settings import APPEARANCE, LANGUAGE, PROVIDER, TABLE, Settings
from tests.gui.hands import open_case


@pytest.fixture
def stated(tmp_path, monkeypatch):
    file = tmp_path / "policy.toml"
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: file)
    for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY", "CPCL_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    return file.write_text


def test_a_purpose_is_asked_for_before_a_case_is_opened_and_stands_in_the_log(
    qtbot, window, answers, case_file, stated, monkeypatch
):
    stated("purpose_required = true")
    said = [None, ("missing person", "order 17")]
    monkeypatch.setattr(answers, "occasion", lambda *_: said.pop(0))
    window.asking.open_case(case_file)
    assert window.desk.workspace is None  # it was not said, so nothing was opened
    open_case(qtbot, window, case_file)
    assert "missing person" in window.status.occasion.text() and said == []
    with qtbot.waitSignal(window.desk.answered, timeout=60_000):
        window.page.panel.box.line.setText("red")
        window.page.search()
    with Case.read(case_file) as case:
        (entry,) = [one for one in case.log.entries("search") if one.details["query"]["text"] == "red"]
    assert (entry.purpose, entry.authority) == ("missing person", "order 17")


def test_a_smoke_test_asks_nobody_for_a_purpose(case_file, stated, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    stated("purpose_required = true")
    assert main([str(case_file), "--smoke-test"]) == 1
    assert "asks for a purpose" in capsys.readouterr().err
    monkeypatch.setenv("CPCL_PURPOSE", "a try")
    assert main([str(case_file), "--smoke-test"]) == 0


def test_a_purpose_that_must_be_given_cannot_be_left_empty(qtbot, stated):
    stated("purpose_required = true")
    dialog = OccasionDialog("", "")
    qtbot.addWidget(dialog)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.purpose.setText("  ")
    assert not ok.isEnabled()
    dialog.purpose.setText("missing person")
    assert ok.isEnabled()


def test_settings_show_what_is_fixed_and_follow_the_machines_defaults(qtbot, tmp_path, stated):
    stated("network = false\nallowed_models = ['starter']\n[defaults]\nlanguage = 'zh_CN'\nprovider = 'cpu'")
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings = Settings(store)
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "policy.toml" in said and "No model is fetched" in said and "starter" in said
    assert (settings.get(LANGUAGE), settings.get(PROVIDER), language_for(store)) == ("zh_CN", "cpu", "zh_CN")
    dialog.accept()  # what was not changed goes on following the machine
    stated("[defaults]\nlanguage = 'en'")
    again = Settings(store)
    assert (again.get(LANGUAGE), again.get(PROVIDER)) == ("en", "auto")
    again.set(LANGUAGE, "zh_CN")
    again.flush()
    assert (Settings(store).get(LANGUAGE), language_for(store)) == ("zh_CN", "zh_CN")


def test_the_window_does_not_start_by_a_policy_that_it_cannot_follow(stated, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    stated("purpose_requird = true")
    assert main(["--smoke-test"]) == 1
    assert "policy.purpose_requird" in capsys.readouterr().err


def test_without_a_policy_nothing_is_said_of_one(qtbot, settings):
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    assert not any("policy" in label.text() for label in dialog.findChildren(QLabel))
    assert {one.key for one in TABLE} >= {APPEARANCE.key, LANGUAGE.key}
