"""Walks, places and crowds: without rendering anything."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from cpcl_train.synthetic.town.blocks import GROUND, SKY, Block, Footprints, blocked, trace
from cpcl_train.synthetic.town.cameras import Camera, Sensor
from cpcl_train.synthetic.town.crowd import cast_crowd
from cpcl_train.synthetic.town.places import PLACES
from cpcl_train.synthetic.town.routes import companion, is_clear, sample_route
from cpcl_train.synthetic.town.scenarios import street, town
from cpcl_train.synthetic.town.surfaces import SURFACES
from cpcl_train.synthetic.town.walks import Passage, Stop, walk

BOX = Block((0.0, 0.0), (10.0, 20.0, 10.0), "plaster")
POST = Block((0.0, 0.0), (10.0, 20.0, 10.0), "metal", round=True)


def way(person, start, *places, speed=12.0, **more):
    return Passage(person, start, tuple(Stop(place) for place in places), speed, **more)


@pytest.mark.parametrize("block", [BOX, POST])
def test_rays_meet_what_stands_there(block):
    eye = np.asarray([0, 10, 50], np.float32)
    rays = np.asarray([[0, 0, -1], [0, -1, -0.1], [0, 1, 0], [1, 0.1, -1]], np.float32)
    hits = trace([block], eye, rays)
    assert hits.block.tolist() == [0, GROUND, SKY, SKY]
    assert hits.reach[0] == pytest.approx(45)
    assert hits.normal[0].tolist() == pytest.approx([0, 0, 1], abs=1e-5)
    assert hits.uv[0].tolist() == pytest.approx([0, 10], abs=1e-5)


def test_a_turned_box_is_met_on_its_edge():
    turned = Block((0.0, 0.0), (10.0, 20.0, 10.0), "plaster", turn=np.pi / 4)
    hits = trace([turned], np.asarray([0, 10, 50], np.float32), np.asarray([[0, 0, -1]], np.float32))
    assert hits.reach[0] == pytest.approx(50 - 5 * np.sqrt(2), abs=0.01)


def test_things_stand_in_the_sun():
    sun = np.asarray([0, 0.6, 0.8], np.float32)
    points = np.asarray([[0, 0.1, -12], [0, 0.1, -60], [0, 0.1, 12]], np.float32)
    assert blocked([BOX], points, sun).tolist() == [True, False, False]


def test_gaps_are_counted_from_the_footprint():
    gaps = Footprints([BOX, POST]).gaps(np.asarray([[8, 0], [8, 9], [0, 0]], np.float32))
    assert gaps[:, 0].tolist() == pytest.approx([3, 5, 0])
    assert gaps[:, 1].tolist() == pytest.approx([3, np.hypot(8, 9) - 5, 0], abs=1e-5)


def test_a_camera_sees_where_its_rays_go():
    camera = Camera("one", (5.0, 40.0, 60.0), (0.0, 5.0, -20.0), 100.0, (60, 80), Sensor())
    points = np.asarray(camera.eye, np.float32) + 3 * camera.rays()[[0, 41, 60 * 80 - 1]]
    pixels, ahead = camera.project(points)
    assert pixels == pytest.approx(np.asarray([[0.5, 0.5], [41.5, 0.5], [79.5, 59.5]]), abs=0.01)
    assert ahead == pytest.approx([300, 300, 300], abs=0.1)


def test_somebody_walks_to_where_they_go_at_their_speed():
    (track,) = walk([way(1, 3.0, (0, 0), (0, 60), (60, 60))], [])
    assert track.at(2.9) is None
    assert track.at(track.end + 0.2) is None
    assert track.end - track.start == pytest.approx(120 / 12, abs=1.5)
    late = track.at(track.end - 0.5)
    assert late.heading == pytest.approx(np.pi / 2, abs=0.2)
    assert late.speed == pytest.approx(12, abs=1)


def test_who_pauses_stands_and_looks():
    stops = (Stop((0, 0)), Stop((0, 40), 5.0, look=1.0), Stop((0, 80)))
    (track,) = walk([Passage(1, 0.0, stops, 12.0)], [])
    resting = track.at(40 / 12 + 3)
    assert resting.speed < 2.5
    assert resting.heading == pytest.approx(1.0, abs=0.1)
    assert track.end == pytest.approx(80 / 12 + 5, abs=1.5)


def test_people_and_things_are_walked_around():
    ways = [way(1, 0.0, (0, -60), (0, 60)), way(2, 0.0, (0.5, 60), (0.5, -60)), way(3, 2.0, (-60, 1), (60, -1))]
    tracks = walk(ways, [Block((0.0, 20.0), (6.0, 20.0, 6.0), "metal", round=True)])
    for first, second in combinations(tracks, 2):
        times = np.arange(max(first.start, second.start), min(first.end, second.end), 0.1)
        apart = [np.hypot(a.x - b.x, a.z - b.z) for t in times if (a := first.at(t)) and (b := second.at(t))]
        assert min(apart) > 2.5
    assert min(np.hypot(row[0], row[1] - 20) for track in tracks for row in track.rows) > 3.5


def test_two_who_go_together_stay_together():
    pair = companion(way(1, 0.0, (0, 0), (90, 0)), 2, 7)
    assert [each.group for each in pair] == [7, 7]
    first, second = walk(pair, [])
    for time in np.arange(1, 6, 0.5):
        a, b = first.at(time), second.at(time)
        assert 3 < np.hypot(a.x - b.x, a.z - b.z) < 12


@pytest.mark.parametrize("kind", PLACES)
def test_places_can_be_walked_through(kind):
    rng = np.random.default_rng(3)
    place = PLACES[kind](rng)
    assert {block.surface for block in place.blocks} | {place.ground} <= set(SURFACES)
    assert {surface for _, surface in place.zones} <= set(SURFACES)
    routes = [sample_route(rng, place, 2, 0.3) for _ in range(8)]
    legs = [(a.place, b.place) for stops in routes for a, b in pairwise(stops)]
    clear = [is_clear(place.blocks, *leg) for leg in legs]
    assert np.mean(clear) > 0.95
    for stops in routes:
        assert stops[0].place in place.doors
        assert stops[-1].place in place.doors
        assert stops[0] != stops[-1]


def test_a_share_of_a_crowd_is_dressed_alike():
    crowd = cast_crowd(np.random.default_rng(1), 16, 0.25)
    assert sorted(each.number for each in crowd) == list(range(1, 17))
    pairs = [[each for each in crowd if each.alike == number] for number in (1, 2)]
    assert [len(pair) for pair in pairs] == [2, 2]
    for one, other in pairs:
        assert (one.words["top"], one.words["bottom"]) == (other.words["top"], other.words["bottom"])
        assert one.person.seed != other.person.seed
    assert sum(each.alike == 0 for each in crowd) == 12
    assert not any(thing.kind == "ridden bicycle" for each in crowd for thing in each.person.carried)


def test_everyone_of_a_street_comes_once():
    made = street(3)
    (site,) = made.sites
    assert sorted(passage.person for passage in site.passages) == list(range(1, 21))
    assert len(made.times) == 300


def test_everyone_of_a_town_passes_two_to_four_cameras_and_never_two_at_once():
    made = town(5, people=12)
    spans = {}
    for number, site in enumerate(made.sites):
        for passage in site.passages:
            spans.setdefault(passage.person, []).append((passage.start, passage.start + passage.lasts, number))
    assert len(spans) == 12
    for own in spans.values():
        own.sort()
        assert 2 <= len({number for _, _, number in own}) == len(own) <= 4
        assert own[0][0] >= 0
        assert own[-1][1] <= made.seconds
        assert all(before[1] < after[0] for before, after in pairwise(own))


def test_a_scenario_is_its_seeds():
    assert street(7, people=4).sites[0].passages == street(7, people=4).sites[0].passages
    assert street(7, people=4).sites[0].passages != street(8, people=4).sites[0].passages
