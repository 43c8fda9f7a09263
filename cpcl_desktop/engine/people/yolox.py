"""People by a YOLOX network.

YOLOX (Ge et al. 2021, arXiv:2107.08430): anchor-free; each output row holds a
centre relative to its grid cell, the logarithm of a size in strides, an
objectness and one score per class.
"""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats, suppress
from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.engine.errors import BundleError, MachineError
from cpcl_desktop.engine.people.unchanged import UnchangedFrames, UnchangedOptions
from cpcl_desktop.engine.records import Detections, Frame, Image
from cpcl_desktop.engine.runtime.onnx_size import with_input_size
from cpcl_desktop.engine.runtime.sessions import MemoryExhausted, Session, open_session, usable_cores

SIZES_KEPT = 4  # networks open at once, one per shape of frame; mixed folders have few shapes
MOST_PEOPLE = 300  # in one frame, by score, before overlapping boxes are merged
LOWEST_SCORE = 0.1  # kept for the tracker's second stage, which follows weak detections
FREE_SIZE = 640  # input height and width of networks whose file leaves them open


@dataclass(frozen=True, slots=True)
class _Network:
    """A YOLOX network at one input size: `cells` N×2 grid positions, `steps` N×1 strides in pixels."""

    session: Session
    image: ImageInput
    cells: Floats
    steps: Floats


class YoloxDetector:
    """People by a YOLOX network from a bundle.

    The network is opened at the smallest size (a multiple of its coarsest
    stride) that holds a frame scaled as the bundle says: a 16:9 frame leaves
    44 % of a square input to padding, which would cost as much as the picture.
    A network that only works at the size in its file is used at that size.

    On the CPU each frame runs on one thread and `threads` frames (0: as many
    as usable cores) run side by side, which takes less time in all than one
    frame on several threads.
    """

    def __init__(
        self,
        bundle: Bundle,
        provider: str = "auto",
        threads: int = 0,
        unchanged: UnchangedOptions | None = None,
    ) -> None:
        """Open the bundle's network; `BundleError` when it is no detector or gives another output."""
        spec = bundle.manifest.detector
        if spec is None:
            raise BundleError(f"The model {bundle.manifest.name} is not a detector.")
        self.name = bundle.manifest.name
        self._model = bundle.read("detector")
        self._spec = spec
        self._image = bundle.manifest.image
        whole = _open_network(self._model, self._image, spec, provider)
        self.provider = whole.session.provider
        self._lanes = (threads or usable_cores()) if self.provider.used == "cpu" else 1
        self._whole = whole
        self._unchanged = UnchangedFrames(unchanged)
        self._last_us = -1
        self._by_size: OrderedDict[tuple[int, int], _Network] = OrderedDict()

    @property
    def frames_unchanged(self) -> int:
        """Frames that showed what an empty frame before them showed, and were not looked at again."""
        return self._unchanged.count

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        """People in each frame (any sizes); `MachineError` when a run fails."""
        self._notice_source(frames)
        images = [frame.image for frame in frames]
        return self._unchanged.detect(images, lambda chosen: self._look([images[i] for i in chosen]))

    def replay(self, frames: Sequence[Frame], people: Sequence[Detections]) -> None:
        """Take note of frames whose people are known, so that the next are compared with the right one."""
        self._notice_source(frames)
        self._unchanged.detect([frame.image for frame in frames], lambda chosen: [people[i] for i in chosen])

    def _notice_source(self, frames: Sequence[Frame]) -> None:
        """A frame no later than the last begins a new source, which owes nothing to the one before."""
        if frames:
            if frames[0].time_us <= self._last_us:
                self._unchanged.forget()
            self._last_us = frames[-1].time_us

    def _look(self, images: Sequence[Image]) -> list[Detections]:
        networks = [self._network_for(image) for image in images]
        if self._lanes == 1 or len(images) <= 1:
            return list(map(self._detect_one, images, networks))
        with ThreadPoolExecutor(self._lanes) as pool:
            return list(pool.map(self._detect_one, images, networks))

    def _detect_one(self, image: Image, network: _Network) -> Detections:
        (name,) = network.session.inputs
        output = network.session.run({name: prepare([image], network.image)})[0]
        found = decode(output[0], network.cells, network.steps, self._spec)
        return to_source(found, image.shape[:2], network.image)

    def _network_for(self, image: Image) -> _Network:
        size = _tight_size(image.shape[:2], self._image, max(self._spec.strides))
        if size not in self._by_size:
            self._by_size[size] = self._open_at(size)
            if len(self._by_size) > SIZES_KEPT:
                self._by_size.popitem(last=False)
        self._by_size.move_to_end(size)
        return self._by_size[size]

    def _open_at(self, size: tuple[int, int]) -> _Network:
        if size == (self._image.height, self._image.width):
            return self._whole
        (name,) = self._whole.session.inputs
        image = dataclasses.replace(self._image, height=size[0], width=size[1])
        try:
            model = with_input_size(self._model, name, *size)
            return _open_network(model, image, self._spec, self.provider.used)
        except (BundleError, MachineError, ValueError):  # its file fixes the size further in: not an error
            return self._whole


def yolox_spec_for(model: bytes) -> tuple[ImageInput, DetectorSpec]:
    """How to use an ONNX file as a YOLOX person detector; `BundleError` says why it cannot be.

    Any input size and any number of classes will do: one image input
    1×3×H×W, one output 1×N×(5+C), undecoded, a row per cell of the strides
    8, 16 and 32. Class 0 is taken for the person, as in COCO.
    """
    session = open_session(model, "cpu", 1)
    if len(session.inputs) != 1 or len(session.outputs) != 1:
        raise _not_yolox(f"it has {len(session.inputs)} inputs and {len(session.outputs)} outputs")
    ((name, shape),) = session.inputs.items()
    if len(shape) != 4 or shape[1] != 3:
        raise _not_yolox(f"its input {name} is {_written(shape)}, not an image 1×3×H×W")
    height, width = (side if isinstance(side, int) else FREE_SIZE for side in shape[2:])
    image = ImageInput(height, width, scale=1.0, interpolation="bilinear", fit="letterbox", channels="bgr")
    spec = DetectorSpec(score_threshold=LOWEST_SCORE)
    _refuse_decoded(_probe(session, image, spec))
    return image, spec


def decode(output: Floats, cells: Floats, steps: Floats, spec: DetectorSpec) -> Detections:
    """Raw YOLOX rows N×(5+C) → people in pixels of the network's input, overlaps merged, best first."""
    scores = output[:, 4] * output[:, 5 + spec.person_class]
    kept = np.flatnonzero(scores >= spec.score_threshold)
    kept = kept[np.argsort(-scores[kept], kind="stable")][:MOST_PEOPLE]
    rows, strides = output[kept], steps[kept]
    centre = (rows[:, :2] + cells[kept]) * strides
    half = np.exp(np.minimum(rows[:, 2:4], 10.0)) * strides / 2  # no box is e^10 strides wide
    boxes = np.concatenate((centre - half, centre + half), axis=1, dtype=np.float32)
    best = suppress(boxes, spec.nms_iou)
    return Detections(boxes[best], scores[kept][best].astype(np.float32))


def to_source(found: Detections, size: tuple[int, ...], image: ImageInput) -> Detections:
    """Boxes in the letterboxed input → boxes in a source frame of `size` (height, width), clipped to it."""
    height, width = size
    factor = min(image.height / height, image.width / width)
    # The picture's size was rounded to whole pixels on each side before it was resized.
    scale_x, scale_y = max(1, round(width * factor)) / width, max(1, round(height * factor)) / height
    boxes = found.boxes / np.array((scale_x, scale_y, scale_x, scale_y), np.float32)
    boxes = np.clip(boxes, 0, np.array((width, height, width, height), np.float32))
    whole = np.all(boxes[:, 2:] - boxes[:, :2] >= 1, axis=1)
    return Detections(boxes[whole].astype(np.float32), found.scores[whole])


def _tight_size(frame: tuple[int, ...], image: ImageInput, step: int) -> tuple[int, int]:
    """The smallest input (height, width), in multiples of `step`, that holds the letterboxed frame."""
    if image.fit != "letterbox":
        return image.height, image.width
    factor = min(image.height / frame[0], image.width / frame[1])
    height, width = (max(step, -(-round(side * factor) // step) * step) for side in frame[:2])
    return min(height, image.height), min(width, image.width)


def _open_network(model: bytes, image: ImageInput, spec: DetectorSpec, provider: str) -> _Network:
    session = open_session(model, provider, threads=1)
    _probe(session, image, spec)
    return _Network(session, image, *_grid(image, spec))


def _grid(image: ImageInput, spec: DetectorSpec) -> tuple[Floats, Floats]:
    """Cells N×2 (x, y) and strides N×1 in the order of the network's rows: stride by stride, row by row."""
    cells, steps = [], []
    for stride in spec.strides:
        rows, columns = np.mgrid[: image.height // stride, : image.width // stride]
        cells.append(np.stack((columns.ravel(), rows.ravel()), axis=1))
        steps.append(np.full((rows.size, 1), stride))
    return np.concatenate(cells).astype(np.float32), np.concatenate(steps).astype(np.float32)


def _probe(session: Session, image: ImageInput, spec: DetectorSpec) -> Floats:
    """Run the network on an empty picture and return its N×(5+C) rows; `BundleError` if they are not that."""
    if any(side % stride for side in (image.height, image.width) for stride in spec.strides):
        raise _not_yolox(f"its input size {image.height}×{image.width} is no multiple of {max(spec.strides)}")
    (name,) = session.inputs
    blank = np.full((1, 3, image.height, image.width), image.pad, np.float32)
    try:
        output = session.run({name: blank})[0]
    except MemoryExhausted:
        raise
    except MachineError as error:
        raise _not_yolox(f"it does not run on one picture of {image.height}×{image.width} ({error})") from error
    rows = sum((image.height // stride) * (image.width // stride) for stride in spec.strides)
    if output.ndim != 3 or output.shape[:2] != (1, rows) or output.shape[2] < 6 + spec.person_class:
        raise _not_yolox(f"its output is {_written(output.shape)}, not 1×{rows}×(5 + classes)")
    return np.asarray(output[0], np.float32)


def _refuse_decoded(rows: Floats) -> None:
    # Undecoded centres lie within a cell or two of their own; decoded ones spread over the picture.
    if float(np.median(np.abs(rows[:, :2]))) > 8:
        raise _not_yolox("its boxes are already decoded; export it without decoding (decode_in_inference off)")


def _not_yolox(why: str) -> BundleError:
    return BundleError(f"The file cannot be used as a YOLOX detector: {why}.")


def _written(shape: Sequence[int | str | None]) -> str:
    return "×".join("?" if side is None else str(side) for side in shape)
