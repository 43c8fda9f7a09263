"""Passages on both sides of a seam, put together by what is kept of them."""

import numpy as np
import pytest

from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.following.seams import Kept, joins_over
from cpcl_desktop.engine.routes import Route
from tests.engine.people.test_following import BLUE, GREEN, HEIGHT, RED, WIDTH, Person, embed, film, walk

PICTURE = (WIDTH, HEIGHT)
SEAM_US = 4_000_000


def kept(track):
    vectors = embed([crop.image for crop in track.crops])
    mean = vectors.mean(axis=0)
    return Kept(
        track.start_us, track.end_us, track.observations, track.route, mean / np.linalg.norm(mean), slimness=0.4
    )


def sides(people, seconds=8.0):
    """What following gives before the seam and behind it, each by itself."""
    scenes = list(film(people, seconds))
    halves = [[one for one in scenes if (one[0].time_us < SEAM_US) == first] for first in (True, False)]
    found = []
    for half in halves:
        builder = TrackBuilder(embed=embed)
        tracks = [track for frame, people_in_it in half for track in builder.follow(frame, people_in_it)]
        found.append([kept(track) for track in [*tracks, *builder.finish()]])
    return found


def colour(passage):
    """Which of the colours somebody wears."""
    return int(np.argmax([passage.looks @ embed([np.full((9, 9, 3), one, np.uint8)])[0] for one in (RED, BLUE)]))


def test_two_who_cross_at_the_seam_are_each_found_again():
    people = [Person(walk(160, 60), RED), Person(walk(640, -60), BLUE)]
    before, after = sides(people)
    joins = joins_over(before, after, PICTURE)
    assert {(colour(before[first]), colour(after[at])) for at, (first, _) in joins.items()} == {(0, 0), (1, 1)}
    for at, (first, join) in joins.items():
        assert (join.start_us, join.end_us) == (before[first].end_us, after[at].start_us)
        assert join.observations == before[first].observations
        assert join.distance < 0.2 and join.likeness > 0.9


def test_two_dressed_alike_are_told_apart_by_their_places():
    before, after = sides([Person(walk(300, 5), RED), Person(walk(360, 5), RED)])
    joins = joins_over(before, after, PICTURE)
    assert {(before[first].route.points[-1, 1] < 345, after[at].route.points[0, 1] < 350)
            for at, (first, _) in joins.items()} == {(True, True), (False, False)}  # fmt: skip


@pytest.mark.parametrize(
    ("later", "count"),
    [
        (Person(walk(300, 0), RED, seen=lambda t: t > 6), 1),
        (Person(walk(300, 0), GREEN, seen=lambda t: t > 6), 0),  # looks unlike
        (Person(walk(780, -10), RED, seen=lambda t: t > 6), 0),  # too far
    ],
)
def test_who_was_hidden_at_the_seam_is_found_again_where_that_is_likely(later, count):
    before, after = sides([Person(walk(300, 0), RED, seen=lambda t: t < 3), later])
    assert (len(before), len(after)) == (1, 1)
    assert len(joins_over(before, after, PICTURE)) == count


def test_who_left_the_picture_is_not_who_comes_after():
    leaves = Person(walk(560, 70), RED, seen=lambda t: t < 3.5)
    comes = Person(walk(1140, -70), RED, seen=lambda t: t > 4.9)
    before, after = sides([leaves, comes])
    assert (len(before), len(after)) == (1, 1)
    assert joins_over(before, after, PICTURE) == {}


def test_where_two_may_be_the_one_nobody_is():
    hidden = Person(walk(300, 0), RED, seen=lambda t: t < 3)
    before, after = sides([hidden, *(Person(walk(x, 0), RED, seen=lambda t: t > 6) for x in (250, 350))])
    assert (len(before), len(after)) == (1, 2)
    assert joins_over(before, after, PICTURE) == {}


def test_nobody_on_one_side_is_no_fault():
    before, _ = sides([Person(walk(300, 0), RED)])
    assert joins_over(before, [], PICTURE) == joins_over([], before, PICTURE) == {}


def test_in_a_crowd_the_places_of_each_are_taken_once_and_not_for_each_pair(monkeypatch):
    asked = []
    at = Route.at
    monkeypatch.setattr(Route, "at", lambda route, seconds: asked.append(route) or at(route, seconds))
    looks = np.eye(40, dtype=np.float32)
    routes = [Route(np.array([[0, 60 * n, 300, 80], [3, 60 * n, 300, 80]], np.float32)) for n in range(40)]

    def side(start_us):
        return [
            Kept(start_us, start_us + 3_000_000, 9, *one, slimness=0.4) for one in zip(routes, looks, strict=True)
        ]

    joins = joins_over(side(900_000), side(4_000_000), (3000, 600))
    assert {at: first for at, (first, _) in joins.items()} == {n: n for n in range(40)}
    assert len(asked) == 80
