"""What is behind and around a person, and what a camera does to the picture. NumPy and OpenCV only.

Cheap enough to run while training: textures are made once per process and cropped, stretched and tinted.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Draw = np.random.Generator
_SIDE = 256
_POOL = 96


def _octaves(rng: Draw, roughness: float) -> NDArray[np.float32]:
    """Noise with a spectrum like a photograph's, mean 0, about -1…1, (S, S)."""
    total = np.zeros((_SIDE, _SIDE), np.float32)
    for cells in (4, 8, 16, 32, 64, 128):
        layer = rng.normal(size=(cells, cells)).astype(np.float32)
        total += cv2.resize(layer, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC) * cells**-roughness * 2
    return np.asarray(total, np.float32)


def _tone(rng: Draw) -> NDArray[np.float32]:
    """A background colour: mostly greyish, any brightness, sometimes vivid."""
    grey = rng.uniform(25, 235)
    spread = 30 if rng.random() < 0.12 else 8
    return np.asarray(np.clip(grey + rng.normal(0, spread, 3), 5, 250), np.float32)


def _plain(rng: Draw) -> NDArray[np.float32]:
    clouds = _octaves(rng, rng.uniform(0.4, 1.0))[:, :, None] * rng.uniform(4, 26)
    return np.asarray(_tone(rng) + clouds, np.float32)


def _photo(rng: Draw) -> NDArray[np.float32]:
    shared = _octaves(rng, 0.5)
    own = np.stack([_octaves(rng, 0.7) for _ in range(3)], axis=2)
    light = shared[:, :, None] * rng.uniform(20, 55)
    return np.asarray(_tone(rng) + light + own * rng.uniform(3, 12), np.float32)


def _tiles(rng: Draw) -> NDArray[np.float32]:
    image = _plain(rng)
    high, wide = int(rng.integers(10, 64)), int(rng.integers(10, 90))
    line = rng.normal(0, 40)
    image[::high] += line
    image[:, ::wide] += line
    if rng.random() < 0.5:
        rows, columns = np.arange(_SIDE) // high, np.arange(_SIDE) // wide
        shade = rng.normal(0, 14, (rows.max() + 1, columns.max() + 1))
        image += shade[rows[:, None], columns[None, :], None]
    return image


def _planks(rng: Draw) -> NDArray[np.float32]:
    image = _plain(rng)
    wide = int(rng.integers(6, 40))
    image += rng.normal(0, 18, _SIDE // wide + 1)[np.arange(_SIDE) // wide][None, :, None]
    return image if rng.random() < 0.5 else image.transpose(1, 0, 2)


def _shelves(rng: Draw) -> NDArray[np.float32]:
    image = np.full((_SIDE, _SIDE, 3), _tone(rng) * 0.6, np.float32)
    y = 0
    while y < _SIDE:
        high = int(rng.integers(18, 60))
        x = 0
        vivid = rng.uniform(10, 70)
        tone = _tone(rng)
        while x < _SIDE:
            wide = int(rng.integers(4, 34))
            image[y + int(rng.integers(2, high // 2)) : y + high - 3, x : x + wide - 1] = tone + rng.normal(
                0, vivid, 3
            )
            x += wide
        y += high
    return image


def _boxes(rng: Draw) -> NDArray[np.float32]:
    """Doors, windows, signs, cars far off: rectangles of all sizes on a wall."""
    image = _plain(rng)
    for _ in range(int(rng.integers(2, 14))):
        x, y = rng.integers(0, _SIDE, 2)
        wide, high = (int(v) for v in rng.integers(8, 130, 2))
        image[y : y + high, x : x + wide] = _tone(rng) + rng.normal(0, 3)
    return image


def _crowd(rng: Draw) -> NDArray[np.float32]:
    image = _photo(rng)
    for _ in range(int(rng.integers(6, 26))):
        centre = tuple(int(v) for v in rng.integers(0, _SIDE, 2))
        size = int(rng.integers(6, 26)), int(rng.integers(14, 60))
        cv2.ellipse(image, centre, size, float(rng.normal(0, 8)), 0, 360, tuple(_tone(rng).tolist()), -1)
    return np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(1.0, 4.0))), np.float32)


def _leaves(rng: Draw) -> NDArray[np.float32]:
    green = np.asarray([rng.uniform(40, 110), rng.uniform(70, 140), rng.uniform(30, 80)], np.float32)
    return green + _octaves(rng, 0.35)[:, :, None] * rng.uniform(8, 18)


_KINDS = (_plain, _photo, _tiles, _planks, _shelves, _boxes, _crowd, _leaves)
_KIND_SHARES = (0.2, 0.16, 0.16, 0.1, 0.12, 0.14, 0.06, 0.06)


@lru_cache(maxsize=1)
def textures() -> tuple[Pixels, ...]:
    """The textures (S, S, 3), the same in every process."""
    rng = np.random.default_rng(20240117)
    kinds = rng.choice(len(_KINDS), _POOL, p=_KIND_SHARES)
    return tuple(np.clip(_KINDS[kind](rng), 0, 255).astype(np.uint8) for kind in kinds)


def _patch(rng: Draw, height: int, width: int) -> Pixels:
    """A stretched piece of a texture (height, width, 3)."""
    texture = textures()[int(rng.integers(_POOL))]
    high, wide = (int(rng.integers(40, _SIDE + 1)) for _ in range(2))
    y, x = int(rng.integers(0, _SIDE - high + 1)), int(rng.integers(0, _SIDE - wide + 1))
    piece = cv2.resize(texture[y : y + high, x : x + wide], (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(piece[:, ::-1] if rng.random() < 0.5 else piece, np.uint8)


def random_background(rng: np.random.Generator, height: int, width: int) -> Pixels:
    """A picture (height, width, 3), RGB: a surface, or a wall above a floor, sometimes with things in front."""
    image = _patch(rng, height, width).copy()
    if rng.random() < 0.6:
        line = int(height * rng.uniform(0.25, 0.95))
        if height - line > 2:
            image[line:] = _patch(rng, height - line, width)
    gain = rng.uniform(0.65, 1.25)
    image = np.asarray(cv2.convertScaleAbs(image, alpha=gain, beta=rng.uniform(-15, 15)), np.uint8)
    for _ in range(int(rng.integers(0, 3)) if rng.random() < 0.35 else 0):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        size = int(rng.integers(4, width // 2)), int(rng.integers(8, height // 2))
        cv2.ellipse(image, (x, y), size, 0, 0, 360, tuple(_tone(rng).tolist()), -1)
    if rng.random() < 0.6:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 2.2)), np.uint8)
    return image


def _occlude(rng: Draw, image: Pixels) -> None:
    """Something in front: a post, a counter, another person's shoulder."""
    height, width = image.shape[:2]
    kind = rng.integers(3)
    tone = tuple(_tone(rng).tolist())
    if kind == 0:
        wide = int(width * rng.uniform(0.06, 0.22))
        x = int(rng.choice([rng.uniform(-0.1, 0.2), rng.uniform(0.75, 1.0)]) * width)
        cv2.rectangle(image, (x, 0), (x + wide, height), tone, -1)
    elif kind == 1:
        top = int(height * rng.uniform(0.82, 0.97))
        image[top:] = _patch(rng, height - top, width) if height - top > 2 else image[top:]
    else:
        centre = (int(rng.choice([0, width])), int(height * rng.uniform(0.3, 1.0)))
        size = int(width * rng.uniform(0.1, 0.28)), int(height * rng.uniform(0.1, 0.35))
        cv2.ellipse(image, centre, size, 0, 0, 360, tone, -1)


def _photometric(rng: Draw, image: Pixels) -> Pixels:
    """Mild exposure, gamma, contrast and white balance: enough for another camera, black stays black."""
    table = np.arange(256, dtype=np.float32) / 255
    table = np.power(table, rng.uniform(0.85, 1.18)) * rng.uniform(0.88, 1.12)
    lift = rng.uniform(0.0, 0.05) if rng.random() < 0.4 else 0.0
    balance = 1 + rng.normal(0, 0.025, 3)
    tables = [np.clip((lift + (1 - lift) * table * b) * 255, 0, 255).astype(np.uint8) for b in balance]
    return np.asarray(cv2.LUT(image, np.stack(tables, axis=1)[:, None, :]), np.uint8)


def _soften(rng: Draw, image: Pixels) -> Pixels:
    """Lost resolution and blur, of focus or of motion."""
    height, width = image.shape[:2]
    if rng.random() < 0.6:
        scale = rng.uniform(0.28, 0.9)
        size = max(int(width * scale), 8), max(int(height * scale), 16)
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        back = cv2.INTER_LINEAR if rng.random() < 0.6 else cv2.INTER_CUBIC
        image = np.asarray(cv2.resize(small, (width, height), interpolation=back), np.uint8)
    chance = rng.random()
    if chance < 0.25:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.5)), np.uint8)
    if chance < 0.37:
        return _moved(rng, image)
    return image


def _moved(rng: Draw, image: Pixels) -> Pixels:
    """Smeared along a line, mostly level, as a walking person is by a slow shutter."""
    length = int(rng.integers(3, 9))
    kernel = np.zeros((length, length), np.float32)
    middle = (length - 1) / 2
    angle = rng.normal(0, 0.35)
    reach = np.array([np.cos(angle), np.sin(angle)]) * middle
    ends = [tuple(round(middle + sign * part) for part in reach) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0)
    return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()), np.uint8)


def _dim(rng: Draw, image: Pixels) -> Pixels:
    """Evening and lamps: darker, flatter, in coloured light; not so far that black and navy change their names."""
    lamp = np.asarray(LAMPS[int(rng.integers(len(LAMPS)))]) * rng.uniform(0.45, 0.85)
    levels = np.arange(256, dtype=np.float32)[:, None] / 255
    table = np.power(levels, rng.uniform(0.85, 1.1)) * lamp + rng.uniform(0.0, 0.03)
    return np.asarray(cv2.LUT(image, np.clip(table * 255, 0, 255).astype(np.uint8)[:, None]), np.uint8)


LAMPS = ((1.0, 0.86, 0.66), (1.0, 0.93, 0.82), (0.86, 0.95, 1.0), (0.95, 1.0, 0.92))  # sodium, warm, cold, tubes


def _wet_glass(rng: Draw, image: Pixels) -> Pixels:
    """Through drops on a dome or a pane: each place shows one a little beside it, and all is a bit pale."""
    height, width = image.shape[:2]
    cells = int(rng.integers(4, 10))
    field = rng.normal(0, rng.uniform(0.006, 0.02) * height, (2 * cells, cells, 2)).astype(np.float32)
    shift = cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bent = cv2.remap(image, columns + shift[..., 0], rows + shift[..., 1], cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    return np.asarray(cv2.addWeighted(bent, 0.88, np.full_like(bent, 150), 0.12, 0), np.uint8)


def degrade(rng: np.random.Generator, rgb: Pixels) -> Pixels:
    """The picture (H, W, 3) as a cheap camera and its recorder would give it."""
    image = _photometric(rng, rgb)
    if rng.random() < 0.1:
        image = _dim(rng, image)
    if rng.random() < 0.12:
        _occlude(rng, image)
    if rng.random() < 0.04:
        image = _wet_glass(rng, image)
    image = _soften(rng, image)
    if rng.random() < 0.6:
        noise = rng.standard_normal(image.shape, np.float32) * rng.uniform(1.0, 7.0)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(28, 92))]
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR), np.uint8)
    return image


def _crop_box(rng: Draw, alpha: Pixels) -> tuple[float, float, float, float]:
    """A detector's box around what is opaque: x1, y1, x2, y2, jittered; an edge that the person touches (a
    crop that is cut there) is never extended."""
    height, width = alpha.shape
    rows, columns = np.flatnonzero(alpha.max(1) > 100), np.flatnonzero(alpha.max(0) > 100)
    if not len(rows):
        return 0.0, 0.0, float(width), float(height)
    y1, y2, x1, x2 = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    tall, wide = y2 - y1, x2 - x1
    jitter = rng.normal(0.03, 0.035, 4).clip(-0.04, 0.12)
    top, bottom = jitter[0] * tall, jitter[1] * tall
    if y2 >= height - 1:
        bottom = min(bottom, 0.0)
    if y1 <= 1:
        top = min(top, 0.0)
    return x1 - jitter[2] * wide, y1 - top, x2 + jitter[3] * wide, y2 + bottom


def composite(
    rng: np.random.Generator, rgba: Pixels, size: tuple[int, int] = (192, 96), background: Pixels | None = None
) -> Pixels:
    """A person with alpha (H, W, 4) as a crop (size[0], size[1], 3) over `background` of that size, or any.

    The box is jittered as a detector's is and stretched to `size`; nothing of note is cut off, so that
    captions stay true.
    """
    height, width = size
    x1, y1, x2, y2 = _crop_box(rng, rgba[:, :, 3])
    scale_x, scale_y = width / (x2 - x1), height / (y2 - y1)
    move = np.asarray([[scale_x, 0, -x1 * scale_x], [0, scale_y, -y1 * scale_y]], np.float32)
    shrink = min(scale_x, scale_y)
    source = rgba.copy()
    source[:, :, :3] = source[:, :, :3].astype(np.uint16) * source[:, :, 3:] // 255  # so that resizing blends truly
    if shrink < 0.75:
        source = np.asarray(cv2.GaussianBlur(source, (0, 0), 0.4 / shrink), np.uint8)
    person = cv2.warpAffine(source, move, (width, height), flags=cv2.INTER_LINEAR, borderValue=(0, 0, 0, 0))
    background = random_background(rng, height, width) if background is None else background
    behind = background.astype(np.uint16) * (255 - person[:, :, 3:].astype(np.uint16)) // 255
    return np.asarray(np.minimum(person[:, :, :3] + behind, 255), np.uint8)
