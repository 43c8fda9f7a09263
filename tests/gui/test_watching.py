"""Folders that are watched on request: what arrives is added, and nothing is watched unasked."""

import shutil
import threading

import pytest

from .hands import TIMEOUT, open_case


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr("cpcl_desktop.engine.sources.arrivals.STILL_S", 0.3)
    monkeypatch.setattr("cpcl_desktop.gui.watching.SOON_MS", 100)
    monkeypatch.setattr("cpcl_desktop.gui.watching.LOOK_MS", 200)


@pytest.fixture
def folder(tmp_path, clip):
    made = tmp_path / "recorder"
    made.mkdir()
    (made / "there already.mp4").write_bytes(clip.read_bytes() + b"\0")
    return made


@pytest.fixture
def watching(qtbot, window, case_file, folder, answers, monkeypatch):
    open_case(qtbot, window, case_file)
    assert not window.sources_panel.watched.cards
    monkeypatch.setattr(answers, "folder", lambda parent, title: folder, raising=False)
    window.actions_by_id["watch_folder"].trigger()
    qtbot.waitUntil(lambda: [one.is_on for one in window.caring.watching.folders] == [True], timeout=TIMEOUT)
    return window


def names(window) -> list[str]:
    return [source.name for source in window.desk.survey.sources]


def press(window, spoken: str) -> None:
    buttons = [b for card in window.sources_panel.watched.cards for b in card.findChildren(object)]
    (button,) = [b for b in buttons if getattr(b, "accessibleName", str)() == spoken]
    button.click()


def test_what_newly_arrives_is_added_and_what_was_there_is_not(qtbot, watching, folder, clip):
    shutil.copy(clip, folder / "new.mp4")
    with (folder / "new.mp4").open("ab") as file:
        file.write(b"1")
    qtbot.waitUntil(lambda: names(watching) == ["crossing.mp4", "new.mp4"], timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not watching.desk.is_ingesting, timeout=TIMEOUT)
    assert watching.caring.watching.folders[0].added == 1


def test_a_folder_is_let_be_and_watched_again_only_when_asked(qtbot, watching, folder, clip, case_file):
    press(watching, "Stop watching recorder")
    shutil.copy(clip, folder / "later.mp4")
    with (folder / "later.mp4").open("ab") as file:
        file.write(b"2")
    watching.actions_by_id["close_case"].trigger()
    qtbot.waitUntil(lambda: watching.desk.workspace is None, timeout=TIMEOUT)
    assert not watching.sources_panel.watched.cards
    open_case(qtbot, watching, case_file)
    (one,) = watching.caring.watching.folders
    qtbot.wait(800)
    assert not one.is_on and names(watching) == ["crossing.mp4"]  # nothing is watched unless somebody says so
    press(watching, "Watch recorder again")
    qtbot.waitUntil(lambda: names(watching) == ["crossing.mp4", "later.mp4"], timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not watching.desk.is_ingesting, timeout=TIMEOUT)
    press(watching, "Stop watching recorder")
    press(watching, "Forget recorder")
    assert not watching.sources_panel.watched.cards
    watching.actions_by_id["close_case"].trigger()
    qtbot.waitUntil(lambda: watching.desk.workspace is None, timeout=TIMEOUT)
    open_case(qtbot, watching, case_file)
    assert not watching.caring.watching.folders


def test_a_folder_that_goes_is_said_once_and_watched_no_more(qtbot, watching, folder, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1]))
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT)
    qtbot.wait(600)
    assert told == ["recorder is not watched any more"]
    assert [one.is_on for one in watching.caring.watching.folders] == [False]


def test_what_a_look_found_is_added_also_where_watching_was_stopped_meanwhile(qtbot, watching, folder, clip):
    """It would not be told again: what arrived is never lost."""
    told, one = [], watching.caring.watching.folders[0]
    watching.caring.watching.arrived.connect(lambda paths: told.extend(path.name for path in paths))
    shutil.copy(clip, folder / "new.mp4")
    with (folder / "new.mp4").open("ab") as file:
        file.write(b"1")
    look = one.arrivals.look

    def look_and_stop(now_s):
        found = look(now_s)
        if found:
            has_found.set()
            stopped.wait(TIMEOUT / 1000)
        return found

    has_found, stopped = threading.Event(), threading.Event()
    one.arrivals.look = look_and_stop
    qtbot.waitUntil(has_found.is_set, timeout=TIMEOUT)
    press(watching, "Stop watching recorder")
    stopped.set()
    qtbot.waitUntil(lambda: told == ["new.mp4"], timeout=TIMEOUT)
    assert not one.is_on
    qtbot.waitUntil(lambda: names(watching) == ["crossing.mp4", "new.mp4"], timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not watching.desk.is_ingesting, timeout=TIMEOUT)
