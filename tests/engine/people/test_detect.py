"""YOLOX detection: decoding, boxes in source pixels, and what counts as a YOLOX file."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from onnx import helper

from cpcl_desktop.bundle.boxes import covered, iou, suppress
from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput, Manifest
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.models.installed import find_network_detector
from cpcl_desktop.engine.people.detect import MotionDetector, YoloxDetector, open_detector, yolox_spec_for
from cpcl_desktop.engine.people.focus import GAZES, USUAL_GAZE, Gaze
from cpcl_desktop.engine.people.unchanged import UnchangedOptions
from cpcl_desktop.engine.people.yolox_network import Network
from cpcl_desktop.engine.records import Frame
from cpcl_desktop.engine.runtime.providers import PROVIDER_CHOICES
from tests.networks import constant_detector, doubler, network

SIZE = 64  # of the constant network's input: 8×8 + 4×4 + 2×2 cells
EVERY_FRAME = UnchangedOptions(most_difference=0)


def yolox_rows(*people: tuple[int, float, float, float, float, float], classes: int = 2) -> np.ndarray:
    """Rows of the constant network; a person is (row, dx, dy, log width, log height, class score)."""
    rows = np.zeros((84, 5 + classes), np.float32)
    for row, dx, dy, width, height, score in people:
        rows[row, :6] = dx, dy, width, height, 1.0, score
    return rows


def bundle_of(folder: Path, model: bytes, **spec: object) -> Bundle:
    image, detector = yolox_spec_for(model)
    detector = dataclasses.replace(detector, **spec)
    manifest = Manifest("detector", "test detector", "Apache-2.0", image, detector=detector)
    return write_bundle(folder / "detector", manifest, {"detector": ("detector.onnx", model)})


@pytest.fixture(scope="module")
def yolox(shared_data, tmp_path_factory) -> Bundle:
    model = (shared_data / "models" / "yolox_nano.onnx").read_bytes()
    return bundle_of(tmp_path_factory.mktemp("yolox"), model)


@pytest.fixture(scope="module")
def aisle(shared_data) -> list[Frame]:
    with av.open(str(shared_data / "videos" / "store-aisle.mp4")) as container:
        images = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return [Frame(i, i * 200_000, image) for i, image in enumerate(images[::8])]


def test_a_row_becomes_a_box_in_source_pixels(tmp_path):
    # Row 64 is the first cell of stride 16: centre (16·0.5, 16·1), two strides wide, one high.
    bundle = bundle_of(tmp_path, constant_detector(yolox_rows((64, 0.5, 1.0, np.log(0.5), np.log(1), 0.8)), SIZE))
    frame = Frame(0, 0, np.zeros((128, 128, 3), np.uint8))
    (found,) = YoloxDetector(bundle, "cpu", 1).detect([frame])
    assert found.boxes == pytest.approx(np.array([[8, 16, 24, 48]]))
    assert found.scores == pytest.approx([0.8])
    assert (found.boxes.dtype, found.scores.dtype) == (np.float32, np.float32)


def test_boxes_are_clipped_to_the_frame_and_padding_holds_nobody(tmp_path):
    people = (0, 0, 0, np.log(4), np.log(4), 0.9), (56, 0.5, 0.5, 0, 0, 0.9)  # top left; last row of cells
    bundle = bundle_of(tmp_path, constant_detector(yolox_rows(*people), SIZE))
    (found,) = YoloxDetector(bundle, "cpu", 1).detect([Frame(0, 0, np.zeros((36, 64, 3), np.uint8))])
    assert found.boxes.tolist() == [[0, 0, 16, 16]]  # the other lies below the picture's 36 rows


def test_other_classes_are_not_people_and_overlaps_are_merged(tmp_path):
    rows = yolox_rows((0, 1, 1, 1, 1, 0.6), (1, 0, 1, 1, 1, 0.9), (40, 0, 0, 0, 0, 0.05))
    rows[20, 4:7] = 1.0, 0.0, 0.9  # class 1
    (found,) = YoloxDetector(bundle_of(tmp_path, constant_detector(rows, SIZE)), "cpu", 1).detect(
        [Frame(0, 0, np.zeros((64, 64, 3), np.uint8))]
    )
    assert found.scores == pytest.approx([0.9])


def test_a_network_that_works_at_one_size_only_is_used_at_that_size(tmp_path):
    bundle = bundle_of(tmp_path, constant_detector(yolox_rows((0, 1, 1, 0, 0, 0.9)), SIZE))
    (found,) = YoloxDetector(bundle, "cpu", 1).detect([Frame(0, 0, np.zeros((18, 64, 3), np.uint8))])
    assert found.boxes.tolist() == [[4, 4, 12, 12]]


def test_people_in_real_footage_are_found_whatever_the_batch_and_threads(yolox, aisle):
    one_by_one = [YoloxDetector(yolox, "cpu", 1, EVERY_FRAME).detect([frame])[0] for frame in aisle]
    together = YoloxDetector(yolox, "cpu", 2, EVERY_FRAME).detect(aisle)
    assert sum(int((found.scores >= 0.35).sum()) for found in together) == pytest.approx(24, abs=3)
    for alone, batched in zip(one_by_one, together, strict=True):
        assert np.array_equal(alone.boxes, batched.boxes)
        assert np.array_equal(alone.scores, batched.scores)


def test_leaving_out_the_padding_finds_the_same_people(yolox, aisle):
    tight, padded = YoloxDetector(yolox, "cpu", 2), YoloxDetector(yolox, "cpu", 2)
    square = [
        dataclasses.replace(f, image=np.pad(f.image, ((0, 210), (0, 0), (0, 0)), constant_values=114))
        for f in aisle
    ]
    for a, b in zip(tight.detect(aisle), padded.detect(square), strict=True):
        sure = a.boxes[a.scores >= 0.5]
        assert (iou(sure, b.boxes).max(axis=1) > 0.9).all()


def test_frames_of_several_shapes_in_one_call(yolox, aisle):
    upright = [Frame(0, 0, np.ascontiguousarray(np.pad(f.image, ((0, 400), (0, 0), (0, 0))))) for f in aisle[:2]]
    frames = [aisle[0], upright[0], aisle[1], upright[1]]
    found = YoloxDetector(yolox, "cpu", 2).detect(frames)
    assert all((one.scores > 0.35).any() for one in found)


def test_an_empty_scene_is_looked_at_once(yolox):
    scene = np.random.default_rng(0).integers(90, 110, (270, 480, 3))
    noise = np.random.default_rng(1)
    frames = [
        Frame(i, i * 200_000, np.clip(scene + noise.normal(0, 4, scene.shape), 0, 255).astype(np.uint8))
        for i in range(9)
    ]
    detector = YoloxDetector(yolox, "cpu", 1)
    assert not any(len(found.scores) for found in detector.detect(frames[:4]) + detector.detect(frames[4:]))
    assert detector.frames_unchanged == 8


def test_what_comes_after_forgetting_owes_nothing_to_what_was_seen(yolox, aisle):
    detector, fresh = YoloxDetector(yolox, "cpu", 1), YoloxDetector(yolox, "cpu", 1)
    detector.detect(aisle[:4])
    detector.forget()
    for one, other in zip(detector.detect(aisle[4:]), fresh.detect(aisle[4:]), strict=True):
        assert np.array_equal(one.boxes, other.boxes) and np.array_equal(one.scores, other.scores)


def test_no_call_and_no_frames(yolox):
    assert YoloxDetector(yolox, "cpu", 1).detect([]) == []


def test_the_specification_is_read_from_the_file(shared_data):
    image, spec = yolox_spec_for((shared_data / "models" / "yolox_nano.onnx").read_bytes())
    assert (image.height, image.width, image.channels, image.fit, image.pad) == (416, 416, "bgr", "letterbox", 114)
    assert (image.scale, image.mean, image.std) == (1.0, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    assert (spec.layout, spec.strides, spec.person_class) == ("yolox", (8, 16, 32), 0)


def test_any_number_of_classes_will_do():
    image, _ = yolox_spec_for(constant_detector(yolox_rows(classes=1), SIZE))
    assert (image.height, image.width) == (SIZE, SIZE)


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (doubler(), "not an image"),
        (constant_detector(np.zeros((84, 5)), SIZE), "output is 1×84×5"),
        (constant_detector(np.zeros((85, 25200)), SIZE), "output is 1×85×25200"),
        (constant_detector(np.zeros((84, 85)), 60), "no multiple of 32"),
        (constant_detector(np.full((84, 85), 40.0), SIZE), "already decoded"),
        (
            network(
                [helper.make_node("Add", ["a", "b"], ["c"])],
                {"a": [1, 3, 64, 64], "b": [1, 3, 64, 64]},
                {"c": [1, 3, 64, 64]},
            ),
            "2 inputs",
        ),
        (b"nothing of the kind", "not an ONNX model"),
    ],
)
def test_other_files_are_refused_with_the_reason(model, why):
    with pytest.raises(BundleError, match=why):
        yolox_spec_for(model)


def test_a_bundle_of_another_kind_is_no_detector(yolox):
    other = dataclasses.replace(yolox, manifest=dataclasses.replace(yolox.manifest, detector=None))
    with pytest.raises(BundleError, match="not a detector"):
        YoloxDetector(other)


def test_a_file_that_does_not_match_its_manifest_is_refused(tmp_path):
    model = constant_detector(yolox_rows(), SIZE)
    manifest = Manifest("detector", "wrong", "x", ImageInput(96, 96, fit="letterbox"), detector=DetectorSpec())
    bundle = write_bundle(tmp_path / "wrong", manifest, {"detector": ("d.onnx", model)})
    with pytest.raises(BundleError, match="does not run"):
        open_detector(bundle, "cpu")


def test_an_output_that_this_program_does_not_read_is_named(tmp_path):
    bundle = bundle_of(tmp_path, constant_detector(yolox_rows(), SIZE), layout="detr")
    with pytest.raises(BundleError, match="gives its boxes as 'detr'; this program reads yolox"):
        open_detector(bundle, "cpu")


def test_without_a_bundle_motion_is_used(yolox):
    assert isinstance(open_detector(None), MotionDetector)
    detector = open_detector(yolox, "cpu", 1)
    assert (detector.name, detector.provider.used) == ("test detector", "cpu")


def test_box_arithmetic():
    boxes = np.array([[0, 0, 10, 10], [0, 0, 10, 5], [20, 20, 30, 30]], np.float32)
    assert iou(boxes, boxes[:1])[:, 0].tolist() == [1.0, 0.5, 0.0]
    assert covered(boxes[1:2], boxes).tolist() == [[1.0, 1.0, 0.0]]
    assert suppress(boxes, 0.4).tolist() == [0, 2]
    assert suppress(boxes, 0.6).tolist() == [0, 1, 2]
    assert suppress(boxes[:0], 0.5).tolist() == []


def test_the_detector_in_the_box_finds_the_same_in_parts(aisle: list[Frame]):
    shipped = find_network_detector()
    assert shipped is not None
    detector = YoloxDetector(shipped, "cpu", 2)
    whole = detector.look([frame.image for frame in aisle])
    sure = lost = 0
    for expected, found in zip(whole, detector.detect(aisle), strict=True):
        people = expected.boxes[expected.scores >= 0.35]
        sure += len(people)
        if len(people):
            near = iou(people, found.boxes).max(axis=1, initial=0.0)
            lost += int((near < 0.5).sum())
    assert sure > 12 and lost == 0


def _far(frame: Frame) -> np.ndarray:
    """The same people small: four by four pictures beside each other."""
    return np.tile(frame.image, (4, 4, 1))


def _aside(frame: Frame) -> np.ndarray:
    """The same in a part of a large frame."""
    image = np.full((780, 1400, 3), 120, np.uint8)
    image[200 : 200 + frame.image.shape[0], 500 : 500 + frame.image.shape[1]] = frame.image
    return image


@pytest.mark.parametrize(
    ("gaze", "scene", "sizes", "parts"),
    [
        (Gaze.WHOLE, _far, [416, 640, 640, 640], 0),
        (Gaze.WHOLE, _aside, [416] * 4, 0),
        (Gaze.STATED, _far, [416] * 4, 0),
        (None, _aside, [416], 3),
    ],
)
def test_where_the_network_runs_decides_what_is_looked_at(
    aisle: list[Frame],
    gaze: Gaze | None,
    scene: Callable[[Frame], np.ndarray],
    sizes: list[int],
    parts: int,
    monkeypatch: pytest.MonkeyPatch,
):
    """A processor stands in for the others; without a choice it looks as a processor does."""
    frames = [dataclasses.replace(frame, image=scene(frame)) for frame in aisle[:4]]
    detector = YoloxDetector(find_network_detector(), "cpu", 1, gaze=gaze)
    of_size = {size: detector.adjusted(size, 1).look([frame.image for frame in frames]) for size in set(sizes)}
    whole, in_part = [], []
    people, people_in = Network.people, Network.people_in
    monkeypatch.setattr(
        Network, "people", lambda self, image: whole.append(self.image.width) or people(self, image)
    )
    monkeypatch.setattr(
        Network, "people_in", lambda self, image, part: in_part.append(id(image)) or people_in(self, image, part)
    )
    found = detector.detect(frames)
    assert whole == sizes and len(set(in_part)) == parts
    for at, size in enumerate(sizes):
        assert (found[at].scores >= 0.35).any()
        assert np.array_equal(found[at].boxes, of_size[size][at].boxes)


def test_every_provider_has_a_gaze_and_only_a_processor_looks_at_parts():
    gazes = {name: GAZES.get(name, USUAL_GAZE) for name in PROVIDER_CHOICES if name != "auto"}
    assert [name for name, gaze in gazes.items() if gaze == Gaze.PARTS] == ["cpu"]
    assert set(GAZES) < set(gazes) and gazes["cuda"] == Gaze.WHOLE
