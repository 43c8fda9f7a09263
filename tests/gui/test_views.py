"""Hits as cards, list, timeline and map, in groups, and side by side: one selection over all of them."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.engine.persons.persons import Appearance, Person
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Gap, Hit, Source
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.lanes.timeline import ticks, timeline_of
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.look.theme import colours_of
from cpcl_desktop.gui.panels.grouping import arranged
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.hover_play import REST_MS, around
from cpcl_desktop.gui.panels.map_view import MapView
from cpcl_desktop.gui.panels.results_model import HEADING_ROLE, STRIP_ROLE
from cpcl_desktop.gui.person_wording import person_line
from cpcl_desktop.gui.settings import POINTED
from cpcl_desktop.gui.views.timeline import Timeline as PersonTimeline

from .conftest import write_clip
from .hands import TIMEOUT, open_case, search
from .test_filters import add_clip


@pytest.fixture(scope="module")
def two_clips(tmp_path_factory, ingested, probe_model):
    """Two clips, of two cameras; the clock of the first is known."""
    folder = tmp_path_factory.mktemp("two clips")
    (folder / "yard").mkdir()
    made = Path(shutil.copy(ingested, folder / "two.cpcl"))
    add_clip(made, write_clip(folder / "yard" / "second.mp4", seconds=8), probe_model)
    with Case.open(made) as case:
        case.sources.set_clock(1, RecorderClock(datetime(2026, 3, 12, 14, 0), "user"))
    return made


@pytest.fixture
def ready(qtbot, window, two_clips, tmp_path):
    open_case(qtbot, window, Path(shutil.copy(two_clips, tmp_path / "ready.cpcl")))
    search(qtbot, window, "red")
    return window


def show(window, name) -> None:
    window.actions_by_id[f"view_{name}"].trigger()


def hit(track: int, camera: str, source: int = 1, start_s: float = 0.0) -> Hit:
    start_us = round(start_s * 1e6)
    times = (start_us, start_us, start_us + 4_000_000)
    return Hit(
        track, 1.0 / track, track, track, source, Path(f"/f/{source}.mp4"), camera, *times, (0, 0, 1, 1), None
    )


def test_groups_stand_in_the_order_of_their_best_hit() -> None:
    hits = HitColumns([hit(1, "b", 3), hit(2, "a"), hit(3, "b", 3), hit(4, "a", 2)])
    assert arranged(hits, "passage", LikelyPersons()).shown is hits
    by_camera = arranged(hits, "camera", LikelyPersons())
    assert [one.track for one in by_camera.shown.hits] == [1, 3, 2, 4]
    assert by_camera.headings == {0: "b · 2 hits", 2: "a · 2 hits"}
    persons = LikelyPersons(np.array([1, 2, 4]), np.array([1, 2, 1]), {1: "the courier"})
    by_person = arranged(hits, "person", persons)
    assert [one.track for one in by_person.shown.hits] == [1, 4, 2, 3]
    assert by_person.headings == {
        0: "the courier · 2 hits",
        2: "Likely person 2 · 1 hit",
        3: "Not grouped yet · 1 hit",
    }
    assert [by_person.shown.row_of(track) for track in (1, 2, 3, 4, 5)] == [0, 2, 3, 1, None]


def test_a_list_shows_the_same_hits_and_keeps_the_selection(qtbot, ready):
    results = ready.page.results
    results.grid.select_row(2)
    kept = results.grid.current_hit()
    show(ready, "list")
    rows = [results.grid.visualRect(results.model.index(row)) for row in range(3)]
    assert rows[0].left() == rows[1].left() and rows[0].top() < rows[1].top() < rows[2].top()
    assert rows[0].width() > results.grid.viewport().width() * 0.9
    assert results.grid.current_hit() == kept and ready.actions_by_id["view_list"].isChecked()
    QTest.keyClick(results.grid, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: kept.track in ready.desk.deciding.decisions, timeout=TIMEOUT)
    show(ready, "cards")
    cards = [results.grid.visualRect(results.model.index(row)) for row in range(2)]
    assert cards[0].top() == cards[1].top() and not ready.actions_by_id["view_list"].isChecked()


def test_hits_are_grouped_by_camera_and_by_likely_person(qtbot, ready):
    results = ready.page.results
    names = [results.bar.groups.itemData(at) for at in range(results.bar.groups.count())]
    results.bar.groups.setCurrentIndex(names.index("source"))
    headings = [results.model.index(row).data(HEADING_ROLE) for row in range(len(results.model.hits))]
    assert len([heading for heading in headings if heading]) == 2 and headings[0].endswith("2 hits")
    results.bar.groups.setCurrentIndex(names.index("person"))
    qtbot.waitUntil(
        lambda: str(results.model.index(0).data(HEADING_ROLE)).startswith("Likely person"), timeout=TIMEOUT
    )
    results.bar.groups.setCurrentIndex(names.index("passage"))
    assert [one.rank for one in results.model.hits] == [1, 2, 3, 4] and not results.model.index(0).data(
        HEADING_ROLE
    )


def test_each_hit_shows_its_moments(qtbot, ready):
    index = ready.page.results.model.index(0)
    with Case.open(ready.desk.workspace.path) as case:
        stored = len(case.gallery.track_crops(ready.page.results.model.hits[0].track))
    qtbot.waitUntil(lambda: len(index.data(STRIP_ROLE)) == min(4, stored), timeout=TIMEOUT)
    assert stored >= 2


# --- the timeline

CLOCK = RecorderClock(datetime(2026, 3, 12, 14, 0), "user")
ONE = Source(
    1, Path("/f/1.mp4"), "video", "", 0, "door", "done", decoded_s=60.0, gaps=(Gap(10_000_000, 20_000_000, ""),)
)


def test_hits_and_gaps_stand_where_the_corrected_clock_says() -> None:
    two = replace(
        ONE, id=2, camera="yard", gaps=(), clock=RecorderClock(datetime(2026, 3, 12, 14, 1), "user", "", 30.0)
    )
    made = timeline_of(
        [hit(1, "yard", 2, 5.0), hit(2, "door", 1, 2.0), hit(3, "roof", 3)], [replace(ONE, clock=CLOCK), two]
    )
    assert made.names == ("door", "yard") and made.is_clocked and made.origin == datetime(2026, 3, 12, 14, 0)
    assert made.hits.tolist() == [0, 1] and made.unclocked == 1
    assert made.marks.rows.tolist() == [1, 0] and made.marks.begins.tolist() == [95.0, 2.0]
    assert made.gaps.begins.tolist() == [10.0] and made.span == (0.0, 150.0)
    without = timeline_of([hit(1, "door")], [ONE])
    assert not without.is_clocked and without.names == ("1.mp4",)
    assert timeline_of([], []).names == ()


def test_cameras_of_one_name_in_two_cases_are_two_cameras(qtbot) -> None:
    yard = among(1, 1)  # the first source of the second case
    hits = [
        replace(hit(1, "door"), case="north"),
        replace(hit(among(1, 1), "door", yard), case="south"),
        replace(hit(among(1, 2), "door", among(1, 2)), case="south"),
    ]
    columns = HitColumns(hits)
    assert columns.cameras_there == [("north", "door"), ("south", "door")] and columns.cameras.tolist() == [0, 1, 1]
    assert list(arranged(columns, "camera", LikelyPersons()).headings.values()) == [
        "north: door · 1 hit", "south: door · 2 hits",
    ]  # fmt: skip
    view = MapView()
    qtbot.addWidget(view)
    view.show_hits(columns)
    assert [view.places.itemText(at) for at in range(view.places.count())] == [
        "north: door · 1.mp4",
        *(f"south: door · {number}.mp4" for number in (yard, yard + 1)),
        "south: door · all 2 sources, as if it never moved",
    ]
    view.places.setCurrentIndex(3)
    assert view.text == "The ways of 0 hits. 2 more have none recorded."
    sources = [replace(ONE, id=one.source, case=one.case, clock=CLOCK) for one in hits[:2]]
    made = timeline_of(hits, sources)
    assert made.names == ("north: door", "south: door") and made.marks.rows.tolist() == [0, 1]
    seen = [
        Appearance(one.track, one.source_name, str(one.path), one.camera, 0.0, 4.0, case=one.case) for one in hits
    ]
    drawn = PersonTimeline()
    qtbot.addWidget(drawn)
    drawn.show_appearances(seen)
    assert [block.row for block in drawn.blocks] == [0, 1, 1]
    assert "3 passages at 2 cameras" in person_line(Person(1, "", "strong", None, None, seen))


@pytest.mark.parametrize(("begin", "end", "most"), [(0, 10, 5), (3.3, 400, 4), (0, 864_000, 6), (5, 5.5, 3)])
def test_an_axis_has_round_times_and_not_too_many(begin, end, most) -> None:
    at = list(ticks(begin, end, most))
    assert len(at) <= most + 1 and all(begin <= one <= end for one in at)
    steps = np.unique(np.round(np.diff(at), 6))
    assert len(steps) <= 1


@pytest.fixture
def timeline(qtbot, ready):
    show(ready, "timeline")
    view = ready.page.results.timeline
    qtbot.waitUntil(lambda: len(view.timeline.hits) == 2, timeout=TIMEOUT)  # of the clip with a clock
    return view


def test_the_timeline_goes_from_mark_to_mark_and_opens_a_hit(qtbot, ready, timeline):
    hits = ready.page.results.model.hits
    seen = []
    for _ in range(3):
        QTest.keyClick(timeline, Qt.Key.Key_Right)
        seen.append(ready.page.results.grid.current_hit().track)
    by_time = sorted((one for one in hits if one.source == 1), key=lambda one: one.start_us)
    assert seen == [by_time[0].track, by_time[1].track, by_time[1].track]
    place = timeline.timeline.marks
    first = int(np.argmin(place.begins))
    picture = timeline.picture
    x = picture.axis.x_of(float(place.begins[first] + place.ends[first]) / 2)
    y = picture.top + (place.rows[first] + 0.5) * picture.row_height
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert ready.pages.is_in_player and ready.player.hit.track == by_time[0].track
    QTest.keyClick(ready.player, Qt.Key.Key_Escape)
    assert timeline.isVisible() and timeline.hasFocus()


def test_the_timeline_zooms_by_wheel_and_keys_which_are_no_commands_there(qtbot, ready, timeline):
    whole = timeline.timeline.span
    place = QPointF(timeline.width() / 2, timeline.height() / 2)
    wheel = QWheelEvent(
        place, timeline.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(timeline, wheel)
    closer = timeline.shown
    assert closer[1] - closer[0] < whole[1] - whole[0] and whole[0] <= closer[0] < closer[1] <= whole[1]
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.shown[1] - timeline.shown[0] < closer[1] - closer[0]
    assert ready.page.panel.query(1).like == ()  # + is “more like this” elsewhere
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    assert timeline.shown == whole


def test_the_timeline_is_drawn_with_and_without_a_hit_that_the_keyboard_is_at(qtbot, ready, timeline):
    ground = QColor(colours_of(timeline.palette()).surface)
    assert timeline.hasFocus()
    for hit in (-1, int(timeline.timeline.hits[0])):
        timeline.select_hit(hit)
        drawn = array_of(timeline.grab().toImage()).astype(int)
        plain = np.abs(drawn - (ground.red(), ground.green(), ground.blue())).sum(axis=2) < 6
        assert 0.5 < plain.mean() < 0.995  # the marks stand out from the ground, and do not cover it


def test_what_is_brushed_on_the_timeline_filters(qtbot, ready, timeline):
    xs = timeline.picture.axis.xs_of(np.array([1.0, 3.8])).round().astype(int).tolist()
    y = round(timeline.picture.top + timeline.picture.row_height / 2)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(xs[0], y))
        QTest.mouseMove(timeline, QPoint(xs[1], y))
        QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(xs[1], y))
    (between,) = ready.page.panel.query(1).between
    assert between.startswith("2026-03-12T14:00:0") and [one.source for one in ready.page.results.model.hits] == [1]
    chip = ready.page.panel.filters.between
    assert chip.isVisible() and "12" in chip.text()
    ready.page.panel.filters._reset.click()
    assert ready.page.panel.query(1).between == () and not chip.is_set
    fine = replace(timeline.timeline, origin=datetime(2026, 3, 12, 14, 0, 0, 400_000))  # some clocks are as fine
    ready.page.on_brushed(fine, 1.0, 3.0)
    assert ready.page.panel.query(1).between == ("2026-03-12T14:00:01/2026-03-12T14:00:04",)


# --- the map, and hits side by side


def test_the_map_shows_ways_on_the_camera_s_view_and_a_click_opens_one(qtbot, ready):
    show(ready, "map")
    view, canvas = ready.page.results.map, ready.page.results.map.canvas
    assert canvas.hasFocus() and len(canvas.ways) >= 2 and view.text.startswith("The ways of")
    qtbot.waitUntil(lambda: canvas.frame is not None, timeout=TIMEOUT)
    assert (canvas.frame.width(), canvas.frame.height()) == (320, 240)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert ready.page.results.grid.current_hit() == ready.page.results.model.hits[canvas.ways[0].hit]
    scale, corner = canvas._scale()
    way = canvas.ways[1]
    middle = way.points[len(way.points) // 2]
    place = QPoint(round(corner.x() + middle[0] * scale), round(corner.y() + middle[1] * scale))
    meant = canvas.way_at(QPointF(place))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert ready.player.hit == ready.page.results.model.hits[canvas.ways[meant].hit]
    assert canvas.way_at(QPointF(1, 1)) is None


def test_on_the_map_keys_are_about_the_way_that_is_marked_and_go_on_among_its_own(qtbot, ready):
    results, canvas = ready.page.results, ready.page.results.map.canvas
    show(ready, "map")
    own = [results.model.hits[way.hit] for way in canvas.ways]
    assert 2 <= len(own) < len(results.model.hits)
    other = next(row for row, one in enumerate(results.model.hits) if one not in own)
    results.grid.select_row(other)
    assert canvas.current == -1 and not ready.actions_by_id["decide_match"].isEnabled()
    QTest.keyClick(canvas, Qt.Key.Key_1)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    for _ in own:
        QTest.keyClick(canvas, Qt.Key.Key_1)
    QTest.keyClick(canvas, Qt.Key.Key_2)  # none of its own waits: the mark stays on the last
    qtbot.waitUntil(lambda: not ready.desk.deciding.is_busy, timeout=TIMEOUT)
    decisions = ready.desk.deciding.decisions
    assert {track: one.verdict for track, one in decisions.items()} == {
        **{one.track: "match" for one in own},
        own[-1].track: "no match",
    }
    scale, corner = canvas._scale()
    x, y = canvas.ways[0].points[0].tolist()
    QTest.mouseMove(canvas, QPoint(round(corner.x() + x * scale), round(corner.y() + y * scale)))
    assert results.chosen.hits == [own[-1]]  # pointing at a way chooses none
    ready.page.results.map.places.setCurrentIndex(1)
    assert canvas.current == -1 and results.chosen.hits == []
    ready.page.results.map.places.setCurrentIndex(0)
    assert results.chosen.hits == [own[-1]]


def test_a_map_is_of_one_source_and_only_when_asked_of_all_that_lay_in_one_folder(ready):
    show(ready, "map")
    view = ready.page.results.map
    hits = [replace(one, camera="videos") for one in ready.page.results.model.hits]
    sources = {one.source for one in hits}
    shown = lambda: {hits[way.hit].source for way in view.canvas.ways}  # noqa: E731
    view.show_hits(HitColumns(hits))
    assert len(sources) > 1 and view.places.count() == len(sources) + 1
    assert view.places.currentText() == f"videos · {hits[0].source_name}" and shown() == {hits[0].source}
    view.places.setCurrentIndex(view.places.count() - 1)
    assert view.places.currentText().startswith(f"videos · all {len(sources)} sources") and shown() == sources
    view.show_hits(HitColumns(hits[::-1]))
    assert view.places.currentText().startswith("videos · all")  # as it was chosen


def test_two_to_four_hits_stand_side_by_side(qtbot, ready):
    results = ready.page.results
    results.grid.select_row(0)
    ready.actions_by_id["compare"].trigger()
    assert "two to four" in ready.status.currentMessage() and not results.compare.isVisible()
    results.grid.selectAll()
    QTest.keyClick(results.grid, Qt.Key.Key_C)
    assert results.compare.isVisible() and [one.rank for one in results.compare.hits] == [1, 2, 3, 4]
    card = results.compare.cards[0]
    qtbot.waitUntil(lambda: not card.picture.pixmap().isNull() and card.strip.count() > 0, timeout=TIMEOUT)
    QTest.keyClick(results.compare, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(ready.desk.deciding.decisions) == 4, timeout=TIMEOUT)
    QTest.keyClick(results.compare, Qt.Key.Key_Escape)
    assert results.grid.isVisible() and results.grid.hasFocus()


# --- under the pointer


def hover(qtbot, window, row) -> None:
    """Let the pointer rest on a hit; where it rests there already, Qt tells of no move, so it is told of here."""
    grid = window.page.results.grid
    place = grid.visualRect(grid.model().index(row, 0)).center()
    there, none = grid.viewport().mapToGlobal(place), Qt.MouseButton.NoButton
    QCursor.setPos(there)
    moved = QMouseEvent(QEvent.Type.MouseMove, place, there, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid.viewport(), moved)


def test_a_hit_plays_under_the_pointer_and_stops_when_it_leaves(qtbot, ready):
    results = ready.page.results
    index, size = results.model.index(0), results.thumbnails.size
    qtbot.waitUntil(lambda: index.data(int(Qt.ItemDataRole.DecorationRole)) is not None, timeout=TIMEOUT)
    stored = index.data(int(Qt.ItemDataRole.DecorationRole)).toImage()
    with qtbot.waitSignal(results.hover.feed.arrived, timeout=TIMEOUT):
        hover(qtbot, ready, 0)
    playing = results.model.index(0).data(int(Qt.ItemDataRole.DecorationRole))
    assert results.hover.hit == results.model.hits[0] and playing.toImage() != stored
    assert playing.width() <= size.width() * ready.devicePixelRatio() + 1
    QApplication.sendEvent(results.grid.viewport(), QEvent(QEvent.Type.Leave))
    assert results.hover.hit is None and index.data(int(Qt.ItemDataRole.DecorationRole)).toImage() == stored
    with Case.open(ready.desk.workspace.path) as case:
        qtbot.waitUntil(lambda: bool(case.log.entries("view")), timeout=TIMEOUT)


def test_nothing_moves_where_motion_is_not_wanted(qtbot, ready, settings):
    settings.set(POINTED, "still")
    hover(qtbot, ready, 0)
    qtbot.wait(REST_MS + 300)
    assert ready.page.results.hover.hit is None


def test_what_is_shown_of_a_frame_is_around_the_person_and_inside_it() -> None:
    frame, shape = QImage(320, 240, QImage.Format.Format_RGB32), QSize(150, 226)
    for box in ((0, 0, 20, 60), (290, 180, 320, 240), (100, 60, 144, 190), (0, 0, 320, 240)):
        part = around(replace(hit(1, "a"), box=box), 0, frame, shape)
        assert frame.rect().contains(part)
        assert part.contains(QPoint(*(int((a + b) / 2) for a, b in zip(box[:2], box[2:], strict=True))))


def test_arrows_pages_and_ranges_work_in_the_grid(qtbot, ready):
    grid, model = ready.page.results.grid, ready.page.results.model
    shown = ready.page.results.answer
    many = tuple(replace(shown.hits[0], track=1000 + n, rank=n + 1) for n in range(500))
    ready.page.results.show_answer(replace(shown, hits=many, query=replace(shown.query, limit=500)))
    grid.setFocus()
    grid.select_row(0)
    across = grid.columns
    assert across > 2
    rows = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(grid, key)
        rows.append(grid.currentIndex().row())
    assert rows == [1, 1 + across, 499, 499 - across, 0]
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() >= across and grid.currentIndex().row() % across == 0
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())
    grid.select_row(2)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [one.rank - 1 for one in grid.selected_hits()] == list(range(2, 3 + across))
    for row in (499, 0, 250):
        grid.select_row(row)
        assert grid.indexAt(grid.visualRect(model.index(row)).center()).row() == row
