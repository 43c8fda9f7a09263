"""The first run: a case of the clip that comes with the program, without a question."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.runtime.places import sample_clip
from cpcl_desktop.gui.panels.guidance import NO_CASE
from cpcl_desktop.gui.settings import SAMPLE_FPS

from .hands import TIMEOUT, search


@pytest.fixture
def documents(tmp_path, monkeypatch) -> Path:
    """The folder in which the user's documents lie."""
    folder = tmp_path / "user" / "Documents"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.setenv("USERPROFILE", str(folder.parent))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def test_the_sample_is_made_read_and_searched_without_a_question(qtbot, window, answers, settings, documents):
    settings.set(SAMPLE_FPS, 5.0)
    assert NO_CASE.commands[-1] == "try_sample" and window.actions_by_id["try_sample"].isEnabled()
    before = sample_clip().stat()
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT):
        window.actions_by_id["try_sample"].trigger()
    qtbot.waitUntil(lambda: not window.desk.is_ingesting and window.desk.survey.tracks > 0, timeout=TIMEOUT)
    (made,) = documents.glob("*.cpcl")
    assert made.name == "CPCL sample.cpcl" == window.desk.workspace.path.name
    assert answers.asked == [] and "comes with the program" in window.page.place.text
    assert [source.path for source in window.desk.survey.sources] == [sample_clip()]
    assert len(search(qtbot, window, "red")) > 0
    assert sample_clip().stat() == before  # only read

    with qtbot.waitSignal(window.desk.opened, timeout=TIMEOUT):  # from Help, any time later
        window.actions_by_id["try_sample"].trigger()
    assert not window.desk.is_ingesting and len(window.desk.survey.sources) == 1
    assert list(documents.glob("*.cpcl")) == [made]


def test_where_the_case_cannot_be_opened_it_says_so(qtbot, window, documents, monkeypatch):
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *_: None)
    (documents / "CPCL sample.cpcl").mkdir()  # what cannot be opened, whoever asks
    failures = []
    window.desk.failed.connect(lambda tried, error: failures.append(str(error)))
    with qtbot.waitSignal(window.desk.failed, timeout=TIMEOUT):
        window.actions_by_id["try_sample"].trigger()
    assert window.desk.workspace is None and len(failures) == 1


def test_a_sample_whose_program_was_moved_is_found_again(qtbot, window, settings, documents, tmp_path):
    moved = tmp_path / "before" / "demo.mp4"
    moved.parent.mkdir()
    moved.write_bytes(sample_clip().read_bytes())
    own, away = tmp_path / "own.mp4", tmp_path / "away.mp4"
    own.touch()
    with Case.open(documents / "CPCL sample.cpcl", create=True) as case:
        for number, path in enumerate((own, away)):
            case.sources.add(path, "video", f"{number:064}", 99, "gate", {})
    settings.set(SAMPLE_FPS, 2.0)
    with qtbot.waitSignal(window.desk.opened, timeout=TIMEOUT):
        window.asking.open_case(documents / "CPCL sample.cpcl")
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT):
        window.asking.add_footage([moved])
    qtbot.waitUntil(lambda: not window.desk.is_ingesting, timeout=TIMEOUT)
    moved.unlink()
    with qtbot.waitSignal(window.desk.relinked, timeout=TIMEOUT) as looked:
        window.actions_by_id["try_sample"].trigger()
    assert [one.outcome for one in looked.args[0]] == [
        "relinked"
    ]  # the user's own is not looked for in the program
    here = [own, away, sample_clip()]
    qtbot.waitUntil(lambda: [one.path for one in window.desk.survey.sources] == here, timeout=TIMEOUT)
    jobs = []
    window.desk.relinking.connect(jobs.append)
    with qtbot.waitSignal(window.desk.opened, timeout=TIMEOUT):
        window.actions_by_id["try_sample"].trigger()
    assert jobs == []  # the sample is in its place, whatever else is away
