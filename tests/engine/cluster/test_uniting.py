"""Whether a film's stretches fit together, and what is made of them, without a cluster."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster.cutting import Cut, cut_film
from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.cluster.uniting import fit_together, unite
from cpcl_desktop.engine.ingest.ingest import ingest, ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.ingest.stretches import STRETCH_READ
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.identity import content_hash
from cpcl_desktop.engine.sources.walk import find_sources
from tests.engine.cluster.kit import content, order_of
from tests.footage import write
from tests.street import write_clip

OPTIONS = IngestOptions(sample_fps=10.0, stretch_s=2.0)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("gate") / "long.mp4", 80)


@pytest.fixture(scope="module")
def stages(probe: Bundle) -> Stages:
    return Stages(MotionDetector(), Embedder(probe, "cpu", 1))


def cut_of(film: Path, options: IngestOptions = OPTIONS) -> Cut:
    """A film, cut."""
    (found,) = find_sources([film])
    cut = cut_film(found, Job(str(film), str(film), "video", 10**6, (), (), f"{film.stem}-abc.cpcl"), options)
    assert cut is not None
    return cut


def read_each(
    cut: Cut, stages: Stages, options: IngestOptions, parts: Path, seen: Mapping[int, Path] | None = None
) -> None:
    """Read each stretch into its part, the last one first; `seen` is what a worker has under the film's name."""
    for number, stretch in reversed(list(enumerate(cut.stretches, start=1))):
        (found,) = find_sources([(seen or {}).get(number, cut.found.path)])
        with Case.open(parts / stretch.file, create=True) as case, case.writer():
            ingest(case, found, stages, options, silent, None, stretch.span)
            case.sources.relink(1, cut.found.path)


def test_a_stretch_of_another_film_of_that_name_is_not_put_together_with_the_rest(
    film: Path, stages: Stages, tmp_path: Path
) -> None:
    for place in ("parts", "gate", "there/gate"):
        (tmp_path / place).mkdir(parents=True)
    own, other, parts = tmp_path / "gate" / "a.mp4", tmp_path / "there" / "gate" / "a.mp4", tmp_path / "parts"
    own.write_bytes(film.read_bytes() + b"\0\0\0\x09free1")  # a box that players pass over
    other.write_bytes(film.read_bytes() + b"\0\0\0\x09free2")
    cut = cut_of(own)
    read_each(cut, stages, OPTIONS, parts)
    assert fit_together(cut, parts)
    with Case.read(parts / cut.stretches[2].file) as case:
        (told,) = [one.details for one in case.log.entries("ingest") if one.details.get("outcome") == STRETCH_READ]
    assert (told["sha256"], told["size"]) == content_hash(cut.found, silent)
    (parts / cut.stretches[2].file).unlink()
    read_each(replace(cut, stretches=cut.stretches[2:3]), stages, OPTIONS, parts, {1: other})
    assert not fit_together(cut, parts)


def test_who_may_read_a_film_may_change_while_it_is_read(film: Path, stages: Stages, tmp_path: Path) -> None:
    own = Path(shutil.copy(film, tmp_path / "own.mp4"))
    cut = cut_of(own)
    read_each(cut, stages, OPTIONS, tmp_path)
    own.chmod(0o640)
    assert fit_together(cut, tmp_path)
    os.utime(own, (1, 1))
    assert not fit_together(cut, tmp_path)


def test_a_recorder_that_paused_for_longer_than_a_stretch_is_one_gap(stages: Stages, tmp_path: Path) -> None:
    late = [40 * n + (20_000 if n >= 30 else 0) for n in range(75)]
    path, options = write(tmp_path / "pause.mp4", stamps=late.__getitem__), IngestOptions(stretch_s=7.0)
    cut = cut_of(path, options)
    assert len(cut.stretches) == 3
    read_each(cut, stages, options, tmp_path)
    assert fit_together(cut, tmp_path)
    unite(cut, tmp_path, tmp_path / "whole.cpcl", order_of(), silent)
    with Case.open(tmp_path / "plain.cpcl", create=True) as case, case.writer():
        ingest_all(case, find_sources([path]), stages, options, silent)
    made, expected = content(tmp_path / "whole.cpcl"), content(tmp_path / "plain.cpcl")
    assert made["source"] == expected["source"] and made["gap"] == expected["gap"] and len(made["gap"]) == 1
    assert made["stretch"] == expected["stretch"]
