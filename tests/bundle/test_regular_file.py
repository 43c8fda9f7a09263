"""Nothing but regular files is opened: a pipe, a socket or a device is told, at once."""

import os
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cpcl_desktop.bundle.regular_file import hold, open_regular, read_regular, release

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps pipes apart from files")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "live.mp4"
    os.mkfifo(path)
    return path


def test_a_file_is_read_and_a_link_to_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"content")
    (tmp_path / "b").symlink_to("a")
    assert read_regular(tmp_path / "a") == read_regular(tmp_path / "b") == b"content"
    assert read_regular(tmp_path / "a", 3) == b"con"
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "c")
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)


def test_what_is_no_file_is_told_and_not_opened(pipe: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="it is a named pipe, not a file"):
        open_regular(pipe)
    with pytest.raises(OSError, match="it is a device, not a file"):
        open_regular(Path("/dev/zero"))
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "s"))
        with pytest.raises(OSError, match="it is a socket, not a file"):
            open_regular(tmp_path / "s")


def test_a_pipe_that_takes_the_files_place_in_between_does_not_hang(
    pipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"")
    regular = (tmp_path / "a").stat()
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self: regular if self == pipe else stat(self))  # a moment before
    own = Path("/proc/self/fd")
    descriptors = sorted(own.iterdir()) if sys.platform == "linux" else []
    with pytest.raises(OSError, match="it is a named pipe, not a file"):
        open_regular(pipe)
    assert sys.platform != "linux" or sorted(own.iterdir()) == descriptors


def test_a_database_that_is_held_is_not_opened_under_any_name(tmp_path: Path) -> None:
    database, link = tmp_path / "held.bin", tmp_path / "link"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (x)")
        link.symlink_to("held.bin")
        hold(database)
        hold(database)
        release(database)
        for path in (database, link, tmp_path / "held.bin-wal", tmp_path / "held.bin-shm"):
            with pytest.raises(OSError, match="belongs to a case that is open"):
                open_regular(path)
        release(database)
    assert read_regular(link, 6) == b"SQLite"
