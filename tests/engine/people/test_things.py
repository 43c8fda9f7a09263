"""Things that a detector takes for people, while people go past them: cones, what a tape flutters before."""

import numpy as np
import pytest

from cpcl_desktop.engine.records import Detections
from tests.engine.people.test_following import GREEN, RED, SCENE, Person, colours_of, film, tracks_of, walk

THING = np.array([380, 100, 420, 200], np.float32)


def scenes(people, seconds, score=0.4, tape=False, thing=lambda time_s: True):
    """A thing stands there, which the detector half believes in at each second look; people go past before it."""
    background = SCENE.copy()
    background[100:200, 380:420] = GREEN
    background[120:150, 385:395] = (20, 60, 20)
    for frame, found in film(people, seconds, background=background):
        time_s = frame.time_us / 1e6
        if tape:
            frame.image[125 + frame.index % 4 * 4 :][:8, 380:420] = (240, 240, 240)
        hidden = any(abs(person.x(time_s) - 400) < 24 for person in people)
        if thing(time_s) and frame.index % 2 == 0 and not hidden:
            boxes = np.concatenate((found.boxes.reshape(-1, 4), THING[None]))
            found = Detections(boxes, np.append(found.scores, score).astype(np.float32))
        yield frame, found


def in_place(tracks):
    return [track for track in tracks if track.route.direction not in ("left to right", "right to left")]


def passers():
    return [Person(walk(-700 * n - 100, 100), RED) for n in range(3)]


def test_a_thing_that_people_go_past_makes_no_passage_and_takes_none_of_theirs():
    tracks = tracks_of(scenes(passers(), 24.0))
    assert in_place(tracks) == []
    assert [(colours_of(track), track.route.direction) for track in tracks] == [({RED}, "left to right")] * 3


def test_what_moves_before_a_thing_makes_one_short_passage_of_it():
    """Nor is it to be told from somebody who sits there and moves the head alone: that one passage is kept."""
    tracks = tracks_of(scenes(passers(), 24.0, tape=True))
    (thing,) = in_place(tracks)
    assert thing.end_us - thing.start_us < 6_000_000 and len(tracks) == 4


@pytest.mark.parametrize("score", [0.4, 0.7])
def test_who_stood_as_still_as_a_thing_is_followed_once_they_go(score):
    """From the ninth second on somebody goes away from there; who was surely seen is followed before that, too."""
    stands = Person(lambda time_s: 600 + max(0.0, time_s - 9) * 60, RED, score=score)
    (track,) = tracks_of(film([stands], 12.0, background=SCENE))
    assert track.end_us == 11_800_000 and (track.start_us == 0) is (score == 0.7)
    assert track.start_us <= 9_400_000


def back_and_forth(time_s):
    """Stands, walks two heights and a half away and back, and stands where they were."""
    return 500 + max(0.0, 240 - abs(time_s - 6) * 60)


@pytest.mark.parametrize("hidden_s", [0.0, 2.0])
def test_who_walked_and_stands_where_they_were_first_seen_keeps_that_passage(hidden_s):
    hides = Person(back_and_forth, RED, seen=lambda t: not 4 < t < 4 + hidden_s, score=0.5)
    tracks = tracks_of(film([hides], 18.0, background=SCENE))
    assert tracks[0].start_us == 0 and max(track.end_us for track in tracks) > 12_000_000
    assert sum(len(track.joins) for track in tracks) <= 1


def test_what_was_joined_to_a_way_is_not_thrown_away_with_it():
    """Somebody walks in, is hidden, and stands from then on where they appeared, as they did then."""
    walks = Person(lambda t: min(100 + t * 30, 340), RED, seen=lambda t: not 8 < t < 10, score=0.5)
    tracks = tracks_of(film([walks], 22.0, background=SCENE))
    assert tracks[0].start_us == 0 and tracks[0].end_us >= 7_800_000


def test_somebody_who_takes_the_place_of_a_thing_is_seen():
    """The thing is carried away, and somebody as hesitantly seen stands in its place, looking about."""
    comes = Person(lambda time_s: 400 + 30 * np.sin(time_s), RED, seen=lambda t: t > 12, score=0.45)
    tracks = tracks_of(scenes([comes], 20.0, thing=lambda time_s: time_s < 11))
    assert [colours_of(track) for track in tracks] == [{RED}]
    assert tracks[0].end_us - tracks[0].start_us > 7_000_000
