"""Fixtures for the program as a whole: a screen, and starting it there."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.screen import leave_out, screen, what_is_missing

Start = Callable[..., Desktop]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a program on a screen of its own."""
    if not sys.platform.startswith("linux") or (missing := what_is_missing()):
        leave_out(f"no X server to drive the program on: {missing or sys.platform}")
    with screen(tmp_path / "home") as made:
        yield made


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Start the program, with cases or none; what still runs at the end is ended."""
    with ExitStack() as stack:
        yield lambda *cases, before=(): stack.enter_context(closing(Desktop(environment, *cases, before=before)))


@pytest.fixture
def by_motion(environment: dict[str, str]) -> None:
    """Somebody chose to find people by motion: drawn figures are nobody to a detector that knows people."""
    settings = Path(environment["XDG_CONFIG_HOME"]) / "CPCL" / "CPCL Desktop.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("[ingest]\ndetector=motion\nsample_fps=10\n")
