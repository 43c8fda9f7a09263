"""No control shows less of its text than there is, in any window, language and size of text."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
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

from .conftest import settings_in

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (1366, 768), (1920, 1080)  # screens, in pixels, for text of 100 % and of 200 %


@dataclass(frozen=True)
class Visit:
    """How the windows are shown: in which language, with text of how many per cent, from which side."""

    language: str
    text: int
    right_to_left: bool = False

    def __str__(self) -> str:
        return f"{self.language}-{self.text}{'-right-to-left' if self.right_to_left else ''}"


USUAL = Visit("en", 100)
OTHERS = (Visit("en", 200), Visit("zh_CN", 100), Visit("zh_CN", 200), Visit("en", 100, right_to_left=True))


def visited(visit: Visit, folder: Path, case: Path, model: Path) -> dict[str, list[str]]:
    """What `every_window` finds in a process of its own."""
    folder.mkdir()
    settings_in(folder, model).flush()
    width, height = SMALL if visit.text == 100 else LARGE
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    (folder / "screen.json").write_text(json.dumps({"screens": [one]}))
    options = {
        "case": shutil.copy(case, folder), "settings": str(folder / "settings.ini"), "language": visit.language,
        "text": visit.text, "right_to_left": visit.right_to_left, "screen": [width, height],
    }  # fmt: skip
    environment = os.environ | {"CPCL_HOME": str(folder / "home")}
    environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={folder / 'screen.json'}"
    command = [sys.executable, "-m", "tests.gui.every_window", json.dumps(options)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def visits(request, tmp_path_factory, ingested, probe_model) -> Iterator[dict[Visit, Future]]:
    """Those that the tests of this run ask for, all at once: most of the time each waits for a page to rest."""
    folder = tmp_path_factory.mktemp("visits")
    case = Path(shutil.copy(ingested, folder / "ready.cpcl"))
    with Case.open(case) as opened:
        for name, digit in (("Suspect A", 4), ("Vehicle with a trailer, or a bus", 6), ("Bag", NO_DIGIT)):
            opened.marks.set_all([1, 2], kind_of(opened.labels.make(name, digit).label), True)
    asking = [test for test in request.session.items if "visits" in getattr(test, "fixturenames", ())]
    asked = [test.callspec.params["visit"] for test in asking]
    with ThreadPoolExecutor(len(asked)) as pool:
        yield {one: pool.submit(visited, one, folder / str(one), case, probe_model) for one in asked}


@pytest.mark.parametrize(
    "visit", [USUAL, *(pytest.param(one, marks=pytest.mark.exhaustive) for one in OTHERS)], ids=str
)
def test_nothing_is_cut_in_any_window(visits, visit):
    found = visits[visit].result()
    assert len(found) > 20
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
