import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QWidget

from cpcl_desktop.__main__ import main
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.settings_dialog import SettingsDialog
from cpcl_desktop.gui.look import screen
from cpcl_desktop.gui.look.flow_layout import FlowLayout
from cpcl_desktop.gui.look.theme import is_still
from cpcl_desktop.gui.settings import MOTION, TABLE, TEXT_SIZE
from cpcl_desktop.gui.window import MainWindow
from tests.gui.hands import open_case


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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is one")
def test_where_there_is_no_display_one_sentence_says_so(monkeypatch, capsys):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "There is no display" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({}, "win32"),
        ({}, "darwin"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "w"}, "linux"),
    ],
)
def test_what_qt_can_decide_is_left_to_it(environment, platform):
    assert screen.why_no_window(environment, platform) is None


def test_a_missing_system_library_is_named(tmp_path, monkeypatch):
    """A plugin that needs a library which no machine has, built here as the loader sees it."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler here to build a library with")
    absent, plugin = tmp_path / "libabsent.so.0", tmp_path / "libqxcb.so"
    for command in (
        [compiler, "-shared", "-o", absent, "-Wl,-soname,libabsent.so.0", "-x", "c", "/dev/null"],
        [compiler, "-shared", "-Wl,--no-as-needed", "-o", plugin, "-x", "c", "/dev/null", "-x", "none", absent],
    ):
        subprocess.run(command, check=True)
    absent.unlink()
    monkeypatch.setattr(screen.QLibraryInfo, "path", lambda _: "/")
    monkeypatch.setattr(screen, "XCB_PLUGIN", str(plugin))
    assert "not installed: libabsent.so.0" in str(screen.why_no_window({"DISPLAY": ":0"}, "linux"))


def test_text_and_movement_follow_the_settings_at_once(qapp, qtbot, window, settings):
    usual = qapp.font().pointSizeF()
    settings.set(TEXT_SIZE, "150")
    settings.set(MOTION, "reduced")
    window.asking.settings_changed.emit()
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * usual) and window.font() == qapp.font()
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu) and is_still()
    assert qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
    settings.set(TEXT_SIZE, "100")
    settings.set(MOTION, "as usual")
    window.asking.settings_changed.emit()
    assert qapp.font().pointSizeF() == pytest.approx(usual) and not is_still()
    assert qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def test_everything_in_the_window_follows_the_size_of_text_at_once(qtbot, window, settings, case_file):
    """As it would be had it begun with that size: headings, fields as wide as so many letters, lists."""
    open_case(qtbot, window, case_file)
    settings.set(TEXT_SIZE, "150")
    window.asking.settings_changed.emit()
    begun = MainWindow(settings, Desk(settings), window.asking.choosers)
    begun.resize(window.size())
    qtbot.addWidget(begun)
    begun.show()
    open_case(qtbot, begun, case_file)
    try:
        QApplication.processEvents()
        for live, fresh in zip(window.findChildren(QWidget), begun.findChildren(QWidget), strict=True):
            assert _measures(live) == _measures(fresh), live.accessibleName() or live
        tables = (window.views.log.table, begun.views.log.table)
        assert len({(one.columnWidth(1), one.verticalHeader().defaultSectionSize()) for one in tables}) == 1
    finally:
        begun.desk.shut()
        settings.set(TEXT_SIZE, "100")
        window.asking.settings_changed.emit()


def _measures(widget: QWidget) -> tuple:
    font, flows = widget.font(), isinstance(widget.layout(), FlowLayout)
    least = 0 if flows else widget.minimumWidth()  # of flowing rows it is that of the words of the moment
    return type(widget), font.pointSizeF(), font.bold(), least, widget.maximumWidth()


def test_every_setting_has_a_row_that_stores_it(window, settings):
    dialog = SettingsDialog(settings, window)
    box = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == TEXT_SIZE.label)
    box.setCurrentIndex(box.findData("125"))
    dialog.accept()
    assert settings.get(TEXT_SIZE) == "125" and settings.look().text_size == 1.25
    named = {one.accessibleName() for one in dialog.findChildren(QWidget)}
    assert {setting.label for setting in TABLE} <= named
    settings.set(TEXT_SIZE, "100")


def test_no_window_waits_for_what_only_a_lane_needs():
    engine = "cpcl_desktop.engine"
    late = {"av", "faiss", "onnxruntime", "tokenizers", f"{engine}.ingest.ingest", f"{engine}.search.searcher"}
    script = f"import sys, cpcl_desktop.gui.application; print(*sorted({late!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_flow_of_widgets_is_as_high_as_what_it_holds_now(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, 4)
    boxes = [QWidget(), QWidget()]
    for box in boxes:
        box.setFixedSize(60, 20)
        layout.addWidget(box)
    assert (layout.heightForWidth(200), layout.heightForWidth(100)) == (20, 44)
    boxes[0].setFixedHeight(50)
    assert (layout.heightForWidth(200), layout.heightForWidth(100)) == (50, 74)
    boxes[1].hide()
    assert layout.heightForWidth(100) == 50
