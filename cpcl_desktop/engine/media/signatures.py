"""What a file is by its first bytes: the suffix that it would have, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD = 4096  # bytes that tell

# Where the bytes stand, the bytes (a pattern), and the suffix; the first that fits counts.
_MARKS: Sequence[tuple[int, bytes, str]] = (
    (0, rb"\xff\xd8\xff", "jpg"),
    (0, rb"\x89PNG\r\n\x1a\n", "png"),
    (0, rb"GIF8[79]a", "gif"),
    (0, rb"BM.{4}\0{4}.{3}\0[\x0c-\x7c]\0{3}", "bmp"),
    (0, rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51\0", "jp2"),
    (0, rb"P[1-6][ \t\r\n]+(#|\d+\s)", "ppm"),
    (0, rb"(II\*\0|MM\0\*|II\+\0|MM\0\+)", "tif"),
    (0, rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (0, rb"8BPS\0", "psd"),
    (0, rb"\x76\x2f\x31\x01", "exr"),
    (0, rb"RIFF.{4}WEBP", "webp"),
    (0, rb"RIFF.{4}AVI[ X]", "avi"),
    (0, rb"RIFF.{4}CDXA", "mpg"),
    (4, rb"ftyp(avif|avis)", "avif"),
    (4, rb"ftyp(mif1|msf1).{0,60}avi[fs]", "avif"),
    (4, rb"ftyp(hei[cxms]|hev[cmsx]|mif1|msf1)", "heic"),
    (4, rb"ftypcrx ", "cr3"),
    (4, rb"ftyp(M4[ABP]|F4[AB]|aax)", ""),  # sound
    (4, rb"ftypqt  ", "mov"),
    (4, rb"(ftyp|moov|styp|moof|sidx|mdat|pnot)", "mp4"),
    (4, rb"(wide|free|skip)(?=.{0,4000}?(mdat|moov|ftyp))", "mp4"),
    (0, rb"\x1a\x45\xdf\xa3", "mkv"),
    (0, rb"\0\0\x01\xba|IMKH", "mpg"),
    (0, rb"\0\0\x01\xb3", "m2v"),
    (0, rb"\0\0\x01(\xb0.\0\0\x01\xb5|[\x00-\x1f]\0\0\x01[\x20-\x2f])", "m4v"),
    (0, rb"FLV\x01", "flv"),
    (0, rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (0, rb"\.RMF\0", "rm"),
    (0, rb"OggS(?=.{0,200}?(\x80theora|\x01video|OVP80|BBCD\0|fishead\0))", "ogv"),
    (0, rb"DKIF\0\0", "ivf"),
    (0, rb"YUV4MPEG2 ", "y4m"),
    (0, rb"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", "mxf"),
    (0, rb"(DHAV|DAHUA)", "dav"),
    (0, rb"nut/multimedia container\0", "nut"),
    (0, rb"\x1f\x07\0[\x3f\xbf]", "dv"),
    (0, rb"\xb7\xd8\0\x20\x37\x49\xda\x11\xa6\x4e\0\x07\xe9\x5e\xad\x8d", "wtv"),
    (0, rb"\0{4}\x01\xbc.{8}\xe1\xe2", "gxf"),
    (0, rb"\x12\0\x0a[\x04-\x20]", "obu"),
    (0, rb"\0{2,3}\x01[\x67\x27\x47]", "h264"),
    (0, rb"\0{2,3}\x01\x09[\x10\x30\x50\x70\x90\xb0\xd0\xf0]", "h264"),
    (0, rb"\0{2,3}\x01[\x40\x42\x46]\x01", "h265"),
)
_COMPILED = tuple((at, re.compile(pattern, re.DOTALL), suffix) for at, pattern, suffix in _MARKS)

# Raw streams that a recorder put behind a head of its own.
_WRAPPED = (
    (re.compile(rb"DHAV[\xf0-\xff]"), "dav"),
    (re.compile(rb"\0\0\0\x01[\x67\x27\x47][\x42\x4d\x58\x64\x6e\x7a\xf4]"), "h264"),
    (re.compile(rb"\0\0\0\x01\x40\x01\x0c[\x01-\x06]"), "h265"),
)
_PACKETS = (188, 192, 204)  # bytes of a transport stream's packet: plain, with a clock, with a checksum
_SYNC, _LEAST_SYNCS = 0x47, 8


def suffix_by_content(head: bytes) -> str:
    """The suffix, with its point, of what begins with these bytes (HEAD of them, or the whole file).

    ".heic" also where no reader for it is there; empty for what is no picture or footage that is known.
    """
    for at, pattern, suffix in _COMPILED:
        if pattern.match(head, at):
            return f".{suffix}" if suffix else ""
    if _is_transport_stream(head):
        return ".ts"
    return next((f".{suffix}" for pattern, suffix in _WRAPPED if pattern.search(head)), "")


def _is_transport_stream(head: bytes) -> bool:
    """Whether the sign of a packet's begin comes again and again, wherever the first one is."""
    for length in _PACKETS:
        for start in range(min(length, len(head))):
            signs = head[start::length]
            if len(signs) >= _LEAST_SYNCS and signs.count(_SYNC) == len(signs):
                return True
    return False
