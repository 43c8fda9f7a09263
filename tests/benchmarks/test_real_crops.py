"""The benchmark on real crops: its data is sound, and its figures are those worked out by hand."""

import re

import cv2
import numpy as np
import pytest

from cpcl_desktop.bundle.manifest import Attribute
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.models.installed import STARTER, find_model
from cpcl_desktop.engine.people.embed import Described, Embedder
from cpcl_train.synthetic.captions import FORBIDDEN
from tests.benchmarks.real_crops import figures, measuring, scores
from tests.benchmarks.real_crops.figures import Figure
from tests.benchmarks.real_crops.pictures import FOUND, MISSED, MOST_BYTES, RIGHT, draw_hits, place_of
from tests.benchmarks.real_crops.scores import Embedded
from tests.benchmarks.real_crops.sets import (
    WIDENED,
    PeopleSet,
    captions,
    data_folder,
    load_dev,
    load_widened,
    places,
    read_rows,
)

ROWS = read_rows(WIDENED)
CLIPS = {"one-by-one.mp4", "people-walking.mp4", "store-aisle.mp4", "worker-zone.mp4", "corridor.mp4"}
KNOWN = {f"A{number:02}" for number in range(1, 18)}


def test_boxes_are_boxes_in_known_clips_and_each_is_given_once():
    cut_at = places(ROWS)
    assert len(set(cut_at)) == len(cut_at) >= 30
    assert {place.video for place in cut_at} == CLIPS
    for place in cut_at:
        x1, y1, x2, y2 = place.box
        assert 0 <= x1 < x2 - 20 and 0 <= y1 < y2 - 40, place
        assert place.frame >= 0


def test_who_is_new_has_two_captions_and_nobody_else_any():
    said = captions(ROWS)
    assert said.keys() == {place.person for place in places(ROWS)} - KNOWN
    assert said and all(len(set(texts)) == 2 for texts in said.values())


def test_captions_say_nothing_of_skin_or_origin():
    assert _words(captions(ROWS)) and not _words(captions(ROWS)) & FORBIDDEN


def test_without_the_footage_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("CPCL_TEST_DATA", str(tmp_path))
    with pytest.raises(UsageError, match="set CPCL_TEST_DATA"):
        data_folder()


@pytest.fixture(scope="module")
def widened(shared_data):
    return load_widened(shared_data)


def test_every_box_lies_inside_its_frame(shared_data):
    sizes = {name: open_media(shared_data / "videos" / name) for name in CLIPS}
    for place in places(ROWS):
        assert place.box[2] <= sizes[place.video].width, place
        assert place.box[3] <= sizes[place.video].height, place


def test_the_widened_set_is_the_development_set_and_more(shared_data, widened):
    dev = load_dev(shared_data)
    assert (len(dev.images), len(dev.captions)) == (61, 17)
    assert widened.people[:61] == dev.people and widened.captions.keys() == set(widened.people)
    assert not _words(widened.captions) & FORBIDDEN
    for place, image in zip(places(ROWS), widened.images[61:], strict=True):
        x1, y1, x2, y2 = place.box
        assert image.shape == (y2 - y1, x2 - x1, 3) and image.std() > 5, place


def test_kinds_are_of_people_there_are(widened):
    assert all(set(members) <= widened.captions.keys() for members in measuring.KINDS.values())


def test_the_starter_tells_a_worker_in_a_vest_from_a_man_in_grey(shared_data):
    dev, two = load_dev(shared_data), ("A06", "A17")
    own = [(image, who) for image, who in zip(dev.images, dev.people, strict=True) if who in two]
    images, people = zip(*own, strict=True)
    pair = PeopleSet("two", images, people, {who: dev.captions[who] for who in two})
    embedder = Embedder(find_model(STARTER, "image-text"), "cpu", 1)
    found = scores.embed_set(embedder, pair)
    assert (found.text_people.tolist(), found.crop_people.tolist()) == ([0, 0, 1, 1], [0] * 4 + [1] * 4)
    rows = measuring.tables(found, pair)
    assert [each.value for each in rows["passages"]] == [100, 100, 100]
    assert not any(kind in row for row in rows for kind in measuring.KINDS)  # too few to say
    gains = measuring.compared(embedder, found, pair)
    assert [each.value for each in gains["attributes at 0.02"]] == [0, 0, 0]  # it has none
    assert [each.value for each in measuring.gained(found, found)["passages"]] == [0, 0, 0]


def test_ranks_are_those_worked_out_by_hand():
    # Crops of people 0 0 1 1 2 2: sentence 0 has its own at 1 and 3, sentence 1 at 2 and 6, sentence 2 at 4 and 5.
    scored = np.array([[9, 7, 8, 0, 1, 2], [9, 5, 8, 0, 6, 7], [9, 8, 7, 0, 6, 5]], float)
    by_person = figures.ranked(scored, np.array([0, 1, 2]), np.array([0, 0, 1, 1, 2, 2]))
    expected = [[100, 100, 50 * (1 + 2 / 3)], [0, 100, 50 * (1 / 2 + 2 / 6)], [0, 100, 50 * (1 / 4 + 2 / 5)]]
    np.testing.assert_allclose(by_person, expected)


def test_a_persons_sentences_count_as_one():
    scored = np.array([[1, 0], [0, 1], [0, 1]], float)
    by_person = figures.ranked(scored, np.array([0, 0, 1]), np.array([0, 1]))
    np.testing.assert_allclose(by_person, [[50, 100, 75], [100, 100, 100]])


def test_the_interval_is_that_of_all_draws_of_three_people():
    figure = figures.with_intervals(np.array([[0.0], [0.0], [90.0]]))[0]
    assert figure.value == pytest.approx(30)
    chance_of_none, chance_of_all = (2 / 3) ** 3, (1 / 3) ** 3  # above 2.5 %, both
    assert min(chance_of_none, chance_of_all) > 0.025
    assert (figure.low, figure.high) == (0, 90)


def test_people_who_are_all_alike_leave_no_interval():
    figure = figures.with_intervals(np.full((5, 1), 40.0))[0]
    assert (figure.value, figure.low, figure.high) == (40, 40, 40)


def test_ties_count_half():
    np.testing.assert_array_equal(figures.beats(np.array([2.0, 1.0]), np.array([1.0, 0.0])), [[1, 1], [0.5, 1]])


def test_presence_is_certain_when_only_the_person_scores_and_chance_when_all_do():
    people = np.arange(6)
    assert figures.presence(np.eye(6), people).value == 100
    assert figures.presence(np.ones((6, 6)), people).value == 50
    assert figures.presence(-np.eye(2), np.arange(2)) == Figure(0, 0, 0)


def test_a_sentence_that_scores_high_everywhere_costs_presence():
    # With 0: tops 9 and 1; without: 8 and 0. Of the four pairs, the 1 lies below the 8.
    assert figures.presence(np.array([[9.0, 8.0], [0.0, 1.0]]), np.arange(2)).value == 75


def test_contradiction_is_the_divergence_with_a_floor():
    said, shown = np.log([[0.5, 0.5]]), np.log([[0.5, 0.5], [0.25, 0.75], [1e-9, 1 - 1e-9]])
    floored = 0.5 * (np.log(0.5) + 4) + 0.5 * (np.log(0.5) - np.log(1 - 1e-9))
    by_hand = [0, 0.5 * np.log(2) + 0.5 * np.log(2 / 3), floored]
    np.testing.assert_allclose(scores.divergence(said, shown), [by_hand], atol=1e-9)


def test_every_attribute_is_counted_by_itself():
    said, shown = np.log([[0.9, 0.1, 0.2, 0.3, 0.5]]), np.log([[0.4, 0.6, 0.2, 0.4, 0.4]])
    names = (Attribute("hat", ("yes", "no")), Attribute("bag", ("a", "b", "c")))
    found = _embedded(np.eye(5)[:1], np.eye(5)[:1], [0], [0], said, shown, names)
    by_hand = (np.exp(said) * (said - shown)).sum()
    np.testing.assert_allclose(scores.contradiction(found), [[by_hand]])
    difference = scores.evidence(found) - scores.evidence(found, scores.ATTRIBUTE_WEIGHT)
    np.testing.assert_allclose(difference, [[scores.ATTRIBUTE_WEIGHT * by_hand]])


def test_evidence_is_the_cosine_to_what_sets_a_crop_apart():
    # The mean of the crops is (1, 0): what sets them apart points up and down.
    found = _embedded(np.array([[0.0, 1.0]]), np.array([[1.0, 0.2], [1.0, -0.2]]), [0], [0, 1])
    np.testing.assert_allclose(scores.evidence(found), [[1, -1]], atol=1e-6)


def test_passages_are_scored_by_mean_by_best_and_between():
    scored, people = np.array([[1.0, 3.0, 4.0]]), np.array([0, 0, 1])
    np.testing.assert_array_equal(scores.mean_of_crops(scored, people), [[2, 4]])
    np.testing.assert_array_equal(scores.best_crop(scored, people), [[3, 4]])
    np.testing.assert_array_equal(scores.half_and_half(scored, people), [[2.5, 4]])


def test_two_views_give_their_mean_direction_and_mean_chances():
    one = Described(np.array([[1.0, 0.0]], np.float32), np.log(np.array([[0.2, 0.8]], np.float32)))
    other = Described(np.array([[0.0, 1.0]], np.float32), np.log(np.array([[0.6, 0.4]], np.float32)))
    both = scores.mean_view(one, other)
    np.testing.assert_allclose(both.vectors, [[0.5**0.5] * 2], rtol=1e-6)
    np.testing.assert_allclose(np.exp(both.attributes), [[0.4, 0.6]], rtol=1e-6)


def test_a_mirror_image_swaps_left_and_right():
    image = np.arange(12, dtype=np.uint8).reshape(1, 4, 3)
    assert scores.mirror(image)[0, :, 0].tolist() == [9, 6, 3, 0]


def test_the_picture_marks_the_right_passages_and_stays_small(tmp_path):
    # Eight people; the sentences of the last two bring each other first and their own person second.
    crops = np.eye(8) + 2 * np.eye(8)[[0, 1, 2, 3, 4, 5, 7, 6]]
    found = _embedded(np.eye(8), crops, range(8), range(8))
    rng = np.random.default_rng(5)
    grey = [np.repeat(rng.integers(0, 256, (200, 90, 1), np.uint8), 3, axis=2) for _ in range(8)]
    names = [f"P{number}" for number in range(8)]
    people = PeopleSet("eight", tuple(grey), tuple(names), {name: (f"Person in coat {name}.",) for name in names})
    path = draw_hits(found, people, tmp_path / "new")
    assert path.stat().st_size < MOST_BYTES
    picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    assert picture.shape[1] <= 1400
    assert _frames_drawn(picture) == FOUND + MISSED


def test_places_are_counted_from_one():
    found = _embedded(np.eye(3), np.eye(3), range(3), range(3))
    passages = np.array([[3, 2, 1], [3, 2, 1], [3, 2, 1]], float)
    assert [place_of(passages, found, query) for query in range(3)] == [1, 2, 3]


def _frames_drawn(picture):
    blue = np.abs(picture.astype(int) - RIGHT).max(axis=2) < 70
    blue &= picture[..., 2].astype(int) - picture[..., 0] > 90
    count, _, boxes, _ = cv2.connectedComponentsWithStats(blue.astype(np.uint8))
    return sum(boxes[number, cv2.CC_STAT_HEIGHT] > 100 for number in range(1, count))


def _embedded(texts, crops, text_people, crop_people, said=None, shown=None, attributes=()):
    said = np.empty((len(texts), 0)) if said is None else said
    shown = np.empty((len(crops), 0)) if shown is None else shown
    return Embedded(
        Described(np.asarray(texts, np.float32), said),
        Described(np.asarray(crops, np.float32), shown),
        np.array(text_people),
        np.array(crop_people),
        attributes,
    )


def _words(said):
    return {word for texts in said.values() for text in texts for word in re.findall(r"[a-z-]+", text.lower())}
