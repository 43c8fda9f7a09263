"""What is installed and what the source archive holds is what lies in the tree."""

import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MADE_ON_THE_WAY = {"PKG-INFO", "setup.cfg"}  # and the egg-info, which are in every source archive


def tracked() -> list[str]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("what belongs into the archive is known where git is")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_source_archive_holds_every_file(tmp_path: Path) -> None:
    names, source = tracked(), tmp_path / "source"
    for name in names:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-c", "from setuptools import build_meta; build_meta.build_sdist('..')"],
        cwd=source,
        capture_output=True,
        check=True,
    )
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        held = {member.name.partition("/")[2] for member in opened.getmembers() if member.isfile()}
    added = {name for name in held if name in MADE_ON_THE_WAY or ".egg-info/" in name}
    assert held - added == set(names)


def test_every_package_of_the_tree_is_installed() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    there = [
        ".".join(path.parent.relative_to(ROOT).parts)
        for top in ("cpcl_desktop", "cpcl_train")
        for path in (ROOT / top).rglob("__init__.py")
    ]
    elsewhere = list(table["package-dir"])
    assert elsewhere == ["cpcl_desktop.resources"] and (ROOT / "resources" / "__init__.py").is_file()
    assert table["packages"] == sorted([*there, *elsewhere])


@pytest.mark.parametrize("top", ["cpcl_desktop", "cpcl_train"])
def test_every_folder_with_code_is_a_package(top: str) -> None:
    folders = {path.parent for path in (ROOT / top).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
