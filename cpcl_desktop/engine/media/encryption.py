"""Whether a file says that its pictures are encrypted: what a decoder makes of such pictures is noise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from av.stream import Stream

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.media.file_view import Bytes, Extent
from cpcl_desktop.engine.media.mp4_tracks import Track

_HEAD = 1 << 20  # where formats describe their streams
_ASF_LOCKS = (
    bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e"),  # content encryption
    bytes.fromhex("14e68a292226174cb935dae07ee9289c"),  # extended content encryption
)
_MATROSKA_PARENTS = {0x18538067, 0x1654AE6B, 0x6D80, 0x6240}  # segment, tracks, encodings, encoding
_TRACK, _LOCK = 0xAE, 0x5035
_TS_PACKET = 188
_MOSTLY = 0.9


def encrypted_by(
    path: Path, extent: Extent, formats: Collection[str], stream: Stream, tracks: Collection[Track]
) -> str | None:
    """How the pictures of a stream are encrypted, in words; None where nothing in the file says so."""
    for track in tracks:
        if track.number == stream.id and track.scheme is not None:
            return f"MP4 scheme {track.scheme}"
    with open_regular(path) as file:
        head = Bytes(file, extent.ends_at(path.stat().st_size) - extent.start, extent.start).at(0, _HEAD)
    if "asf" in formats and any(lock in head for lock in _ASF_LOCKS):
        return "Windows Media DRM"
    if "matroska" in formats and stream.index in _locked_tracks(head):
        return "Matroska content encryption"
    if "mpegts" in formats and _is_scrambled(head, stream.id):
        return worded("scrambled transport stream")
    return None


def _is_scrambled(head: bytes, pid: int) -> bool:
    """Whether nearly all of a stream's packets say that they are scrambled."""
    flags = [
        head[at + 3] >> 6
        for at in range(0, len(head) - _TS_PACKET, _TS_PACKET)
        if head[at] == 0x47 and (head[at + 1] & 0x1F) << 8 | head[at + 2] == pid and head[at + 3] & 0x10
    ]
    return bool(flags) and sum(flag > 1 for flag in flags) >= _MOSTLY * len(flags)


def _locked_tracks(head: bytes) -> set[int]:
    """Which of the Matroska tracks, counted from 0 as FFmpeg counts its streams, are encrypted."""
    locked: set[int] = set()
    index = -1
    for name, _, _ in _elements(head, 0, len(head)):
        if name == _TRACK:
            index += 1
        elif name == _LOCK:
            locked.add(index)
    return locked


def _elements(head: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The EBML elements down to a track's encodings: name, and where the content begins and ends."""
    while at < end:
        name_width = 9 - head[at].bit_length()
        at_size = at + name_width
        if at_size >= end or not (size_width := 9 - head[at_size].bit_length()) <= 8:
            return
        start = at_size + size_width
        mask = (1 << 7 * size_width) - 1
        size = int.from_bytes(head[at_size:start], "big") & mask
        behind = end if size == mask else min(end, start + size)
        name = int.from_bytes(head[at:at_size], "big")
        yield name, start, behind
        if name in _MATROSKA_PARENTS or name == _TRACK:
            yield from _elements(head, start, behind)
        at = behind
