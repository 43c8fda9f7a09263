"""Picture streams of a transport stream that FFmpeg does not know of, because they begin after it has looked."""

from __future__ import annotations

from collections.abc import Callable, Collection

from cpcl_desktop.engine.media.file_view import Bytes

_SYNC = 0x47
_PACKET = 188
_SIZES = (188, 192, 204)  # from one packet to the next, by variant
_TRIED = 5  # packets in a row that show the variant


def unknown_pictures(data: Bytes, start: int, known: Collection[int], beat: Callable[[], None]) -> int | None:
    """Where, from `start` on, pictures begin in a stream whose number (PID) is not `known`; None: nowhere.

    The place is that of the table of programs before them, where there is one.
    """
    placed = _aligned(data, start)
    if placed is None:
        return None
    at, stride = placed
    table = at
    while chunk := data.at(at, stride * 4096):
        beat()
        for offset in range(0, len(chunk) - _PACKET + 1, stride):
            if chunk[offset] != _SYNC:
                return None
            pid = (chunk[offset + 1] & 0x1F) << 8 | chunk[offset + 2]
            if pid == 0:
                table = at + offset
            elif pid not in known and _begins_picture(chunk[offset : offset + _PACKET]):
                return table
        at += len(chunk) // stride * stride
        if len(chunk) < stride:
            return None
    return None


def _aligned(data: Bytes, start: int) -> tuple[int, int] | None:
    """The first packet from `start` on, and how far it is from one to the next."""
    head = data.at(start, _TRIED * _SIZES[-1] + _SIZES[-1])
    for stride in _SIZES:
        for offset in range(stride):
            marks = head[offset : offset + _TRIED * stride : stride]
            if len(marks) >= 2 and set(marks) == {_SYNC}:
                return start + offset, stride
    return None


def _begins_picture(packet: bytes) -> bool:
    """Whether a packet begins a unit of a picture stream."""
    if not packet[1] & 0x40 or not packet[3] & 0x10:
        return False
    content = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
    unit = packet[content : content + 4]
    return len(unit) == 4 and unit[:3] == b"\0\0\x01" and 0xE0 <= unit[3] <= 0xEF
