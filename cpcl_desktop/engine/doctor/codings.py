"""Whether each coding of footage is decoded here, and rightly, by the program's own confined decoder.

The files in `resources/samples` show four quarters of known colours; `tests/decode_samples.py` made them. They are
decoded as footage is: each film in a process of its own, the pictures as one folder of frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np

from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.doctor.findings import Asked, Found, Sentence, State
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.runtime.sessions import usable_cores

SAMPLES, FRAMES = "samples", 5
COLOURS = ((200, 40, 40), (40, 160, 40), (40, 40, 200), (220, 220, 220))  # of the quarters, RGB
TOLERANCE = 8  # of 255, by which a colour may be off; coding it costs up to 2


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding as people call it, and whether the program is of little use without it."""

    name: str
    is_needed: bool
    used: Sentence


FILMS: Final[Mapping[str, Coding]] = {
    "h264.mp4": Coding("H.264", True, lambda: tr("most recorders and phones")),
    "hevc.mp4": Coding("HEVC", True, lambda: tr("newer recorders and phones")),
    "mpeg4.mp4": Coding("MPEG-4", True, lambda: tr("older recorders")),
    "mjpeg.avi": Coding("MJPEG", True, lambda: tr("older recorders and network cameras")),
    "mpeg2.mpg": Coding("MPEG-2", False, lambda: tr("DVDs and television")),
    "vp8.webm": Coding("VP8", False, lambda: tr("films from the web")),
    "vp9.webm": Coding("VP9", False, lambda: tr("films from the web")),
    "av1.mp4": Coding("AV1", False, lambda: tr("films from the web and from newer phones")),
    "wmv2.wmv": Coding("WMV", False, lambda: tr("older recorders with Windows")),
}
PICTURES: Final[Mapping[str, Coding]] = {
    "jpeg.jpg": Coding("JPEG", True, lambda: tr("most pictures")),
    "png.png": Coding("PNG", True, lambda: tr("screenshots and stills")),
    "webp.webp": Coding("WebP", False, lambda: tr("pictures from the web")),
    "heic.heic": Coding("HEIC", False, lambda: tr("pictures from phones")),
    "avif.avif": Coding("AVIF", False, lambda: tr("pictures from the web")),
    "tiff.tif": Coding("TIFF", False, lambda: tr("scans")),
}


def codings(_: Asked, report: Report) -> Found:
    """Films first, several side by side, then the pictures."""
    pool = ThreadPoolExecutor(usable_cores())
    try:
        for number, (name, off) in enumerate(zip(FILMS, pool.map(_film, FILMS), strict=True)):
            report(Progress(tr("Trying to decode"), number, len(FILMS), "codings"))
            yield FILMS[name].name, *_judged(FILMS[name], off)
    finally:
        pool.shutdown(cancel_futures=True)
    shown = _pictures()
    for name, coding in PICTURES.items():
        yield coding.name, *_judged(coding, shown.get(name))


def _judged(coding: Coding, off: float | None) -> tuple[State, Sentence]:
    """`off`: by how much a colour is off, None where nothing could be decoded."""
    if off is None:
        return "fault" if coding.is_needed else "note", lambda: tr(
            "{coding} cannot be decoded here ({used}). Such footage is listed as not read; nothing else is lost. "
            "Install an FFmpeg (PyAV) that has its decoder.",
            coding=coding.name, used=coding.used(),
        )  # fmt: skip
    if off > TOLERANCE:
        return "fault", lambda: tr(
            "{coding} is decoded wrongly: colours are off by {off} of 255 ({used}). Do not rely on such footage "
            "here; install the program anew.",
            coding=coding.name, off=round(off), used=coding.used(),
        )  # fmt: skip
    return "good", lambda: tr("{coding} is decoded rightly ({used}).", coding=coding.name, used=coding.used())


def _film(name: str) -> float | None:
    try:
        with closing(open_media(resource(f"{SAMPLES}/films/{name}")).frames(None)) as frames:
            pictures = [frame.image for frame in frames]
    except CpclError:
        return None
    return max(map(colours_off, pictures)) if len(pictures) == FRAMES else None


def _pictures() -> dict[str, float]:
    """By how much the colours of each are off; those that cannot be decoded are left out."""
    try:
        return dict(_each_picture())
    except CpclError:  # none of them could
        return {}


def _each_picture() -> Iterator[tuple[str, float]]:
    folder = resource(f"{SAMPLES}/pictures")
    with closing(open_media(folder, folder_fps=1, kind="frames").frames(None)) as frames:
        for frame in frames:
            yield frame.name or "", colours_off(frame.image)


def colours_off(image: Image) -> float:
    """By how much, of 255, the middle of the worst quarter is off."""
    height, width = image.shape[0] // 2, image.shape[1] // 2
    places = ((row * height, column * width) for row in (0, 1) for column in (0, 1))
    middles = [
        image[top + height // 4 : top + 3 * height // 4, left + width // 4 : left + 3 * width // 4]
        for top, left in places
    ]
    means = np.stack([middle.reshape(-1, 3).mean(axis=0) for middle in middles])
    return float(np.abs(means - np.array(COLOURS)).max())
