"""Everyone in view: boxes and ways of others, pointing at them, clicking, and going through them by keys."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from cpcl_desktop.gui.lanes.frame import Passing
from cpcl_desktop.gui.player.sighting import sighting_of, trail_of

from .conftest import BLACK, BLUE, FPS, RED, WHITE, ingest_clip, write_clip
from .hands import TIMEOUT, open_case, search

TOGETHER = ((range(10, 50), 10, 3, RED, BLACK), (range(20, 50), 265, -3, BLUE, WHITE))
BOTH_US = 4_000_000  # a time at which both are in view


@pytest.fixture(scope="session")
def pair(tmp_path_factory, probe_model):
    """A case with one clip in which two figures walk at the same time, the red one on the left."""
    folder = tmp_path_factory.mktemp("pair")
    clip = write_clip(folder / "pair.mp4", 6, TOGETHER)
    return ingest_clip(folder / "pair.cpcl", clip, probe_model)


@pytest.fixture
def player(qtbot, window, pair, tmp_path):
    copy = tmp_path / "pair.cpcl"
    copy.write_bytes(pair.read_bytes())
    open_case(qtbot, window, copy)
    hits = search(qtbot, window, "red")
    assert len(hits) == 2
    show(qtbot, window, min(hits, key=lambda hit: hit.box[0]))
    return window.player


def show(qtbot, window, hit) -> None:
    with qtbot.waitSignal(window.player.shown_moments, timeout=TIMEOUT):
        window.pages.show_hit(hit)
    settled(qtbot, window.player)
    with qtbot.waitSignal(window.player.feed.arrived, timeout=TIMEOUT):
        window.player.feed.go(BOTH_US)


def settled(qtbot, player) -> None:
    qtbot.waitUntil(lambda: player.seek.around.length_us > 0 and player.shown is not None, timeout=TIMEOUT)


def other_of(window):
    return next(hit for hit in window.page.results.model.hits if hit.track != window.player.hit.track)


def middle_of(view, figure) -> QPoint:
    return view.rect_of(figure.sighting.box).center().toPoint()


def test_others_have_a_box_on_them_for_as_long_as_their_passage_lasts(qtbot, window, player):
    other = other_of(window)
    for time_us in range(other.start_us, other.end_us + 1, 5 * 1_000_000 // FPS):
        with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
            player.feed.go(time_us)
        (figure,) = player.view.figures
        x1, _, x2, _ = figure.sighting.box
        drawn = 265 - (round(player.shown.time_us / 1e6 * FPS) - 20) * 3 + 22  # the middle of the blue figure
        assert figure.track == other.track and x1 < drawn < x2
    assert player.view.accessibleDescription() == f"1 other in view: passage {other.track}."
    with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
        player.feed.go(other.start_us - 500_000)
    assert player.view.figures == [] and player.view.accessibleDescription() == "Nobody else is in view."


def test_a_key_switches_boxes_off_and_another_shows_where_they_went(qtbot, window, player):
    plain = player.view.grab().toImage()
    QTest.keyClick(player, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    (figure,) = player.view.figures
    trail = figure.trail
    assert trail[0][0] > trail[-1][0] and player.view.trail[0][0] < player.view.trail[-1][0]
    assert trail[-1][1] == pytest.approx(figure.sighting.box[3], abs=1)  # on the ground
    assert player.view.grab().toImage() != plain
    QTest.keyClick(player, Qt.Key.Key_V)
    assert not player.view.figures[0].is_boxed and player.view.figures[0].trail == trail
    assert player.view.figure_at(player.view.rect_of(figure.sighting.box).center()) is None
    assert not window.actions_by_id["boxes_of_others"].isChecked() and player.view.accessibleDescription() == ""
    QTest.keyClick(player, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    assert player.view.figures == [] and player.view.trail == []
    QTest.keyClick(player, Qt.Key.Key_V)
    assert len(player.view.figures) == 1 and window.actions_by_id["boxes_of_others"].isChecked()


def test_pointing_at_somebody_says_who_that_is_and_what_was_decided(qtbot, window, player):
    other, deciding = other_of(window), window.desk.deciding
    assert (
        f"Passage {other.track}, 0:00:0" in player.view.figures[0].said
        and "Not decided" in player.view.figures[0].said
    )
    with qtbot.waitSignal(deciding.decided, timeout=TIMEOUT):
        deciding.judge(other, "match")
    figure = player.view.figure_at(player.view.rect_of(player.view.figures[0].sighting.box).center())
    assert "Match, by" in figure.said
    assert player.view.figure_at(player.view.rect_of((0, 0, 4, 4)).center()) is None
    place = middle_of(player.view, figure)
    QApplication.sendEvent(player.view, QHelpEvent(QEvent.Type.ToolTip, place, player.view.mapToGlobal(place)))
    assert QToolTip.text() == figure.said


def test_a_click_on_a_box_opens_the_passage(qtbot, window, player):
    other = other_of(window)
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        QTest.mouseClick(player.view, Qt.MouseButton.LeftButton, pos=middle_of(player.view, player.view.figures[0]))
    assert player.hit == other and window.page.results.grid.current_hit() == other


def test_a_passage_that_is_not_among_the_hits_is_opened_all_the_same(qtbot, window, player):
    other = other_of(window)
    window.page.results.model.show(None)
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        QTest.mouseClick(player.view, Qt.MouseButton.LeftButton, pos=middle_of(player.view, player.view.figures[0]))
    assert (player.hit.track, player.hit.start_us, player.hit.end_us) == (other.track, other.start_us, other.end_us)


def test_keys_go_through_the_people_in_view_and_open_one(qtbot, window, player):
    other, said = other_of(window), []
    player.said.connect(said.append)
    QTest.keyClick(player, Qt.Key.Key_Return)
    assert "Go to a person" in said[-1]
    QTest.keyClick(player, Qt.Key.Key_P)
    assert player.people.marked == other.track and player.view.figures[0].is_marked
    assert f"Passage {other.track}" in said[-1]
    with qtbot.waitSignal(player.shown_moments, timeout=TIMEOUT):
        QTest.keyClick(player, Qt.Key.Key_Return)
    assert player.hit == other


def test_nothing_is_drawn_where_the_case_does_not_know():
    seen = [(1_000_000, (0.0, 0.0, 10.0, 20.0)), (9_000_000, (10.0, 0.0, 20.0, 20.0))]
    unknown = Passing(1, 1_000_000, 9_000_000, None, seen)
    assert sighting_of(unknown, 5_000_000) is None and trail_of(unknown, 5_000_000) == []
    assert sighting_of(unknown, 9_000_000).seen
