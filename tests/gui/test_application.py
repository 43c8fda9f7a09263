import pytest

from cpcl_desktop.__main__ import main


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch, qapp):
    from PySide6.QtCore import QSettings

    monkeypatch.setenv("CPCL_HOME", str(tmp_path))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))


def test_smoke_test_draws_the_window(capsys):
    assert main(["--smoke-test"]) == 0


def test_smoke_test_opens_a_case(case_file):
    assert main([str(case_file), "--smoke-test"]) == 0


def test_smoke_test_says_why_a_case_does_not_open(tmp_path, capsys):
    assert main([str(tmp_path / "none.cpcl"), "--smoke-test"]) == 1
    assert "There is no case" in capsys.readouterr().err
