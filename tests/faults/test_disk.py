"""Disks that are full or fail, under the real program: a plain sentence, the case intact, and going on later."""

# Holds SECURITY.md: a power cut costs seconds, and the same command goes on

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case import file as case_file
from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from tests.faults.kills import results, write_kit
from tests.footage import number_shown, write

Disk = Callable[..., dict[str, str]]
PAGES: list[int] = []  # how large the undisturbed case is
FULL = "is full. What was committed is kept; free space and run the same again."


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    return write_kit(tmp_path_factory.mktemp("kit"), 2)


@pytest.fixture(scope="module")
def undisturbed(kit: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple]]:
    case = tmp_path_factory.mktemp("case") / "undisturbed.cpcl"
    assert main(ingest(kit, case)) == 0
    with contextlib.closing(sqlite3.connect(case)) as connection:
        PAGES[:] = connection.execute("PRAGMA page_count").fetchone()
    return results(case)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.COMMIT_EVERY_S", 0.0)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """What to put into a program's environment for files of a path to fail from a byte on."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("a disk with faults needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("disk") / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)

    def failing(what: str, path: str, error: int, first: int = 0, end: int = 1 << 40) -> dict[str, str]:
        span = {"CPCL_DISK_FROM": str(first), "CPCL_DISK_TO": str(end)}
        return {
            "LD_PRELOAD": str(library),
            "CPCL_DISK_WHAT": what,
            "CPCL_DISK_PATH": path,
            "CPCL_DISK_ERROR": str(error),
            **span,
        }

    return failing


def ingest(kit: tuple[Path, list[str]], case: Path, *more: Path) -> list[str]:
    clip, options = kit
    return ["ingest", str(case), *map(str, more), str(clip), *options]


def run(arguments: list[str], faults: dict[str, str]) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; from cpcl_desktop.engine import ingest; ingest.COMMIT_EVERY_S = 0.0\n"
        "from cpcl_desktop.cli.main import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **faults},
    )


def assert_goes_on(
    kit: tuple[Path, list[str]],
    case: Path,
    undisturbed: list[list[tuple]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The case is sound, and the same command brings it to where it would have been."""
    assert main(["verify", str(case)]) == 0
    assert main(ingest(kit, case)) == 0
    assert results(case) == undisturbed
    capsys.readouterr()


@pytest.mark.parametrize("share", [0.7, 0.85, 0.95])
def test_a_full_database_is_told_and_gone_on_with(
    kit: tuple[Path, list[str]],
    undisturbed: list[list[tuple]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    share: float,
) -> None:
    """SQLite itself refuses to grow the file, as it does where the disk is full."""
    connect = case_file.connected
    case = tmp_path / "full.cpcl"

    def bounded(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(f"PRAGMA max_page_count = {int(PAGES[0] * share)}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(case_file, "connected", bounded)
        assert main(ingest(kit, case)) == 1
    assert FULL in capsys.readouterr().err
    assert_goes_on(kit, case, undisturbed, capsys)


@pytest.mark.parametrize("room", [60_000, 150_000, 250_000])
@pytest.mark.parametrize(("error", "told"), [(errno.ENOSPC, FULL), (errno.EIO, "disk I/O error")])
def test_a_disk_that_takes_no_more_is_told_and_gone_on_with(
    kit: tuple[Path, list[str]],
    undisturbed: list[list[tuple]],
    disk: Disk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    room: int,
    error: int,
    told: str,
) -> None:
    case = tmp_path / "full.cpcl"
    stopped = run(ingest(kit, case), disk("write", str(case), error, room))
    assert stopped.returncode == 1
    assert told in stopped.stderr and "Traceback" not in stopped.stderr
    assert stopped.stderr.strip().splitlines()[-1].startswith("cpcl: ")
    if case.exists() and case.stat().st_size:
        assert_goes_on(kit, case, undisturbed, capsys)


def test_footage_that_cannot_be_read_is_listed_and_the_rest_goes_on(
    kit: tuple[Path, list[str]],
    undisturbed: list[list[tuple]],
    disk: Disk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = write(tmp_path / "bad.mp4", 50)
    case = tmp_path / "case.cpcl"
    stopped = run(ingest(kit, case, bad), disk("read", "bad.mp4", errno.EIO, 4096, 8192))
    assert stopped.returncode == 3
    assert "bad.mp4 cannot be read: Input/output error" in stopped.stdout + stopped.stderr
    assert results(case)[2:4] == undisturbed[2:4]
    assert main(ingest(kit, case, bad)) == 0
    capsys.readouterr()


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "clip.ts"])
def test_a_bad_sector_met_while_decoding_costs_what_lies_on_it(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The decoder's own reads fail, in the process that it runs in."""
    path = write(tmp_path / name, 250)
    middle = path.stat().st_size // 2
    for variable, value in disk("read", name, errno.EIO, middle, middle + 4096).items():
        monkeypatch.setenv(variable, value)
    media = IsolatedMedia(path)
    frames = list(media.frames(None))
    assert media.gaps and 4_000_000 < media.gaps[0].start_us < media.gaps[-1].end_us < 8_000_000
    damage_us = range(media.gaps[0].start_us - 200_000, media.gaps[-1].end_us + 1_000_000)
    outside = [frame for frame in frames if frame.time_us not in damage_us]
    shown = [number_shown(frame.image) * 40_000 for frame in outside]
    assert shown == pytest.approx([frame.time_us for frame in outside], abs=1000)
    assert len(outside) > 150 and frames[-1].time_us == pytest.approx(249 * 40_000, abs=1000)
