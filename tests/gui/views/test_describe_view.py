"""The page for describing: sentences by keys, taken back by keys, written as pairs; training in a real process."""

import json
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled, MachineError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.report.pairs import ANNOTATIONS
from cpcl_desktop.gui.lanes import training
from cpcl_desktop.gui.lanes.training import NOT_INSTALLED, progress_of, train, trainer
from cpcl_desktop.gui.views import training_part
from tests.gui.hands import TIMEOUT, open_case

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    QTest.keyClick(window, Qt.Key.Key_6, CONTROL)
    view = window.views.describe_page
    qtbot.waitUntil(lambda: bool(view.rows), timeout=TIMEOUT)
    return view


def say(qtbot, page, text) -> None:
    """Type a sentence where the focus is, and Enter."""
    assert QApplication.focusWidget() is page.line
    QTest.keyClicks(page.line, text)
    with qtbot.waitSignal(page.stored, timeout=TIMEOUT):
        QTest.keyClick(page.line, Qt.Key.Key_Return)


def written(case_file) -> list:
    with Case.read(case_file) as case:
        return [(one.track, one.text) for one in case.captions.history()]


def test_each_passage_gets_a_sentence_by_enter_and_the_next_is_shown(qtbot, page, case_file):
    tracks = [row.track for row in page.rows]
    assert len(tracks) == 2 and page.count.text() == "0 of 2 passages described"
    say(qtbot, page, "a red figure 1 2 3 / b n")  # keys of commands are letters here
    assert page.row.track == tracks[1] and page.line.text() == "" and page.progress.value() == 1
    say(qtbot, page, "a blue figure")
    assert page.row is None and page.count.text() == "2 of 2 passages described" and page.line.isReadOnly()
    assert written(case_file) == [(tracks[0], "a red figure 1 2 3 / b n"), (tracks[1], "a blue figure")]
    with Case.read(case_file) as case:
        assert not case.decisions.history() and verify_case(case, silent, footage=False).faults == []


def test_tab_reaches_all_of_the_page_and_it_has_the_keyboard_where_nothing_can_be_written(qtbot, window, page):
    def reached() -> set:
        found = set()
        while (focused := QApplication.focusWidget()) not in found:
            found.add(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        return found

    assert QApplication.focusWidget() is page.line
    assert {"Skip this passage", page.line.accessibleName()} <= {one.accessibleName() for one in reached()}
    page.rows, page._tracks = (), ()
    page.line.clearFocus()
    page._show()
    assert QApplication.focusWidget() is page.line and page.line.isReadOnly()


def test_skipping_and_going_back_store_nothing(page, case_file):
    first, second = (row.track for row in page.rows)
    QTest.keyClick(page.line, Qt.Key.Key_Return)  # nothing is written: nothing happens
    assert page.row.track == first
    QTest.keyClick(page.line, Qt.Key.Key_PageDown)
    assert page.row.track == second
    QTest.keyClick(page.line, Qt.Key.Key_PageUp)
    assert page.row.track == first and written(case_file) == []


def test_undo_is_the_texts_while_one_types_and_then_the_last_sentences(qtbot, page, case_file):
    first, second = (row.track for row in page.rows)
    say(qtbot, page, "a red figure")
    QTest.keyClicks(page.line, "a bl")
    QTest.keyClick(page.line, Qt.Key.Key_Z, CONTROL)
    assert page.line.text() == "" and page.row.track == second and len(written(case_file)) == 1
    with qtbot.waitSignal(page.stored, timeout=TIMEOUT):
        QTest.keyClick(page.line, Qt.Key.Key_Z, CONTROL)
    assert page.row.track == first and page.line.text() == "" and page.count.text().startswith("0 of 2")
    with qtbot.waitSignal(page.stored, timeout=TIMEOUT):
        QTest.keyClick(page.line, Qt.Key.Key_Y, CONTROL)
    assert page.line.text() == "a red figure"
    assert written(case_file) == [(first, "a red figure"), (first, ""), (first, "a red figure")]


def test_a_sentence_can_be_bettered_and_withdrawn(qtbot, page, case_file):
    first = page.row.track
    say(qtbot, page, "a figure")
    QTest.keyClick(page.line, Qt.Key.Key_PageUp)
    assert page.line.text() == "a figure"
    page.line.clear()
    say(qtbot, page, "a red figure")
    QTest.keyClick(page.line, Qt.Key.Key_PageUp)
    page.line.clear()
    say(qtbot, page, "")
    assert [text for _, text in written(case_file)] == ["a figure", "a red figure", ""] and first not in page.texts


def test_what_was_described_is_there_when_the_case_is_opened_again(qtbot, page, window, case_file):
    say(qtbot, page, "a red figure")
    window.desk.close()
    assert page.rows == () and page.texts == {}
    open_case(qtbot, window, case_file)
    window.actions_by_id["view_describe"].trigger()
    qtbot.waitUntil(lambda: bool(page.rows), timeout=TIMEOUT)
    assert page.count.text() == "1 of 2 passages described" and page.row == page.rows[1]


def test_pairs_are_written_where_the_user_says(qtbot, page, window, answers, monkeypatch, tmp_path):
    assert not window.actions_by_id["write_pairs"].isEnabled()
    say(qtbot, page, "a red figure")
    monkeypatch.setattr(answers, "new_folder", lambda parent, title, proposed: tmp_path / "out", raising=False)
    window.actions_by_id["write_pairs"].trigger()
    qtbot.waitUntil(lambda: "Written to" in page.training.verdict.text(), timeout=TIMEOUT)
    records = json.loads((tmp_path / "out" / ANNOTATIONS).read_text())
    assert {tuple(record["captions"]) for record in records} == {("a red figure",)}


def test_without_a_trainer_it_says_what_to_install_and_writes_nothing(qtbot, page, monkeypatch, tmp_path):
    say(qtbot, page, "a red figure")
    monkeypatch.setattr(training_part, "trainer", lambda: None)
    page.training.train(tmp_path / "here")
    assert page.training.verdict.text() == NOT_INSTALLED and not (tmp_path / "here").exists()


@pytest.mark.skipif(trainer() is None, reason="the trainer is not installed here")
def test_the_real_trainer_refuses_what_is_too_little_and_its_reason_is_shown(qtbot, page, tmp_path):
    say(qtbot, page, "a red figure")
    folder = tmp_path / "training"
    folder.mkdir()
    with qtbot.waitSignal(page.training.trained, timeout=6 * TIMEOUT) as told:  # it loads PyTorch first
        page.training.train(folder)
    assert not told.args[0].is_accepted and told.args[0].facts["groups"] == 1
    assert "Refused. There are 1 groups" in page.training.verdict.text() and not page.training.add.isVisible()
    assert (folder / "pairs" / ANNOTATIONS).is_file() and not (folder / "model").exists()


def program(path: Path, body: str) -> Path:
    """A trainer of our own making, as a process: what ours says in minutes, in an instant."""
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(body)}")
    path.chmod(0o755)
    return path


needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


@needs_scripts
def test_progress_of_the_process_is_told_and_an_accepted_model_is_offered(tmp_path):
    told: list[Progress] = []
    made = program(
        tmp_path / "trainer",
        """
        import json, sys
        sys.stderr.write("rendered 1 of 4 people\\rrendered 4 of 4 people\\nlearnt 3 of 9 steps (head)\\n")
        print(json.dumps({"verdict": "accepted", "reason": "", "bundle": sys.argv[5], "groups": 40}))
        """,
    )
    trained = train(made, Path("m"), Path("p"), tmp_path / "model", told.append)
    counted = [(one.done, one.total) for one in told if one.total]
    assert trained.is_accepted and trained.bundle == tmp_path / "model" and trained.facts["groups"] == 40
    assert counted[-1] == (3, 9) and (4, 4) in counted


@needs_scripts
def test_stopping_ends_the_process(tmp_path):
    made = program(
        tmp_path / "trainer",
        f"""
        import time, pathlib
        pathlib.Path({str(tmp_path / "begun")!r}).touch()
        time.sleep(600)
        """,
    )

    def stop(progress: Progress) -> None:
        if (tmp_path / "begun").exists():
            raise Cancelled("Stopped.")

    begun = []
    popen = training.subprocess.Popen
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Cancelled):
        patch.setattr(training.subprocess, "Popen", lambda *a, **k: begun.append(popen(*a, **k)) or begun[-1])
        train(made, Path("m"), Path("p"), tmp_path / "model", stop)
    assert begun[0].poll() is not None


@needs_scripts
def test_a_process_that_ends_without_a_verdict_is_told_with_its_last_words(tmp_path):
    made = program(
        tmp_path / "trainer",
        """
        import sys
        sys.stderr.write("rendered 3 of 600 people\\r")
        sys.exit("cpcl-train: There is no room on the disk.")
        """,
    )
    with pytest.raises(MachineError, match=r"verdict: There is no room on the disk\. The pairs"):
        train(made, Path("m"), Path("p"), tmp_path / "model", silent)


def test_lines_of_the_trainer_count_where_they_count():
    assert progress_of("rendered 1,020 of 2,000 people").fraction == 0.51
    assert progress_of("opening the model").fraction is None
