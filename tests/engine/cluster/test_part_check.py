"""What lies under a part's name is believed to be that part only where it is."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.cluster import tasks, working
from cpcl_desktop.engine.cluster.jobs import Job, Model
from cpcl_desktop.engine.cluster.part_check import is_part_of
from cpcl_desktop.engine.cluster.parts import begun_name, token_in
from cpcl_desktop.engine.ingest.seams import Span
from cpcl_desktop.engine.progress import silent
from tests.engine.cluster.kit import order_of
from tests.street import write_clip


def test_only_the_unedited_part_of_that_source_by_that_model_is_one(
    probe: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = SimpleNamespace(
        name="reader", address="tcp://127.0.0.1:1", local_directory=str(tmp_path), log_event=lambda *_: None
    )
    for module in (working, tasks):
        monkeypatch.setattr(module, "this_worker", lambda: worker)
    clip, parts = write_clip(tmp_path / "clip.mp4", 30), tmp_path / "parts"
    model = Model("probe", probe.sha256, str(probe.path))
    order = replace(order_of(parts=str(parts)), model=model)
    job = Job(str(clip), str(clip), "video", clip.stat().st_size, (), (), "clip.cpcl")
    parts.mkdir()
    (parts / begun_name(job.file)).write_bytes(b"no case")  # which nobody goes on with
    with token_in(parts, order.run):
        assert tasks.read_part(order, job, "errand").what == "part"
    part = parts / job.file
    assert is_part_of(part, job, order, silent)
    assert list(parts.iterdir()) == [part]  # looking leaves nothing beside it
    assert not is_part_of(part, replace(job, path="/elsewhere/clip.mp4"), order, silent)
    assert not is_part_of(part, job, replace(order, model=replace(model, sha256="0" * 64)), silent)
    assert not is_part_of(part, replace(job, span=Span(0, 2_000_000)), order, silent)  # nor one for the other
    edited = Path(shutil.copy(part, tmp_path / "edited.cpcl"))
    with closing(sqlite3.connect(edited)) as connection, connection:
        connection.execute("UPDATE source SET decoded_s = 1e6")
    assert not is_part_of(edited, job, order, silent)
    junk = tmp_path / "junk.cpcl"
    for content in (b"", b"no case", part.read_bytes()[:5000]):
        junk.write_bytes(content)
        assert not is_part_of(junk, job, order, silent)
