"""Fixtures shared by all tests."""

import os
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


def pytest_report_header() -> list[str]:
    """Say what is left out, and why."""
    return [f"tests/gui left out: Qt does not load here ({QT_FAULT})"] if QT_FAULT else []


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real footage and models, outside the project; tests that need them skip where they are absent."""
    given = os.environ.get("CPCL_TEST_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder} (set CPCL_TEST_DATA to its folder)")
    return folder
