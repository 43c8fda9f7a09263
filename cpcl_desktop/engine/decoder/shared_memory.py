"""Memory that two processes share and that is gone when both are, however they end.

On POSIX an unlinked file or `memfd` that the child inherits; on Windows a
mapping under a random name, which the system frees with its last user. The
standard library's shared memory needs a third process to clean up after a
crash, and leaks where that one is killed, too.
"""

from __future__ import annotations

import mmap
import os
import secrets
import struct
import sys
import tempfile
import weakref
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.records import Image

BOARD_BYTES = mmap.PAGESIZE
_NUMBER = struct.Struct("<q")
_RING_BYTES = 64 << 20  # about how much memory waiting pictures may take
_FEWEST_SLOTS, _MOST_SLOTS = 4, 32


class Block:
    """A piece of shared memory; `handle` names it on the child's command line, which also takes `inherited`."""

    def __init__(self, handle: str = "") -> None:
        """A new one, or, in the child, the one that `handle` names."""
        self.inherited: tuple[int, ...] = ()
        if sys.platform == "win32":
            self.handle = handle or f"Local\\cpcl-{secrets.token_hex(16)}"
        else:
            self.inherited = (int(handle) if handle else _unnamed_file(),)
            self.handle = str(self.inherited[0])

    def mapped(self, size: int) -> mmap.mmap:
        """The first `size` bytes; the parent maps them first."""
        if sys.platform == "win32":
            return mmap.mmap(-1, size, tagname=f"{self.handle}-{size}")
        descriptor = self.inherited[0]
        if os.fstat(descriptor).st_size < size:
            os.truncate(descriptor, size)
        return mmap.mmap(descriptor, size)

    def close(self) -> None:
        """Let go of the file; what is mapped stays until it is let go of, too."""
        for descriptor in self.inherited:
            os.close(descriptor)
        self.inherited = ()


def _unnamed_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("cpcl-decoder")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


class Board:
    """A few numbers that the child keeps up to date and the parent reads, even after the child's death."""

    _FIELDS = ("ticks", "count", "decoded_us", "first_us", "last_us")

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory

    def write(self, **numbers: int) -> None:
        """Set the fields that are named."""
        for name, number in numbers.items():
            _NUMBER.pack_into(self._memory, self._FIELDS.index(name) * _NUMBER.size, number)

    def read(self, name: str) -> int:
        """One field."""
        return int(_NUMBER.unpack_from(self._memory, self._FIELDS.index(name) * _NUMBER.size)[0])


@dataclass(frozen=True, slots=True)
class RingShape:
    """How many pictures, of at most how many bytes each, the ring takes."""

    slots: int
    slot_bytes: int

    @staticmethod
    def for_picture(width: int, height: int) -> RingShape:
        """A ring for pictures of this size; larger ones go another way."""
        size = max(1, width * height * 3)
        slots = min(_MOST_SLOTS, max(_FEWEST_SLOTS, _RING_BYTES // size))
        return RingShape(slots, -(-size // mmap.PAGESIZE) * mmap.PAGESIZE)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self.slots * self.slot_bytes


class Slots:
    """The parent's side of a ring: pictures as arrays over shared memory, their slots free when they go.

    Where few slots are left a picture is copied out instead, so that one who
    keeps pictures never stops the child.
    """

    def __init__(self, block: Block, shape: RingShape) -> None:
        self.shape = shape
        self._memory = block.mapped(shape.size)
        self._held: set[int] = set()
        self._freed: list[int] = []

    def picture(self, slot: int, height: int, width: int) -> Image:
        """The H×W×3 picture in a slot; ValueError when it cannot be there."""
        size = height * width * 3
        if not (0 <= slot < self.shape.slots and slot not in self._held and min(height, width) > 0):
            raise ValueError(f"no picture of {width}×{height} in slot {slot}")
        if size > self.shape.slot_bytes:
            raise ValueError(f"a picture of {width}×{height} does not fit a slot")
        flat = np.frombuffer(self._memory, np.uint8, size, slot * self.shape.slot_bytes)
        if len(self._held) >= self.shape.slots // 2:
            flat = flat.copy()
            self._freed.append(slot)
        else:
            self._held.add(slot)
            weakref.finalize(flat, self._free, slot).atexit = False
        return flat.reshape(height, width, 3)

    def freed(self) -> list[int]:
        """Slots that came free since this was last asked."""
        count = len(self._freed)
        slots = self._freed[:count]
        del self._freed[:count]
        return slots

    def _free(self, slot: int) -> None:
        self._held.discard(slot)
        self._freed.append(slot)
