"""The programs for a user with no name and no home: a number no user has, as many containers run under."""

# Holds SECURITY.md: what only reads a case changes nothing of it, and works where nothing can be written

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.train.people import write_people

pwd = pytest.importorskip("pwd", reason="users have numbers on POSIX only")
ROOT = Path(__file__).resolve().parents[1]
Program = Callable[..., subprocess.CompletedProcess[str]]
# Reading everything is kept, since interpreter and sources may lie in a folder of root's.
KEPT = ("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search")
SMALL = (
    "model.vision.timm_model_name=stripenet_xs", "model.text.width=32", "model.text.heads=2", "model.text.layers=1",
    "model.embed_dim=32", "model.context_length=16", "image.height=64", "image.width=32", "data.minimum_count=1",
    "data.workers=0", "train.threads=1", "phases=[{epochs=1,batch=24}]",
)  # fmt: skip


def nobody() -> int:
    """A number that is no user's."""
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return next(number for number in range(54321, 65000) if number not in taken)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that nobody owns, with all above it passable."""
    folder = tmp_path / "nobody"
    folder.mkdir()
    os.chown(folder, nobody(), nobody())
    return folder


@pytest.fixture
def program(place: Path) -> Program:
    """Runs a module's program as that user, without any variable but the given."""
    tool = shutil.which("setpriv")
    if os.getuid() != 0 or tool is None:
        pytest.skip("only root can become another user, with setpriv")
    user = (tool, "--reuid", str(nobody()), "--regid", str(nobody()), "--clear-groups", *KEPT)
    if subprocess.run([*user, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine does not let root become a user who may read everything")

    def run(module: str, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [*user, sys.executable, "-m", module, *map(str, arguments)],
            cwd=place,
            env={**environment, "LANG": "C.UTF-8", **variables},
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_the_whole_way_works(program: Program, place: Path) -> None:
    case = place / "demo" / "demo.cpcl"
    shown = program("cpcl_desktop.cli", "demo", "--no-window", "--out", case.parent)
    assert (shown.returncode, "passages found" in shown.stdout) == (0, True), shown.stderr
    shown = program("cpcl_desktop.cli", "report", case, "--query", "red top", "--out", place / "report")
    assert shown.returncode == 0, shown.stderr
    shown = program("cpcl_desktop.cli", "log", case)
    assert f"user {nobody()}" in shown.stdout
    shown = program("cpcl_desktop.cli", "models", "list")
    assert "starter" in shown.stdout and shown.returncode == 0
    assert "~" not in {path.name for path in place.iterdir()}


def test_a_case_that_cannot_be_written_to_is_read_searched_and_verified(program: Program, place: Path) -> None:
    case = place / "sealed" / "demo.cpcl"
    assert program("cpcl_desktop.cli", "demo", "--no-window", "--out", case.parent).returncode == 0
    for path in (case, case.parent):
        os.chown(path, 0, 0)
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = case.read_bytes(), case.stat().st_mtime_ns, sorted(case.parent.iterdir())
    for command in (["info"], ["coverage"], ["log"], ["verify"], ["search"]):
        shown = program("cpcl_desktop.cli", *command, case, *(["red top"] if command == ["search"] else []))
        assert shown.returncode == 0 and "Traceback" not in shown.stderr, (command, shown.stderr)
    assert "goes into no log" in shown.stderr
    shown = program("cpcl_desktop.cli", "decide", case, "1", "match")
    assert shown.returncode == 1 and "cannot be opened for writing" in shown.stderr, shown.stderr
    assert (case.read_bytes(), case.stat().st_mtime_ns, sorted(case.parent.iterdir())) == before


def test_the_window_opens(program: Program, place: Path) -> None:
    pytest.importorskip("PySide6.QtGui", reason="Qt does not load here", exc_type=ImportError)
    from cpcl_desktop.engine.case.case import Case

    with Case.open(place / "a.cpcl", create=True):
        pass
    os.chown(place / "a.cpcl", nobody(), nobody())
    shown = program("cpcl_desktop", "--smoke-test", place / "a.cpcl", QT_QPA_PLATFORM="offscreen")
    assert shown.returncode == 0 and "Traceback" not in shown.stderr, shown.stderr


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({}, "no home folder in which the model could be kept; nothing was added. Set CPCL_HOME"),
        ({"HOME": "/"}, "could not be kept as /.local/share/cpcl-desktop/models/starter (Permission denied)"),
        ({"CPCL_HOME": "/proc/none"}, "could not be kept as /proc/none/models/starter (No such file"),
    ],
)
def test_where_no_model_can_be_kept_one_sentence_says_so(
    program: Program, variables: dict[str, str], says: str
) -> None:
    shown = program("cpcl_desktop.cli", "models", "add", ROOT / "resources" / "models" / "starter", **variables)
    assert shown.returncode == 1 and shown.stderr.startswith("cpcl: ") and says in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_a_model_is_kept_where_the_user_says(program: Program, place: Path) -> None:
    home = {"CPCL_HOME": str(place / "home")}
    shown = program("cpcl_desktop.cli", "models", "add", ROOT / "resources" / "models" / "starter", **home)
    assert shown.returncode == 0 and (place / "home" / "models" / "starter" / "manifest.json").is_file()


def test_the_trainer_trains(program: Program, place: Path) -> None:
    pytest.importorskip("torch")
    people = write_people(place / "people")
    settings = [part for setting in SMALL for part in ("--set", setting)]
    shown = program(
        "cpcl_train.cli", "train", "--config", "small", "--data", people, "--out", place / "run", *settings
    )
    assert shown.returncode == 0 and "Traceback" not in shown.stderr, shown.stderr
