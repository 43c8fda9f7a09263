"""A YOLOX network: opened at the input sizes that frames ask for; `bundle/yolox_rows.py` reads its rows."""

from __future__ import annotations

import copy
import dataclasses
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput
from cpcl_desktop.bundle.preprocess import fit, prepare
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.bundle.yolox_rows import decode, grid, in_source, tight_size
from cpcl_desktop.engine.errors import BundleError, MachineError, UsageError
from cpcl_desktop.engine.people.focus import Grid, Grids, Part, Regions, Scale, View, view_of
from cpcl_desktop.engine.records import Detections, Image
from cpcl_desktop.engine.runtime.onnx_size import with_input_size
from cpcl_desktop.engine.runtime.sessions import MemoryExhausted, Session, open_session

SIZES_KEPT = 4  # networks open at once, one per shape of frame; mixed folders have few shapes
LOWEST_SCORE = 0.1  # kept for the tracker's second stage, which follows weak detections
SIZES = {Scale.HALF: 1, Scale.FINE: 3}  # of the input, in halves
FINER = 1.25  # times the input's size from which a picture shows more on a finer scale
FREE_SIZE = 640  # input height and width of networks whose file leaves them open


@dataclass(frozen=True, slots=True)
class Network:
    """A YOLOX network at one input size: `cells` N×2 grid positions, `steps` N×1 strides in pixels."""

    session: Session
    image: ImageInput
    spec: DetectorSpec
    cells: Floats
    steps: Floats

    def people(self, image: Image) -> Detections:
        """The people in one picture, boxes in its pixels, best first; `MachineError` when the run fails."""
        return self._placed(image, *self._read(image))

    def people_in(self, image: Image, part: Part) -> Detections:
        """The same of a part of one picture, in this network's cells; for networks whose file leaves sizes open."""
        step = max(self.spec.strides)
        rows, columns = slice(step * part.top, step * part.bottom), slice(step * part.left, step * part.right)
        cut = fit(image, self.image)[rows, columns]
        boxes, scores = self.sized(*cut.shape[:2])._read(cut)
        return self._placed(image, boxes + np.array((part.left, part.top) * 2, np.float32) * step, scores)

    def _placed(self, image: Image, boxes: Floats, scores: Floats) -> Detections:
        placed, whole = in_source(boxes, image.shape[:2], self.image)
        return Detections(placed, scores[whole])

    def _read(self, image: Image) -> tuple[Floats, Floats]:
        """Boxes in pixels of the input, and their scores."""
        (name,) = self.session.inputs
        output = self.session.run({name: prepare([image], self.image)})[0]
        return decode(output[0], self.cells, self.steps, self.spec)

    def sized(self, height: int, width: int) -> Network:
        """The same session for inputs of another size; for networks whose file leaves it open."""
        image = dataclasses.replace(self.image, height=height, width=width)
        return Network(self.session, image, self.spec, *grid(image, self.spec))


class Networks:
    """A bundle's network at every size that it was asked for; `whole` is the one at the size of its input.

    For a frame it is opened at the smallest size (a multiple of its coarsest
    stride) that holds the frame scaled as the bundle says: a 16:9 frame leaves
    44 % of a square input to padding, which would cost as much as the picture.
    A network that only works at the size in its file is used at that size.
    """

    def __init__(self, bundle: Bundle, provider: str) -> None:
        """`BundleError` when it is no detector or gives another output."""
        spec = bundle.manifest.detector
        if spec is None:
            raise BundleError("The model {name} is not a detector.", name=bundle.manifest.name)
        self._bundle, self._spec = bundle, spec
        self._model = bundle.read("detector")
        self._image = bundle.manifest.image
        self.whole = open_network(self._model, self._image, spec, provider)
        self._by_size: OrderedDict[tuple[int, int], Network] = OrderedDict()
        self._others: dict[int, Networks] = {}
        self._grids: Grids = {}
        self._grids_shape: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Pixels along the longer side of the input."""
        return max(self._image.height, self._image.width)

    @property
    def declared(self) -> int:
        """The same of the input that the bundle declares."""
        return max(self._bundle.manifest.image.height, self._bundle.manifest.image.width)

    @property
    def is_free(self) -> bool:
        """Whether the network's file leaves the size of a letterboxed input open, so that one session takes any."""
        ((_, _, *sides),) = self.whole.session.inputs.values()
        return self._image.fit == "letterbox" and not any(isinstance(side, int) for side in sides)

    def view(self, shape: tuple[int, ...], regions: Regions | None, people: Floats, in_parts: bool = True) -> View:
        """How a picture of this shape (height, width, …) is looked at; see `view_of`."""
        if self._grids_shape != shape:
            shows_more = max(shape[:2]) >= FINER * self.size
            scales = Scale if shows_more else (Scale.HALF, Scale.FULL)
            self._grids = {scale: self.on(scale)._grid(shape) for scale in scales}
            self._grids_shape = shape
        return view_of(regions, people, self._grids, in_parts)

    def _grid(self, shape: tuple[int, ...]) -> Grid:
        step = max(self._spec.strides)
        factor = min(self._image.height / shape[0], self._image.width / shape[1]) / step
        rows, columns = (side // step for side in tight_size(shape, self._image, step))
        return Grid(factor * shape[0], factor * shape[1], rows, columns)

    def on(self, scale: Scale) -> Networks:
        """The same network with an input of half the size, or half as large again, or a little more; see `at`."""
        step = max(self._spec.strides)
        return self if scale == Scale.FULL else self.at(-(-self.size * SIZES[scale] // (2 * step)) * step)

    def at(self, size: int) -> Networks:
        """The same network with another input; `UsageError` when it does not work at that size."""
        if size == self.size:
            return self
        if size not in self._others:
            other = copy.copy(self)
            other._by_size, other._others, other._grids_shape = OrderedDict(), {}, ()
            other._resize(size)
            self._others[size] = other
        return self._others[size]

    def fitting(self, shape: tuple[int, ...]) -> Network:
        """The network for pictures of this shape (height, width)."""
        size = tight_size(shape, self._image, max(self._spec.strides))
        if size not in self._by_size:
            self._by_size[size] = self._open_at(size)
            if len(self._by_size) > SIZES_KEPT:
                self._by_size.popitem(last=False)
        self._by_size.move_to_end(size)
        return self._by_size[size]

    def _resize(self, size: int) -> None:
        image = dataclasses.replace(self._image, height=size, width=size)
        try:
            self.whole = self._resized(image)
        except (BundleError, MachineError, ValueError) as error:
            raise UsageError(
                "The detector {name} does not work at {size}×{size}: its file fixes {width}×{height}. Leave out "
                "the size, or use another detector.",
                name=self._bundle.manifest.name,
                size=size,
                width=self._image.width,
                height=self._image.height,
            ) from error
        self._image = image

    def _open_at(self, size: tuple[int, int]) -> Network:
        if size == (self._image.height, self._image.width):
            return self.whole
        try:
            return self._resized(dataclasses.replace(self._image, height=size[0], width=size[1]))
        except (BundleError, MachineError, ValueError):  # its file fixes the size further in: not an error
            return self.whole

    def _resized(self, image: ImageInput) -> Network:
        if self.is_free:
            return self.whole.sized(image.height, image.width)
        (name,) = self.whole.session.inputs
        model = with_input_size(self._model, name, image.height, image.width)
        return open_network(model, image, self._spec, self.whole.session.provider.used)


def yolox_spec_for(model: bytes) -> tuple[ImageInput, DetectorSpec]:
    """How to use an ONNX file as a YOLOX person detector; `BundleError` says why it cannot be.

    Any input size and any number of classes will do: one image input
    1×3×H×W, one output 1×N×(5+C), undecoded, a row per cell of the strides
    8, 16 and 32. Class 0 is taken for the person, as in COCO.
    """
    session = open_session(model, "cpu", 1)
    if len(session.inputs) != 1 or len(session.outputs) != 1:
        raise _not_yolox(
            worded(
                "it has {count} inputs and {other_count} outputs",
                count=len(session.inputs),
                other_count=len(session.outputs),
            )
        )
    ((name, shape),) = session.inputs.items()
    if len(shape) != 4 or shape[1] != 3:
        raise _not_yolox(
            worded("its input {name} is {shape}, not an image 1×3×H×W", name=name, shape=_written(shape))
        )
    height, width = (side if isinstance(side, int) else FREE_SIZE for side in shape[2:])
    image = ImageInput(height, width, scale=1.0, interpolation="bilinear", fit="letterbox", channels="bgr")
    spec = DetectorSpec(score_threshold=LOWEST_SCORE)
    _refuse_decoded(_probe(session, image, spec))
    return image, spec


def open_network(model: bytes, image: ImageInput, spec: DetectorSpec, provider: str) -> Network:
    """Open an ONNX file at the size of `image`; `BundleError` when it gives something else than YOLOX's rows."""
    session = open_session(model, provider, threads=1)
    _probe(session, image, spec)
    return Network(session, image, spec, *grid(image, spec))


def _probe(session: Session, image: ImageInput, spec: DetectorSpec) -> Floats:
    """Run the network on an empty picture and return its N×(5+C) rows; `BundleError` if they are not that."""
    if any(side % stride for side in (image.height, image.width) for stride in spec.strides):
        raise _not_yolox(
            worded(
                "its input size {height}×{width} is no multiple of {stride}",
                height=image.height,
                width=image.width,
                stride=max(spec.strides),
            )
        )
    (name,) = session.inputs
    blank = np.full((1, 3, image.height, image.width), image.pad, np.float32)
    try:
        output = session.run({name: blank})[0]
    except MemoryExhausted:
        raise
    except MachineError as error:
        raise _not_yolox(
            worded(
                "it does not run on one picture of {height}×{width} ({why})",
                height=image.height,
                width=image.width,
                why=error,
            )
        ) from error
    rows = sum((image.height // stride) * (image.width // stride) for stride in spec.strides)
    if output.ndim != 3 or output.shape[:2] != (1, rows) or output.shape[2] < 6 + spec.person_class:
        raise _not_yolox(
            worded("its output is {shape}, not 1×{rows}×(5 + classes)", shape=_written(output.shape), rows=rows)
        )
    return np.asarray(output[0], np.float32)


def _refuse_decoded(rows: Floats) -> None:
    # Undecoded centres lie within a cell or two of their own; decoded ones spread over the picture.
    if float(np.median(np.abs(rows[:, :2]))) > 8:
        raise _not_yolox(
            worded("its boxes are already decoded; export it without decoding (decode_in_inference off)")
        )


def _not_yolox(why: str) -> BundleError:
    return BundleError("The file cannot be used as a YOLOX detector: {why}.", why=why)


def _written(shape: Sequence[int | str | None]) -> str:
    return "×".join("?" if side is None else str(side) for side in shape)
