"""One job with one worker: what is sent or fetched arrives whole or not at all; a job given up is left alone."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cpcl_desktop.engine.cluster import sending
from cpcl_desktop.engine.cluster.errand import Errand, Fetching
from cpcl_desktop.engine.cluster.jobs import Job, Read
from cpcl_desktop.engine.cluster.sending import fetch, send
from cpcl_desktop.engine.cluster.working import keep, lease, stop
from cpcl_desktop.engine.errors import Cancelled, MachineError
from tests.engine.cluster.kit import order_of, until

WORKER = "tcp://127.0.0.1:1"


class Near:
    """A client whose one worker is this process; it answers calls where they are made."""

    def __init__(self, folder: Path) -> None:
        self.worker = SimpleNamespace(local_directory=str(folder))
        self.called: list[str] = []
        self.submitted: list[str] = []
        self.before: Callable[[str], None] = lambda name: None

    def run(self, do: Callable[..., Any], *given: object, **_: object) -> dict[str, Any]:
        self.called.append(do.__name__)
        self.before(do.__name__)
        more = {"dask_worker": self.worker} if "dask_worker" in do.__annotations__ else {}
        return {WORKER: do(*given, **more)}

    def submit(self, do: Callable[..., Any], *_: object, **__: object) -> Future[Read]:
        self.submitted.append(do.__name__)
        return Future()


@pytest.fixture
def near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Near:
    monkeypatch.setattr(sending, "PIECE", 4)
    monkeypatch.setattr(sending, "_LOOK_EVERY_S", 0.02)
    return Near(tmp_path / "worker")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    clip = tmp_path / "camera" / "clip.mp4"
    clip.parent.mkdir()
    clip.write_bytes(b"0123456789")
    os.utime(clip, ns=(1, 1_600_000_000_123_456_789))
    return Job(str(clip), str(clip), "video", 10, (), (), "clip.cpcl")


def test_what_is_sent_is_as_old_as_it_is_here_and_goes_when_nobody_follows_the_run(near: Near, job: Job) -> None:
    order = order_of(lease_s=60.0)
    sent = send(near, WORKER, order, job, "errand", lambda: None)
    there = Path(sent.there)
    assert there.read_bytes() == b"0123456789" and there.is_relative_to(sent.room)
    assert there.stat().st_mtime_ns == 1_600_000_000_123_456_789
    lease(order.run, -1.0)
    until(lambda: not Path(sent.room).exists(), 5.0)
    with pytest.raises(FileNotFoundError):
        sending.take_piece(sent.room, sent.there, 0, b"late")
    assert not Path(sent.room).exists()


@pytest.mark.parametrize("kept", [b"part of a case", b"part of a cas", b"part of a mess"])
def test_a_part_arrives_as_it_was_or_not_at_all(
    near: Near, job: Job, tmp_path: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, parts = tmp_path / "part", tmp_path / "parts"
    parts.mkdir()
    place.write_bytes(b"part of a case")
    read, arrived = Read("part", place=str(place)), parts / "arriving"
    whole = os.fsync

    def written(descriptor: int) -> None:  # what the disk keeps is not what it was given
        whole(descriptor)
        arrived.write_bytes(kept)

    monkeypatch.setattr(os, "fsync", written)
    if kept == place.read_bytes():
        assert fetch(near, WORKER, job, read, parts, arrived, lambda: None) == Read("part")
        assert [(path.name, path.read_bytes()) for path in parts.iterdir()] == [("clip.cpcl", kept)]
    else:
        with pytest.raises(MachineError, match="did not arrive as it was sent"):
            fetch(near, WORKER, job, read, parts, arrived, lambda: None)
        assert list(parts.iterdir()) == []


@pytest.mark.parametrize("step", ["make_room", "take_piece", "set_time"])
def test_a_job_that_was_given_up_while_it_is_sent_is_not_read(near: Near, job: Job, step: str) -> None:
    reached, on = threading.Event(), threading.Event()

    def before(name: str) -> None:
        if name == step:
            reached.set()
            assert on.wait(10)

    near.before = before
    errand = Errand(near, WORKER, order_of(), job, Fetching(Path(job.path).parent, Path(job.path).parent))
    assert reached.wait(10)
    errand.give_up(is_gone=False)
    on.set()
    assert isinstance(errand.done.exception(10), Cancelled)
    assert near.submitted == [] and "clear_room" in near.called
    assert list(Path(near.worker.local_directory).glob("sent-*")) == []


def test_a_job_that_was_given_up_while_it_is_fetched_ends_there(near: Near, job: Job, tmp_path: Path) -> None:
    place, parts = tmp_path / "part", tmp_path / "parts"
    parts.mkdir()
    place.write_bytes(b"part of a case")
    errands: list[Errand] = []

    def before(name: str) -> None:
        if name == "give_piece":
            errands[0].give_up(is_gone=False)

    near.before = before
    asked = Future[Read]()
    near.submit = lambda *_, **__: asked  # type: ignore[method-assign]
    errands.append(Errand(near, WORKER, order_of(), job, Fetching(parts, parts)))
    asked.set_result(Read("part", place=str(place)))
    assert isinstance(errands[0].done.exception(10), Cancelled)
    assert near.called.count("give_piece") == 1 and list(parts.iterdir()) == []


def test_of_a_worker_that_is_gone_nothing_is_waited_for(near: Near, job: Job) -> None:
    errand = Errand(near, WORKER, order_of(), job, None)
    until(lambda: near.submitted, 5.0)
    errand.give_up(is_gone=True)
    with pytest.raises(CancelledError):
        errand.done.result(10)
    assert "stop" not in near.called


def test_a_stop_is_sent_also_while_the_worker_has_not_taken_the_last_word(near: Near, job: Job) -> None:
    on = threading.Event()

    def before(name: str) -> None:
        if name == keep.__name__:
            assert on.wait(10)

    near.before = before
    errand = Errand(near, WORKER, order_of(), job, None)
    errand.keep(1.0)
    errand.keep(1.0)
    errand.stop_run()
    until(lambda: stop.__name__ in near.called, 5.0)
    on.set()
    assert near.called.count("keep") == 1
