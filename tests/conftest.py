"""Fixtures shared by all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

try:  # a machine without Qt's system libraries still runs everything but the window's tests
    import PySide6.QtGui  # noqa: F401
except ImportError as error:
    QT_FAULT = str(error)
    collect_ignore = ["gui"]
else:
    QT_FAULT = ""
    os.environ["PYTEST_QT_API"] = "pyside6"
    pytest_plugins = ["pytestqt.plugin"]

LONG = 64  # bytes that name no test


def pytest_report_header() -> list[str]:
    """Say what is left out, and why."""
    return [f"tests/gui left out: Qt does not load here ({QT_FAULT})"] if QT_FAULT else []


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a whole file's bytes by their argument, so that all processes of pytest-xdist know one name.

    What is made while a module is read can differ in each: a colour profile holds the second it was made.
    """
    return argname if isinstance(val, bytes) and len(val) > LONG else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real footage and models, outside the project; tests that need them skip where they are absent."""
    given = os.environ.get("CPCL_TEST_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder} (set CPCL_TEST_DATA to its folder)")
    return folder


@pytest.fixture(scope="session")
def team_server() -> Iterator[object]:
    """A PostgreSQL server, `TestServer`; what needs it skips with the reason where there is none."""
    from tests.team_server import running_server

    with running_server() as server:
        yield server
