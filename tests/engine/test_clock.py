import pytest

from cpcl_desktop.engine.clock import length, moment, parse_length, parse_seconds
from cpcl_desktop.engine.errors import UsageError


@pytest.mark.parametrize(
    ("time_us", "text"),
    [
        (0, "0:00:00.000"),
        (59_999_600, "0:01:00.000"),
        (3_723_004_000, "1:02:03.004"),
        (93_600_000_000, "26:00:00.000"),
    ],
)
def test_moments(time_us, text):
    assert moment(time_us) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (61.4, "1:01"), (3600, "1:00:00"), (-1, "0:00")])
def test_lengths(seconds, text):
    assert length(seconds) == text


@pytest.mark.parametrize(
    ("text", "seconds"), [("75", 75), (" 1:15 ", 75), ("0:01:15.25", 75.25), ("26:00:00", 93600)]
)
def test_times_are_read_as_people_write_them(text, seconds):
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "noon", "1:2:3:4", "-5", "nan", "inf", "1::2"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(UsageError, match="not a time"):
        parse_seconds(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("10m", 600), ("1.5h", 5400), ("2d", 172800), ("1:30", 90), ("45", 45)]
)
def test_a_length_of_time_is_read_with_its_unit(text: str, seconds: float) -> None:
    assert parse_length(text) == seconds


@pytest.mark.parametrize("text", ["", "m", "ten minutes", "10 parsecs", "-5m", "5mm"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="Write it as 90s, 10m, 2h"):
        parse_length(text)
