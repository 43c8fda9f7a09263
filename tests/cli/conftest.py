"""Fixtures for the tests of `cpcl`: a home of their own, a model and a clip, and a case made of them."""

import shutil
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.probe import write_probe
from tests.street import write_clip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    for name in ("CPCL_PURPOSE", "CPCL_AUTHORITY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    write_probe(folder / "probe")
    write_clip(folder / "street.mp4", frames=60)
    return folder


@pytest.fixture(scope="session")
def made(kit: Path) -> Path:
    """A case with the street's first two passages; tests change copies of it."""
    case = kit / "made.cpcl"
    model = ["--model", str(kit / "probe"), "--detector", "motion"]
    assert main(["ingest", str(case), str(kit / "street.mp4"), *model]) == 0
    return case


@pytest.fixture
def ingested(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    capsys.readouterr()
    return shutil.copy(made, tmp_path / "c.cpcl")
