"""Which files this process may still read, by Linux's Landlock: those named, and none to write.

See landlock(7). Rights are given by file, not by name: a link is followed when it is given.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}  # all that a version can refuse, from it on
_TCP_RIGHTS = {4: 0b11}  # bind, connect
_SCOPES = {6: 0b11}  # no abstract socket and no signal to anybody outside
_RULESET = struct.Struct("=QQQ")  # struct landlock_ruleset_attr
_BENEATH = struct.Struct("=Qi")  # struct landlock_path_beneath_attr


class _RefusedError(OSError):
    """The kernel refused one of the steps."""


def version() -> int:
    """The version of Landlock that this kernel has; 0 where it has none or does not use it."""
    answer: int = _libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    return max(0, answer)


def read_only_these(paths: Iterable[Path]) -> str:
    """Refuse this process, for good, all files but these and what is below them; why that cannot be, else empty.

    A path that is not there is left out. Threads that run already stay as they are, which is a reason, too.
    """
    known = version()
    if known == 0:
        return "this kernel has no Landlock, or does not use it"
    others = _threads() - 1
    try:
        rules = _asked(_CREATE_RULESET, *_pointed(_ruleset(known)), 0)
        try:
            for path in paths:
                _allow(rules, path)
            _checked(_libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
            _asked(_RESTRICT_SELF, rules, 0)
        finally:
            os.close(rules)
    except _RefusedError as error:
        return f"the kernel refuses Landlock ({error.strerror})"
    return f"{others} of its threads began before" if others else ""


def _threads() -> int:
    tasks = Path("/proc/self/task")
    return sum(1 for _ in tasks.iterdir()) if tasks.is_dir() else 1


def _ruleset(known: int) -> bytes:
    return _RULESET.pack(*(_newest(rights, known) for rights in (_FILE_RIGHTS, _TCP_RIGHTS, _SCOPES)))


def _newest(rights: dict[int, int], known: int) -> int:
    return next((bits for since, bits in reversed(rights.items()) if since <= known), 0)


def _allow(rules: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_DIR if stat.S_ISDIR(os.fstat(place).st_mode) else _READ_FILE
        rule = ctypes.create_string_buffer(_BENEATH.pack(rights, place), _BENEATH.size)
        _asked(_ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    finally:
        os.close(place)


def _pointed(data: bytes) -> tuple[ctypes.Array[ctypes.c_char], ctypes.c_size_t]:
    return ctypes.create_string_buffer(data, len(data)), ctypes.c_size_t(len(data))


def _asked(call: int, *arguments: object) -> int:
    return _checked(_libc().syscall(call, *arguments))


def _checked(status: int) -> int:
    if status < 0:
        number = ctypes.get_errno()
        raise _RefusedError(number, os.strerror(number))
    return status


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
