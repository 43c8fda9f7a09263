"""What happens to a training image and its caption before the networks see them.

Images with alpha (rendered people) are set before a new background each time. Everything is drawn from the
generator that is passed in, so that a sample's picture depends on seed, epoch and sample index only.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import fit
from cpcl_train.config import AugmentConfig
from cpcl_train.data.tokens import Maskable
from cpcl_train.synthetic.backgrounds import degrade, random_background

Pixels = npt.NDArray[np.uint8]

_OPAQUE = 100  # of 255
_ERASED = 0.02, 0.4  # of the area
_STRETCH = np.log(10 / 3)  # of the sides' ratio, either way
_TRIES = 10


def augment(
    rng: np.random.Generator, image: Pixels, neighbour: Pixels | None, flip: bool, spec: ImageInput,
    config: AugmentConfig,
) -> Pixels:  # fmt: skip
    """H×W×3, or H×W×4 as `cut_out` gives it → height×width×3 uint8 in RGB, as `spec` says.

    `neighbour` is another cut-out person to stand partly in the picture, or None; `flip` mirrors.
    """
    image = _boxed(rng, image, flip, config)
    if image.shape[2] == 4:
        people = [image] if neighbour is None else [beside(rng, neighbour, *image.shape[:2]), image]
        picture = random_background(rng, spec.height, spec.width)
        for person in people:
            picture = paint_over(picture, person)
    else:
        picture = fit(image, spec)
    if config.pad:
        picture = pad_and_crop(rng, picture, config.pad)
    if rng.random() < config.occlusion:
        picture = hide_block(rng, picture)
    picture = relight(rng, picture, config.light, config.tint)
    picture = degrade(rng, picture) if rng.random() < config.degrade else picture
    if config.erase and rng.random() < config.erase:
        picture = erase(rng, picture, spec)
    return picture


def layers(
    rng: np.random.Generator, image: Pixels, neighbour: Pixels | None, flip: bool, spec: ImageInput,
    config: AugmentConfig,
) -> Pixels:  # fmt: skip
    """What `compose.Composer` puts together: height×width×8, the cut-out person and `neighbour`, RGBA each."""
    image = _boxed(rng, image, flip, config)
    canvas = np.zeros((spec.height, spec.width, 8), np.uint8)
    canvas[..., :4] = _fitted(image, spec.height, spec.width)
    if neighbour is not None:
        canvas[..., 4:] = _fitted(beside(rng, neighbour, *image.shape[:2]), spec.height, spec.width)
    return canvas


def _boxed(rng: np.random.Generator, image: Pixels, flip: bool, config: AugmentConfig) -> Pixels:
    """The image, mirrored or not, in the box that a detector might have drawn."""
    height, width = image.shape[:2]
    box = moved_edges(rng, height, width, config.edges, config.waist)
    return window(image[:, ::-1] if flip else image, box)


def cut_out(image: Pixels) -> Pixels:
    """RGBA → the box around what is opaque, with colours multiplied by alpha, so that resizing blends truly."""
    opaque = image[..., 3] > _OPAQUE
    rows, columns = np.flatnonzero(opaque.any(1)), np.flatnonzero(opaque.any(0))
    if not len(rows):
        return image
    inner = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()
    inner[..., :3] = inner[..., :3].astype(np.uint16) * inner[..., 3:] // 255
    return inner


def moved_edges(
    rng: np.random.Generator, height: int, width: int, reach: float, waist: float
) -> tuple[int, int, int, int]:
    """A window (top, bottom, left, right) on an image as a detector might box it, at times down to the waist.

    Each side lies up to half of `reach` (of the size) inside or up to `reach` outside.
    """
    top, bottom = rng.uniform(-reach / 2, reach, 2) * height
    left, right = rng.uniform(-reach / 2, reach, 2) * width
    if rng.random() < waist:
        bottom = -rng.uniform(0.2, 0.5) * height
    return round(-top), round(height + bottom), round(-left), round(width + right)


def window(image: Pixels, box: tuple[int, int, int, int]) -> Pixels:
    """The part of `image` in (top, bottom, left, right); outside there is nothing, or the edge goes on."""
    top, bottom, left, right = box
    height, width = image.shape[:2]
    inner = np.ascontiguousarray(image[max(0, top) : bottom, max(0, left) : right])
    border = max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width)
    if not any(border):
        return inner
    kind = cv2.BORDER_CONSTANT if image.shape[2] == 4 else cv2.BORDER_REPLICATE
    return np.asarray(cv2.copyMakeBorder(inner, *border, kind, value=(0, 0, 0, 0)), np.uint8)


def beside(rng: np.random.Generator, other: Pixels, height: int, width: int) -> Pixels:
    """Another cut-out person on an H×W canvas, shifted to a side so that at most half of them shows."""
    scale = height / other.shape[0] * rng.uniform(0.8, 1.2)
    shift = rng.uniform(0.5, 0.85) * width * (1 if rng.random() < 0.5 else -1)
    x = width / 2 + shift - other.shape[1] * scale / 2
    y = rng.uniform(-0.15, 0.15) * height
    move = np.array([[scale, 0, x], [0, scale, y]], np.float32)
    return np.asarray(cv2.warpAffine(other, move, (width, height)), np.uint8)


def paint_over(picture: Pixels, person: Pixels) -> Pixels:
    """A cut-out person stretched over the whole H×W×3 `picture`."""
    fitted = _fitted(person, *picture.shape[:2])
    behind = picture.astype(np.uint16) * (255 - fitted[..., 3:].astype(np.uint16)) // 255
    return np.asarray(np.minimum(behind + fitted[..., :3], 255), np.uint8)


def _fitted(person: Pixels, height: int, width: int) -> Pixels:
    shrinks = person.shape[0] >= height and person.shape[1] >= width
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(person, (width, height), interpolation=method), np.uint8)


def pad_and_crop(rng: np.random.Generator, image: Pixels, border: int) -> Pixels:
    """The H×W window at a random place of the picture with a black border of so many pixels."""
    height, width = image.shape[:2]
    top, left = rng.integers(0, 2 * border + 1, 2)
    padded = cv2.copyMakeBorder(image, border, border, border, border, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.ascontiguousarray(padded[top : top + height, left : left + width], np.uint8)


def erase(rng: np.random.Generator, image: Pixels, spec: ImageInput) -> Pixels:
    """A rectangle of 2 to 40 % of the area, 0.3 to 3.3 times as high as wide, in the data's mean colour.

    As torchvision's RandomErasing (Zhong et al. 2020); where ten draws give none that fits, nothing is erased.
    """
    height, width = image.shape[:2]
    for _ in range(_TRIES):
        area = rng.uniform(*_ERASED) * height * width
        aspect = np.exp(rng.uniform(-_STRETCH, _STRETCH))
        tall, wide = round(float(np.sqrt(area * aspect))), round(float(np.sqrt(area / aspect)))
        if 0 < tall < height and 0 < wide < width:
            top, left = rng.integers(0, height - tall + 1), rng.integers(0, width - wide + 1)
            erased = image.copy()
            erased[top : top + tall, left : left + wide] = np.round(np.asarray(spec.mean) * spec.scale)
            return erased
    return image


def hide_block(rng: np.random.Generator, image: Pixels) -> Pixels:
    """A plain block over up to a third of the picture: from below, from a side, or in the middle."""
    height, width = image.shape[:2]
    tall, wide = int(rng.uniform(0.1, 0.35) * height), int(rng.uniform(0.2, 0.5) * width)
    side = rng.integers(3)
    colour = np.clip(rng.integers(20, 236) + rng.integers(-25, 26, 3), 0, 255)
    hidden = image.copy()
    if side == 0:
        hidden[height - tall :] = colour
    elif side == 1:
        top = rng.integers(0, height // 2)
        columns = slice(0, wide) if rng.random() < 0.5 else slice(width - wide, width)
        hidden[top : top + 2 * tall, columns] = colour
    else:
        top, left = rng.integers(0, height - tall), rng.integers(0, width - wide)
        hidden[top : top + tall, left : left + wide] = colour
    return hidden


def relight(rng: np.random.Generator, image: Pixels, light: float, tint: float) -> Pixels:
    """Brightness, contrast about mid grey and a colour cast, all by one table per channel."""
    gain = 1 + rng.uniform(-light, light)
    contrast = 1 + rng.uniform(-light, light)
    cast = 1 + rng.uniform(-tint, tint, 3)
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = ((levels * gain - 127.5) * contrast + 127.5) * cast
    bytes_ = np.clip(table, 0, 255).astype(np.uint8)[:, None]
    return np.asarray(cv2.LUT(np.ascontiguousarray(image), bytes_), np.uint8)


def drop_words(
    rng: np.random.Generator, ids: npt.NDArray[np.int64], chance: float, maskable: Maskable
) -> npt.NDArray[np.int64]:
    """A copy of (L,) ids with some words turned into the mask; padding, the end token and the like stay."""
    words = (ids >= maskable.words.start) & (ids < maskable.words.stop)
    return np.where(words & (rng.random(len(ids)) < chance), maskable.mask_id, ids)
