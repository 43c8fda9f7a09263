"""Fixtures for the engine's tests: a case, the probe model and the street."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from tests.probe import write_probe
from tests.street import SMALL_BATCH, ColourDetector, write_clip


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_probe(tmp_path_factory.mktemp("models") / "probe")


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "street.mp4")


@pytest.fixture
def stages(probe: Bundle) -> Stages:
    return Stages(ColourDetector(), Embedder(probe, "cpu", 1))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "test.cpcl", create=True) as opened:
        yield opened


MadeOnce = Callable[[Callable[[Case], object]], Case]


@pytest.fixture(scope="module")
def made_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


@pytest.fixture
def made_once(made_in: Path, tmp_path: Path) -> Iterator[MadeOnce]:
    """A case as something leaves it, which is done once for a file of tests: each has a copy of its own.

    What else is made for it goes into the folder of the case that is being made.
    """
    with contextlib.ExitStack() as opened:

        def case_of(make: Callable[[Case], object]) -> Case:
            kept = made_in / "made.cpcl"
            if not kept.exists():
                with Case.open(made_in / "making.cpcl", create=True) as case:
                    make(case)
                case.path.rename(kept)
            return opened.enter_context(Case.open(shutil.copy(kept, tmp_path / "copy.cpcl")))

        yield case_of


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few frames at once for the detector, so that short clips have moments to be stopped at."""
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.DETECT_BATCH", (SMALL_BATCH, SMALL_BATCH))
