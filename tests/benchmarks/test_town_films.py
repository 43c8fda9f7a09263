"""What the benchmarks on rendered films share: likely boxes, the plain follower, boxes on routes, a plot."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from cpcl_desktop.engine.records import Detections, Track
from cpcl_train.judge.detection import DetectionScores
from cpcl_train.synthetic.town.truth import Sighting
from tests.benchmarks.detector_scenes import curves_svg
from tests.benchmarks.sort_baseline import Sort
from tests.benchmarks.town_films import LikelyDetector, true_boxes

SIZE = (432, 768)


def sighting(person, box, share=1.0):
    return Sighting(person, box, box if share else None, share, (box[0], box[1]))


def found(*places):
    boxes = np.array([(x, 50.0, x + 20, 110.0) for x in places], np.float32).reshape(-1, 4)
    return Detections(boxes, np.full(len(places), 0.8, np.float32))


def test_who_is_hidden_or_small_is_there_but_does_not_count():
    people = (
        sighting(1, (0, 0, 20, 60)),
        sighting(2, (40, 0, 60, 60), 0.2),
        sighting(3, (80, 0, 84, 11)),
        sighting(4, (90, 0, 99, 60), 0.0),
    )
    boxes = true_boxes(people)
    assert boxes.numbers.tolist() == [1, 2, 3]
    assert boxes.counts.tolist() == [True, False, False]


def test_a_likely_detector_misses_some_and_more_of_the_hidden():
    plain, hidden = sighting(1, (100, 100, 140, 200)), sighting(2, (300, 100, 340, 200), 0.25)
    likely = LikelyDetector(1)
    seen = [likely.detect((plain, hidden), SIZE).boxes for _ in range(400)]
    near = [[(abs(boxes[:, 0] - x) < 20).any() for boxes in seen] for x in (100, 300)]
    assert 0.93 < np.mean(near[0]) < 1
    assert 0.4 < np.mean(near[1]) < 0.7
    again = LikelyDetector(1).detect((plain, hidden), SIZE)
    assert np.array_equal(again.boxes, seen[0])


def test_the_plain_follower_goes_on_where_boxes_overlap():
    sort = Sort()
    frames = [sort.follow(0.2 * n, found(8.0 * n, 300)) for n in range(5)]
    assert {tuple(frame.numbers) for frame in frames} == {(1, 2)}
    late = sort.follow(3.0, found(300))
    assert late.numbers.tolist() == [3]


def test_detections_on_a_route_are_the_tracks():
    # A track has a route from the follower's next version on, and the benchmark reads that.
    routes = pytest.importorskip("cpcl_desktop.engine.routes")
    from tests.benchmarks.tracking_street import boxes_on_routes

    points = np.array([(0, 10, 80, 60), (1, 50, 80, 60)], np.float32)
    track = Track(1_000_000, 2_000_000, 3, (), routes.Route(points))
    times_us = [0, 1_000_000, 1_500_000, 2_000_000]
    boxes = boxes_on_routes([track], times_us, [found(0), found(0), found(20, 90), found(0)])
    assert [frame.numbers.tolist() for frame in boxes] == [[], [0], [0], []]
    assert boxes[2].boxes[0, 0] == 20


def test_the_plot_is_a_picture_with_a_line_for_each_detector():
    heights = np.array([14, 20, 40, 100, 100], np.float32)
    found = np.array([False, True, True, True, True])
    scores = DetectionScores(0.5, heights, found, 0.9, np.array([0.8], np.float32), np.array([True]))
    tree = ElementTree.fromstring(curves_svg({"a & b": scores, "c": scores}))
    lines = [path for path in tree.iter("{http://www.w3.org/2000/svg}path") if path.get("stroke-width") == "2"]
    assert len(lines) == 2
    assert "a & b: AP50 0.500" in "".join(tree.itertext())


def test_every_script_says_how_it_is_run():
    folder = Path(__file__).parent
    for name in ("tracking_street", "passages", "grouping_town", "detector_scenes"):
        assert f"python -m tests.benchmarks.{name} " in (folder / f"{name}.py").read_text(encoding="utf-8")
