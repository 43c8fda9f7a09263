"""What the benchmarks on rendered films share: likely boxes, the plain follower, boxes on routes, a plot."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from cpcl_desktop.engine.records import Detections, Track
from cpcl_train.judge.detection import DetectionScores
from cpcl_train.judge.following import FollowingScores
from cpcl_train.synthetic.town.truth import Sighting
from tests.benchmarks.detector_scenes import curves_svg
from tests.benchmarks.sort_baseline import Sort
from tests.benchmarks.town_films import LikelyDetector, true_boxes

SIZE = (432, 768)
BOX = np.array([0, 0, 10, 20], np.float32)


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


def test_streets_are_told_by_their_mean_and_range_beside_what_looks_allow():
    from tests.benchmarks.linking_limit import Limit
    from tests.benchmarks.tracking_street import table

    def scores(pairs, switches, transfers):
        return FollowingScores(100, 100, pairs, 0, 0, switches, 0, 0, transfers, 1, 20, 30)

    limit = Limit(np.array([20, 25]), np.array([9, 9]), np.array([2, 1]), np.array([0, 2]))
    lines = table({"program": [scores(90, 8, 2), scores(80, 4, 4)]}, {2.0: limit}).splitlines()
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]
    assert cells[1] == ["program", "0.850 (0.800 to 0.900)", "15.0 (10.0 to 20.0)", "7.5 (5.0 to 10.0)",
                        "2.5 (2.5 to 2.5)", "1.50 (1.50 to 1.50)"]  # fmt: skip
    assert cells[2] == ["looks alone, 2 s", "3.5 (2.0 to 5.0)", "2.0 (0.0 to 4.0)"]


def test_what_looks_allow_is_counted_with_one_threshold_for_all_streets(monkeypatch):
    """In one street the right link is less alike than a wrong one is in the other: some error is left."""
    from tests.benchmarks import linking_limit as module

    def street(folder, *_):
        looks = np.eye(3, dtype=np.float32)
        far = folder == Path("hard")
        first = module.Piece(0, BOX, None, 1_000_000, BOX, [], looks[0])
        other = module.Piece(0, BOX, None, 1_000_000, BOX, [], looks[1])
        angle = np.array([0.5, 0.9, 0.0]) if far else np.array([0.9, 0.3, 0.0])
        again = module.Piece(2_000_000, BOX, first, 3_000_000, BOX, [], angle.astype(np.float32))
        return [first, other, again]

    monkeypatch.setattr(module, "pieces_of", street)
    limit = module.limit_of([Path("plain"), Path("hard")], 5.0, 1.0, 1, None)
    assert limit.people.tolist() == [2, 2] and limit.breaks.tolist() == [1, 1]
    assert limit.switches.tolist() == [0, 1] and limit.wrong.tolist() == [0, 1]
    assert limit.switches_per_50.tolist() == [0, 25]


def test_streets_that_are_there_are_not_rendered_again(tmp_path, monkeypatch):
    from tests.benchmarks import tracking_street as module

    made = []
    monkeypatch.setattr(module, "record", lambda scenario, folder: made.append((scenario.seed, folder.name)))
    (tmp_path / "street-1").mkdir()
    (tmp_path / "street-1" / "truth.json").write_text("{}")
    assert module.rendered(tmp_path, [1, 4]) == [tmp_path / "street-1", tmp_path / "street-4"]
    assert made == [(4, "street-4")]
