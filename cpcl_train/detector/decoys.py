"""Things that are not people, drawn as cut-outs: what a detector takes for somebody until it is told.

Each is RGBA (H, W, 4), about as high as asked. Some are made of a rendered person's clothes, since a coat on a
hook, a tailor's dummy or a poster is exactly that.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from cpcl_train.detector.cutouts import Cutouts, Draw, Pixels
from cpcl_train.synthetic.backgrounds import random_background

_LEAST, _LEAST_SURFACE = 8, 32


def draw_decoy(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """One of the kinds, about `height` pixels high."""
    kind = _KINDS[int(rng.integers(len(_KINDS)))]
    return kind(rng, cutouts, max(height, 2 * _LEAST))


def surface(rng: Draw, height: int, width: int) -> Pixels:
    """Texture (height, width, 3) of any size."""
    return random_background(rng, max(height, _LEAST_SURFACE), max(width, _LEAST_SURFACE))[:height, :width]


def _canvas(height: int, width: int) -> Pixels:
    return np.zeros((max(height, _LEAST), max(width, _LEAST), 4), np.uint8)


def _tone(rng: Draw) -> tuple[int, int, int, int]:
    grey = rng.uniform(15, 240)
    spread = 55 if rng.random() < 0.35 else 10
    red, green, blue = np.clip(grey + rng.normal(0, spread, 3), 0, 255).astype(int).tolist()
    return red, green, blue, 255


def _rounded(rng: Draw, cutout: Pixels) -> Pixels:
    """Light from one side, and grain."""
    height, width = cutout.shape[:2]
    first, last = rng.permutation([rng.uniform(0.5, 0.9), rng.uniform(1.0, 1.3)]).tolist()
    ramp = np.linspace(first, last, width)[None, :, None]
    grain = rng.normal(0, rng.uniform(1, 8), (height, width, 1))
    lit = cutout[:, :, :3] * ramp + grain
    return np.dstack([np.clip(lit, 0, 255).astype(np.uint8), cutout[:, :, 3]])


def _pole(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A post, a lamp, a trunk or a column, with or without something on top."""
    width = max(2, int(height * rng.uniform(0.03, 0.3)))
    canvas = _canvas(height, 3 * width + 2)
    middle = canvas.shape[1] // 2
    cv2.rectangle(canvas, (middle - width // 2, 0), (middle + width // 2, height), _tone(rng), -1)
    if rng.random() < 0.5:
        top = int(height * rng.uniform(0.05, 0.25))
        cv2.ellipse(canvas, (middle, top), (int(width * rng.uniform(0.7, 1.4)), top), 0, 0, 360, _tone(rng), -1)
    return _rounded(rng, canvas)


def _sign(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A sign, a parasol or a bush on a thin stem."""
    wide = max(4, int(height * rng.uniform(0.2, 0.7)))
    canvas = _canvas(height, wide)
    stem = max(1, wide // 12)
    cv2.line(canvas, (wide // 2, 0), (wide // 2, height), _tone(rng), stem)
    low = int(height * rng.uniform(0.2, 0.6))
    if rng.random() < 0.5:
        cv2.rectangle(canvas, (0, 0), (wide, low), _tone(rng), -1)
    else:
        for _ in range(int(rng.integers(1, 24))):
            place = (int(rng.normal(wide / 2, wide / 6)), int(rng.normal(low / 2, low / 5)))
            cv2.circle(canvas, place, max(2, int(wide * rng.uniform(0.05, 0.3))), _tone(rng), -1)
    return _rounded(rng, canvas)


def _car(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A car or van from the side, from the front or the back, or from above."""
    wide = int(height * rng.uniform(0.9, 2.8))
    canvas = _canvas(height, wide)
    paint, glass = _tone(rng), (*(int(v) for v in rng.uniform(20, 90, 3)), 255)
    roof, waist, floor = (int(height * share) for share in (0.04, rng.uniform(0.38, 0.52), 0.85))
    inset = int(wide * rng.uniform(0.03, 0.22))
    cabin = np.array([[inset * 2, roof], [wide - inset * 2, roof], [wide - inset // 2, waist], [inset // 2, waist]])
    cv2.rectangle(canvas, (0, waist), (wide, floor), paint, -1)
    cv2.fillPoly(canvas, [cabin.astype(np.int32)], paint)
    middle = cabin.mean(0)
    cv2.fillPoly(canvas, [(middle + (cabin - middle) * (0.88, 0.8)).astype(np.int32)], glass)
    for x in np.linspace(inset * 2, wide - inset * 2, int(rng.integers(2, 5)))[1:-1]:
        cv2.line(canvas, (int(x), roof), (int(x), waist), paint, max(1, wide // 50))
    for share in (0.2, 0.8):
        cv2.circle(canvas, (int(wide * share), floor), int(height * 0.15), (20, 20, 22, 255), -1)
    for x in (0.02, 0.9):
        at = (int(wide * x), int(height * 0.6))
        cv2.rectangle(canvas, at, (at[0] + int(wide * 0.08), at[1] + int(height * 0.1)), _tone(rng), -1)
    return _rounded(rng, canvas)


def _animal(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """Four legs, a level body, a head in front, a tail."""
    wide = int(height * rng.uniform(1.1, 1.9))
    canvas, coat = _canvas(height, wide), _tone(rng)
    thick = max(1, int(height * rng.uniform(0.06, 0.13)))
    belly = int(height * rng.uniform(0.4, 0.6))
    for x in (0.2, 0.28, 0.68, 0.76):
        foot = (int(wide * (x + rng.normal(0, 0.05))), height - 1)
        cv2.line(canvas, (int(wide * x), belly), foot, coat, thick)
    cv2.ellipse(canvas, (int(wide * 0.48), belly), (int(wide * 0.33), int(height * 0.2)), 0, 0, 360, coat, -1)
    head = (int(wide * 0.84), int(belly - height * rng.uniform(0.05, 0.3)))
    cv2.line(canvas, (int(wide * 0.7), belly), head, coat, 2 * thick)
    cv2.ellipse(canvas, head, (int(height * 0.17), int(height * 0.12)), 10, 0, 360, coat, -1)
    cv2.line(
        canvas, (int(wide * 0.18), belly), (int(wide * 0.04), int(belly - height * 0.2)), coat, max(1, thick // 2)
    )
    return _rounded(rng, canvas)


def _furniture(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A chair, a table, a bin, a cupboard, a trolley: boards and legs."""
    wide = int(height * rng.uniform(0.4, 1.6))
    canvas, wood = _canvas(height, wide), _tone(rng)
    seat = int(height * rng.uniform(0.1, 0.6))
    thick = max(1, int(height * 0.05))
    for x in (thick, wide - thick):
        cv2.line(canvas, (x, seat), (x, height), wood, thick)
    cv2.rectangle(canvas, (0, seat), (wide, seat + int(height * rng.uniform(0.06, 0.5))), wood, -1)
    if rng.random() < 0.5:
        side = 0 if rng.random() < 0.5 else wide - 2 * thick
        cv2.rectangle(canvas, (side, 0), (side + 2 * thick, seat), wood, -1)
    for y in range(seat, height, max(3, height // int(rng.integers(3, 9)))):
        cv2.line(canvas, (0, y), (wide, y), _tone(rng), 1)
    canvas[:, :, 3] = np.where(canvas[:, :, 3] > 0, 255, 0)
    return _rounded(rng, canvas)


def _clutter(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """Bags, boxes, heaps: blobs and rectangles of texture."""
    wide = int(height * rng.uniform(0.4, 1.5))
    canvas = _canvas(height, wide)
    high, wide = canvas.shape[:2]
    canvas[:, :, :3] = surface(rng, high, wide)
    mask = np.zeros((high, wide), np.uint8)
    for _ in range(int(rng.integers(1, 5))):
        place = (int(rng.uniform(0.2, 0.8) * wide), int(rng.uniform(0.2, 0.8) * high))
        size = (max(2, int(wide * rng.uniform(0.1, 0.5))), max(2, int(high * rng.uniform(0.1, 0.5))))
        if rng.random() < 0.5:
            cv2.ellipse(mask, place, size, rng.uniform(0, 180), 0, 360, 255, -1)
        else:
            corner = (place[0] - size[0], place[1] - size[1])
            cv2.rectangle(mask, corner, (place[0] + size[0], place[1] + size[1]), 255, -1)
    canvas[:, :, 3] = mask
    return _rounded(rng, canvas)


def _coat(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """Clothes on a hook: what somebody wears between the neck and the knees, and nobody in it."""
    person = cutouts.draw(rng).rgba
    top, bottom = (int(len(person) * share) for share in (rng.uniform(0.2, 0.26), rng.uniform(0.5, 0.72)))
    size = (max(_LEAST, int(height * rng.uniform(0.3, 0.5))), height)
    worn = np.asarray(
        cv2.resize(person[top : max(bottom, top + _LEAST)], size, interpolation=cv2.INTER_AREA), np.uint8
    )
    corners = np.zeros(worn.shape[:2], np.uint8)
    wide = worn.shape[1]
    outline = [[wide // 2, 0], [wide, int(height * 0.18)], [wide, height], [0, height], [0, int(height * 0.18)]]
    cv2.fillPoly(corners, [np.array(outline, np.int32)], 255)
    worn[:, :, 3] = np.minimum(worn[:, :, 3], corners)
    return worn


def _dummy(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A tailor's dummy: a torso without head and legs, on a stand."""
    torso = _coat(rng, cutouts, int(height * 0.6))
    canvas = _canvas(height, torso.shape[1])
    middle = canvas.shape[1] // 2
    cv2.line(canvas, (middle, len(torso)), (middle, height), _tone(rng), max(1, canvas.shape[1] // 10))
    cv2.line(canvas, (0, height - 2), (canvas.shape[1], height - 2), _tone(rng), max(1, height // 40))
    canvas[: len(torso)] = torso
    return canvas


def _poster(rng: Draw, cutouts: Cutouts, height: int) -> Pixels:
    """A picture of somebody in a frame, flat and pale, as on a wall or a screen."""
    wide = int(height * rng.uniform(0.55, 1.3))
    canvas = _canvas(height, wide)
    high, wide = canvas.shape[:2]
    canvas[:, :, :3] = np.asarray(_tone(rng)[:3], np.uint8)
    canvas[:, :, 3] = 255
    person = cutouts.draw(rng).rgba
    shown = person[: int(len(person) * rng.uniform(0.3, 0.8))]
    fitted = cv2.resize(shown, (int(wide * rng.uniform(0.5, 1.0)), high), interpolation=cv2.INTER_AREA)
    left = int(rng.integers(0, wide - fitted.shape[1] + 1))
    alpha = fitted[:, :, 3:].astype(np.float32) / 255
    place = canvas[:, left : left + fitted.shape[1], :3]
    place[:] = (place * (1 - alpha) + fitted[:, :, :3] * alpha).astype(np.uint8)
    pale = rng.uniform(0.35, 0.8)
    canvas[:, :, :3] = np.clip(canvas[:, :, :3] * pale + rng.uniform(0, 110), 0, 255).astype(np.uint8)
    cv2.rectangle(canvas, (0, 0), (wide - 1, high - 1), _tone(rng), max(1, wide // 14))
    return canvas


_Kind = Callable[[Draw, Cutouts, int], Pixels]
_KINDS: tuple[_Kind, ...] = (
    _pole, _pole, _sign, _car, _car, _animal, _furniture, _furniture, _clutter, _clutter, _coat, _dummy, _poster,
)  # fmt: skip
