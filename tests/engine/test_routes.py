"""Routes: how few points say where somebody went, and what follows from them."""

import numpy as np
import pytest

from cpcl_desktop.engine.routes import (
    DIRECTIONS,
    MOST_POINTS,
    TOLERANCE_PX,
    Route,
    RouteRecorder,
    described_route,
    distance,
    joined_routes,
)


def route_of(places, step_s=0.2):
    recorder = RouteRecorder()
    for index, (x, y, height) in enumerate(places):
        recorder.add(round(index * step_s * 1e6), x, y, height)
    return recorder.route()


def test_a_straight_way_is_two_points_and_a_corner_a_third():
    straight = [(100 + 10 * i, 200, 100) for i in range(50)]
    assert route_of(straight).points.tolist() == [[0, 100, 200, 100], [pytest.approx(9.8), 590, 200, 100]]
    corner = straight + [(590, 200 + 10 * i, 100) for i in range(1, 50)]
    assert len(route_of(corner).points) == 3


def test_what_is_left_out_is_within_the_tolerance():
    times = np.arange(0, 60, 0.2)
    places = np.stack(
        [300 + 200 * np.sin(times / 7), 200 + 50 * np.cos(times / 3), np.full(len(times), 90.0)], axis=1
    )
    route = route_of(places)
    assert len(route.points) < MOST_POINTS
    off = np.linalg.norm(route.at(times)[:, :2] - places[:, :2], axis=1)
    assert off.max() <= TOLERANCE_PX * 1.01


def test_however_long_it_lasts_the_points_are_bounded():
    rng = np.random.default_rng(1)
    places = np.column_stack((np.cumsum(rng.normal(0, 30, (5000, 2)), axis=0), np.full(5000, 80.0)))
    route = route_of(places)
    assert 20 < len(route.points) <= MOST_POINTS
    assert route.duration_s == pytest.approx(4999 * 0.2)
    np.testing.assert_allclose(route.points[[0, -1], 1:3], places[[0, -1], :2], atol=1e-2)


WAYS = [(1, 0), (1, 0.5), (0, 1), (-1, 0.5), (-1, 0), (-1, -0.5), (0, -1), (1, -0.5)]


@pytest.mark.parametrize(("way", "direction"), list(zip(WAYS, DIRECTIONS, strict=True)))
def test_directions(way, direction):
    assert route_of([(300 + 20 * i * way[0], 300 + 20 * i * way[1], 100) for i in range(20)]).direction == direction


def test_who_comes_back_stays_and_who_stands_dwells():
    back = route_of([(300 + 16 * min(i, 40 - i), 300, 100) for i in range(41)])
    assert back.direction == "stays" and back.dwell_s == 0
    assert back.speed == pytest.approx(0.8, abs=0.1)
    waits = route_of([(100 + 10 * min(i, 20), 300, 100) for i in range(70)])  # 4 s of walking, 9.8 s of standing
    assert waits.dwell_s == pytest.approx(10.5, abs=1.0)
    assert route_of([(300, 300, 100)]).speed == 0


def test_coming_straight_at_the_camera_is_no_standing():
    nearer = route_of([(300, 200 + i, 60 * 1.02**i) for i in range(60)])
    assert nearer.direction == "towards the camera" and nearer.dwell_s < 2


def test_a_jittering_box_walks_nowhere():
    rng = np.random.default_rng(2)
    jitter = route_of(np.column_stack((300 + rng.normal(0, 3, (300, 2)), np.full(300, 100.0))))
    assert jitter.speed < 0.1 and jitter.direction == "stays" and jitter.dwell_s > 55


def test_a_route_comes_back_as_it_was_packed():
    route = route_of([(10 * i, 5 * i % 70, 50) for i in range(30)])
    assert Route.unpacked(route.packed()) == route
    assert hash(Route.unpacked(route.packed())) == hash(route)
    for damaged in (
        b"",
        np.full((2, 4), np.nan, "<f4").tobytes(),
        np.float32([[1, 0, 0, 1], [0, 0, 0, 1]]).tobytes(),
    ):
        with pytest.raises(ValueError, match="no route"):
            Route.unpacked(damaged)
    assert described_route(None) == {"direction": None, "speed": None, "dwell_s": None}


def test_a_route_in_two_parts_is_the_same_way():
    whole = route_of([(10 * i, 200 + (i // 20) * i, 100) for i in range(60)])
    parts = whole.between(0, 4.0), whole.between(6.0, whole.duration_s)
    again = joined_routes(*parts, 6.0)
    times = np.concatenate((np.arange(0, 4, 0.1), np.arange(6, 11.8, 0.1)))
    np.testing.assert_allclose(again.at(times), whole.at(times), atol=1e-2)
    assert distance(*parts) == pytest.approx(np.linalg.norm(whole.at([4.0]) - whole.at([6.0])) / 100, abs=0.01)
