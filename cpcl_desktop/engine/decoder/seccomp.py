"""A filter in front of the kernel, Linux's seccomp: which system calls this process may still make.

It is built here since the library for it, pyseccomp, needs a system library and had its last release in 2021.
What is refused fails with EPERM: a library that tries it gets an error and goes on.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator

from cpcl_desktop.engine.decoder.system_calls import ARCHITECTURES, BOUNDED, LAST_JUDGED, REFUSED, UNKNOWN, Bounded

_INSTRUCTION = struct.Struct("=HBBI")  # struct sock_filter: code, jump if true, jump if false, operand
_LOAD, _IS, _IS_AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_REFUSE, _AS_UNKNOWN = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16  # in struct seccomp_data
_NO_NEW_PRIVILEGES, _SET_FILTER, _ALL_THREADS = 38, 1, 1
_SECCOMP = {"x86_64": 317, "aarch64": 277}

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install_filter() -> str:
    """Put the filter before all threads of this process for good; why that cannot be, else empty."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return f"the filter knows no processor {machine}"
    code = b"".join(_INSTRUCTION.pack(*one) for one in program(machine, os.getpid()))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return f"the kernel refuses no_new_privs ({os.strerror(ctypes.get_errno())})"
    given = _Program(len(code) // _INSTRUCTION.size, code)
    status = libc.syscall(_SECCOMP[machine], _SET_FILTER, _ALL_THREADS, ctypes.byref(given))
    if status > 0:
        return "a thread of the process has another filter"
    return "" if status == 0 else f"the kernel refuses the filter ({os.strerror(ctypes.get_errno())})"


def program(machine: str, process: int) -> list[Instruction]:
    """The filter for a kind of processor and the number of the process that it is for."""
    which, architecture = ARCHITECTURES[machine]
    made: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IS, 1, 0, architecture),  # another one: the numbers would mean other calls
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IS_AT_LEAST, 0, 1, LAST_JUDGED + 1),
        (_RETURN, 0, 0, _AS_UNKNOWN),
    ]
    for answer, calls in ((_REFUSE, REFUSED), (_AS_UNKNOWN, UNKNOWN)):
        for numbers in calls.values():
            made += _answered(numbers[which], answer)
    for bounded in BOUNDED.values():
        made += _bounded(bounded, bounded.numbers[which], process)
    return [*made, (_RETURN, 0, 0, _ALLOW)]


def _answered(number: int | None, answer: int) -> Iterator[Instruction]:
    if number is not None:
        yield from ((_IS, 0, 1, number), (_RETURN, 0, 0, answer))


def _bounded(call: Bounded, number: int | None, process: int) -> Iterator[Instruction]:
    """Both architectures are little-endian: an argument's low half, which is all that counts here, comes first."""
    if number is None:
        return
    value = process if call.value is None else call.value
    passes, fails = (0, 1) if call.test == "lacks" else (1, 0)
    yield from (
        (_IS, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * call.argument),
        (_IS if call.test == "is" else _HAS, passes, fails, value),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
