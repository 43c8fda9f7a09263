import os
import struct
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.recorder_time import RecorderClock, check_stated, doubt_s, time_at, zone_of
from cpcl_desktop.engine.sources.dav_clock import dav_start
from cpcl_desktop.engine.sources.recorder_names import TABLE, doubt_in_name, own_patterns, start_in_name

HOUR_US = 3_600_000_000
WHOLE = "[[recorder]]\nname='x'\npattern='(?P<year>.)(?P<month>.)(?P<day>.)(?P<hour>.)(?P<minute>.)'\n"


def _at(start: str, hours: float, zone: str = "Europe/Berlin", offset_s: float = 0.0) -> tuple[str, str, str]:
    shown = time_at(RecorderClock(datetime.fromisoformat(start), "user", zone, offset_s), round(hours * HOUR_US))
    return shown.recorder.isoformat(), shown.corrected.isoformat(), shown.note[:30]


def test_without_a_start_there_is_no_time() -> None:
    shown = time_at(RecorderClock(), 5)
    assert (shown.recorder, shown.corrected, shown.ambiguous) == (None, None, False)


def test_wall_clock_without_a_zone_just_runs_on() -> None:
    start = RecorderClock(datetime(2024, 3, 31, 1, 59), "file name", "", 12.5)
    shown = time_at(start, 120_000_000)
    assert shown.recorder == datetime(2024, 3, 31, 2, 1) and shown.corrected == datetime(
        2024, 3, 31, 2, 1, 12, 500000
    )


@pytest.mark.parametrize(
    ("start", "hours", "recorder", "note"),
    [
        ("2024-01-31T14:00", 1, "2024-01-31T15:00:00+01:00", ""),
        ("2024-03-31T01:30", 1, "2024-03-31T03:30:00+02:00", ""),  # clocks go forward in between
        ("2024-10-27T01:30", 1, "2024-10-27T02:30:00+02:00", "This time of day occurs twice "),
        ("2024-10-27T01:30", 2, "2024-10-27T02:30:00+01:00", "This time of day occurs twice "),
        ("2024-10-27T01:30", 3, "2024-10-27T03:30:00+01:00", ""),
        ("2024-10-27T02:30", 5, "2024-10-27T06:30:00+01:00", "The recording starts in the ho"),
        ("2024-03-31T02:30", 0, "2024-03-31T03:30:00+02:00", "The recording starts at a time"),
        ("2024-10-27T00:30+00:00", 0, "2024-10-27T02:30:00+02:00", "This time of day occurs twice "),  # an instant
    ],
)
def test_daylight_saving(start: str, hours: float, recorder: str, note: str) -> None:
    assert _at(start, hours) == (recorder, recorder, note)


def test_offset_moves_the_true_time_only() -> None:
    recorder, corrected, _ = _at("2024-10-27T01:59:30", 0, offset_s=60)
    assert (recorder, corrected) == ("2024-10-27T01:59:30+02:00", "2024-10-27T02:00:30+02:00")


@pytest.mark.parametrize("name", ["", "Mars/Base", "../etc/passwd", "Europe"])
def test_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="IANA"):
        zone_of(name)


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("NVR_ch1_main_20240131140322_20240131141022.dav", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024-01-31/001/dav/14/14.03.22-14.10.22[R][0@0][0].dav", datetime(2024, 1, 31, 14, 3, 22)),
        ("Mp4Record/2024-01-31/RecM02_20240131_140322_140422_6D28808.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("recordings/2024-01-31/14/yard/03.22.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)),
        ("PXL_20240131_140322123.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)),
        ("VID_20240131_140322.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024_0131_140322_0001F.MP4", datetime(2024, 1, 31, 14, 3, 22)),
        ("Camera 1 31.01.2024 14-03-22.avi", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024-01-31_14-03-22-front.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("20240131_140322_0A3B_ACCC8E012345.mkv", datetime(2024, 1, 31, 14, 3, 22)),
        ("1706709802123.mp4", datetime(2024, 1, 31, 14, 3, 22, 123000, tzinfo=UTC)),
        ("2024-01-31/1706709802.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)),  # the date supports it
        ("2024-03-31/1706709802.mp4", None),
        ("1706709802.mp4", None),  # ten digits may be any number
        ("order_1234567890_export.mp4", None),
        ("20240131T140322Z.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)),
        ("cam 2024-01-31T14-03-22.5Z.mkv", datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)),
        ("2024-01-31T14:03:22+0530.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=timezone(timedelta(hours=5.5)))),
        ("2024-01-31T14-03-22-08-00.mp4", datetime(2024, 1, 31, 14, 3, 22, tzinfo=timezone(timedelta(hours=-8)))),
        ("record/20240131/14/03.mp4", datetime(2024, 1, 31, 14, 3)),
        ("240131_140322_001_FH.MP4", datetime(2024, 1, 31, 14, 3, 22)),
        ("Camera_2024-01-31_14h03min22s000ms.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("Front Door 1-31-2024, 2.03.22pm - 1-31-2024, 2.10.22pm.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("Gate 1-31-2024, 12.03.22am.mp4", datetime(2024, 1, 31, 0, 3, 22)),
        ("03-04-2024 14-03-22.avi", None),  # day or month first: not to be guessed
        ("31-01-2024 14-03-22.avi", datetime(2024, 1, 31, 14, 3, 22)),  # there is no month 31
        ("01-31-2024 2-03-22 PM.avi", datetime(2024, 1, 31, 14, 3, 22)),
        ("04042024_140322.avi", datetime(2024, 4, 4, 14, 3, 22)),
        ("Cam/2024-01-31/14-03-22.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024-01-31/000123.jpg", None),  # the number of a frame
        ("2023-01-31/cam-23-01-31.mp4", None),  # the date again
        ("2024-01-31/10.10.12.55.mp4", None),  # an address
        ("2024-01-31/cam_2024-02-01_10-00-00.mp4", datetime(2024, 2, 1, 10)),
        ("2024-01-31/140322-141322.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024-01-31/001/jpg/14/03/22[M][0@0][0].jpg", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024Y01M31D14H/03M22S60.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("2024013114/03M22S_1706709802.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("20240131/record/A240131_140322_140336.265", datetime(2024, 1, 31, 14, 3, 22)),
        ("FILE240131-140322F.MP4", datetime(2024, 1, 31, 14, 3, 22)),
        ("WhatsApp Video 2024-01-31 at 14.03.22.mp4", datetime(2024, 1, 31, 14, 3, 22)),
        ("Screen Recording 2024-01-31 at 2.03.22\u202fPM.mov", datetime(2024, 1, 31, 14, 3, 22)),
        ("Screen Recording 2024-01-31 at 12.03.22\u00a0AM.mov", datetime(2024, 1, 31, 0, 3, 22)),
        ("20240131_140322_141322.avi", datetime(2024, 1, 31, 14, 3, 22)),  # until then, no fraction
        ("20240131_140322.5.avi", datetime(2024, 1, 31, 14, 3, 22, 500000)),
        ("1_2024-01-31_14-03-22_123.mkv", datetime(2024, 1, 31, 14, 3, 22, 123000)),
        ("VID-20240131-WA0001.mp4", None),
        ("14.03.22-14.13.22[R][@afe][0].h264", None),
        ("Clip_2024-01-31_24-00-00.mp4", None),
        ("GX010123.MP4", None),
        ("PXL_20249931_140322123.mp4", None),
    ],
)
def test_names_of_common_recorders(path: str, start: datetime | None) -> None:
    assert start_in_name(Path("/footage") / path) == start


def test_the_folders_other_names_say_whether_the_day_comes_first(tmp_path: Path) -> None:
    clip = tmp_path / "03-04-2024 14-03-22.avi"
    assert start_in_name(clip) is None and "the day or the month first" in doubt_in_name(clip)
    (tmp_path / "31-03-2024 10-00-00.avi").touch()
    assert start_in_name(clip) == datetime(2024, 4, 3, 14, 3, 22) and doubt_in_name(clip) == ""
    (tmp_path / "03-31-2024 10-00-00.avi").touch()
    assert start_in_name(clip) is None  # they contradict each other


def test_the_files_own_time_supports_ten_digits(tmp_path: Path) -> None:
    clip = tmp_path / "case_1706709802.mp4"
    clip.touch()
    assert start_in_name(clip) is None and "a number that may be a time" in doubt_in_name(clip)
    os.utime(clip, (1706713402, 1706713402))  # an hour later
    assert start_in_name(clip) == datetime(2024, 1, 31, 14, 3, 22, tzinfo=UTC)
    assert doubt_in_name(tmp_path / "clip.mp4") == ""


def _dhav(kind: int, moment: datetime, tail: int = 0) -> bytes:
    """A frame as a Dahua recorder writes it."""
    date = moment.second | moment.minute << 6 | moment.hour << 12
    date |= moment.day << 17 | moment.month << 22 | (moment.year - 2000) << 26
    head = b"DHAV" + bytes([kind, 0, 0, 0]) + struct.pack("<IIIHB", 1, 40, date, 250, 0)
    return head + bytes([(sum(head) + tail) & 255]) + b"picture" + b"dhav" + struct.pack("<I", 40)


def test_a_dav_says_what_the_recorders_clock_showed(tmp_path: Path) -> None:
    moment, later = datetime(2024, 1, 31, 14, 3, 22), datetime(2024, 1, 31, 14, 3, 25)
    path = tmp_path / "a.dav"
    path.write_bytes(b"DAHUA" + bytes(27) + _dhav(0xF0, later) + _dhav(0xFD, moment) + _dhav(0xFC, later))
    assert dav_start(path) == moment
    path.write_bytes(_dhav(0xFD, later, tail=1) + _dhav(0xFC, moment))  # the sum of the first is wrong
    assert dav_start(path) == moment
    path.write_bytes(b"DHAV" + bytes(200))
    assert dav_start(path) is None
    path.write_bytes(_dhav(0xFD, moment)[:20])
    assert dav_start(path) is None and dav_start(tmp_path / "gone.dav") is None


def test_own_patterns_come_first(tmp_path: Path) -> None:
    assert own_patterns(tmp_path) == []
    pattern = r"(?P<hour>\d\d)(?P<minute>\d\d)_(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)"
    (tmp_path / TABLE).write_text(f"[[recorder]]\nname = 'mine'\npattern = '{pattern}'\nzone = 'UTC'\n")
    own = own_patterns(tmp_path)
    assert start_in_name(Path("/a/1403_310124.mp4"), own) == datetime(2024, 1, 31, 14, 3, tzinfo=UTC)


def test_own_pattern_with_a_zone_by_name(tmp_path: Path) -> None:
    table = "[[recorder]]\nname = 'x'\nzone = 'Europe/Berlin'\n"
    table += "pattern = '(?P<year>....)(?P<month>..)(?P<day>..)-(?P<hour>..)(?P<minute>..)'\n"
    (tmp_path / TABLE).write_text(table)
    start = start_in_name(Path("/a/20240131-1403.mp4"), own_patterns(tmp_path))
    assert start is not None and start.isoformat() == "2024-01-31T14:03:00+01:00"


@pytest.mark.parametrize(
    "text",
    [
        "[[recorder",
        f"{WHOLE}zone='Mars/Base'",
        "[[recorder]]\nname = 'x'",
        "[[recorder]]\nname='x'\npattern='('",
        "[[recorder]]\nname='x'\npattern='(?P<year>1)'",
    ],
)
def test_damaged_table_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / TABLE).write_text(text)
    with pytest.raises(UsageError, match="recorder_names"):
        own_patterns(tmp_path)


@pytest.mark.parametrize(
    "stated",
    [
        RecorderClock(datetime(1, 1, 1), offset_s=-1e6),
        RecorderClock(datetime(9999, 12, 31, 23, 59, 59), timezone="Europe/Berlin"),
        RecorderClock(datetime(2024, 1, 31), offset_s=1e18),
    ],
)
def test_a_clock_beyond_all_years_is_refused_and_where_it_is_there_says_nothing(stated: RecorderClock) -> None:
    with pytest.raises(UsageError, match="Nothing was changed"):
        check_stated(stated)
    assert time_at(stated, 90_000_000).corrected is None
    check_stated(RecorderClock(datetime(2024, 1, 31), "user", "Europe/Berlin", -3600.0))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ({"origin": "user"}, 5.0),
        ({"origin": "file name"}, 60.0),
        ({"origin": "EXIF", "offset_s": 3.0}, 5.0),
        ({"origin": "file name", "doubt_s": 0.5}, 0.5),
        ({"origin": "user", "doubt_s": 600.0}, 600.0),
    ],
)
def test_a_clocks_doubt_is_as_stated_else_by_how_it_is_known(clock: dict[str, object], expected: float) -> None:
    known = RecorderClock(datetime(2024, 10, 27, 12), **clock)
    assert doubt_s(known, time_at(known, 0)) == expected
    twice = RecorderClock(datetime(2024, 10, 27, 2, 30), timezone="Europe/Berlin", **clock)
    assert doubt_s(twice, time_at(twice, 0)) == expected + 3600


@pytest.mark.parametrize("doubt", [-1.0, 1e12, float("nan")])
def test_a_doubt_that_no_clock_has_is_refused(doubt: float) -> None:
    with pytest.raises(UsageError, match="may be off by 0 to"):
        check_stated(RecorderClock(datetime(2024, 1, 31), doubt_s=doubt))
