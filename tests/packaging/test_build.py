"""Making and trying the frozen programs, as far as it goes without making them."""

import sys
from pathlib import Path

import pytest

import build
import smoke
from contents import OTHER_PART
from smoke import SmokeTestFailed, Step, smoke_test

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@posix_only
def test_the_programs_run_without_path_and_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setattr(smoke, "STEPS", (Step("cpcl", ("CASE", "a b"), "/demo/demo.cpcl,a b"),))
    program(tmp_path, "cpcl", 'test -z "$PYTHONPATH" && ! command -v python3 ls && echo "$1,$2"')
    assert 0 < smoke_test(tmp_path) < 10


@posix_only
@pytest.mark.parametrize("script", ["echo said; echo why >&2; exit 3", "echo said why"])
def test_a_step_that_fails_is_named_with_what_it_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(smoke, "STEPS", (Step("cpcl", ("--version",), "cpcl 0"),))
    program(tmp_path, "cpcl", script)
    with pytest.raises(SmokeTestFailed, match=r"(?s)cpcl --version: exit status [03].*said.*why"):
        smoke_test(tmp_path)


@posix_only
def test_a_step_that_does_not_end_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke, "STEPS", (Step("cpcl", ()),))
    monkeypatch.setattr(smoke, "_SECONDS", 0.2)
    program(tmp_path, "cpcl", "while :; do :; done")
    with pytest.raises(SmokeTestFailed, match="not done after"):
        smoke_test(tmp_path)


def test_sizes_count_each_file_once(tmp_path: Path) -> None:
    libraries = tmp_path / "_internal"
    (libraries / "cv2").mkdir(parents=True)
    (libraries / "cv2" / "cv2.so").write_bytes(b"x" * 100)
    (tmp_path / "cpcl").write_bytes(b"x" * 7)
    if sys.platform != "win32":
        (libraries / "cv2.so").symlink_to("cv2/cv2.so")
    assert build.sizes(tmp_path) == {"OpenCV": 100, OTHER_PART: 7}


def test_without_pyinstaller_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "PyInstaller").mkdir()  # a package without a program, as when it is not installed
    (tmp_path / "PyInstaller" / "__init__.py").touch()
    assert build.main(["--out", str(tmp_path / "out")]) == 1
    assert "install it with: pip install" in capsys.readouterr().err
