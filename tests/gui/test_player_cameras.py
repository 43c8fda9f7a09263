"""Other cameras at the time shown: which are there, in step by corrected time, and which is the main one."""

import json
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.gui.dialogs.asking import NO_CLIP
from cpcl_desktop.gui.player.stage import MOST, Stage

from .conftest import BLACK, BLUE, FPS, RED, WHITE, ingest_clip, write_clip
from .hands import TIMEOUT, open_case, search

FRAME_US = 1_000_000 // FPS
SECONDS = 6
YARD_LATER_US = 2_000_000  # by which the yard's footage begins after the gate's
NOON = datetime(2026, 3, 12, 12)
# The gate is right; the yard's recorder was a minute slow; the lane begins when the others have ended.
CLOCKS = {
    "gate": RecorderClock(NOON, "user", doubt_s=0.5),
    "yard": RecorderClock(datetime(2026, 3, 12, 11, 59, 2), "user", "", 60.0, 3.0),
    "lane": RecorderClock(datetime(2026, 3, 12, 12, 0, 20), "user"),
    "shed": RecorderClock(),
}


@pytest.fixture(scope="session")
def street(tmp_path_factory, probe_model):
    """A case of four cameras, of which one has no clock."""
    folder = tmp_path_factory.mktemp("street")
    for ground, camera in enumerate(CLOCKS):
        colours = (BLUE, WHITE) if camera == "yard" else (RED, BLACK)
        (folder / camera).mkdir()
        write_clip(folder / camera / "1.mp4", SECONDS, [(range(8, 56), 10, 3, *colours)], ground)
    path = ingest_clip(folder / "street.cpcl", folder, probe_model)
    with Case.open(path) as case:
        for source in case.sources.all():
            case.sources.set_clock(source.id, CLOCKS[source.camera])
    return path


@pytest.fixture
def opened(qtbot, window, street, tmp_path):
    copy = tmp_path / "street.cpcl"
    copy.write_bytes(street.read_bytes())
    open_case(qtbot, window, copy)
    search(qtbot, window, "red")
    return window


def show(qtbot, window, camera):
    """The hit of a camera, at 4 s of its footage."""
    player = window.player
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        window.pages.show_hit(next(h for h in window.page.results.model.hits if h.camera == camera))
    go(qtbot, player, 4_000_000)
    return player


def go(qtbot, player, time_us) -> None:
    player.cameras.go(time_us)
    qtbot.waitUntil(lambda: player.shown is not None and player.shown.time_us == time_us, timeout=TIMEOUT)


@pytest.fixture
def player(qtbot, opened):
    """The gate's hit, with the yard beside it."""
    player = show(qtbot, opened, "gate")
    QTest.keyClick(player, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: len(player.cameras.followers) == 2, timeout=TIMEOUT)
    in_step(qtbot, player)
    return player


def in_step(qtbot, player) -> None:
    """Wait until the yard shows what the gate does, by its frame's own content too."""
    gate, yard = player.cameras.followers

    def is_there() -> bool:
        image = yard.tile.view.image
        if image is None or gate.time_us - yard.time_us != YARD_LATER_US or yard.feed.busy:
            return False
        number = round(yard.time_us / FRAME_US)
        return image.pixelColor(10 + (number - 8) * 3 + 22, 90).blue() > 150  # on the blue figure's chest

    qtbot.waitUntil(is_there, timeout=TIMEOUT)


def test_cameras_that_show_the_moment_stand_beside_it_each_with_its_time_and_doubt(qtbot, player):
    gate, yard = player.stage.tiles
    assert gate.caption == "gate · gate/1.mp4 · 2026-03-12 12:00:04.000 ± 0.5 s"
    assert yard.caption == "yard · yard/1.mp4 · 2026-03-12 12:00:04.000 ± 3 s"
    assert player.stage.main is gate and gate.property("main") and not yard.property("main")


def test_footage_without_a_clock_is_named_and_its_own_has_none_beside_it(qtbot, opened, player):
    said = []
    player.said.connect(said.append)
    QTest.keyClick(player, Qt.Key.Key_W)
    assert player.cameras.followers == [] and not opened.actions_by_id["other_cameras"].isChecked()
    QTest.keyClick(player, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: bool(said), timeout=TIMEOUT)
    assert said[-1] == "1 other camera in step by corrected time. 1 source without a clock to go by: shed/1.mp4"
    QTest.keyClick(player, Qt.Key.Key_W)
    show(qtbot, opened, "shed")
    QTest.keyClick(player, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: "is not known" in said[-1], timeout=TIMEOUT)
    assert player.cameras.followers == [] and not player.cameras.is_on


def test_steps_skips_and_the_bar_move_all_in_step(qtbot, player):
    QTest.keyClick(player, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: player.shown.time_us == 4_000_000 + FRAME_US, timeout=TIMEOUT)
    in_step(qtbot, player)
    bar = player.seek
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(3_400_000)), 8))
    qtbot.waitUntil(lambda: abs(player.shown.time_us - 3_400_000) < 3 * FRAME_US, timeout=TIMEOUT)
    yard = player.cameras.followers[1]
    qtbot.waitUntil(lambda: abs(player.shown.time_us - yard.time_us - YARD_LATER_US) < FRAME_US, timeout=TIMEOUT)


def test_where_there_is_no_footage_the_tile_says_so(qtbot, player):
    yard = player.stage.tiles[1]
    go(qtbot, player, 1_500_000)
    qtbot.waitUntil(lambda: "begins later" in yard.view.accessibleName(), timeout=TIMEOUT)
    assert yard.view.image is None and yard.caption.startswith("yard") and "12:00:01.500" in yard.caption
    go(qtbot, player, 3_000_000)
    in_step_later = player.cameras.followers[1]
    qtbot.waitUntil(lambda: yard.view.image is not None and in_step_later.time_us == 1_000_000, timeout=TIMEOUT)


def test_playing_keeps_them_in_step_and_piles_up_no_jobs(qtbot, opened, player):
    go(qtbot, player, 2_500_000)
    most, lane = [], opened.desk.workspace.beside(0)._lane
    apart = []
    yard = player.cameras.followers[1]
    yard.feed.arrived.connect(lambda shown: apart.append(player.feed.position - shown.time_us - YARD_LATER_US))
    player.feed.arrived.connect(lambda _: most.append(len(lane.jobs)))
    QTest.keyClick(player, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: player.shuttle.speed == 0, timeout=TIMEOUT)
    assert player.shown.last and max(most) <= 1 and len(apart) > 5
    qtbot.waitUntil(lambda: not yard.feed.busy, timeout=TIMEOUT)
    assert player.shown.time_us - yard.time_us == YARD_LATER_US


def test_a_click_makes_another_the_main_one_which_then_leads(qtbot, player):
    gate, yard = player.stage.tiles
    QTest.mouseClick(yard.view, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert player.stage.main is yard and yard.property("main")
    assert yard.accessibleName().startswith("yard")
    qtbot.waitUntil(lambda: player.seek.around is yard.around, timeout=TIMEOUT)
    player.cameras.seek(5_900_000)  # of the yard's footage, when the gate's has ended
    qtbot.waitUntil(lambda: "ended before" in gate.view.accessibleName(), timeout=TIMEOUT)
    QTest.keyClick(player, Qt.Key.Key_Comma)
    qtbot.waitUntil(lambda: player.cameras.leader.time_us == 5_800_000, timeout=TIMEOUT)
    assert "12:00:07.800" in yard.caption
    QTest.keyClick(player, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: gate.view.image is not None, timeout=TIMEOUT)
    assert player.stage.main is gate and player.seek.around is gate.around


def take(qtbot, window, player, answers, target, key):
    """What the file beside a still or a clip says of it, and which name was proposed."""
    asked = []
    answers.excerpt = lambda parent, title, proposed: asked.append(proposed.name) or target
    with qtbot.waitSignal(window.desk.excerpted, timeout=TIMEOUT):
        QTest.keyClick(player, key)
    return json.loads(target.with_name(target.name + ".json").read_text()), asked[0]


def test_what_is_taken_out_is_of_the_main_picture_at_its_own_time(qtbot, opened, player, answers, tmp_path):
    yard = player.cameras.followers[1]
    player.stage.make_main(yard.tile)
    player.cameras.seek(2_500_000)
    qtbot.waitUntil(lambda: yard.shown is not None and yard.shown.time_us == 2_500_000, timeout=TIMEOUT)
    said, proposed = take(qtbot, opened, player, answers, tmp_path / "still.png", Qt.Key.Key_S)
    assert (said["camera"], said["time_us"], said["passage"], said["box"]) == ("yard", 2_500_000, None, None)
    assert proposed == "1 0.00.02.500.png"
    assert player.reference().startswith(f"{yard.one.source.path}, camera yard, 0:00:02.500")
    told = []
    player.said.connect(told.append)
    QTest.keyClick(player, Qt.Key.Key_I)
    player.cameras.seek(3_000_000)
    qtbot.waitUntil(lambda: yard.shown.time_us == 3_000_000, timeout=TIMEOUT)
    QTest.keyClick(player, Qt.Key.Key_O)
    assert told[-1] == "Clip from 0:00:02.500 to 0:00:03.000"
    assert player.marks.marked == (4_500_000, 5_000_000)  # in times of the hit's footage
    said, _ = take(qtbot, opened, player, answers, tmp_path / "clip.mp4", Qt.Key.Key_X)
    assert (said["camera"], said["first_time_us"], said["last_time_us"]) == ("yard", 2_500_000, 3_000_000)


def test_a_clip_of_footage_that_has_nothing_of_that_time_is_refused(qtbot, opened, player, answers):
    answers.excerpt = lambda *_: pytest.fail("there is nothing to be written")
    told = []
    player.said.connect(told.append)
    go(qtbot, player, 500_000)
    for key in (Qt.Key.Key_I, Qt.Key.Key_O):
        QTest.keyClick(player, key)
    player.stage.make_main(player.stage.tiles[1])
    QTest.keyClick(player, Qt.Key.Key_X)
    assert told[-1] == NO_CLIP


def test_footage_looked_at_beside_a_passage_is_noted_once(qtbot, opened, player):
    yard = player.cameras.followers[1].one.source.id
    go(qtbot, player, 4_200_000)
    in_step(qtbot, player)
    path, track = opened.desk.workspace.path, player.hit.track
    opened.desk.close()
    with Case.open(path) as case:
        (entry,) = [entry for entry in case.log.entries("view") if "beside" in entry.details]
    assert (entry.details["source"], entry.details["beside"]) == (yard, track)
    assert summary(entry) == f"source {yard} looked at beside passage {track}"


def test_a_frame_that_fails_after_its_footage_was_let_go_of_says_nothing(qtbot, opened, player):
    failures, feed, workspace, goes_on = [], player.feed, opened.desk.workspace, threading.Event()
    feed.failed.connect(failures.append)

    class Broken:
        def frame_job(self, source, time_us):
            return workspace.frame.job("Decoding", self.fail)

        def fail(self, _):
            goes_on.wait(TIMEOUT / 1000)
            raise MediaError("The footage of before broke off.")

    feed.open(Broken(), 1, 0)
    feed.open(workspace, player.hit.source, 1_000_000)
    with qtbot.waitSignal(feed.arrived, timeout=TIMEOUT):
        goes_on.set()
    assert failures == []


def test_a_person_in_another_picture_is_opened_at_its_own_camera(qtbot, opened, player):
    yard = player.stage.tiles[1]
    qtbot.waitUntil(lambda: len(yard.view.figures) == 1, timeout=TIMEOUT)
    centre = yard.view.rect_of(yard.view.figures[0].sighting.box).center().toPoint()
    QTest.mouseClick(yard.view, Qt.MouseButton.LeftButton, pos=centre)
    assert player.hit.camera == "yard"
    qtbot.waitUntil(lambda: [one.tile.caption[:4] for one in player.cameras.followers] == ["yard", "gate"],
                    timeout=TIMEOUT)  # fmt: skip


def test_cameras_are_chosen_in_a_list_that_says_what_each_shows(qtbot, player):
    QTest.keyClick(player, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: player.cameras.dialog is not None, timeout=TIMEOUT)
    dialog = player.cameras.dialog
    lines = {item.text().split(" · ")[0]: item for item in map(dialog.list.item, range(dialog.list.count()))}
    assert "shows this moment, ± 3 s" in lines["yard"].text()
    assert "begins later" in lines["lane"].text()
    assert "no clock is known" in lines["shed"].text()
    assert not lines["shed"].flags() & Qt.ItemFlag.ItemIsEnabled
    okay = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    lines["yard"].setCheckState(Qt.CheckState.Unchecked)
    assert not okay.isEnabled()
    lines["lane"].setCheckState(Qt.CheckState.Checked)
    okay.click()
    qtbot.waitUntil(lambda: player.stage.tiles[1].caption.startswith("lane"), timeout=TIMEOUT)
    assert "begins later" in player.stage.tiles[1].view.accessibleName()


def test_leaving_the_player_lets_go_of_the_other_cameras(qtbot, opened, player):
    QTest.keyClick(player, Qt.Key.Key_Escape)
    assert player.cameras.followers == [] and len(player.stage.tiles) == 1
    frames = opened.desk.workspace.beside(0)._frames
    qtbot.waitUntil(lambda: frames._cursor is None, timeout=TIMEOUT)


def test_footage_that_is_shown_on_stays_open(qtbot, opened, player):
    frames = opened.desk.workspace.beside(0)._frames
    before, tiles = frames._cursor, list(player.stage.tiles)
    assert before is not None
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        opened.pages.show_hit(player.hit)
    qtbot.waitUntil(lambda: player.stage.tiles != tiles and len(player.cameras.followers) == 2, timeout=TIMEOUT)
    in_step(qtbot, player)
    assert frames._cursor is before


@pytest.mark.parametrize("number", range(1, MOST + 1))
def test_one_to_nine_stand_side_by_side_the_main_one_no_smaller_than_the_others(qtbot, number):
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(900, 640)
    stage.show_beside(number - 1)
    stage.turn(-1)
    stage.show()
    places = [tile.geometry() for tile in stage.tiles]
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[at + 1 :])
    assert all(stage.rect().contains(place) and place.width() >= 120 for place in places)
    main = stage.main.geometry()
    assert main.topLeft() == QPoint(0, 0)
    assert all(main.width() * main.height() >= 0.95 * one.width() * one.height() for one in places)
