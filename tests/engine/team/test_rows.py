"""Rows as they travel to PostgreSQL and back: every value is the same one."""

import math
import struct

import numpy as np
import pytest

from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.team.rows import coded, decoded, packed, stream, unpacked

HALVES = np.array([0.5, -0.0, 65504, 6e-8], "<f2").tobytes()
ROWS = [
    (1, -0.0, "Größe 一", b"\0\xff", HALVES),
    (-(2**63), math.inf, "", b"", b""),
    (2**63 - 1, 1e-300, "a\0b", None, None),
    (0, 0.1, "\x1abut text", b"\x1a", HALVES),
    (None, None, b"/footage/\xff.mp4", b"x", HALVES),
]


@pytest.mark.parametrize("length", [1, 7, 64, 10_000])
def test_rows_come_back_as_they_were_wherever_a_block_ends(length: int) -> None:
    whole = b"".join(stream("irtbh", ROWS))
    blocks = [whole[at : at + length] for at in range(0, len(whole), length)]
    came = list(unpacked("irtbh", blocks))
    assert came == ROWS and math.copysign(1, came[0][1]) == -1
    assert [type(value) for row in came for value in row] == [type(value) for row in ROWS for value in row]


def test_many_rows_go_in_several_blocks() -> None:
    rows = [(number, bytes(1000)) for number in range(500)]
    blocks = list(stream("ib", rows))
    assert 3 < len(blocks) < 6 and list(unpacked("ib", blocks)) == rows
    assert list(unpacked("ib", stream("ib", []))) == []


def test_what_is_no_text_goes_as_text_that_postgresql_takes() -> None:
    for value in ("plain", "\x1a", "\x1ab00", "a\0", b"\xff", b""):
        assert "\0" not in coded(value) and decoded(coded(value)) == value
    assert coded("plain") == "plain"


def test_halves_are_sent_as_pgvector_reads_them() -> None:
    one = packed("h", [np.array([1.5, -2], "<f2").tobytes()])
    assert one == struct.pack("!hiHHee", 1, 8, 2, 0, 1.5, -2)


@pytest.mark.parametrize(("kind", "value"), [("i", "1"), ("i", 1.5), ("r", 1), ("t", 1), ("b", "text"), ("h", 1)])
def test_a_value_of_another_kind_is_refused(kind: str, value: object) -> None:
    with pytest.raises(CaseError, match="never stores"):
        packed(kind, [value])
