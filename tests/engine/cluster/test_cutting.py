"""Which films are cut into stretches, and where."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.cluster import cutting
from cpcl_desktop.engine.cluster.cutting import cut_film
from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.sources.walk import find_sources
from tests.street import write_clip

OPTIONS = IngestOptions(sample_fps=10.0, stretch_s=2.0)
FRAMES = 80  # eight seconds


@pytest.mark.parametrize(("name", "is_cut"), [("long.mp4", True), ("long.mkv", True), ("long.ts", False)])
def test_only_films_that_seek_surely_are_cut(tmp_path: Path, name: str, is_cut: bool) -> None:
    path = write_clip(tmp_path / name, FRAMES)
    (found,) = find_sources([path])
    job = Job(str(path), str(path), "video", path.stat().st_size, (), (), "long-abc.cpcl")
    cut = cut_film(found, job, OPTIONS)
    assert (cut is not None) is is_cut
    if cut is not None:
        assert cut.seams == (2_000_000, 4_000_000, 6_000_000)
        assert [stretch.file for stretch in cut.stretches] == [f"long-abc.{n}-of-4.cpcl" for n in (1, 2, 3, 4)]
        assert abs(sum(stretch.size for stretch in cut.stretches) - job.size) <= 4
    assert cut_film(found, job, IngestOptions()) is None


def test_that_a_film_is_short_its_index_says_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = write_clip(tmp_path / "short.mp4", FRAMES)
    monkeypatch.setattr(cutting, "open_media", lambda *_, **__: pytest.fail("it was opened"))
    (found,) = find_sources([film])
    job = Job(str(film), str(film), "video", 10**9, (), (), "short.cpcl")
    assert cut_film(found, job, IngestOptions(stretch_s=10.0)) is None
    with pytest.raises(pytest.fail.Exception, match="it was opened"):
        cut_film(found, job, IngestOptions(stretch_s=2.0))
