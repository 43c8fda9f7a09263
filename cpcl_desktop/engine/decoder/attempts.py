"""What a decoder that was taken over would try, tried by the decoder itself: whether its confinement holds here.

`cpcl doctor` asks a decoder process for it; footage has no way to.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cpcl_desktop.engine.decoder.confinement import Kind

_INTERNET, _STREAM = 2, 1  # AF_INET, SOCK_STREAM


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried; `refused` is what the system answered, empty where it let it happen."""

    kind: Kind
    what: str
    refused: str


def attempt_all(beside: Path, folder: Path) -> list[Attempt]:
    """Try to read the file `beside`, to write a new one into `folder`, to open a socket, to start a process."""
    tries: list[tuple[Kind, str, Callable[[], object]]] = [
        ("files", "read a file beside the footage", beside.read_bytes),
        ("files", "write a file", partial((folder / "written").write_bytes, b"")),
        ("programs", "start a program", _start_program),
    ]
    if sys.platform != "win32":  # where nothing keeps it from the network
        tries.append(("network", "open a socket", _open_socket))
    return [Attempt(kind, what, _refusal(action)) for kind, what, action in tries]


def _refusal(action: Callable[[], object]) -> str:
    try:
        action()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _open_socket() -> None:
    """By the C library: no module of this program but the one that fetches models may load `socket`."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.socket(_INTERNET, _STREAM, 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.close(descriptor)


def _start_program() -> None:
    if sys.platform == "win32":
        os.spawnv(os.P_WAIT, os.environ["COMSPEC"], ["cmd", "/c", "exit"])
        return
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
