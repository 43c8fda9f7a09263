import os
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.sources.arrivals import STILL_S, Arrivals


def test_a_video_counts_once_it_has_stood_still_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "old.mp4").write_bytes(b"old")
    arrivals = Arrivals(tmp_path)
    arrivals.take_as_known()
    new = tmp_path / "day" / "new.MP4"
    new.parent.mkdir()
    new.write_bytes(b"a")
    assert arrivals.look(0.0) == [] and arrivals.is_settling
    new.write_bytes(b"ab")  # it grows
    assert arrivals.look(STILL_S) == []
    assert arrivals.look(2 * STILL_S - 0.1) == []
    assert arrivals.look(2 * STILL_S) == [new] and not arrivals.is_settling
    assert arrivals.look(3 * STILL_S) == [] and arrivals.known == {"old.mp4", "day/new.MP4"}


def test_a_file_of_the_same_size_that_was_written_again_waits_anew(tmp_path: Path) -> None:
    arrivals, file = Arrivals(tmp_path), tmp_path / "a.avi"
    file.write_bytes(b"a")
    arrivals.look(0.0)
    os.utime(file, (1, 1))
    assert arrivals.look(STILL_S) == [] and arrivals.look(2 * STILL_S) == [file]


def test_what_is_no_video_empty_or_litter_never_counts(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path)
    for name in ("note.txt", "._a.mp4", ".hidden.mp4", "@eaDir/a.mp4", ".trash/b.mp4", "empty.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"" if name == "empty.mp4" else b"a")
    assert arrivals.look(0.0) == arrivals.look(9 * STILL_S) == []
    (tmp_path / "empty.mp4").write_bytes(b"now it has come")
    arrivals.look(10 * STILL_S)
    assert arrivals.look(11 * STILL_S) == [tmp_path / "empty.mp4"]


def test_what_was_known_before_is_not_new_and_what_came_meanwhile_is(tmp_path: Path) -> None:
    for name in ("before.mp4", "meanwhile.mp4"):
        (tmp_path / name).write_bytes(b"a")
    arrivals = Arrivals(tmp_path, ["before.mp4"])
    arrivals.look(0.0)
    assert arrivals.look(STILL_S) == [tmp_path / "meanwhile.mp4"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="not there any more"):
        Arrivals(tmp_path / "gone").look(0.0)
