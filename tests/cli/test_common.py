import argparse
from collections.abc import Callable

import pytest

from cpcl_desktop.cli import common
from cpcl_desktop.cli.common import seconds


@pytest.mark.parametrize(("text", "value"), [("12.5", 12.5), ("1:02", 62.0), ("1:00:00.5", 3600.5)])
def test_times_as_people_write_them(text: str, value: float) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *((common.seconds, text) for text in ("nan", "inf", "1:nan", "-1", "", "1:2:3:4", "soon")),
        *((common.number, text) for text in ("nan", "-inf", "1e999", "", "ten")),
        *((common.positive, text) for text in ("nan", "inf", "0", "-1", "")),
        *((common.count, text) for text in ("0", "-1", "1.5", "nan", "9" * 5000, "2147483648", "²")),
        *((common.clock_time, text) for text in ("yesterday", "", "2024-13-01", "nan")),
        *((common.text, text) for text in ("caf\udce9", "\udcff")),
    ],
)
def test_what_is_no_value_is_a_sentence_that_names_it(kind: Callable[[str], object], written: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not"):
        kind(written)


def test_values_come_through() -> None:
    assert (common.number("-1.5"), common.positive("0.5"), common.count("2147483647")) == (-1.5, 0.5, 2147483647)
    assert common.text("\u76d1\u63a7") == "\u76d1\u63a7"
    assert common.clock_time("2024-01-31 14:03").minute == 3
