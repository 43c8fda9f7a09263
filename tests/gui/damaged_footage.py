"""Adds damaged footage in a window of a language, closes, opens again and checks: run as a process.

A language holds for a whole process, hence this one. It prints all that the window said of it, by where.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from cpcl_desktop.engine.runtime.language import choose
from tests.gui.every_window import settle, wait_for

Said = dict[str, list[str]]


def rows(model, role: Qt.ItemDataRole, column: int = 0) -> list[str]:
    """What a model says in a column."""
    return [str(model.index(row, column).data(role)) for row in range(model.rowCount())]


def looked_at(running, window, when: str, pictures: Path | None) -> Said:
    """What the list of footage, the page of coverage and the page of the log say."""
    found: Said = {f"tips {when}": rows(window.sources_panel.model, Qt.ItemDataRole.ToolTipRole)}
    act = window.actions_by_id
    act["view_coverage"].trigger()
    coverage = window.views.coverage
    wait_for(running, "coverage", lambda: coverage.model.rowCount() == window.sources_panel.model.rowCount())
    settle(running)
    grab(window, pictures, f"coverage {when}")
    found[f"coverage {when}"] = [coverage.text.toPlainText(), *rows(coverage.model, Qt.ItemDataRole.ToolTipRole)]
    act["view_log"].trigger()
    log = window.views.log
    wait_for(running, "the log", lambda: log.model.rowCount() and log.model.entry(0) is not None)
    settle(running)
    grab(window, pictures, f"log {when}")
    for column, name in ((3, "actions"), (4, "log")):
        found[f"{name} {when}"] = rows(log.model, Qt.ItemDataRole.DisplayRole, column)
    act["view_search"].trigger()
    return found


def grab(window, pictures: Path | None, name: str) -> None:
    """Keep a picture of the window, for people to look at."""
    if pictures is not None:
        shot: QPixmap = window.grab()
        shot.save(str(pictures / f"{name}.png"))


def said_of(options: Mapping[str, object]) -> Said:
    """Go through it; `options` as `test_chinese_window.py` makes them."""
    from cpcl_desktop.gui.application import application, make_window
    from cpcl_desktop.gui.settings import Settings

    running, case = application(), Path(str(options["case"]))
    pictures = Path(str(options["pictures"])) if options.get("pictures") else None
    window = make_window(Settings(QSettings(str(options["settings"]), QSettings.Format.IniFormat)))
    window.resize(1200, 800)
    window.show()
    answers: list[object] = []
    stages: list[str] = []
    window.desk.answered.connect(answers.append)
    window.desk.ingesting.connect(lambda job: job.progressed.connect(lambda now: stages.append(now.stage)))
    window.asking.open_case(case)
    wait_for(running, "the case", lambda: answers)
    added: list[object] = []
    window.desk.added.connect(added.append)
    window.asking.add_footage([Path(str(options["footage"]))])
    wait_for(running, "the footage", lambda: added and not window.desk.is_ingesting)
    settle(running)
    grab(window, pictures, "added")
    found: Said = {"notice": [label.text() for label in window.page.footage.findChildren(QLabel)]}
    found["stages"] = sorted(set(stages))
    found |= looked_at(running, window, "at once", pictures)
    window.desk.close()
    settle(running)
    answers.clear()
    window.asking.open_case(case)
    wait_for(running, "the case again", lambda: answers)
    settle(running)
    found |= looked_at(running, window, "again", pictures)
    found["refused"] = [refused(running, window, text) for text in ("eine Frau mit roter Jacke", "a man yesterday")]
    with (Path(str(options["footage"])) / "whole.mp4").open("ab") as file:
        file.write(b"more")
    log = window.views.log
    window.actions_by_id["view_log"].trigger()
    log.footage.setChecked(True)
    log.on_verify()
    wait_for(running, "the verdict", lambda: log.findings.toPlainText())
    settle(running)
    grab(window, pictures, "verdict")
    found["verdict"] = [log.found.text(), log.findings.toPlainText()]
    window.desk.shut()
    return found


def refused(running, window, text: str) -> str:
    """What the window says of a description that it does not search for."""
    failed: list[object] = []
    window.desk.search_failed.connect(failed.append)
    window.page.panel.box.line.setText(text)
    window.page.search()
    wait_for(running, "the refusal", lambda: failed)
    return " ".join(label.text() for label in window.page.panel.notice.findChildren(QLabel))


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    choose(given["language"])
    print(json.dumps(said_of(given), ensure_ascii=True))
