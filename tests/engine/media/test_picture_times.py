"""When the pictures of a folder were taken: by their EXIF data, and what is said where these cannot be believed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from cpcl_desktop.engine.decoder.opening import INSIDE, open_media
from tests.footage import number_shown, picture

ORIGINAL, DIGITIZED, CHANGED = (0x9003, 0x9291, 0x9011), (0x9004, 0x9292, 0x9012), (0x0132, 0x9290, 0x9010)
FIRST = datetime(2024, 1, 31, 14, 3, 22)
SECOND = 1_000_000


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INSIDE, "1")


def dated(
    path: Path,
    number: int,
    taken: datetime | str | None = None,
    tags: tuple[int, int, int] = ORIGINAL,
    fraction: str = "",
    offset: str = "",
    satellite: tuple[str, Sequence[float]] | None = None,
) -> Path:
    """A picture that shows its number, with EXIF data as stated."""
    data = Picture.Exif()
    details = data.get_ifd(0x8769)
    if taken is not None:
        text = taken if isinstance(taken, str) else f"{taken:%Y:%m:%d %H:%M:%S}"
        (data if tags is CHANGED else details)[tags[0]] = text
    if fraction:
        details[tags[1]] = fraction
    if offset:
        details[tags[2]] = offset
    if satellite is not None:
        data.get_ifd(0x8825)[0x1D], data.get_ifd(0x8825)[7] = satellite
    Picture.fromarray(picture(number)).save(path, exif=data.tobytes())
    return path


def shown(folder: Path, fps: float | None = None) -> list[tuple[int, int]]:
    """Number and time of every picture."""
    return [(number_shown(frame.image), frame.time_us) for frame in open_media(folder).frames(fps)]


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("tags", [ORIGINAL, DIGITIZED, CHANGED])
def test_exif_data_give_time_and_clock(tmp_path: Path, suffix: str, tags: tuple[int, int, int]) -> None:
    for number in range(4):
        taken = FIRST + timedelta(minutes=2 * number)
        dated(tmp_path / f"IMG_{number:04}.{suffix}", number, taken, tags, "25", "+01:00")
    media = open_media(tmp_path)
    assert media.start_time == FIRST.replace(microsecond=250_000, tzinfo=timezone(timedelta(hours=1)))
    assert media.start_origin == "EXIF"
    assert media.notes == ["Times come from the images' EXIF data."]
    assert shown(tmp_path) == [(number, 120 * SECOND * number) for number in range(4)]


def test_the_time_of_exposure_counts_before_that_of_a_change(tmp_path: Path) -> None:
    data = Picture.Exif()
    data[CHANGED[0]] = "2025:05:05 05:05:05"
    data.get_ifd(0x8769)[ORIGINAL[0]] = "2024:01:31 14:03:22"
    Picture.fromarray(picture(1)).save(tmp_path / "a.jpg", exif=data.tobytes())
    assert open_media(tmp_path).start_time == FIRST


def test_pictures_are_in_order_of_time_whatever_their_names(tmp_path: Path) -> None:
    """A counter that began again, and names by somebody who knew no times."""
    for name, number in [("IMG_9999", 0), ("IMG_0001", 1), ("20200101_000000", 2)]:
        dated(tmp_path / f"{name}.jpg", number, FIRST + timedelta(seconds=10 * number))
    assert shown(tmp_path) == [(0, 0), (1, 10 * SECOND), (2, 20 * SECOND)]
    assert open_media(tmp_path).start_time == FIRST


def test_a_burst_shares_its_second_and_is_looked_at_whole(tmp_path: Path) -> None:
    for number in range(8):
        dated(tmp_path / f"{number}.jpg", number, FIRST + timedelta(seconds=number // 4))
    assert shown(tmp_path) == [(number, 250_000 * number) for number in range(8)]
    assert [number for number, _ in shown(tmp_path, 5)] == list(range(8))


def test_the_satellites_clock_counts_only_without_another(tmp_path: Path) -> None:
    satellite = ("2024:01:31", (13.0, 3.0, 22.5))
    dated(tmp_path / "a.jpg", 1, satellite=satellite)
    assert open_media(tmp_path).start_time == datetime(2024, 1, 31, 13, 3, 22, 500_000, tzinfo=UTC)
    dated(tmp_path / "b.jpg", 2, FIRST, satellite=satellite)
    media = open_media(tmp_path)
    assert media.start_time == FIRST - timedelta(seconds=1)
    assert "1 of 2 images state no time" in media.notes[0]


def test_what_states_no_time_is_placed_between_its_neighbours_and_counted(tmp_path: Path) -> None:
    for number in range(6):
        dated(
            tmp_path / f"{number}.jpg", number, None if number in (0, 2, 3) else FIRST + timedelta(seconds=number)
        )
    times = dict(shown(tmp_path))
    assert list(times) == list(range(6))
    assert list(times.values()) == [number * SECOND for number in range(6)]
    media = open_media(tmp_path)
    assert media.start_time == FIRST
    assert (
        "3 of 6 images state no time that can be believed and are placed between their neighbours" in media.notes[0]
    )


def test_where_exif_data_are_missing_a_name_may_say_the_time(tmp_path: Path) -> None:
    dated(tmp_path / "a.jpg", 0, FIRST)
    dated(tmp_path / "b_20240131_140327.jpg", 1)
    dated(tmp_path / "c.jpg", 2, FIRST + timedelta(seconds=60))
    assert shown(tmp_path) == [(0, 0), (1, 5 * SECOND), (2, 60 * SECOND)]
    assert "1 images without it have the time in their name" in open_media(tmp_path).notes[0]


@pytest.mark.parametrize("taken", ["2000:01:01 00:00:00", "1970:01:01 00:00:00", "2017:01:01 00:00:00"])
def test_a_clock_that_was_never_set_is_not_believed(tmp_path: Path, taken: str) -> None:
    for number in range(3):
        dated(tmp_path / f"{number}.jpg", number, taken)
    media = open_media(tmp_path)
    assert media.start_time is None and media.start_origin == ""
    assert "never set" in media.notes[0] and "carry no time" not in media.notes[0]
    assert shown(tmp_path) == [(number, SECOND * number) for number in range(3)]


def test_a_clock_that_was_never_set_still_counts_seconds(tmp_path: Path) -> None:
    for number in range(3):
        dated(tmp_path / f"{number}.jpg", number, datetime(2000, 1, 1, 0, 2, 7) + timedelta(seconds=5 * number))
    media = open_media(tmp_path)
    assert media.start_time is None
    assert "never set" in media.notes[0] and "2000-01-01 00:02:07" in media.notes[0]
    assert shown(tmp_path) == [(number, 5 * SECOND * number) for number in range(3)]


def test_pictures_after_a_change_of_battery_are_placed_by_their_names(tmp_path: Path) -> None:
    for number in range(5):
        taken = FIRST + timedelta(seconds=10 * number) if number < 4 else datetime(2000, 1, 1, 0, 0, 30)
        dated(tmp_path / f"{number}.jpg", number, taken)
    assert shown(tmp_path) == [(0, 0), (1, 10 * SECOND), (2, 20 * SECOND), (3, 30 * SECOND), (4, 31 * SECOND)]
    media = open_media(tmp_path)
    assert media.start_time == FIRST and "1 of 5 images" in media.notes[0]


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "no time", "2024:13:45 99:00:00"])
def test_what_is_no_time_is_none(tmp_path: Path, taken: str) -> None:
    dated(tmp_path / "a.jpg", 1, taken)
    media = open_media(tmp_path)
    assert media.start_time is None
    assert "carry no time" in media.notes[0]


def test_a_stated_rate_counts_before_everything(tmp_path: Path) -> None:
    for number in range(3):
        dated(tmp_path / f"{number}.jpg", number, FIRST + timedelta(seconds=number))
    assert [frame.time_us for frame in open_media(tmp_path, folder_fps=10).frames(None)] == [0, 100_000, 200_000]


def test_a_folder_in_an_older_case_is_read_as_it_was(tmp_path: Path) -> None:
    """Times in a case hold for the way in which its folder was read."""
    for number in range(3):
        dated(tmp_path / f"{number}.tif", 2 - number, FIRST + timedelta(minutes=2 - number))
    media = open_media(tmp_path, reading=1)
    assert [(number_shown(frame.image), frame.time_us) for frame in media.frames(None)] == [
        (2, 0), (1, SECOND), (0, 2 * SECOND)
    ]  # fmt: skip
    assert media.start_time is None
    newer = open_media(tmp_path, reading=2)
    assert [number_shown(frame.image) for frame in newer.frames(None)] == [0, 1, 2]


def test_damaged_exif_data_cost_nothing_but_themselves(tmp_path: Path) -> None:
    whole = dated(tmp_path / "a.jpg", 3, FIRST).read_bytes()
    random = np.random.default_rng(7)
    start, end = whole.index(b"Exif"), whole.index(b"\xff\xdb")
    for trial in range(60):
        data = bytearray(whole)
        for _ in range(4):
            data[random.integers(start + 6, end)] = random.integers(256)
        (tmp_path / "a.jpg").write_bytes(data)
        assert len(shown(tmp_path)) == 1, trial
