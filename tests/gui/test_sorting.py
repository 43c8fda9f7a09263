"""Hits sorted by time, and by camera and time: as columns, in groups too, remembered; of what is loaded."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.crop_columns import Origin
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.search.hits import Hits
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.panels.grouping import arranged
from cpcl_desktop.gui.panels.hit_columns import HitColumns
from cpcl_desktop.gui.panels.new_line import moves_nothing
from cpcl_desktop.gui.panels.results_model import BELOW_LINE_ROLE, ResultsModel
from cpcl_desktop.gui.panels.sorting import in_order
from cpcl_desktop.gui.settings import ORDER

from .hands import TIMEOUT, open_case, search
from .test_many_hits import MANY, SOURCES, answer_of, hits  # noqa: F401 - hits is a fixture

CLOCKS = {
    1: RecorderClock(datetime(2026, 3, 12, 9), "user"),
    2: RecorderClock(datetime(2026, 3, 12, 9, 5), "user", "", -300.0),  # as the first, once corrected
    3: NO_CLOCK,
}


@pytest.fixture
def clocked(hits) -> Hits:  # noqa: F811
    origins = {one.id: Origin(one.path, one.camera, 1, one.name, CLOCKS[one.id]) for one in SOURCES}
    return Hits(replace(hits.where, origins=origins), hits.scores, None, hits._strengths)


def _moment(hit: Hit) -> tuple:
    """By the corrected clock; those without one later, as the footage is."""
    if hit.time.corrected is None:
        return True, hit.source, hit.start_us
    return False, CLOCKS[1].start.timestamp(), hit.start_us


@pytest.mark.parametrize("order", ["time", "camera"])
def test_the_order_is_that_of_hits_looked_at_one_by_one(clocked, order):
    key = {"time": _moment, "camera": lambda hit: (hit.camera, _moment(hit))}[order]
    wanted = [hit.track for hit in sorted(clocked, key=key)]
    made = in_order(HitColumns(clocked), order)
    assert made.tracks.tolist() == wanted and [hit.track for hit in made.hits] == wanted
    assert made.ranks.tolist() == [hit.rank for hit in made.hits]
    assert in_order(HitColumns(list(clocked)), order).tracks.tolist() == wanted


def test_by_relevance_hits_stay_as_they_are_and_none_are_sorted_to_none(clocked):
    columns, none = HitColumns(clocked), HitColumns()
    assert in_order(columns, "relevance") is columns
    assert len(in_order(none, "time")) == len(none.moments_us) == 0


def test_sorting_makes_hardly_any_hit(qtbot, clocked):
    model = ResultsModel(Thumbnails(QSize(9, 9)))
    model.show(answer_of(clocked))
    for order in ("time", "camera", "relevance"):
        model.put_in_order(order)
    assert len(clocked._made) <= 2 * len(SOURCES)


def test_groups_stand_in_the_order_of_their_first_hit(clocked):
    by_time = in_order(HitColumns(clocked), "time")
    made = arranged(by_time, "source", LikelyPersons())
    assert [hit.source for hit in made.shown.hits[:1]] == [by_time.hits[0].source] and made.shown.hits[
        -1
    ].source == 3
    for row in made.headings:
        source = made.shown.hits[row].source
        starts = [hit.start_us for hit in made.shown.hits if hit.source == source]
        assert starts == sorted(starts)


def test_there_is_a_line_below_strong_hits_only_where_hits_are_as_they_ranked(qtbot, clocked):
    model = ResultsModel(Thumbnails(QSize(9, 9)))
    model.show(answer_of(clocked))
    rows = range(MANY)
    assert sum(model.index(row).data(BELOW_LINE_ROLE) for row in rows) == 1
    model.put_in_order("time")
    assert not any(model.index(row).data(BELOW_LINE_ROLE) for row in rows)
    model.put_in_order("relevance")
    assert sum(model.index(row).data(BELOW_LINE_ROLE) for row in rows) == 1


def test_what_was_read_since_waits_by_rank_whatever_the_order(clocked):
    shown, fresh = answer_of(clocked[: MANY // 2]), answer_of(clocked)
    assert moves_nothing(shown, fresh) and not moves_nothing(answer_of(clocked[1:50]), fresh)


@pytest.fixture
def ready(qtbot, window, ingested, tmp_path):
    open_case(qtbot, window, Path(shutil.copy(ingested, tmp_path / "ready.cpcl")))
    search(qtbot, window, "blue")  # who comes later ranks first
    return window


def test_the_order_is_chosen_by_keys_and_remembered(qtbot, ready, settings):
    results, bar = ready.page.results, ready.page.results.bar
    ranked = [hit.track for hit in results.model.hits]
    results.grid.select_row(0)
    kept = results.grid.current_hit()
    bar.orders.setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.orders.hasFocus() and bar.orders.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(bar.orders, Qt.Key.Key_Down)
    starts = [hit.start_us for hit in results.model.hits]
    assert starts == sorted(starts) and [hit.track for hit in results.model.hits] != ranked
    assert results.grid.current_hit() == kept and settings.get(ORDER) == "time"
    search(qtbot, ready, "red")
    assert [hit.start_us for hit in results.model.hits] == starts  # also what is asked next
    bar.orders.setCurrentIndex(0)
    assert [hit.rank for hit in results.model.hits] == [1, 2] and settings.get(ORDER) == "relevance"


def test_it_says_that_only_what_is_loaded_is_sorted(qtbot, ready):
    results = ready.page.results
    answer = replace(results.answer, query=replace(results.answer.query, limit=1), hits=results.answer.hits[:1])
    results.show_answer(answer)
    assert results.has_more and "loaded" not in results.heading.text
    results.bar.orders.setCurrentIndex(1)
    assert results.heading.text.endswith("Only the 1 hit loaded is sorted.")
    results.bar.orders.setCurrentIndex(0)
    assert "loaded" not in results.heading.text
    assert "loaded" in results.bar.orders.toolTip()
    qtbot.waitUntil(lambda: not ready.desk.answering.is_getting_ready, timeout=TIMEOUT)


def test_the_map_draws_the_best_ways_whatever_the_order(ready, monkeypatch):
    monkeypatch.setattr("cpcl_desktop.gui.panels.map_view.MOST", 1)
    results = ready.page.results
    results.bar.orders.setCurrentIndex(1)
    ready.actions_by_id["view_map"].trigger()
    (way,) = results.map.canvas.ways
    assert results.model.hits[way.hit].rank == min(hit.rank for hit in results.model.hits if hit.route is not None)
    assert np.all(np.diff([hit.start_us for hit in results.model.hits]) >= 0)
