"""Messages between the program and its decoder process: a JSON object, and a picture's bytes where it has any.

Nothing that can run is sent either way, and whatever comes is bounded: the
decoder may have been taken over by the file it reads.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

MOST_PICTURE_BYTES = 3 << 28  # RGB of the largest picture that is decoded
_MOST_WORDS = 1 << 20  # bytes of one JSON object
_HEAD = struct.Struct("<II")  # how many bytes of JSON follow, and of a picture behind it

Message = dict[str, Any]


def send(stream: IO[bytes], message: Mapping[str, Any], data: bytes | memoryview = b"") -> None:
    """Write one message; OSError when nobody is there to read it."""
    words = json.dumps(message).encode("ascii")
    stream.write(_HEAD.pack(len(words), len(data)) + words)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Message, bytes] | None:
    """Read one message; None when the other side is gone, ValueError when it is none."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    words, data = _HEAD.unpack(head)
    if words > _MOST_WORDS or data > MOST_PICTURE_BYTES:
        raise ValueError("a message of absurd size")
    body = stream.read(words)
    picture = stream.read(data)
    if len(body) < words or len(picture) < data:
        return None
    message = json.loads(body)
    if not isinstance(message, dict):
        raise ValueError("a message that is no object")
    return message, picture
