"""What the tests of a cluster share: clips, a cluster in processes of its own, and what two cases have alike."""

import fnmatch
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.jobs import Model, Order
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.searcher import Searcher

# Columns that say how long something took, or where a model lies.
TIMES = {"source": ("wall_s", "frame_s"), "model": ("path",)}
TABLES = (
    "source",
    "track",
    "crop",
    "vector",
    "detection",
    "gap",
    "stretch",
    "joins",
    "model",
    "waiting",
    "left_out",
)


def order_of(parts: str = "", lease_s: float = 60.0) -> Order:
    """An order of a run of its own, by movement."""
    model = Model("none", "0" * 64, "/none")
    return Order(uuid.uuid4().hex, IngestOptions(), model, None, "cpu", parts, "", "", lease_s)


def outside() -> str:
    """An address of this machine at which others reach it; where it has none, one that is not the usual."""
    psutil = pytest.importorskip("psutil", reason="the extra cluster is not installed")
    known = [one.address for some in psutil.net_if_addrs().values() for one in some if one.family == socket.AF_INET]
    return next((address for address in known if not address.startswith("127.")), "127.0.0.2")


def spread(clip: Path, folder: Path, count: int) -> list[Path]:
    """Footage of cameras whose folders have one name: copies of a clip, each with a content of its own."""
    places = [folder / ("north" if number % 2 else "south") / "ch01" / f"{number}.mp4" for number in range(count)]
    for number, place in enumerate(places):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(clip.read_bytes() + bytes(number))
    return places


class Started:
    """A cluster that a command of its own started; its workers write below `scratch`."""

    def __init__(self, scratch: Path, workers: int = 2) -> None:
        self.scratch = scratch
        environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(scratch)}
        command = [sys.executable, "-m", "cpcl_desktop.cli", "cluster", "start", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, "--workers", str(workers)], env=environment, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        said = re.search(r"--cluster (tcp://[\d.:]+)", self.process.stdout.readline())
        assert said is not None
        self.address = said[1]

    def kill(self) -> None:
        """The scheduler dies, and its workers with it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As Ctrl+C does."""
        assert self._end(signal.SIGINT) == 0

    def _end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        status = self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def reading(self) -> list[Path]:
        """The folders of workers that have begun a part."""
        begun = [part for part in below(self.scratch, "*.cpcl") if part.parent.name.startswith("cpcl-part-")]
        return [part.parents[1] for part in begun if is_in_the_middle(part)]


def below(folder: Path, pattern: str) -> list[Path]:
    """What is called so below a folder in which others make and remove; `rglob` fails where something just went."""
    return [
        Path(place) / name
        for place, folders, files in os.walk(folder)
        for name in fnmatch.filter([*folders, *files], pattern)
    ]


def is_in_the_middle(part: Path) -> bool:
    """Whether a source was begun in it."""
    try:
        with closing(sqlite3.connect(f"file:{part}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM source LIMIT 1").fetchall())
    except sqlite3.Error:  # it is just being made
        return False


_LEASED = "from cpcl_desktop.engine.cluster import working; from cpcl_desktop.cli import main; working.LEASE_S = {}"


def ingest(case: Path, *arguments: object, lease_s: float = 60.0) -> subprocess.Popen[str]:
    """Start `cpcl ingest`, for which workers read for so long without a further word."""
    program = f"{_LEASED.format(lease_s)}; raise SystemExit(main.main())"
    command = [sys.executable, "-c", program, "ingest", str(case), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str], status: int = 0) -> str:
    """What it said, once it ended with this status."""
    out, complaints = process.communicate(timeout=120)
    assert process.returncode == status, (out, complaints)
    return out + complaints


def until(is_so: Callable[[], Any], seconds: float = 60.0) -> Any:
    """What a question answers once that is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := is_so():
            return answer
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def content(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of a case but for the logs, without what says how long something took."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [_row(table, row) for row in connection.execute(f"SELECT * FROM {table}")] for table in TABLES
        }


def _row(table: str, row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name not in TIMES.get(table, ())}  # noqa: SIM118 (of sqlite3)


def ranking(path: Path, embedder: Embedder, *words: str) -> list[list[tuple[int, float]]]:
    """Passages and scores of some descriptions."""
    with Case.read(path) as case:
        searcher = Searcher(case, embedder)
        return [
            [(hit.track, hit.score) for hit in searcher.rank(Query(text=text, limit=99)).hits] for text in words
        ]


def copied(path: Path, target: Path) -> Path:
    """A case as another file."""
    return Path(shutil.copy(path, target))
