"""Footage is watched without a hit: from the list, the coverage, the timeline; at gaps, and where it is gone."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.records import Gap, Source
from cpcl_desktop.engine.report.clip import times_within
from cpcl_desktop.gui.dialogs.asking import NOTHING_MARKED
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.source_wording import unwatchable_line
from cpcl_desktop.gui.views.coverage_list import bar_of
from tests.footage import number_shown, write

from .hands import TIMEOUT, open_case, search

FPS, FRAME_US = 10, 100_000
GAP = Gap(3_000_000, 6_900_000, "the data were damaged")
DECIDING = ("decide_match", "note", "bookmark", "more_like_this", "next_hit")  # commands about a passage


@pytest.fixture(scope="session")
def quiet(tmp_path_factory) -> Path:
    """Footage whose pictures are numbered, with four seconds without any after the 30th."""
    path = tmp_path_factory.mktemp("quiet") / "quiet.mp4"
    return write(path, 60, fps=FPS, stamps=lambda n: n * 100 + (4000 if n >= 30 else 0))


def add(case_file: Path, path: Path, *gaps: Gap) -> None:
    """Let a case hold footage in which nobody was found."""
    with Case.open(case_file) as case:
        content = path.read_bytes() if path.is_file() else b""
        digest = hashlib.sha256(content).hexdigest()
        kind = "frames" if path.is_dir() else "video"
        source = case.sources.add(
            path, kind, digest, len(content), "yard", {"folder_fps": 10.0, "folder_reading": 2}
        )
        case.tracks.finish_source(source.id, "done", "", gaps, Counters(10.0, 10.0, 60, 60, 1.0))


@pytest.fixture
def opened(qtbot, window, case_file, quiet):
    """A case with the clip of two passages and, below it in the list, footage without any."""
    add(case_file, quiet, GAP)
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 2, timeout=TIMEOUT)
    window.activateWindow()
    return window


def enter(window, row: int) -> None:
    """Enter on a row of the list of footage."""
    listed = window.sources_panel.list
    listed.setCurrentIndex(listed.model().index(row, 0))
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Return)


def watch(qtbot, window, row: int):
    with qtbot.waitSignal(window.player.feed.arrived, timeout=TIMEOUT):
        enter(window, row)
    qtbot.waitUntil(lambda: window.player.seek.around.length_us > 0, timeout=TIMEOUT)
    return window.player


def shows(player, number: int) -> bool:
    return player.view.image is not None and number_shown(array_of(player.view.image)) == number


def looked_at(qtbot, window, case_file) -> list[dict]:
    window.desk.close()
    with Case.open(case_file) as case:
        entries = case.log.entries("view")
        assert all(summary(entry) for entry in entries)
        return [entry.details for entry in entries]


def test_enter_in_the_list_shows_footage_by_its_exact_frames_and_nothing_to_decide(qtbot, opened, case_file):
    player = watch(qtbot, opened, 1)
    assert player.hit is None and shows(player, 0) and player.shown.first
    assert not player.decision.isVisible() and not player.strip.isVisible()
    assert not any(opened.actions_by_id[name].isEnabled() for name in DECIDING)
    assert "No box" not in player._foot.about and "Nobody" in player.view.accessibleDescription()
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_Period)
    assert shows(player, 1) and player.shown.time_us == FRAME_US
    QTest.keyClick(player, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: player.shown.time_us >= 3 * FRAME_US, timeout=TIMEOUT)
    QTest.keyClick(player, Qt.Key.Key_K)
    QTest.keyClick(player, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: player.shown.time_us == 0, timeout=TIMEOUT)
    QTest.keyClick(player, Qt.Key.Key_Escape)
    assert not opened.pages.is_in_player and QApplication.focusWidget() is opened.sources_panel.list
    watch(qtbot, opened, 1)  # it is noted once a session
    noted = looked_at(qtbot, opened, case_file)
    assert noted == [{"source": 2, "time_us": 0}]


def test_at_a_gap_it_says_that_there_are_no_pictures_and_why(qtbot, opened):
    player = watch(qtbot, opened, 1)
    bar = player.seek
    with qtbot.waitSignal(player.feed.moved, timeout=TIMEOUT):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(5_000_000)), 8))
    assert shows(player, 29) and player.shown.time_us == 2_900_000
    said = "No pictures from 0:00:03.000 to 0:00:06.900: the data were damaged."
    assert player._foot.about.startswith(said) and said in player.view.accessibleName()
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_Period)
    assert shows(player, 30) and player.shown.time_us == 7_000_000 and "No pictures" not in player._foot.about


def test_a_click_on_the_timeline_shows_the_footage_at_that_time_and_in_a_gap_says_so(qtbot, opened):
    opened.actions_by_id["view_timeline"].trigger()
    view = opened.page.results.timeline
    qtbot.waitUntil(lambda: len(view.timeline.gaps.rows) == 1, timeout=TIMEOUT)
    row = int(view.timeline.gaps.rows[0])
    for time_us, number, is_gap in ((5_000_000, 29, True), (8_050_000, 40, False)):
        seconds = float(view.timeline.recorded.begins[row]) + time_us / 1e6
        y = view.picture.top_of(row) + view.picture.row_height / 2
        with qtbot.waitSignal(opened.player.feed.moved, timeout=TIMEOUT):
            place = QPoint(round(view.picture.axis.x_of(seconds)), round(y))
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(lambda: opened.player.seek.around.length_us > 0, timeout=TIMEOUT)
        assert abs(number_shown(array_of(opened.player.view.image)) - number) <= 1  # by a pixel
        assert opened.player._foot.about.startswith("No pictures") == is_gap
        QTest.keyClick(opened.player, Qt.Key.Key_Escape)
        assert view.isVisible()


def test_a_click_on_a_bar_of_the_coverage_leads_there_and_back(qtbot, opened):
    opened.actions_by_id["view_coverage"].trigger()
    page = opened.views.coverage
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=TIMEOUT)
    bar = bar_of(page.list.visualRect(page.model.index(1)), page.list.fontMetrics().lineSpacing())
    share = 8_050_000 / page.model.covered.longest_us
    place = QPoint(round(bar.left() + share * bar.width()), round(bar.center().y()))
    with qtbot.waitSignal(opened.player.feed.arrived, timeout=TIMEOUT):
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.views.is_at_search and abs(number_shown(array_of(opened.player.view.image)) - 40) <= 1
    QTest.keyClick(opened.player, Qt.Key.Key_Escape)
    assert opened.views.view is page
    page.list.setCurrentIndex(page.model.index(1))
    with qtbot.waitSignal(opened.player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shows(opened.player, 0)


def test_a_click_on_somebody_in_view_opens_their_passage(qtbot, opened):
    hits = search(qtbot, opened, "red")
    player = watch(qtbot, opened, 0)
    player.cameras.go(3_000_000)
    qtbot.waitUntil(lambda: bool(player.view.figures), timeout=TIMEOUT)
    (figure,) = player.view.figures
    assert "1 person in view" in player.view.accessibleDescription()
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        place = player.view.rect_of(figure.sighting.box).center().toPoint()
        QTest.mouseClick(player.view, Qt.MouseButton.LeftButton, pos=place)
    assert player.hit == next(hit for hit in hits if hit.track == figure.track)
    assert player.decision.isVisible() and opened.actions_by_id["decide_match"].isEnabled()


def test_what_is_marked_is_written_and_all_of_it_is_not_by_mistake(qtbot, opened, answers, tmp_path, quiet):
    player, told = watch(qtbot, opened, 1), []
    player.said.connect(told.append)
    answers.excerpt = lambda *_: pytest.fail("nothing was marked")
    QTest.keyClick(player, Qt.Key.Key_X)
    assert told == [NOTHING_MARKED]
    answers.excerpt = lambda parent, title, proposed: tmp_path / f"part{proposed.suffix}"
    for time_us, key in ((500_000, Qt.Key.Key_I), (1_000_000, Qt.Key.Key_O)):
        with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
            player.cameras.go(time_us)
        QTest.keyClick(player, key)
    for key in (Qt.Key.Key_X, Qt.Key.Key_S):
        with qtbot.waitSignal(opened.desk.excerpted, timeout=TIMEOUT) as written:
            QTest.keyClick(player, key)
        said = json.loads(written.args[0].sidecar.read_text())
        assert said["passage"] is None and said["source_sha256"] == hashlib.sha256(quiet.read_bytes()).hexdigest()
        if key == Qt.Key.Key_X:
            assert (said["first_time_us"], said["last_time_us"]) == (500_000, 1_000_000)
            assert len(times_within(open_media(written.args[0].path), (0, 10_000_000))) == 6


def test_footage_that_cannot_be_shown_is_explained_in_place(qtbot, window, case_file, tmp_path):
    gone, torn = tmp_path / "gone.mp4", tmp_path / "torn.mp4"
    torn.write_bytes(b"no film at all" * 99)
    for path in (gone, torn):
        add(case_file, path)
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 3, timeout=TIMEOUT)
    view = window.player.view
    for row, said in ((1, "gone.mp4 is not there any more"), (2, "torn.mp4")):
        enter(window, row)
        qtbot.waitUntil(lambda said=said: said in view.accessibleName(), timeout=TIMEOUT)
        assert view.image is None and window.player._foot.about == view.accessibleName()
        QTest.keyClick(window.player, Qt.Key.Key_Escape)
        assert not window.pages.is_in_player


def test_what_lies_in_the_bin_waits_or_has_no_footage_is_refused_in_a_sentence(qtbot, opened):
    told = []
    opened.views.said.connect(told.append)
    listed = opened.sources_panel.list
    listed.setCurrentIndex(listed.model().index(1, 0))
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    model = opened.sources_panel.model
    qtbot.waitUntil(lambda: any(source.in_bin for source in model.sources), timeout=TIMEOUT)
    enter(opened, next(row for row, source in enumerate(model.sources) if source.in_bin))
    assert not opened.pages.is_in_player and told == ["quiet.mp4 lies in the bin. Put it back to watch it."]
    waiting = Source(0, Path("later.mp4"), "video", "", 0, "", "waiting")
    crops = Source(7, Path("cut out"), "crops", "", 0, "", "done")
    assert "waits to be read" in unwatchable_line(waiting) and "cut out already" in unwatchable_line(crops)


def test_a_drive_that_does_not_answer_is_told_and_what_goes_into_the_bin_is_left(qtbot, opened, monkeypatch):
    exists, told = Path.exists, []

    def away(path):
        if path.suffix == ".mp4":
            raise OSError(112, "Host is down")
        return exists(path)

    opened.player.said.connect(told.append)
    monkeypatch.setattr(Path, "exists", away)
    enter(opened, 1)
    qtbot.waitUntil(lambda: "Host is down" in opened.player.view.accessibleName(), timeout=TIMEOUT)
    assert "cannot be reached" in opened.player.view.accessibleName()
    opened.desk.undoing.binning.take_out([opened.desk.survey.source(opened.player.subject.source)])
    qtbot.waitUntil(lambda: not opened.pages.is_in_player, timeout=TIMEOUT)
    assert told and "not searched any more" in told[-1]


def test_a_folder_of_frames_is_watched_by_their_names(qtbot, window, case_file, tmp_path, quiet):
    import cv2

    folder = tmp_path / "frames"
    folder.mkdir()
    media = open_media(quiet)
    for number, frame in enumerate(media.frames(None)):
        if number < 3:
            cv2.imwrite(str(folder / f"shot {number}.png"), np.ascontiguousarray(frame.image[..., ::-1]))
    add(case_file, folder)
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 2, timeout=TIMEOUT)
    player = watch(qtbot, window, 1)
    assert player.shown.name == "shot 0.png" and shows(player, 0) and "shot 0.png" in player._foot.about
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_Period)
    assert player.shown.name == "shot 1.png" and shows(player, 1)


def test_a_real_clip_is_shown_frame_by_frame_as_it_is(qtbot, window, case_file, shared_data):
    clip = shared_data / "videos" / "store-aisle.mp4"
    add(case_file, clip)
    open_case(qtbot, window, case_file)
    qtbot.waitUntil(lambda: window.sources_panel.model.rowCount() == 2, timeout=TIMEOUT)
    player = watch(qtbot, window, 1)
    frames = open_media(clip).frames(None)
    for frame, _ in zip(frames, range(3), strict=False):
        assert player.shown.time_us == frame.time_us and np.array_equal(array_of(player.view.image), frame.image)
        with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
            QTest.keyClick(player, Qt.Key.Key_Period)
    frames.close()
