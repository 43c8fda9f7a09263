"""Following through crossings, occlusions, low rates and shakes, with looks; what is no person makes no passage."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from cpcl_desktop.engine.people.crops import CropOptions
from cpcl_desktop.engine.people.following import sightings
from cpcl_desktop.engine.people.following.builder import TrackBuilder
from cpcl_desktop.engine.people.following.camera import CameraMotion
from cpcl_desktop.engine.people.following.joining import Joining
from cpcl_desktop.engine.people.following.options import TrackOptions
from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.rearranging import cut, put_together
from cpcl_desktop.engine.people.following.sightings import Looks, Sightings
from cpcl_desktop.engine.records import Crop, Detections, Frame, Join

HEIGHT, WIDTH = 300, 800
RED, BLUE, GREEN = (200, 30, 30), (30, 40, 200), (30, 160, 60)
BLIND = TrackOptions(unlike=9.0, unlike_again=9.0)  # clothing colours bar nothing, so that looks alone decide
SCENE = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8), (0, 0), 4)


def embed(images):
    """Looks by the share of each of 64 colours: unit vectors."""
    counts = [
        np.bincount((i // 64 @ np.array([16, 4, 1])).ravel(), minlength=64).astype(np.float32) for i in images
    ]
    return np.stack([count / np.linalg.norm(count) for count in counts])


class Person:
    """Somebody 100 pixels tall who is at `x(time)`, in one colour, and seen as `seen(time)` says."""

    def __init__(self, x, colour, seen=lambda time_s: True, score=0.8):
        self.x, self.colour, self.seen, self.score = x, colour, seen, score

    def box(self, time_s):
        x = self.x(time_s)
        return np.array([x - 20, 100, x + 20, 200], np.float32)


def walk(start, speed):
    """From a place on, by pixels a second."""
    return lambda time_s: start + speed * time_s


def woven(colour):
    """A colour that is not as flat as the wall, so that one picture of it can be better than another."""
    threads = np.random.default_rng(1).integers(-7, 8, (100, 40, 1))
    return (np.array(colour) + threads).astype(np.uint8)


def film(people, seconds, fps=5.0, background=None):
    """Frames and detections; who is listed later stands before the others, who are not seen behind them."""
    for index in range(round(seconds * fps)):
        time_s = index / fps
        image = np.full((HEIGHT, WIDTH, 3), 235, np.uint8) if background is None else background.copy()
        boxes, scores = [], []
        for person in people:
            box = person.box(time_s)
            left, top, right, bottom = np.clip(box, 0, (WIDTH, HEIGHT) * 2).astype(int)
            if right - left < 8 or not person.seen(time_s):
                continue
            image[top:bottom, left:right] = person.colour
            hidden = [i for i, other in enumerate(boxes) if abs(other[0] - box[0]) < 24]
            boxes = [b for i, b in enumerate(boxes) if i not in hidden] + [np.array([left, top, right, bottom])]
            scores = [s for i, s in enumerate(scores) if i not in hidden] + [person.score]
        people_found = np.array(boxes, np.float32).reshape(-1, 4)
        yield Frame(index, round(time_s * 1e6), image), Detections(people_found, np.array(scores, np.float32))


def tracks_of(scenes, options=None, looks=embed):
    builder = TrackBuilder(options, embed=looks)
    ended = [track for frame, found in scenes for track in builder.follow(frame, found)]
    return sorted(ended + builder.finish(), key=lambda track: track.start_us)


def colours_of(track):
    """The colours in the middle of a track's pictures."""
    middles = (crop.image[crop.image.shape[0] // 2, crop.image.shape[1] // 2] for crop in track.crops)
    return {tuple(int(value) for value in middle) for middle in middles}


@pytest.mark.parametrize("fps", [5.0, 2.0, 1.0])
def test_two_who_cross_keep_their_names_at_every_rate(fps):
    people = [Person(walk(60, 60), RED), Person(walk(740, -60), BLUE)]
    tracks = tracks_of(film(people, 11.0, fps))
    assert [(colours_of(t), t.route.direction) for t in sorted(tracks, key=lambda t: t.crops[0].box[0])] == [
        ({RED}, "left to right"),
        ({BLUE}, "right to left"),
    ]


def test_two_dressed_alike_who_cross_keep_their_ways():
    people = [Person(walk(60, 90), RED), Person(walk(740, -90), RED)]
    tracks = tracks_of(film(people, 7.0))
    assert sorted(t.route.direction for t in tracks) == ["left to right", "right to left"]


@pytest.mark.parametrize(("stay", "start_us"), [(TrackOptions().stay, 0), (10.0, 500_000)])
def test_hindsight_gives_a_box_to_whom_it_lies_on_the_way_of(stay, start_us):
    """Somebody runs past who stands there from the second frame on, nearer than anybody is expected to run."""
    people = [Person(walk(100, 200), RED), Person(walk(130, 0), RED, seen=lambda t: t > 0)]
    tracks = tracks_of(film(people, 3.0, fps=2.0), TrackOptions(stay=stay), None)
    (runner,) = [track for track in tracks if track.route.direction == "left to right"]
    assert (runner.start_us, sum(track.observations for track in tracks)) == (start_us, 11)


@pytest.mark.parametrize(("at", "count"), [(110, 1), (160, 2)])
def test_who_reappears_small_in_the_very_place_is_joined(at, count):
    """Half of somebody comes out of where they were lost: the head first, too small for looks."""
    scenes = []
    for frame, found in film([Person(walk(100, 0), RED, seen=lambda t: t < 2.9 or t > 3.9)], 8.0):
        boxes = found.boxes.copy()
        if frame.time_us > 3_900_000:
            boxes[:, [0, 2]] += at - 100
            boxes[:, 3] = 135
        scenes.append((frame, Detections(boxes, found.scores)))
    options = TrackOptions(lost_s=1.0, resize=1.5)
    assert len(tracks_of(scenes, options)) == count


@pytest.mark.parametrize(("colour", "count"), [(RED, 1), (BLUE, 2)])
def test_who_reappears_in_the_very_place_is_joined_unless_they_look_different(colour, count):
    people = [
        Person(walk(100, 0), RED, seen=lambda t: t < 2.9),
        Person(walk(100, 0), colour, seen=lambda t: t > 3.9),
    ]
    scenes = []
    for frame, found in film(people, 8.0):
        boxes = found.boxes.copy()
        if frame.time_us > 3_900_000:
            boxes[:, 3] = 150
        scenes.append((frame, Detections(boxes, found.scores)))
    assert len(tracks_of(scenes, replace(BLIND, lost_s=1.0, resize=1.5))) == count


@pytest.mark.parametrize(
    ("astray_s", "spans"), [(TrackOptions().astray_s, [(0.0, 7.8), (2.0, 2.8)]), (0.0, [(0.0, 2.8), (2.0, 7.8)])]
)
def test_a_passage_that_was_led_astray_goes_on_where_its_person_is(astray_s, spans):
    """Boxes go on for a second where somebody was expected, who is seen a step beside that."""
    person = Person(lambda t: 100 + 40 * t + 55 * (t > 1.9), RED)
    a_little_red = np.where(np.arange(100)[:, None, None] < 35, RED, BLUE)
    other = Person(walk(100, 40), a_little_red, seen=lambda t: 1.9 < t < 3.0)
    tracks = tracks_of(film([person, other], 8.0), replace(BLIND, astray_s=astray_s))
    assert sorted((track.start_us / 1e6, track.end_us / 1e6) for track in tracks) == spans
    assert sum(len(track.joins) for track in tracks) == (1 if astray_s else 0)


@pytest.mark.parametrize("colour", [BLUE, RED])
def test_who_is_still_there_was_not_led_astray(colour):
    """Somebody appears beside another one, who goes on for a second and is not seen any more."""
    person = Person(walk(100, 40), RED, seen=lambda t: t < 5.0)
    beside = Person(lambda t: 155 + 40 * t, colour, seen=lambda t: t > 3.9)
    tracks = tracks_of(film([person, beside], 10.0), BLIND)
    assert len(tracks) == 2 and not any(track.joins for track in tracks)


@pytest.mark.parametrize(("later", "joins"), [(RED, 1), (BLUE, 0)])
def test_a_passage_that_was_cut_is_put_together_again_where_that_was_an_error(later, joins):
    """Somebody comes out from behind a thing in the shade, and looks like another one for a moment."""
    shade = Person(walk(300, 0), woven(BLUE), seen=lambda t: 5.3 < t < 6.5, score=0.4)
    after = Person(walk(300, 0), woven(later), seen=lambda t: t > 6.5)
    before = Person(walk(300, 0), woven(RED), seen=lambda t: t < 4.9)
    tracks = tracks_of(film([before, shade, after], 12.0), BLIND)
    assert [len(track.joins) for track in tracks] == ([1] if joins else [0, 0])


@pytest.mark.parametrize(("looks", "kept"), [(embed, True), (None, False)])
def test_two_who_meet_and_turn_back_are_told_apart_by_looks_only(looks, kept):
    meet = [lambda t: 400 - 100 * abs(t - 3.0), lambda t: 400 + 100 * abs(t - 3.0)]
    people = [Person(meet[0], RED), Person(meet[1], BLUE, seen=lambda t: not 2.9 < t < 3.5)]
    tracks = tracks_of(film(people, 6.0), BLIND, looks)
    assert len(tracks) == 2
    assert all(len(colours_of(track)) == 1 for track in tracks) is kept


@pytest.mark.parametrize(("sure", "shown"), [(TrackOptions().sure, [{RED}, {BLUE}]), (1000, [{RED, BLUE}])])
@pytest.mark.parametrize("sliver", [False, True])
def test_a_passage_is_cut_where_somebody_else_comes_out(sure, shown, sliver):
    """One goes behind a thing, another comes out at once: two frames without anybody, or with a narrow strip."""
    people = [Person(walk(300, 0), RED, seen=lambda t: t < 4.9), Person(walk(300, 0), BLUE, seen=lambda t: t > 5.3)]
    scenes = []
    for frame, found in film(people, 10.0):
        if sliver and not len(found.boxes):
            found = Detections(np.array([[300, 100, 308, 150]], np.float32), np.array([0.6], np.float32))
        scenes.append((frame, found))
    options = TrackOptions(unlike=9.0, unlike_again=9.0, resize=9.0, worst=2.0, sure=sure)
    tracks = [(colours_of(track) - {(235, 235, 235)}, track.joins) for track in tracks_of(scenes, options)]
    assert tracks == [(colours, ()) for colours in shown]


@pytest.mark.parametrize(("again", "end_s"), [(TrackOptions().again, 2.8), (1.1, 8.8)])
def test_a_weak_box_of_who_is_surely_seen_goes_on_with_nobody_else(again, end_s):
    """Beside somebody who stays another goes out of sight, and the one who stays is seen twice from then on."""
    scenes = []
    for frame, found in film([Person(walk(400, 0), RED), Person(walk(430, 0), RED, seen=lambda t: t < 3)], 9.0):
        if len(found.boxes) == 1:
            askew = found.boxes + np.array([[22, 0, 22, 0]], np.float32)
            found = Detections(np.concatenate((found.boxes, askew)), np.array([0.8, 0.2], np.float32))
        scenes.append((frame, found))
    tracks = tracks_of(scenes, replace(BLIND, again=again, unsure=0.0), None)
    assert sorted(track.end_us / 1e6 for track in tracks) == [end_s, 8.8]


def hesitant(scenes, first_us, last_us):
    """The same, the detector being hesitant for a time."""
    for frame, found in scenes:
        unsure = first_us <= frame.time_us <= last_us
        yield frame, Detections(found.boxes, np.full_like(found.scores, 0.2) if unsure else found.scores)


@pytest.mark.parametrize(("looks", "start_s"), [(embed, 0.0), (None, 2.4)])
def test_who_was_seen_hesitantly_before_they_were_surely_is_shown_from_then_on(looks, start_s):
    (track,) = tracks_of(hesitant(film([Person(walk(100, 60), RED)], 6.0), 0, 2_200_000), None, looks)
    assert (track.start_us / 1e6, track.observations) == (start_s, 30 - round(start_s * 5))


@pytest.mark.parametrize(("filled", "start_s"), [(TrackOptions().filled, 2.4), (-1.0, 0.0)])
def test_a_hesitant_box_before_somebody_that_looks_different_is_not_theirs(filled, start_s):
    way = walk(100, 60)
    people = [Person(way, BLUE, seen=lambda t: t < 2.3), Person(way, RED, seen=lambda t: t > 2.3)]
    (track,) = tracks_of(hesitant(film(people, 6.0), 0, 2_200_000), replace(BLIND, filled=filled))
    assert track.start_us / 1e6 == start_s


@pytest.mark.parametrize(("filled", "missing"), [(TrackOptions().filled, 0), (1.1, 4)])
def test_hesitant_boxes_in_a_gap_are_of_who_is_seen_before_and_after_it(filled, missing):
    """Left out as they come, too long after somebody was seen; found when they are surely seen again."""
    person = Person(walk(100, 60), RED, seen=lambda t: not 2.1 < t < 3.1)
    scenes = hesitant(film([person], 6.0), 3_200_000, 3_800_000)
    (track,) = tracks_of(scenes, TrackOptions(filled=filled))
    assert track.observations == 25 - missing


@pytest.mark.parametrize(("strange", "end_s"), [(TrackOptions().strange, 2.8), (-1.0, 3.6)])
def test_a_hesitant_box_goes_on_with_nobody_who_looks_different(strange, end_s):
    """Where somebody goes out of sight something else is hesitantly taken for a person."""
    people = [Person(walk(300, 0), RED, seen=lambda t: t < 2.9), Person(walk(310, 0), BLUE, seen=lambda t: t > 2.9)]
    (track,) = tracks_of(hesitant(film(people, 3.8), 3_000_000, 4_000_000), replace(BLIND, strange=strange))
    assert track.end_us / 1e6 == end_s


def test_what_was_seen_hesitantly_before_the_second_part_of_a_passage_is_kept():
    scenes = film([Person(walk(100, 40), RED, seen=lambda t: not 3.0 < t < 7.0)], 14.0)
    (track,) = tracks_of(hesitant(scenes, 7_000_000, 7_600_000))
    (join,) = track.joins
    assert (join.end_us, track.observations) == (7_800_000, 51)


def passage_of(number, person, first_s, last_s):
    """Somebody followed from one time to another, of which nothing is settled."""
    frames = [Sightings.of(frame, found, 0.1, np.zeros(2)) for frame, found in film([person], last_s + 0.2)]
    first, *later = [seen for seen in frames if seen.frame.time_us >= first_s * 1e6]
    passage = Passage.begin(number, first, 0, TrackOptions(), CropOptions())
    for seen in later:
        passage.predict(seen.frame.time_us, np.zeros(2))
        passage.observe(seen, 0)
    return passage


def joined(*passages):
    """What becomes of passages that have ended, as (first, last, sightings, joins)."""
    joining = Joining(TrackOptions(), Looks(embed))
    for passage in passages:
        joining.wait(passage)
    tracks = [passage.track() for passage in joining.settle(None, ())]
    return [(t.start_us / 1e6, t.end_us / 1e6, t.observations, len(t.joins)) for t in sorted(tracks, key=_begins)]


def _begins(track):
    return track.start_us


@pytest.mark.parametrize("begins_s", [9.8, 8.0])
@pytest.mark.parametrize("settled", [True, False])
def test_who_is_seen_at_once_is_two_unless_the_one_was_led_astray(begins_s, settled):
    """What of the one is settled cannot be taken off any more, as of one that looks cut."""
    first = passage_of(0, Person(walk(100, 0), RED, score=0.3), 1.0, 10.0)
    if settled:
        first.settle()
    else:
        first.settle_all_but(TrackOptions().astray_s)
    second = passage_of(1, Person(walk(110, 0), RED), begins_s, 16.0)
    told = joined(first, second)
    seen = 46 + round((16.0 - begins_s) * 5) + 1
    assert sum(observations for _, _, observations, _ in told) <= seen
    if settled or begins_s == 8.0:
        assert [joins for *_, joins in told] == [0, 0] and sum(n for _, _, n, _ in told) == seen
    else:
        assert told[0] == (1.0, 16.0, seen - 2, 1)  # two frames show them twice


def test_nothing_is_taken_off_that_reaches_behind_a_seam():
    first = passage_of(0, Person(walk(100, 0), RED), 1.0, 10.0)
    first.settle()
    short = passage_of(1, Person(walk(100, 0), RED, score=0.3), 11.0, 12.4)
    put_together(first, short, Join(10_000_000, 11_000_000, 0.0, 1.0, 46))
    third = passage_of(2, Person(walk(112, 0), RED), 10.6, 16.0)
    assert joined(short, third) == [(1.0, 12.4, 54, 1), (10.6, 16.0, 28, 0)]


def test_a_passage_that_was_cut_may_still_be_given_what_was_seen_before():
    """Looks cut it a moment before hindsight gives it a box of the frame before."""
    frames = list(film([Person(walk(300, 0), RED)], 2.0))
    options, crops = TrackOptions(), CropOptions()
    seen = [Sightings.of(frame, found, 0.1, np.zeros(2)) for frame, found in frames]
    passage = Passage.begin(0, seen[0], 0, options, crops)
    for one in seen[1:]:
        passage.predict(one.frame.time_us, np.zeros(2))
        passage.observe(one, 0)
    passage.open_stretch(seen[5].frame.time_us)
    earlier = cut(passage, seen[5].frame.time_us)
    passage.take(seen[4].observation(0, crops))
    passage.settle()
    assert (earlier.start_us, passage.start_us) == (0, seen[4].frame.time_us)


@pytest.mark.parametrize(("looks", "kept"), [(embed, [{RED}, {BLUE}]), (None, [{RED, BLUE}])])
def test_who_goes_out_at_the_side_is_not_who_comes_in_there(looks, kept):
    """The one is leaving when the other comes, and only looks tell that nobody has turned back."""
    leaves = Person(walk(460, 80), RED, seen=lambda t: t < 4.3)
    comes = Person(walk(1124, -80), BLUE, seen=lambda t: t >= 4.3)
    tracks = tracks_of(film([leaves, comes], 9.0), BLIND, looks)
    assert [colours_of(track) for track in tracks] == kept


@pytest.mark.parametrize(("unsure", "seen"), [(TrackOptions().unsure, 38), (-1.0, 39)])
def test_a_box_that_may_as_well_be_anothers_is_nobodys(unsure, seen):
    """Once, in place of two who stand beside each other, one box is found between them."""
    scenes = []
    for frame, found in film([Person(walk(x, 0), RED) for x in (300, 340)], 4.0):
        between = Detections(found.boxes[:1] + np.array([20, 0, 20, 0], np.float32), found.scores[:1])
        scenes.append((frame, between if frame.time_us == 2_000_000 else found))
    tracks = tracks_of(scenes, TrackOptions(unsure=unsure))
    assert (len(tracks), sum(track.observations for track in tracks)) == (2, seen)


def test_nobody_is_given_a_worse_box_so_that_a_flicker_has_one():
    """A flicker's only box is somebody's own, who might have taken one that hardly fits."""
    scenes = list(film([Person(walk(300, 0), RED)], 4.0))
    (frame, found), (after, last) = scenes[10:12]
    flicker = np.array([[344, 100, 384, 200]], np.float32)
    frame.image[100:200, 344:384] = RED
    scenes[10] = frame, Detections(np.concatenate((found.boxes, flicker)), np.array([0.8, 0.5], np.float32))
    stranger = last.boxes - np.array([30, 0, 30, 0], np.float32)
    after.image[100:200, 250:280] = (130, 40, 40)
    scenes[11] = after, Detections(np.concatenate((last.boxes, stranger)), np.array([0.8, 0.5], np.float32))
    (track,) = tracks_of(scenes, TrackOptions(unsure=-1.0, stay=1000.0))
    assert track.observations == 20


@pytest.mark.parametrize("hidden_s", [1.0, 2.0, 4.0, 8.0])
def test_who_is_hidden_for_a_while_is_one_passage(hidden_s):
    person = Person(walk(100, 40), RED, seen=lambda t: not 3.0 < t < 3.0 + hidden_s)
    (track,) = tracks_of(film([person], 14.0))
    assert (track.start_us, track.end_us) == (0, 13_800_000)
    if hidden_s <= TrackOptions().lost_s:
        assert track.joins == ()
        return
    (join,) = track.joins
    assert (join.start_us, join.end_us, join.observations) == (3_000_000, 3_000_000 + hidden_s * 1e6, 16)
    assert join.distance < 0.5 and join.likeness > 0.95


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (Person(walk(100, 40), BLUE, seen=lambda t: t >= 7.0), "somebody else"),
        (Person(walk(500, 40), RED, seen=lambda t: t >= 7.0), "too far away"),
        (Person(walk(-400, 60), RED, seen=lambda t: t >= 7.0), "came in at the edge"),
        (Person(walk(-400, 40), RED, seen=lambda t: t >= 14.0), "too late"),
    ],
)
def test_what_does_not_fit_is_not_joined(second, why):
    first = Person(walk(100, 40), RED, seen=lambda t: t <= 3.0)
    tracks = tracks_of(film([first, second], 18.0))
    assert len(tracks) == 2 and not any(track.joins for track in tracks), why


def test_two_who_might_both_be_the_one_are_joined_to_nobody():
    first = Person(walk(100, 40), RED, seen=lambda t: t <= 3.0)
    twins = [Person(walk(x, 40), RED, seen=lambda t: t >= 7.0) for x in (70, 130)]
    tracks = tracks_of(film([first, *twins], 9.0))
    assert len(tracks) == 3 and not any(track.joins for track in tracks)


@pytest.mark.parametrize(("returns_s", "joins"), [(7.6, 1), (5.0, 0)])
def test_who_fits_as_well_stands_in_the_way_only_if_seen_at_once(returns_s, joins):
    """Half red, half blue; then a red one for a moment, and a blue one: later, or beside the red one."""
    both = np.empty((100, 40, 3), np.uint8)
    both[:, :20], both[:, 20:] = RED, BLUE
    first = Person(walk(200, 0), both, seen=lambda t: t <= 3.0)
    red = Person(walk(230, 0), RED, seen=lambda t: 5.0 < t < 7.0)
    blue = Person(walk(170, 0), BLUE, seen=lambda t: t > returns_s)
    tracks = tracks_of(film([first, red, blue], 10.0))
    assert (len(tracks), sum(len(track.joins) for track in tracks)) == (3 - joins, joins)


@pytest.mark.parametrize(("likely", "count"), [(TrackOptions().join_likely, 1), (0.55, 2)])
def test_half_of_ones_looks_is_enough_where_nobody_else_might_be_meant(likely, count):
    """Seen with a bag of another colour: a cosine of about a half."""
    laden = np.empty((100, 40, 3), np.uint8)
    laden[:, :14], laden[:, 14:] = RED, GREEN
    first = Person(walk(200, 0), RED, seen=lambda t: t <= 3.0)
    later = Person(walk(210, 0), laden, seen=lambda t: t >= 6.0)
    assert len(tracks_of(film([first, later], 10.0), replace(TrackOptions(), join_likely=likely))) == count


def test_nobody_is_joined_without_looks():
    person = Person(walk(100, 40), RED, seen=lambda t: not 3.0 < t < 7.0)
    assert len(tracks_of(film([person], 12.0), looks=None)) == 2


def test_a_camera_that_turns_keeps_everybody():
    """The picture jumps by up to a quarter of a height from frame to frame, more than anybody walks."""
    jumps = np.random.default_rng(11).integers(-12, 13, (40, 2))
    people = [Person(walk(250, 20), RED), Person(walk(330, 20), RED), Person(walk(410, 20), RED)]
    scenes = []
    for (frame, found), (across, down) in zip(film(people, 8.0, background=SCENE), jumps, strict=True):
        move = np.float32([[1, 0, across], [0, 1, down]])
        image = cv2.warpAffine(frame.image, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        boxes = found.boxes + np.array([across, down] * 2, np.float32)
        scenes.append((Frame(frame.index, frame.time_us, image), Detections(boxes, found.scores)))
    assert [track.observations for track in tracks_of(scenes)] == [40] * 3


def test_the_camera_moved_as_far_as_the_scene_did():
    camera, nobody = CameraMotion(), np.empty((0, 4), np.float32)
    assert camera.shift(SCENE, nobody).tolist() == [0, 0]
    moved = cv2.warpAffine(SCENE, np.float32([[1, 0, 23], [0, 1, -12]]), (WIDTH, HEIGHT))
    np.testing.assert_allclose(camera.shift(moved, nobody), [23, -12], atol=2.0)
    assert camera.shift(moved, nobody).tolist() == [0, 0]


def test_a_large_thing_that_moves_does_not_look_like_a_camera():
    """A bus fills half of the picture, unseen by the detector; a person fills a third, seen by it."""
    nobody = np.empty((0, 4), np.float32)
    bus = np.random.default_rng(4).integers(0, 255, (200, 400, 3), np.uint8)
    camera = CameraMotion()
    for left in (100, 130, 160):
        image = SCENE.copy()
        image[80:280, left : left + 400] = cv2.GaussianBlur(bus, (0, 0), 4)
        assert camera.shift(image, nobody).tolist() == [0, 0]


def hung(scores, moves=lambda index: 0, seconds=8.0):
    """Something in one place that the detector takes for a person, as sure as `scores`."""
    for index in range(round(seconds * 5)):
        image = SCENE.copy()
        image[100:200, 380:420] = GREEN
        image[120:150, 385:395] = (20, 60, 20)
        image[100 + moves(index) : 115 + moves(index), 390:410] = (210, 180, 160)
        boxes = np.array([[380, 100, 420, 200]], np.float32)
        seen = scores[index % len(scores)]
        yield Frame(index, index * 200_000, image), Detections(boxes, np.array([seen], np.float32))


@pytest.mark.parametrize(
    ("scores", "moves", "count"),
    [
        ((0.4, 0.5, 0.2), lambda index: 0, 0),  # a coat on a hook
        ((0.85,), lambda index: 0, 1),  # so sure that it is kept
        ((0.4, 0.5, 0.2), lambda index: 12 * (index > 20), 1),  # it nods: a person
    ],
)
def test_what_never_moves_and_is_not_surely_a_person_makes_no_passage(scores, moves, count):
    assert len(tracks_of(hung(scores, moves))) == count


@pytest.mark.parametrize("part", [(2, 0, 38, 55), (0, 3, 40, 97)])
def test_a_person_seen_twice_is_one_passage(part):
    """The upper body's box, or another of the whole, comes and goes beside the right one and was there first."""
    scenes = []
    for frame, found in film([Person(walk(100, 60), RED)], 6.0):
        left, top = found.boxes[0][:2]
        other = np.array(part, np.float32) + np.array([left, top, left, top], np.float32)
        both = [other] if frame.index == 0 else [found.boxes[0], other]
        scores = [0.7] if frame.index == 0 else [0.9, 0.7]
        scenes.append((frame, Detections(np.array(both, np.float32), np.array(scores, np.float32))))
    assert len(tracks_of(scenes)) == 1


def test_the_same_input_gives_the_same_tracks_and_joins():
    people = [Person(walk(60, 60), RED, seen=lambda t: not 3 < t < 6), Person(walk(740, -60), BLUE)]
    first, second = (tracks_of(film(people, 11.0)) for _ in range(2))
    assert [(t.start_us, t.joins, t.route) for t in first] == [(t.start_us, t.joins, t.route) for t in second]


def test_what_is_asked_for_is_not_forgotten_for_what_is_new(monkeypatch):
    monkeypatch.setattr(sightings, "_REMEMBERED", 2)
    looks, image = Looks(embed), np.full((20, 10, 3), 50, np.uint8)
    first, *later = (Crop(time_us, (0.0, 0.0, 10.0, 20.0), image, 0.9, 0.5) for time_us in range(4))
    assert looks.look_at([first]) and looks.look_at([first, *later[:2]]) and looks.of(first) is not None
    assert looks.look_at(later[1:]) and looks.of(first) is None


def test_a_picture_is_embedded_once():
    looks = Looks(embed)
    image = np.full((20, 10, 3), 50, np.uint8)
    first, second = (Crop(time_us, (0.0, 0.0, 10.0, 20.0), image, 0.9, 0.5) for time_us in (0, 200_000))
    one, both = looks.mean([first]), looks.mean([first, second])
    assert looks.embedded == 2 and np.array_equal(one, both)


def test_looks_are_taken_of_half_of_the_boxes_at_most():
    rng = np.random.default_rng(5)
    crowd = [Person(walk(x, 30 * way), RED) for x, way in zip(rng.uniform(50, 750, 16), [1, -1] * 8, strict=True)]
    builder = TrackBuilder(embed=embed)
    for frame, found in film(crowd, 8.0):
        builder.follow(frame, found)
    builder.finish()
    assert builder.looks.embedded <= 16 + 0.5 * builder.looks.boxes and builder.looks.boxes > 300
