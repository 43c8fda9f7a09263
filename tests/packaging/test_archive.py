"""A folder as one file, and two folders side by side."""

import os
import sys
import tarfile
from pathlib import Path

import pytest

import compare
from archive import pack
from compare import differences
from release import seconds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights and links are those of POSIX")


def program(place: Path, second: int) -> Path:
    """A folder as the build makes one, dated and owned as it happens."""
    folder = place / "program"
    (folder / "_internal" / "é 程序").mkdir(parents=True)
    (folder / "cpcl").write_text("run")
    (folder / "cpcl").chmod(0o775 if second % 2 else 0o711)
    (folder / "_internal" / "é 程序" / "b.so").write_text("b")
    (folder / "_internal" / "a.so").symlink_to("é 程序/b.so")
    for path in folder.rglob("*"):
        os.utime(path, (second, second), follow_symlinks=False)
    return folder


def test_the_same_folder_is_packed_into_the_same_bytes(tmp_path: Path) -> None:
    for second in (1, 2):
        pack(program(tmp_path / str(second), second), tmp_path / f"{second}.tar.xz", 1_700_000_000)
    assert (tmp_path / "1.tar.xz").read_bytes() == (tmp_path / "2.tar.xz").read_bytes()
    with tarfile.open(tmp_path / "1.tar.xz") as tar:
        entries = {entry.name: entry for entry in tar}
        tar.extractall(tmp_path / "out", filter="data")
    assert list(entries) == sorted(entries) and {entry.mtime for entry in entries.values()} == {1_700_000_000}
    assert entries["program/cpcl"].mode == 0o755 and entries["program/_internal/é 程序/b.so"].mode == 0o644
    assert list(differences(tmp_path / "1" / "program", tmp_path / "out" / "program")) == []


def test_the_moment_is_the_one_asked_for_or_the_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert seconds() == 1234567890
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert seconds() == seconds() >= 315_532_800


def test_each_difference_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = program(tmp_path / "1", 1), program(tmp_path / "2", 1)
    assert compare.main([str(one), str(other)]) == 0
    (one / "only").touch()
    (other / "new").touch()
    (other / "_internal" / "é 程序" / "b.so").write_text("c")
    (other / "_internal" / "a.so").unlink()
    (other / "_internal" / "a.so").symlink_to("../cpcl")
    (other / "cpcl").chmod(0o644)
    assert compare.main([str(one), str(other)]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "other bytes or target: _internal/a.so",
        "other bytes or target: _internal/é 程序/b.so",
        "other kind or rights: cpcl",
        f"only in {other}: new",
        f"only in {one}: only",
    ]
