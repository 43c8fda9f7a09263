"""The list of footage: pictures, times and gaps of each source, the bin, checking, reading again."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.evidence.verify import Footage as Checked
from cpcl_desktop.engine.recorder_time import stated_start
from cpcl_desktop.engine.records import Gap, RecorderClock, Source
from cpcl_desktop.gui.look.theme import LIGHT
from cpcl_desktop.gui.panels.source_row import draw_read
from cpcl_desktop.gui.panels.sources_model import PLACE_ROLE, SOURCE_ROLE, STATE_ROLE, SourcesModel

from .conftest import write_clip
from .hands import TIMEOUT, drop, open_case, search


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 1, timeout=TIMEOUT)
    return window


def state(window, row: int = 0) -> str:
    return window.sources_panel.model.index(row).data(STATE_ROLE).text


def select(window, row: int = 0) -> None:
    panel = window.sources_panel
    panel.list.setCurrentIndex(panel.model.index(row))
    panel.list.setFocus()


def in_bin(window) -> list[bool]:
    model = window.sources_panel.model
    return [model.index(row).data(SOURCE_ROLE).in_bin for row in range(model.rowCount())]


def test_what_is_put_into_the_bin_leaves_the_hits_and_undo_brings_it_back(qtbot, ready):
    assert len(search(qtbot, ready, "red")) == 2
    select(ready)
    QTest.keyClick(ready.sources_panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: in_bin(ready) == [True] and not ready.page.results.model.hits, timeout=TIMEOUT)
    assert state(ready) == "In the bin · 2 passages not searched" and ready.desk.survey.tracks == 0
    qtbot.waitUntil(
        lambda: ready.page.results.empty.heading == "All footage of this case is in the bin", timeout=TIMEOUT
    )
    assert ready.actions_by_id["undo"].isEnabled()
    ready.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: in_bin(ready) == [False] and len(ready.page.results.model.hits) == 2, timeout=TIMEOUT)
    ready.actions_by_id["redo"].trigger()
    qtbot.waitUntil(lambda: in_bin(ready) == [True], timeout=TIMEOUT)
    select(ready)
    assert ready.actions_by_id["put_back"].isEnabled() and not ready.actions_by_id["clock"].isEnabled()
    ready.actions_by_id["put_back"].trigger()
    qtbot.waitUntil(lambda: in_bin(ready) == [False], timeout=TIMEOUT)
    with Case.read(ready.desk.workspace.path) as case:
        told = [entry.details["outcome"] for entry in case.log.entries("bin")]
    assert told == ["taken out", "put back", "taken out", "put back"]


def test_footage_in_the_bin_that_is_added_again_comes_back_and_that_is_said(qtbot, ready, clip):
    with qtbot.waitSignal(ready.desk.undoing.binning.moved, timeout=TIMEOUT):
        ready.desk.undoing.binning.take_out(ready.desk.survey.sources)
    with qtbot.waitSignal(ready.desk.added, timeout=TIMEOUT):
        drop(ready, clip)
    said = "1 source lay in the bin and came back as it was, since it was added again: crossing.mp4."
    assert said in ready.page.footage.text
    qtbot.waitUntil(lambda: in_bin(ready) == [False], timeout=TIMEOUT)


def behind_a_large_folder(ready):
    """Ask for all sources to be taken out while the list is busy; returns the event that lets it go on."""
    goes_on = threading.Event()
    ready.desk.workspace.queue.job("a large folder", lambda _: goes_on.wait(TIMEOUT / 1000)).start()
    ready.desk.undoing.binning.take_out(ready.desk.survey.sources)
    return goes_on


def test_stopping_to_add_footage_leaves_a_move_that_waits(qtbot, ready):
    goes_on, binning = behind_a_large_folder(ready), ready.desk.undoing.binning
    ready.desk.stop_ingest()
    with qtbot.waitSignal(binning.moved, timeout=TIMEOUT):
        goes_on.set()
    assert binning.steps.can_undo
    qtbot.waitUntil(lambda: in_bin(ready) == [True], timeout=TIMEOUT)


def test_a_move_that_was_stopped_before_it_began_is_not_there_to_be_undone(qtbot, ready):
    goes_on, binning = behind_a_large_folder(ready), ready.desk.undoing.binning
    assert binning.steps.can_undo
    for job in ready.desk.workspace.queue.jobs:
        job.cancel()
    with qtbot.waitSignal(binning.moved, timeout=TIMEOUT):
        goes_on.set()
    assert not binning.steps.can_undo and not binning.steps.can_redo


def test_emptying_the_bin_says_what_goes_and_is_only_done_when_confirmed(qtbot, ready, answers, monkeypatch):
    asked, agree = [], [False]

    def confirm(parent, title, text, button) -> bool:
        asked.append(text)
        return agree[0]

    monkeypatch.setattr(answers, "confirm", confirm, raising=False)
    hits = ready.page.results.model.hits
    ready.desk.deciding.judge(hits[0], "match")
    select(ready)
    ready.actions_by_id["take_out"].trigger()
    empty = ready.actions_by_id["empty_bin"]
    qtbot.waitUntil(lambda: in_bin(ready) == [True] and empty.isEnabled(), timeout=TIMEOUT)
    empty.trigger()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=TIMEOUT)
    assert "crossing.mp4" in asked[0] and "2 passages" in asked[0] and "1 decision, mark or sentence" in asked[0]
    assert in_bin(ready) == [True]
    empty.trigger()
    ready._update()  # while the bin is looked at, as when hits arrive just then
    qtbot.waitUntil(lambda: len(asked) == 2 and empty.isEnabled(), timeout=TIMEOUT)
    agree[0] = True
    empty.trigger()
    qtbot.waitUntil(lambda: ready.sources_panel.model.rowCount() == 0, timeout=TIMEOUT)
    assert not empty.isEnabled()
    ready.actions_by_id["undo"].trigger()  # the decision on what is gone cannot be taken back; nothing breaks
    with Case.read(ready.desk.workspace.path) as case:
        assert case.log.entries("bin")[-1].details["outcome"] == "removed" and case.counts()["crop"] == 0


def test_what_another_window_decides_while_the_bin_is_confirmed_is_not_removed(qtbot, ready, answers, monkeypatch):
    def confirm(parent, title, text, button) -> bool:
        with Case.open(ready.desk.workspace.path) as case:
            case.decisions.decide(1, "match")
        return True

    monkeypatch.setattr(answers, "confirm", confirm, raising=False)
    failed: list[str] = []
    ready.caring.failed.connect(lambda what, error: failed.append(f"{what}: {error}"))
    select(ready)
    ready.actions_by_id["take_out"].trigger()
    empty = ready.actions_by_id["empty_bin"]
    qtbot.waitUntil(lambda: in_bin(ready) == [True] and empty.isEnabled(), timeout=TIMEOUT)
    empty.trigger()
    qtbot.waitUntil(lambda: bool(failed), timeout=TIMEOUT)
    assert failed[0].startswith("The bin was not emptied: People decided")
    with Case.read(ready.desk.workspace.path) as case:
        assert len(case.sources.binned()) == 1 and len(case.decisions.history()) == 1


def test_a_check_says_whether_the_footage_is_what_was_added(qtbot, window, tmp_path, clip):
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(clip.read_bytes())
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, copy)
    qtbot.waitUntil(lambda: "2 passages" in state(window), timeout=TIMEOUT)
    select(window)
    check = window.actions_by_id["check_again"]
    check.trigger()
    qtbot.waitUntil(lambda: state(window).endswith("content as added"), timeout=TIMEOUT)
    assert window.status.currentMessage() == "1 source has the content that was added."
    copy.write_bytes(clip.read_bytes()[:-1] + b"?")
    check.trigger()
    qtbot.waitUntil(lambda: state(window).startswith("Changed"), timeout=TIMEOUT)
    assert "its content has changed" in window.page.place.text


def test_what_a_check_found_is_not_said_of_footage_that_went_or_came_back(qtbot, ready):
    model, (source,) = ready.sources_panel.model, ready.desk.survey.sources
    model.set_checked([Checked(source, "as added")])
    assert state(ready).endswith("content as added")
    model.set_missing(frozenset({source.id}))
    assert state(ready).startswith("Not where it was") and "as added" not in state(ready)
    model.set_checked([Checked(source, "missing")])
    assert state(ready) == "Not where it was: could not be checked"
    model.set_missing(frozenset())
    assert state(ready).startswith("2 passages")


def test_one_source_is_read_again_and_the_others_are_left(qtbot, window, unfinished, tmp_path):
    (tmp_path / "bad.mp4").write_bytes(b"no video at all")
    open_case(qtbot, window, unfinished)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, tmp_path / "bad.mp4")
    model = window.sources_panel.model
    qtbot.waitUntil(lambda: model.rowCount() >= 1, timeout=TIMEOUT)
    select(window, 0)
    again = window.actions_by_id["read_again"]
    qtbot.waitUntil(again.isEnabled, timeout=TIMEOUT)
    read = []
    window.desk.added.connect(lambda added: read.extend(source.path.name for source in added.sources))
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        again.trigger()
    qtbot.waitUntil(lambda: model.index(0).data(SOURCE_ROLE).state == "done", timeout=TIMEOUT)
    assert read == ["crossing.mp4"] and not again.isEnabled()


def test_moved_footage_is_found_for_the_selected_source_alone(qtbot, ready, answers, monkeypatch, tmp_path, clip):
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (moved / "other name.mp4").write_bytes(clip.read_bytes())
    monkeypatch.setattr(answers, "folder", lambda parent, title: moved, raising=False)
    select(ready)
    with qtbot.waitSignal(ready.desk.relinked, timeout=TIMEOUT) as told:
        ready.actions_by_id["relink_selected"].trigger()
    assert [one.outcome for one in told.args[0]] == ["in place"]


def test_a_row_has_a_picture_when_it_is_shown_and_says_where_and_when(qtbot, ready):
    model = ready.sources_panel.model
    qtbot.waitUntil(lambda: model.thumbnails.get(1) is not None, timeout=TIMEOUT)
    assert not model.thumbnails.get(1).isNull()
    assert model.index(0).data(PLACE_ROLE) == model.index(0).data(SOURCE_ROLE).camera
    clock = RecorderClock(stated_start("2026-03-14 09:12:30"), "user")
    ready.desk.undoing.clocks.state(ready.desk.survey.sources, {1: clock})
    qtbot.waitUntil(lambda: model.index(0).data(PLACE_ROLE).startswith("2026-03-14 09:12 · "), timeout=TIMEOUT)
    assert "2026-03-14 09:12:30–09:12:39" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_where_nobody_was_found_the_footage_is_the_picture_and_none_once_it_is_gone(qtbot, window, tmp_path):
    empty = write_clip(tmp_path / "empty.mp4", seconds=2, walks=())
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, empty)
    model = window.sources_panel.model
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.thumbnails.get(1) is not None, timeout=TIMEOUT)
    picture = model.thumbnails.get(1).toImage()
    assert model.sources[0].tracks == 0 and not picture.isNull()
    assert 80 < picture.pixelColor(picture.rect().center()).lightness() < 160  # the clip's grey ground
    empty.rename(tmp_path / "elsewhere.mp4")
    model.thumbnails.forget({1})
    qtbot.waitUntil(lambda: model.thumbnails.get(1) is not None, timeout=TIMEOUT)
    assert model.thumbnails.get(1).isNull()


def test_only_rows_that_are_seen_ask_for_pictures_and_hundreds_scroll(qtbot, window, monkeypatch):
    asked: set[int] = set()
    panel = window.sources_panel
    monkeypatch.setattr(panel.model.thumbnails, "get", lambda source: asked.add(source))
    many = [
        Source(n, Path(f"/a/{n}.mp4"), "video", "", 0, "gate", "done", decoded_s=60, tracks=3)
        for n in range(1, 501)
    ]
    panel.show_sources(many)
    panel.list.grab()
    seen = len(asked)
    assert 0 < seen < 30
    panel.list.scrollToBottom()
    panel.list.grab()
    assert 500 in asked and len(asked) <= 2 * seen + 2


def drawn(source: Source) -> QImage:
    image = QImage(100, 5, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_read(painter, QRectF(0, 0, 100, 5), SourceCoverage(source), LIGHT)
    painter.end()
    return image


def test_only_rows_that_changed_are_drawn_again(qapp):
    """While one of many is read, the case is looked at every two seconds."""
    model, again = SourcesModel(), []
    known = [
        Source(number, Path(f"{number}.mp4"), "video", "", 0, "camera", "waiting" if number == 3 else "done")
        for number in range(1, 6)
    ]
    model.show(known)
    model.dataChanged.connect(lambda first, last: again.append((first.row(), last.row())))
    model.show([replace(source) for source in known])
    assert again == []
    model.show([replace(source, state="partial") if source.id == 3 else source for source in known])
    assert again == [(2, 2)] and model.index(2).data(SOURCE_ROLE).state == "partial"


def test_the_bar_shows_read_gap_and_unread_by_colour_and_pattern():
    fields = {"declared_s": 100.0, "frames_decoded": 100, "frames_measured": 100, "reached_us": 60_000_000}
    part = Source(1, Path("/a.mp4"), "video", "", 0, "gate", "partial", decoded_s=60.0, **fields)
    image = drawn(
        Source(**{**{n: getattr(part, n) for n in Source.__slots__}, "gaps": (Gap(20_000_000, 40_000_000, "bad"),)})
    )

    def colours(first: int, last: int) -> set[str]:
        return {image.pixelColor(x, y).name() for x in range(first, last) for y in range(1, 4)}

    assert colours(2, 18) == {LIGHT.done}
    assert {LIGHT.failed, LIGHT.surface} == colours(22, 38)  # hatched
    assert {LIGHT.muted, LIGHT.surface} == colours(62, 98)  # dotted
    whole = Source(1, Path("/a.mp4"), "video", "", 0, "gate", "done", decoded_s=60.0, declared_s=60.0)
    assert {drawn(whole).pixelColor(x, 2).name() for x in range(100)} == {"#ffffff"}


def test_several_are_taken_out_and_undone_at_once(qtbot, ready, tmp_path, clip):
    other = tmp_path / "other.mp4"
    other.write_bytes(clip.read_bytes() + b"\0")
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, other)
    qtbot.waitUntil(lambda: [one.state for one in ready.desk.survey.sources] == ["done"] * 2, timeout=TIMEOUT)
    panel = ready.sources_panel
    for row in (0, 1):
        panel.list.selectionModel().select(panel.model.index(row), QItemSelectionModel.SelectionFlag.Select)
    ready.actions_by_id["take_out"].trigger()
    qtbot.waitUntil(lambda: in_bin(ready) == [True, True], timeout=TIMEOUT)
    ready.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: in_bin(ready) == [False, False], timeout=TIMEOUT)
