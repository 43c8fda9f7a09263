"""What a decoder that was taken over would try, tried by the decoder itself: whether its confinement holds here.

`cpcl doctor` asks a decoder process for it; footage has no way to.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cpcl_desktop.engine.decoder.confinement import Kind

_INTERNET, _DATAGRAM = 2, 2  # AF_INET, SOCK_DGRAM
_REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOMEM)  # the last is what Windows says of a job that is full


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried; `refused` is what the system answered, empty where it let it happen."""

    kind: Kind
    what: str
    refused: str


def attempt_all(beside: Path, folder: Path) -> list[Attempt]:
    """Try to read the file `beside`, to write a new one into `folder`, to open a connection, to start a process."""
    tries: list[tuple[Kind, str, Callable[[], object]]] = [
        ("files", "read a file beside the footage", beside.read_bytes),
        ("files", "write a file", partial((folder / "written").write_bytes, b"")),
        ("programs", "start a program", _start_program),
    ]
    if sys.platform != "win32":  # where nothing keeps it from the network
        tries.append(("network", "open a connection", _open_connection))
    return [Attempt(kind, what, _refusal(action)) for kind, what, action in tries]


def _refusal(action: Callable[[], object]) -> str:
    try:
        action()
    except OSError as error:
        return os.strerror(error.errno) if error.errno in _REFUSALS else ""
    return ""


def _open_connection() -> None:
    """To this machine, by a protocol that sends nothing for it.

    Through the C library: no module of this program but the one that fetches models may load `socket`.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = _checked(libc.socket(_INTERNET, _DATAGRAM, 0))
    try:
        _checked(libc.connect(descriptor, _address(), 16))
    finally:
        os.close(descriptor)


def _address() -> bytes:
    """`struct sockaddr_in` of 127.0.0.1, port 9; macOS has the length before the family."""
    family = struct.pack("=BB", 16, _INTERNET) if sys.platform == "darwin" else struct.pack("=H", _INTERNET)
    return family + struct.pack(">H4B8x", 9, 127, 0, 0, 1)


def _checked(status: int) -> int:
    if status < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return status


def _start_program() -> None:
    if sys.platform == "win32":
        os.spawnv(os.P_WAIT, os.environ["COMSPEC"], ["cmd", "/c", "exit"])
        return
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
