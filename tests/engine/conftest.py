"""Fixtures for the engine's tests: a case, the probe model and the street."""

from collections.abc import Iterator
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


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few frames at once for the detector, so that short clips have moments to be stopped at."""
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.DETECT_BATCH", (SMALL_BATCH, SMALL_BATCH))
