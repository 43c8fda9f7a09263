"""Merging cases from the window: what comes of it is shown, and everything that is on view follows."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.gui.dialogs.merged_dialog import MergedDialog
from cpcl_desktop.gui.merge_wording import MOST, as_page, sum_lines
from cpcl_desktop.gui.merging import MERGING
from cpcl_desktop.gui.panels.job_card import JobCard
from tests.gui.every_window import merged_of

from .conftest import ingest_clip, write_clip
from .hands import TIMEOUT, open_case


@pytest.fixture(scope="module")
def part(tmp_path_factory, probe_model) -> Path:
    """A case of other footage, in which somebody decided and saved a search."""
    folder = tmp_path_factory.mktemp("part")
    path = ingest_clip(folder / "other.cpcl", write_clip(folder / "yard.mp4", ground=9), probe_model)
    with Case.open(path) as case:
        case.decisions.decide(1, "match", note="sure")
        case.searches.save("the courier", '{"text": "red"}')
    return path


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 1, timeout=TIMEOUT)
    return window


def choose(window, *parts: Path) -> None:
    window.asking.choosers.cases = lambda parent: parts


def idle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.is_ingesting, timeout=TIMEOUT)


def test_cases_are_merged_into_the_open_one_and_all_that_is_shown_follows(qtbot, ready, part):
    choose(ready, part)
    saved = []
    ready.desk.saving.changed.connect(lambda every: saved.append([one.name for one in every]))
    with qtbot.waitSignal(ready.merging.merged, timeout=TIMEOUT) as told:
        ready.actions_by_id["merge_cases"].trigger()
        assert not ready.actions_by_id["merge_cases"].isEnabled()
    (merged,) = told.args
    assert pickle.loads(pickle.dumps(merged)) == merged  # as it comes from a process beside the window
    dialog = ready.findChild(MergedDialog)
    assert dialog.isVisible() and dialog.sum.text().startswith("1 source taken over.")
    assert dialog.sum.text().endswith("searches carried over: 2.")
    assert "yard.mp4" in dialog.page.toPlainText() and "taken over" in dialog.page.toPlainText()
    dialog.close()
    qtbot.waitUntil(lambda: ready.sources_panel.model.rowCount() == 2, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: len(ready.page.results.model.hits) == 4, timeout=TIMEOUT)
    qtbot.waitUntil(
        lambda: [one.note for one in ready.desk.deciding.decisions.values()] == ["sure"], timeout=TIMEOUT
    )
    qtbot.waitUntil(lambda: saved[-1:] == [["the courier"]], timeout=TIMEOUT)
    idle(qtbot, ready)
    assert ready.actions_by_id["merge_cases"].isEnabled()


def test_what_cannot_be_merged_is_told_and_changes_nothing(qtbot, ready, case_file, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda _, title, error: told.append((title, error)))
    choose(ready, case_file)
    ready.actions_by_id["merge_cases"].trigger()
    qtbot.waitUntil(lambda: len(told) == 1, timeout=TIMEOUT)
    ((title, error),) = told
    assert title == "The cases were not merged" and isinstance(error, UsageError)
    idle(qtbot, ready)
    assert ready.findChild(MergedDialog) is None and ready.sources_panel.model.rowCount() == 1


def test_nothing_is_asked_for_and_a_merge_that_is_stopped_shows_nothing(qtbot, ready, part):
    choose(ready)
    ready.actions_by_id["merge_cases"].trigger()
    assert not ready.desk.is_ingesting
    choose(ready, part)
    ready.actions_by_id["merge_cases"].trigger()
    (job,) = ready.desk.workspace.writer.jobs
    with qtbot.waitSignal(job.cancelled, timeout=TIMEOUT):
        job.cancel()
    idle(qtbot, ready)
    assert ready.findChild(MergedDialog) is None


def test_closing_while_cases_are_merged_asks_about_that_and_stops_all_that_writes(qtbot, ready, answers, part):
    choose(ready, part)
    before = len(answers.asked)
    ready.actions_by_id["merge_cases"].trigger()
    answers.stop = False
    ready.close()
    assert ready.isVisible() and answers.asked[before:] == ["stop merging cases?"]
    answers.stop = True
    ready.close()
    assert answers.asked[before:] == ["stop merging cases?"] * 2
    card = ready.sources_panel.findChild(JobCard)
    assert card is not None and MERGING.stopping in [label.text() for label in card.findChildren(QLabel)]
    qtbot.waitUntil(lambda: not ready.isVisible(), timeout=TIMEOUT)


def test_a_page_tells_of_all_that_somebody_should_look_at_and_bounds_its_length(qtbot, ready):
    merged = merged_of(ready.desk.survey.sources[0])
    page, said = as_page(merged), sum_lines(merged)
    assert "1 passage was decided otherwise" in said and "1 thing could not be carried over whole" in said
    for told in ("no match", "match (anna, 2026-03-12 12:00, a.cpcl)", "not known · a.cpcl"):
        assert told in page
    assert "decision about persons 31" in page and "And " not in page
    assert "ch01 (/south/ch01) · a.cpcl" in page and "found by motion, 2 frames a second" in page
    assert "Cameras that are called alike count as one camera now" in page
    many = type(merged)(list(merged.sources) * MOST, 0, merged.counts, [], [], [])
    assert f"And {3 * MOST - MOST} more: see the log." in as_page(many) and "Decided otherwise" not in as_page(many)
    assert "called alike" not in as_page(replace(merged, differences=merged.differences[:2]))
