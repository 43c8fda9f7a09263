"""By which bytes recordings begin, of whatever format: for finding one in the middle of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from cpcl_desktop.engine.media.file_view import CHUNK, Bytes

_LONGEST = 1024  # bytes that a pattern may need
_STILL = frozenset(b"heic heix heim heis hevc hevx mif1 msf1 avif avis crx\x20 jpeg".split())  # brands of stills

# Name, pattern, and how far in front of what the pattern finds the recording begins.
SIGNATURES = (
    ("mp4", rb"ftyp[ -~]{4}", 4),
    ("mp4", rb"moov....(?:mvhd|cmov)", 4),
    ("flv", rb"FLV\x01[\x01\x04\x05]\0\0\0\x09", 0),
    ("avi", rb"RIFF....AVI ", 0),
    ("matroska", rb"\x1a\x45\xdf\xa3[\x01\x10-\xff]", 0),
    ("asf", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", 0),
    ("mpeg", rb"IMKH.{36}\0\0\x01\xba", 0),
    ("mpeg", rb"\0\0\x01\xba[\x21-\x2f\x44-\x7f].{7,15}\0\0\x01[\xbb\xbc\xe0-\xef]", 0),
    ("dhav", rb"DHAV[\xf0\xf1\xfb-\xfd]", 0),
    ("mpegts", rb"(?:\x47.{187}){5}\x47", 0),
    ("mpegts", rb"(?:\x47.{191}){5}\x47", 4),
    ("ivf", rb"DKIF\0\0\x20\0", 0),
    ("yuv4mpegpipe", rb"YUV4MPEG2 ", 0),
    ("mxf", rb"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02", 0),
    ("ogg", rb"OggS\0\x02", 0),
)
_ANY = re.compile(b"|".join(b"(%s)" % pattern for _, pattern, _ in SIGNATURES), re.DOTALL)


def next_start(
    data: Bytes, start: int, end: int, beat: Callable[[], None], without: Collection[str] = ()
) -> int | None:
    """Where, from `start` on and before `end`, a recording seems to begin; None when none does.

    Formats in `without` are passed over, and so are still pictures that are
    stored as MP4 (HEIF). `beat` is called for each chunk that is read.
    """
    at = start
    while at < end:
        beat()
        chunk = data.at(at, min(CHUNK + _LONGEST, end - at))
        for match in _ANY.finditer(chunk):
            name, _, before = SIGNATURES[(match.lastindex or 1) - 1]
            found = at + match.start() - before
            if start <= found and name not in without and not is_still(data, found):
                return found
        at += CHUNK
    return None


def begins_at(data: Bytes, at: int) -> bool:
    """Whether a recording seems to begin at this very position."""
    return next_start(data, at, min(at + _LONGEST, data.size), lambda: None) == at


def is_still(data: Bytes, at: int) -> bool:
    """Whether what begins here is a still picture stored as MP4 (HEIF)."""
    head = data.at(at, 12)
    return head[4:8] == b"ftyp" and head[8:12] in _STILL
