"""Odd files of every kind: at least what any other reader gives, at the right times, with what is missing said."""

from pathlib import Path

import pytest

from tests.odd_files import Row, made_here, row_of

UNREADABLE = {"sound.mkv": "sound only", "cut-a.mp4": "no index"}  # what cannot be read, and why
DAMAGED = ("noise-", "bytes-lost-", "cut-")
ENDS_UNSEEN = {"cut-a.ts"}  # states no length


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return [row_of(path) for path in made_here(tmp_path_factory.mktemp("odd"))]


def test_no_other_reader_gives_more_frames(made: list[Row]) -> None:
    assert [row.name for row in made if row.ours < row.most_of_others] == []


def test_times_are_those_of_ffprobe_within_a_frame(made: list[Row]) -> None:
    assert [row.name for row in made if row.late] == []


def test_what_cannot_be_read_says_why(made: list[Row]) -> None:
    refused = {row.name: row.error for row in made if row.error}
    assert refused.keys() == UNREADABLE.keys()
    assert all(UNREADABLE[name] in refused[name] for name in UNREADABLE)


def test_damaged_files_have_gaps_and_sound_ones_have_none(made: list[Row]) -> None:
    damaged = {row.name for row in made if row.name.startswith(DAMAGED) and not row.error}
    assert {row.name for row in made if row.gaps} == damaged - ENDS_UNSEEN


def test_odd_files_of_the_shared_data(shared_data: Path) -> None:
    rows = [row_of(path) for path in sorted((shared_data / "odd").iterdir())]
    assert [row.name for row in rows if row.ours < row.most_of_others or row.late] == []
    silent = [row.name for row in rows if not (row.ours or row.error)]
    assert silent == []
    assert {row.name for row in rows if row.gaps} == {"bitflips_in_middle.mp4", "trunc_moov_first_60pct.mp4"}
