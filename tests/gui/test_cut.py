"""No control shows less of its text than there is, in any window, language and size of text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import NO_DIGIT, kind_of
from cpcl_desktop.gui.look.theme import apply_theme
from tests.gui.cut import faults_in

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (1366, 768), (1920, 1080)  # screens, in pixels, for text of 100 % and of 200 %


OTHERS = (("en", 200), ("zh_CN", 100), ("zh_CN", 200))


def visited(case: Path, settings, tmp_path: Path, language: str, text: int, right_to_left: bool = False) -> dict:
    """What `every_window` finds in a process of its own."""
    width, height = SMALL if text == 100 else LARGE
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps({"screens": [one]}))
    settings.flush()
    with Case.open(case) as opened:
        for name, digit in (("Suspect A", 4), ("Vehicle with a trailer, or a bus", 6), ("Bag", NO_DIGIT)):
            opened.marks.set_all([1, 2], kind_of(opened.labels.make(name, digit).label), True)
    options = {
        "case": str(case), "settings": settings._store.file, "language": language, "text": text,
        "right_to_left": right_to_left, "screen": [width, height],
    }  # fmt: skip
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    command = [sys.executable, "-m", "tests.gui.every_window", json.dumps(options)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", 100), *(pytest.param(*one, marks=pytest.mark.exhaustive) for one in OTHERS)],
)
def test_nothing_is_cut_in_any_window(case_file, settings, tmp_path, language, text):
    found = visited(case_file, settings, tmp_path, language, text)
    assert len(found) > 20
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.exhaustive
def test_nothing_is_cut_where_one_reads_from_right_to_left(case_file, settings, tmp_path):
    found = visited(case_file, settings, tmp_path, "en", 100, right_to_left=True)
    assert {name: faults for name, faults in found.items() if faults} == {}


LONG = "What was decided about all of these passages"


def narrow(made: QWidget) -> QWidget:
    made.setFixedWidth(60)
    return made


def low(made: QWidget) -> QWidget:
    made.setFixedSize(120, 16)
    return made


def combo() -> QComboBox:
    made = QComboBox()
    made.addItem(LONG)
    return made


def table() -> QTableWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([LONG])
    made.setColumnWidth(0, 40)
    return made


def tabs() -> QTabBar:
    made = QTabBar(usesScrollButtons=False)
    made.addTab(LONG)
    return made


def beyond() -> QWidget:
    parent = QWidget()
    parent.setFixedSize(200, 60)
    label = QLabel("here", parent)
    label.move(190, 20)
    return parent


def number() -> QDoubleSpinBox:
    return QDoubleSpinBox(suffix=f" {LONG}")


CUT = {
    "a button": lambda: narrow(QPushButton(LONG)),
    "a box to tick": lambda: narrow(QCheckBox(LONG)),
    "a label": lambda: narrow(QLabel(LONG)),
    "lines of a label": lambda: low(QLabel(LONG, wordWrap=True)),
    "a choice": lambda: narrow(combo()),
    "a number": lambda: narrow(number()),
    "a group": lambda: narrow(QGroupBox(LONG)),
    "tabs": lambda: narrow(tabs()),
    "a header": table,
    "a label beyond what holds it": beyond,
}


@pytest.mark.parametrize("what", CUT)
def test_what_is_cut_is_found(qtbot, qapp, what):
    apply_theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for whole in (QPushButton(LONG), QLabel(LONG), QLabel(LONG, wordWrap=True), combo(), number()):
        column.addWidget(whole)
    cut = CUT[what]()
    column.addWidget(cut)
    cut.hide()
    window.show()
    assert faults_in(window, QSize(*SMALL)) == []
    cut.show()
    qapp.processEvents()
    found = faults_in(window, QSize(*SMALL))
    assert len(found) == 1, found


def test_a_window_larger_than_the_screen_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(300, 760)
    window.show()
    assert faults_in(window, QSize(*LARGE)) == []
    assert [fault for fault in faults_in(window, QSize(*SMALL)) if "asks for at least 302×796" in fault]
