"""Draw into a picture of a report: the person's box, and the times of the frame."""

from __future__ import annotations

import cv2
import numpy as np

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.pictures.lettering import write
from cpcl_desktop.engine.recorder_time import RecorderClock, time_at
from cpcl_desktop.engine.records import Box, Image

INK, EDGE = (255, 210, 0), (0, 0, 0)  # RGB: yellow with a black edge is seen on any ground
GAP = 2  # pixels between the box and the line around it, so that no pixel of the person is covered


def with_box(image: Image, box: Box) -> Image:
    """A copy with a line around the box (x1, y1, x2, y2), outside of it."""
    drawn = image.copy()
    width = max(2, round(min(image.shape[:2]) / 240))
    left, top = int(np.floor(box[0])) - GAP - width, int(np.floor(box[1])) - GAP - width
    right, bottom = int(np.ceil(box[2])) + GAP + width, int(np.ceil(box[3])) + GAP + width
    cv2.rectangle(drawn, (left, top), (right, bottom), EDGE, width + 2)
    cv2.rectangle(drawn, (left, top), (right, bottom), INK, width)
    height, across = image.shape[:2]
    inside = (
        slice(max(0, int(box[1])), min(height, int(np.ceil(box[3])))),
        slice(max(0, int(box[0])), min(across, int(np.ceil(box[2])))),
    )
    drawn[inside] = image[inside]
    return drawn


def with_times(image: Image, lines: list[str]) -> Image:
    """A copy that is higher by a strip with these lines, so that nothing of the picture is covered."""
    size = max(11, round(image.shape[1] / 48))
    step = round(1.3 * size)
    strip = np.zeros((step * len(lines) + size // 2, image.shape[1], 3), np.uint8)
    for number, line in enumerate(lines, start=1):
        write(strip, line, (size // 3, step * number - size // 6), size, 255)
    return np.vstack([image, strip])


def burnt_lines(item: int, clock: RecorderClock, time_us: int) -> list[str]:
    """What is written under a frame: item, file time, and the clock's times where they are known."""
    time = time_at(clock, time_us)
    lines = [f"Item {item}   file {moment(time_us)}"]
    if time.recorder is not None:
        lines.append(f"recorder {time.recorder.isoformat(' ', 'milliseconds')}")
    if time.corrected is not None:
        doubtful = " (?)" if time.ambiguous else ""
        lines.append(f"corrected {time.corrected.isoformat(' ', 'milliseconds')}{doubtful}")
    return lines
