"""What a worker does for a job, as far as it needs no cluster."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from cpcl_desktop.engine.cluster import tasks
from cpcl_desktop.engine.cluster.glimpses import glimpses_of
from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.cluster.parts import size_of
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.ingest.seams import Span
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import find_sources, found_at
from tests.engine.cluster.kit import order_of
from tests.engine.cluster.near import as_worker


def test_a_worker_hashes_a_film_once_whatever_stretches_of_it_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    (found,) = find_sources([film])
    hashing = Mock(wraps=tasks.Hashing)
    monkeypatch.setattr(tasks, "Hashing", hashing)
    whole = Job(str(film), str(film), "video", 4, (), (), "film.cpcl")
    jobs = [replace(whole, span=span) for span in (Span(0, 2), Span(2, 4), Span(4))]
    assert {tasks._content(found, job, silent) for job in jobs} == {content_hash(found, silent)}
    assert hashing.call_count == 1
    film.write_bytes(b"another")
    assert tasks._content(found, jobs[1], silent) == content_hash(found, silent)
    assert hashing.call_count == 2


@pytest.fixture
def footage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film and a folder of frames, as the user has them."""
    as_worker(monkeypatch, tmp_path)
    (tmp_path / "here" / "ch01").mkdir(parents=True)
    (tmp_path / "here" / "0001.mp4").write_bytes(bytes(range(256)) * 1000)
    for number in range(5):
        (tmp_path / "here" / "ch01" / f"{number}.jpg").write_bytes(b"a picture" * (number + 1))
    return tmp_path / "here"


def job_of(path: Path, there: Path) -> Job:
    kind = "frames" if path.is_dir() else "video"
    found = found_at(path, kind)
    return Job(str(path), str(there), kind, size_of(found.files), (), (), "a.cpcl", glimpses_of(found))


def other_film(film: Path) -> None:
    film.write_bytes(bytes(reversed(film.read_bytes())))


def half_film(film: Path) -> None:
    film.write_bytes(film.read_bytes()[:-1])


def gone_picture(folder: Path) -> None:
    (folder / "4.jpg").unlink()


def half_picture(folder: Path) -> None:
    (folder / "3.jpg").write_bytes(b"")


@pytest.mark.parametrize(
    ("name", "change"),
    [("0001.mp4", other_film), ("0001.mp4", half_film), ("ch01", gone_picture), ("ch01", half_picture)],
)
def test_what_lies_there_must_be_what_the_user_named(
    footage: Path, tmp_path: Path, name: str, change: Callable[[Path], None]
) -> None:
    there = Path(shutil.copytree(footage, tmp_path / "there"))
    change(there / name)
    with pytest.raises(MachineError, match=r"reader has something else at .*there.* or not all of it yet"):
        tasks.read_part(order_of(), job_of(footage / name, there / name), "errand")


def test_what_grew_since_it_was_named_is_what_was_named(footage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = footage / "0001.mp4"
    job = job_of(film, film)
    film.write_bytes(b"another head" + film.read_bytes()[12:] + b"more")
    (found,) = find_sources([film])
    known = replace(job, known=(tuple(content_hash(found, silent)),))
    assert tasks.read_part(order_of(), known, "errand").what == "known"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("at", ["cpcl_desktop.engine.cluster.glimpses", "cpcl_desktop.engine.sources.identity"])
def test_what_this_worker_alone_cannot_read_is_not_refused(
    footage: Path, monkeypatch: pytest.MonkeyPatch, at: str, number: int
) -> None:
    film = footage / "0001.mp4"
    job = job_of(film, film)
    monkeypatch.setattr(f"{at}.open_regular", Mock(side_effect=OSError(number, os.strerror(number))))
    read = tasks.read_part(order_of(), job, "errand")
    assert read.what == "unread" and os.strerror(number) in read.reason
    nobodys = job_of(film, film)  # the user cannot read it either
    if at.endswith("identity"):
        nobodys = replace(nobodys, glimpses=())
    monkeypatch.setattr(
        "cpcl_desktop.engine.sources.identity.open_regular", Mock(side_effect=OSError(number, os.strerror(number)))
    )
    assert nobodys.glimpses == () and tasks.read_part(order_of(), nobodys, "errand").what == "refused"
