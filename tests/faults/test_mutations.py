# Holds SECURITY.md: damaged files are never a crash and never silent

from pathlib import Path

import pytest

from tests.faults.mutations import bases, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutations")


def test_mutated_files_are_read_refused_or_told_of(folder: Path) -> None:
    """A few; `python -m tests.faults.mutations` does five hundred, the odd files among them."""
    (folder / "bases").mkdir()
    outcome = run(folder, bases(folder / "bases", None), count=25, seed=3)
    assert outcome.faults == []
    assert len(outcome.results) >= 3
