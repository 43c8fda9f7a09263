"""The player: where the box is, the bar of the footage, marks, loops, stills and clips."""

import hashlib
import itertools
import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.records import Gap
from cpcl_desktop.engine.report.clip import times_within
from cpcl_desktop.gui.lanes.frame import Surroundings
from cpcl_desktop.gui.look.theme import LIGHT
from cpcl_desktop.gui.player.frame_feed import FrameFeed
from cpcl_desktop.gui.player.seek_bar import SeekBar
from cpcl_desktop.gui.player.sighting import sighting_at
from tests.passage_cases import add_footage

from .conftest import FPS
from .hands import TIMEOUT, open_case, open_first, search

FRAME_US = 1_000_000 // FPS


@pytest.fixture
def player(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    qtbot.waitUntil(lambda: window.player.seek.around.length_us > 0, timeout=TIMEOUT)
    return window.player


def go(qtbot, player, time_us) -> None:
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        player.feed.go(time_us)


# --- the box


def test_the_box_stays_as_long_as_the_passage_lasts_and_is_on_the_person(qtbot, player):
    hit = player.hit
    for time_us in range(hit.start_us, hit.end_us + 1, FRAME_US):
        go(qtbot, player, time_us)
        x1, _, x2, _ = player.view.sighting.box
        drawn = 10 + (round(player.shown.time_us / 1e6 * FPS) - 20) * 10 + 22  # the middle of the red figure
        assert x1 < drawn < x2
    for outside in (hit.start_us - 5 * FRAME_US, hit.end_us + 5 * FRAME_US):
        go(qtbot, player, outside)
        assert player.view.sighting is None and "not seen in this frame" in player.view.accessibleName()


def test_a_box_was_seen_or_is_estimated_and_says_which(player):
    moments = player.strip.moments
    seen = sighting_at(moments, moments[0].time_us)
    assert seen.seen and seen.box == moments[0].box
    between = sighting_at(moments, moments[0].time_us + 3_000)
    assert not between.seen


def test_a_case_that_kept_no_path_has_a_box_between_near_sightings_only(player):
    first = replace(player.strip.moments[0], route=None, time_us=0, box=(0, 0, 10, 20))
    near, far = replace(first, time_us=1_000_000, box=(10, 0, 20, 20)), replace(first, time_us=9_000_000)
    assert sighting_at([first, near], 500_000).box == (5, 0, 15, 20)
    assert sighting_at([first, far], 500_000) is None and sighting_at([], 0) is None


# --- the bar


def test_the_bar_shows_passages_and_a_click_goes_there(qtbot, player):
    bar = player.seek
    assert [track for track, _, _ in bar.around.passages if track == player.hit.track] == [player.hit.track]
    assert len(bar.around.passages) == 2 and 8_500_000 <= bar.around.length_us <= 9_100_000
    shot = bar.grab().toImage()
    middle = round(bar.x_of((player.hit.start_us + player.hit.end_us) // 2 + 300_000))
    assert shot.pixelColor(middle, shot.height() // 2).name() == LIGHT.accent
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(7_000_000)), 8))
    assert abs(player.shown.time_us - 7_000_000) <= 2 * FRAME_US
    assert bar.accessibleDescription().startswith("At 0:00:0")
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(bar, Qt.Key.Key_End)
    assert player.shown.last


def test_gaps_are_drawn_with_a_pattern_of_their_own(player):
    bar = player.seek
    before = bar.grab().toImage()
    bar.show_footage(replace(bar.around, gaps=[Gap(1_000_000, 1_900_000, "damaged")]), player.hit.track)
    after = bar.grab().toImage()
    across = range(round(bar.x_of(1_100_000)), round(bar.x_of(1_800_000)))
    colours = {after.pixelColor(x, after.height() // 2).name() for x in across}
    assert len(colours) > 1 and QColor(LIGHT.warning_ground).name() in colours
    assert {before.pixelColor(x, before.height() // 2).name() for x in across} == {LIGHT.stage}
    assert "1 time without pictures" in bar.accessibleDescription()


# --- marks and the loop


def test_in_and_out_are_marked_by_keys_and_belong_to_the_hit(qtbot, player):
    hit = player.hit
    assert player.marks.span == (hit.start_us, hit.end_us)
    go(qtbot, player, 2_500_000)
    QTest.keyClick(player, Qt.Key.Key_I)
    go(qtbot, player, 3_500_000)
    QTest.keyClick(player, Qt.Key.Key_O)
    assert player.marks.span == (2_500_000, 3_500_000)
    assert "clip begins at 0:00:02.500" in player.seek.accessibleDescription()
    QTest.keyClick(player, Qt.Key.Key_PageDown)
    assert player.marks.span == (player.hit.start_us, player.hit.end_us) != (2_500_000, 3_500_000)


def test_the_passage_plays_over_and_over(qtbot, window, player):
    hit, seen = player.hit, []
    player.feed.arrived.connect(lambda shown: seen.append(shown.time_us))
    QTest.keyClick(player, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert window.actions_by_id["loop"].isChecked()
    for _ in range(3):  # 8 × real time
        QTest.keyClick(player, Qt.Key.Key_L)

    def turns() -> int:
        return sum(later < earlier for earlier, later in itertools.pairwise(seen))

    qtbot.waitUntil(lambda: turns() >= 3, timeout=TIMEOUT)
    assert min(seen[1:]) >= hit.start_us - FRAME_US and max(seen[1:]) <= hit.end_us
    QTest.keyClick(player, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert not window.actions_by_id["loop"].isChecked() and player.shuttle.loop is None


def test_the_window_fits_a_screen_of_1600_by_1200_at_200_percent(window, player):
    least = window.minimumSizeHint()
    assert least.width() <= 800 and least.height() <= 600


# --- what is taken out


def test_a_frame_is_saved_with_what_it_is(qtbot, window, player, answers, tmp_path, case_file, clip):
    asked = []
    answers.excerpt = lambda parent, title, proposed: asked.append(proposed) or tmp_path / "still.png"
    with qtbot.waitSignal(window.desk.excerpted, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_S)
    assert asked[0].parent == case_file.parent and asked[0].name.startswith("crossing 0.00.0")
    said = json.loads((tmp_path / "still.png.json").read_text())
    with Case.open(case_file) as case:
        (export,) = case.log.entries("export")
        source = case.sources.get(1)
    assert said["time_us"] == player.hit.time_us and said["passage"] == player.hit.track
    assert said["box"] == pytest.approx(player.hit.box, abs=0.01) and said["box_by"] == "detector"
    assert said["source_sha256"] == source.sha256 == hashlib.sha256(clip.read_bytes()).hexdigest()
    assert said["file_sha256"] == hashlib.sha256((tmp_path / "still.png").read_bytes()).hexdigest()
    assert export.details["to"] == str(tmp_path / "still.png") and export.details["what"] == "still"


def test_nothing_is_written_over(qtbot, window, player, answers, tmp_path):
    there = tmp_path / "still.png"
    there.write_text("mine")
    answers.excerpt = lambda parent, title, proposed: there
    with qtbot.waitSignal(window.desk.failed, timeout=TIMEOUT) as failed:
        QTest.keyClick(player, Qt.Key.Key_S)
    assert "is there already" in str(failed.args[1]) and there.read_text() == "mine"


def test_what_is_marked_is_exported_as_a_clip_of_exactly_these_frames(
    qtbot, window, player, answers, tmp_path, case_file
):
    go(qtbot, player, 2_500_000)
    QTest.keyClick(player, Qt.Key.Key_I)
    go(qtbot, player, 3_500_000)
    QTest.keyClick(player, Qt.Key.Key_O)
    answers.excerpt = lambda parent, title, proposed: tmp_path / "part.mp4"
    with qtbot.waitSignal(window.desk.excerpted, timeout=TIMEOUT) as written:
        QTest.keyClick(player, Qt.Key.Key_X)
    clip = written.args[0].path
    assert len(times_within(open_media(clip), (0, 10_000_000))) == 11
    said = json.loads(written.args[0].sidecar.read_text())
    assert (said["first_time_us"], said["last_time_us"], said["frames"]) == (2_500_000, 3_500_000, 11)
    assert said["file_sha256"] == hashlib.sha256(clip.read_bytes()).hexdigest()
    assert "read through" in said["source_content"]
    with Case.open(case_file) as case:
        assert [one.details["what"] for one in case.log.entries("export")] == ["clip"]


def test_footage_that_was_changed_gives_no_clip(qtbot, window, player, answers, tmp_path, case_file, clip):
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(clip.read_bytes() + b"0")
    with Case.open(case_file) as case:
        case.sources.relink(1, changed)
    answers.excerpt = lambda parent, title, proposed: tmp_path / "part.mp4"
    with qtbot.waitSignal(window.desk.failed, timeout=TIMEOUT) as failed:
        QTest.keyClick(player, Qt.Key.Key_X)
    assert "No clip was written" in str(failed.args[1]) and not list(tmp_path.glob("*part*"))


def test_where_footage_is_gone_and_the_stored_picture_damaged_a_sentence_stands_for_both(qtbot, window, tmp_path):
    path = tmp_path / "damaged.cpcl"
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(0, 1.0, 3.0)])  # its pictures are no JPEG
    open_case(qtbot, window, path)
    window.page.results.grid.select_row(0)
    QTest.keyClick(window.page.results.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "damaged" in window.player.view.accessibleName(), timeout=TIMEOUT)
    assert "gate-1.mp4" in window.player.view.accessibleName() and window.player.view.image is None


def test_the_bar_goes_to_times_that_need_more_than_32_bits(qtbot):
    """In microseconds 35 minutes do, and recorders write files of hours."""
    bar, sought = SeekBar(), []
    qtbot.addWidget(bar)
    bar.show_footage(Surroundings(3 * 3600 * 1_000_000), 1)
    bar.sought.connect(sought.append)
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert sought == [3 * 3600 * 1_000_000]
    feed, moved = FrameFeed(), []
    feed.moved.connect(moved.append)
    feed.moved.emit(3 * 3600 * 1_000_000)
    assert moved == sought
