"""Cases to be merged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.merge.merged import make_case


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Makes a case by its name and the contents of its footage."""
    return lambda name, *contents, **more: make_case(tmp_path / f"{name}.cpcl", *contents, **more)
