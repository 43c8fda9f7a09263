"""The filter's program, carried out as a kernel would, for both processors; its numbers, by their headers."""

# Holds SECURITY.md: on Linux a decoder reads its footage and code: no other file, no write, no network

import errno
import re
import struct
from pathlib import Path

import pytest

from cpcl_desktop.engine.decoder.seccomp import Instruction, program
from cpcl_desktop.engine.decoder.system_calls import ARCHITECTURES, BOUNDED, LAST_JUDGED, REFUSED, UNKNOWN

ALLOWED, OURS = 0, 4711
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
MACHINES = list(ARCHITECTURES)


def answer(rules: list[Instruction], architecture: int, number: int, *arguments: int) -> int:
    """The error that the filter gives a call, 0 where it lets it pass."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    loaded, place = 0, 0
    while True:
        code, if_true, if_false, operand = rules[place]
        place += 1
        if code == 0x20:
            (loaded,) = struct.unpack_from("<I", data, operand)
        elif code == 0x06:
            return 0 if operand == 0x7FFF0000 else operand & 0xFFFF
        else:
            holds = {0x15: loaded == operand, 0x35: loaded >= operand, 0x45: bool(loaded & operand)}[code]
            place += if_true if holds else if_false


@pytest.mark.parametrize("machine", MACHINES)
def test_every_call_of_the_table_is_refused_and_no_other(machine: str) -> None:
    which, architecture = ARCHITECTURES[machine]
    rules = program(machine, OURS)
    refused = {numbers[which] for numbers in REFUSED.values()} - {None}
    unknown = {numbers[which] for numbers in UNKNOWN.values()}
    bounded = {call.numbers[which] for call in BOUNDED.values()} - {None}
    for number in range(LAST_JUDGED + 1):
        expected = errno.EPERM if number in refused else errno.ENOSYS if number in unknown else ALLOWED
        assert number in bounded or answer(rules, architecture, number) == expected, number
    for number in (LAST_JUDGED + 1, 600, 0x40000000 + 41):  # newer; and x86-64's second set of numbers
        assert answer(rules, architecture, number) == errno.ENOSYS
    other = next(name for name in MACHINES if name != machine)
    assert answer(rules, ARCHITECTURES[other][1], 0) == errno.EPERM
    assert len(rules) < 4096  # BPF_MAXINSNS


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        (
            "openat",
            [0, 0o2000000, 0o4000],
            [0o1, 0o2, 0o101, 0o1000, 0o2001, 0o20200002],
        ),
        ("clone", [0x3D0F00], [0, 17, 0x4111]),  # a thread as glibc starts it; processes
        ("kill", [OURS], [0, 1, OURS + 1, 0xFFFFFFFF]),
        ("tgkill", [OURS], [1]),
        ("prlimit64", [0], [1, OURS]),
    ],
)
def test_a_bounded_call_goes_by_its_argument(
    machine: str, name: str, allowed: list[int], refused: list[int]
) -> None:
    which, architecture = ARCHITECTURES[machine]
    call = BOUNDED[name]
    number = call.numbers[which]
    assert number is not None
    rules = program(machine, OURS)

    def given(value: int) -> int:
        return answer(rules, architecture, number, *[0] * call.argument, value)

    assert [given(value) for value in allowed] == [ALLOWED] * len(allowed)
    assert [given(value) for value in refused] == [errno.EPERM] * len(refused)


@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_are_those_of_the_kernel(machine: str) -> None:
    if not HEADERS[machine].exists():
        pytest.skip("the kernel's headers are not here")
    which = ARCHITECTURES[machine][0]
    there = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", HEADERS[machine].read_text())
    numbers = {name: int(number) for name, number in there}
    ours = {name: pair[which] for name, pair in [*REFUSED.items(), *UNKNOWN.items()]}
    ours |= {name: call.numbers[which] for name, call in BOUNDED.items()}
    known = {name: number for name, number in ours.items() if name in numbers}
    assert len(known) > 90
    assert known == {name: numbers[name] for name in known}
