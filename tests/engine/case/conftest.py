from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.passage_cases import add_footage


@pytest.fixture
def three_passages(tmp_path: Path) -> Path:
    """A case with three passages at one camera; the first and the last show one person."""
    made = tmp_path / "a.cpcl"
    with Case.open(made, create=True) as case:
        add_footage(case, "gate", [(1, 0, 2), (2, 5, 7), (1, 9, 11)])
    return made
