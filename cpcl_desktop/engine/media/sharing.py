"""Frames of one and the same time share the interval to the next: bursts, and stamps in whole seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from av import VideoFrame

_FEWEST, _MOST = 4, 64  # frames that are held back because they have one and the same time
_MOST_BYTES = 1 << 28  # of them
_BYTES_A_PIXEL = 3


class Sharing:
    """Spreads frames whose stamps repeat; `count` is how many there were."""

    def __init__(self, frame_us: int, size: tuple[int, int]) -> None:
        """`frame_us` is how far frames are apart as a rule, `size` their width and height."""
        self.count = 0
        self._frame_us = frame_us
        self._most = max(_FEWEST, min(_MOST, _MOST_BYTES // max(1, _BYTES_A_PIXEL * size[0] * size[1])))

    def spread(self, frames: Iterable[tuple[int, VideoFrame]]) -> Iterator[tuple[int, VideoFrame]]:
        """The same frames; only those behind the first of one time wait for the next time."""
        at_us: int | None = None
        sharing: list[VideoFrame] = []
        for time_us, frame in frames:
            if time_us == at_us and len(sharing) < self._most:
                sharing.append(frame)
                continue
            if at_us is not None:
                yield from self._placed(at_us, time_us, sharing)
            sharing, at_us = [], time_us
            yield time_us, frame
        if at_us is not None:
            yield from self._placed(at_us, at_us + (len(sharing) + 1) * self._frame_us, sharing)

    def _placed(self, at_us: int, next_us: int, sharing: Sequence[VideoFrame]) -> Iterator[tuple[int, VideoFrame]]:
        """These frames behind the one at `at_us`, evenly up to `next_us`, but no further apart than usual."""
        step_us = min((next_us - at_us) // (len(sharing) + 1), self._frame_us)
        self.count += len(sharing)
        yield from ((at_us + number * max(1, step_us), frame) for number, frame in enumerate(sharing, 1))
