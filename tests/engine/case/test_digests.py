"""Digests of many rows at once are those of each by itself."""

import hashlib

import numpy as np
import pytest

from cpcl_desktop.engine.case.digests import LANE_BYTES, TableDigest, Value, row_digest, row_digests

ROWS = [
    (1, 2.5, "straße", b"\x00\xff", None),
    (-7, 0.0, bytearray(b"\xff"), b"", "text"),
    (2**62, float("inf"), "", b"5:5", 3),
]


def test_a_digest_is_over_types_and_values() -> None:
    told = b"crop\0i2:-7r8:\x00\x00\x00\x00\x00\x00\x00\x00t1:\xffb0:t4:text"
    assert row_digest("crop", ROWS[1]) == hashlib.sha256(told).digest()


def test_many_rows_at_once_have_the_digests_that_each_has() -> None:
    assert row_digests("crop", ROWS) == [row_digest("crop", row) for row in ROWS]
    assert row_digests("crop", ROWS[:1]) == [row_digest("crop", ROWS[0])] and row_digests("crop", []) == []


@pytest.mark.parametrize(
    "column",
    [
        (None, None),
        (10, 99),
        (9, 10),
        (-1, 11),
        (0, 0),
        (0.5, -0.0),
        (b"%d", b"%b"),
        (b"", b"%"),
        (bytearray(b"\xff%d"), bytearray(b"123")),
        ("%d", "straße"),
        (None, 7),
    ],
)
def test_columns_of_one_kind_are_told_as_each_value_is(column: tuple[Value, Value]) -> None:
    for rows in ([(value,) for value in column], [(3, value, b"%") for value in column]):
        assert row_digests("50%d", rows) == [row_digest("50%d", row) for row in rows]


def test_a_sum_of_many_is_that_of_one_after_the_other() -> None:
    digests = [hashlib.sha256(b"%d" % page).digest() for page in range(1030)]
    single, several = TableDigest(), TableDigest()
    for digest in digests:
        single.add([digest])
    several.add(digests)
    assert several.lanes == single.lanes != TableDigest().lanes
    several.remove(digests[1:])
    single.remove(digests[1:])
    assert several.lanes == single.lanes
    lanes = np.frombuffer(hashlib.shake_256(digests[0]).digest(LANE_BYTES), "<u2")
    assert np.array_equal(np.frombuffer(single.lanes, "<u2"), lanes)
