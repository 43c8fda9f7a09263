"""Very many hits: what the window looks up among all of them is what each says, and makes none that nobody sees."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize

from cpcl_desktop.engine.case.crop_columns import CropColumns, Origin
from cpcl_desktop.engine.case.packed_routes import PackedRoutes
from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock
from cpcl_desktop.engine.records import Answer, Gap, Query, Source
from cpcl_desktop.engine.routes import Route
from cpcl_desktop.engine.search.hits import Hits, Strengths
from cpcl_desktop.engine.search.notes import notes_on
from cpcl_desktop.gui.lanes.group import NO_GROUP, LikelyPersons
from cpcl_desktop.gui.lanes.thumbnails import Thumbnails
from cpcl_desktop.gui.lanes.timeline import timeline_of
from cpcl_desktop.gui.panels.grouping import arranged
from cpcl_desktop.gui.panels.hit_columns import HitColumns, goes_on
from cpcl_desktop.gui.panels.results_model import ResultsModel

MANY = 4000
SOURCES = [
    Source(1, Path("/f/a.mp4"), "video", "0" * 64, 9, "gate", "done", decoded_s=900.0, gaps=(Gap(5, 9, "cut"),)),
    Source(2, Path("/f/b.mp4"), "video", "1" * 64, 9, "yard", "done", decoded_s=900.0),
    Source(3, Path("/f/c.mp4"), "video", "2" * 64, 9, "gate", "done", decoded_s=900.0),
]
CLOCKS = [RecorderClock(datetime(2026, 3, 12, hour), "user") for hour in (9, 8)]


@pytest.fixture
def hits() -> Hits:
    draw = np.random.default_rng(6)
    tracks, begins = draw.permutation(MANY) + 1, draw.integers(0, 800_000_000, MANY)
    way = Route(np.array([[0, 5, 5, 9], [2, 90, 40, 9]], np.float32)).packed()
    origins = {one.id: Origin(one.path, one.camera, 1, one.name, NO_CLOCK) for one in SOURCES}
    where = CropColumns(
        crops=tracks * 4,
        tracks=tracks,
        sources=draw.integers(1, 4, MANY),
        times_us=begins + 9,
        starts_us=begins,
        ends_us=begins + draw.integers(1, 9_000_000, MANY),
        without_colour=draw.uniform(0, 1, MANY) < 0.2,
        boxes=draw.uniform(0, 99, (MANY, 4)),
        routes=PackedRoutes.of([way if at % 3 else None for at in range(MANY)]),
        names={},
        origins=origins,
    )
    strengths = Strengths(draw.uniform(0, 1, MANY), (np.arange(MANY) < 40).astype(np.int8))
    return Hits(where, np.linspace(1, -1, MANY), None, strengths)


def answer_of(hits) -> Answer:
    return Answer(Query("red", limit=MANY), "m", "h", 9000, 9000, hits, presence=0.5, answer="perhaps")


def test_arranging_showing_and_laying_out_make_hardly_any_hit(qtbot, hits):
    model = ResultsModel(Thumbnails(QSize(9, 9)))
    persons = LikelyPersons(np.arange(1, MANY + 1), np.arange(MANY) % 50)
    model.show(answer_of(hits))
    for grouping in ("camera", "source", "person", "passage"):
        model.group(grouping, persons)
    assert goes_on(hits[: MANY // 2], hits) and model.columns.row_of(7) is not None
    assert len(timeline_of(hits, SOURCES).hits) == MANY and notes_on(answer_of(hits))
    assert len(hits._made) <= 2 * len(SOURCES)


@pytest.mark.parametrize("grouping", ["camera", "source", "person"])
def test_groups_are_those_of_hits_looked_at_one_by_one(hits, grouping):
    groups = {track: track % 37 for track in range(1, MANY // 2)}
    persons = LikelyPersons(np.array(list(groups)), np.array(list(groups.values())), {5: "the courier"})
    key = {
        "camera": lambda hit: hit.camera,
        "source": lambda hit: hit.source,
        "person": lambda hit: groups.get(hit.track, NO_GROUP),
    }[grouping]
    plain: dict[object, list[int]] = {}
    for hit in hits:
        plain.setdefault(key(hit), []).append(hit.track)
    made = arranged(HitColumns(hits), grouping, persons)
    assert [hit.track for hit in made.shown.hits] == [track for group in plain.values() for track in group]
    assert made.shown.tracks.tolist() == [hit.track for hit in made.shown.hits]
    assert list(made.headings) == np.cumsum([0, *(len(group) for group in plain.values())])[:-1].tolist()


def test_a_timeline_is_that_of_hits_looked_at_one_by_one(hits):
    clocked = [replace(source, clock=clock) for source, clock in zip(SOURCES, CLOCKS, strict=False)]
    sources = [*clocked, SOURCES[2]]  # of the third no clock is known
    made, plain = timeline_of(hits, sources), timeline_of(list(hits), sources)
    seen = [(row, hit) for row, hit in enumerate(hits) if hit.source != 3]
    assert made.names == ("gate", "yard") and made.unclocked == MANY - len(seen)
    offsets = {1: 3600.0, 2: 0.0}
    assert made.hits.tolist() == [row for row, _ in seen]
    assert made.marks.begins.tolist() == [offsets[hit.source] + hit.start_us / 1e6 for _, hit in seen]
    assert made.marks.ends.tolist() == [offsets[hit.source] + hit.end_us / 1e6 for _, hit in seen]
    assert made.marks.rows.tolist() == [hit.source - 1 for _, hit in seen]
    assert made.gaps.begins.tolist() == [3600.0 + 5e-6] and plain.by_time.tolist() == made.by_time.tolist()


def test_a_timeline_begins_where_hits_are_though_other_footage_is_months_away(hits):
    far = replace(SOURCES[2], clock=RecorderClock(datetime(2026, 9, 1), "user"))
    near = replace(SOURCES[0], clock=CLOCKS[0])
    seen = [hit for hit in hits if hit.source == 1]
    made = timeline_of(seen, [near, far])
    first, last = made.busy
    assert made.span[1] > 100 * 86400 and 0 <= first < made.marks.begins.min() < made.marks.ends.max() < last < 3600
    assert timeline_of([], [near, far]).busy == made.span


def test_hits_of_a_camera_and_those_with_a_way(hits):
    columns = HitColumns(hits)
    assert columns.cameras_there == list(dict.fromkeys(("", hit.camera) for hit in hits))
    assert [columns.cameras_there[at] for at in columns.cameras] == [("", hit.camera) for hit in hits]
    assert columns.walked.tolist() == [hit.route is not None for hit in hits]


def test_how_many_of_some_passages_are_among_the_hits(hits):
    some = np.array([7, MANY + 1, 3, 11, -1])
    assert HitColumns(hits).count(some) == 3 and HitColumns(hits[:0]).count(some) == 0
