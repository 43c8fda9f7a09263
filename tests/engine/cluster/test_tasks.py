"""What a worker does for a job, as far as it needs no cluster."""

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from cpcl_desktop.engine.cluster import tasks
from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.ingest.seams import Span
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import find_sources


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
