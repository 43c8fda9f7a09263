"""Messages between the window and its worker's process: a word, and a value where there is one, pickled.

The one place of the program that pickles. Both sides are this program with the same rights, and nobody else has the
pipes: least of all a decoder, which a stranger's file may have taken over.
"""

from __future__ import annotations

import pickle
import traceback
from typing import IO, Literal

from cpcl_desktop.gui.worker.order import Order

# The window's: an order, and what shall become of it.
Asked = Literal["do", "stop", "pause", "go on"]
# The process's: it is there, it has begun, progress, what is handed out, and how it ended.
Told = Literal["ready", "begun", "told", "handed", "done", "failed"]


def send(stream: IO[bytes], packed: bytes) -> None:
    """Write a message; OSError when nobody is there to read it, ValueError when the stream was closed."""
    stream.write(packed)
    stream.flush()


def pack(word: Asked | Told, value: object = None) -> bytes:
    """A message as it is sent."""
    return pickle.dumps((word, value), pickle.HIGHEST_PROTOCOL)


def pack_order(order: Order) -> bytes:
    """An order, apart from the message that carries it: one that cannot be read is that order's failure alone."""
    return pickle.dumps(order, pickle.HIGHEST_PROTOCOL)


def unpack_order(packed: bytes) -> Order:
    """It again; what it names is imported here. Raises whatever that does."""
    order = pickle.loads(packed)
    assert isinstance(order, Order)
    return order


def pack_failure(error: Exception) -> bytes:
    """An error as itself, with where it happened as a note; in words where it does not pickle."""
    where = "In the process beside the window:\n" + "".join(traceback.format_exception(error))
    error.add_note(where)
    try:
        packed = pack("failed", error)
        pickle.loads(packed)
    except Exception:  # whatever a library's exception does when it is pickled
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(where)
        return pack("failed", told)
    return packed


def receive(stream: IO[bytes]) -> tuple[str, object] | None:
    """Read a message; None when the other side is gone, in the middle of one too."""
    try:
        word, value = pickle.load(stream)
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        return None
    return word, value
