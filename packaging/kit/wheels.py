"""The wheelhouse: the program, what it depends on and what signs logs, as wheels for a platform, pinned by hash."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contents import ROOT
from macos.info import LEAST_VERSION
from release import run

REQUIREMENTS: Final = "requirements.txt"
_SOURCES: Final = (
    "cpcl_desktop",
    "cpcl_train",
    "resources",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "MANIFEST.in",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A platform as uv calls it, to resolve for, and the tags of wheels that pip may take there."""

    resolved_as: str
    tags: tuple[str, ...]


def _linux(machine: str, newest: int) -> Target:
    """Linux with the C library 2.`newest`, which all older tags fit, too."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1)]
    return Target(f"{machine}-manylinux_2_{newest}", (*tags, f"manylinux2014_{machine}"))


_NEWEST_MACOS: Final = int(LEAST_VERSION.partition(".")[0])
# By what a user calls them. The C libraries and the macOS are the oldest that Qt and FAISS still have wheels for.
TARGETS: Final[Mapping[str, Target]] = {
    "linux-x86_64": _linux("x86_64", 34),
    "linux-aarch64": _linux("aarch64", 39),
    "windows-x86_64": Target("x86_64-pc-windows-msvc", ("win_amd64",)),
    "macos-arm64": Target(
        "aarch64-apple-darwin",
        tuple(
            f"macosx_{major}_0_{kind}" for major in range(_NEWEST_MACOS, 10, -1) for kind in ("arm64", "universal2")
        ),
    ),
}


def gather(folder: Path, target: str, python: str, work: Path) -> None:
    """Fill `folder` with requirements.txt and wheels/ for one of TARGETS and a Python such as 3.11.

    Reaches the package index that pip is set up for. Raises PackagingFailed.
    """
    wheels, platform = folder / "wheels", TARGETS[target]
    wheels.mkdir(parents=True)
    wanted = ["--python-platform", platform.resolved_as, "--python-version", python, "--generate-hashes"]
    shown = ["--extra", "sign", "--quiet", "--no-header", "--no-annotate"]
    pinned = _python("uv", "pip", "compile", str(ROOT / "pyproject.toml"), *wanted, *shown)
    (folder / REQUIREMENTS).write_text(pinned, encoding="utf-8", newline="\n")
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    taken = ["--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags]
    checked = ["--no-deps", "--require-hashes", "--requirement", str(folder / REQUIREMENTS)]
    _python("pip", "download", "--quiet", *taken, *checked, "--dest", str(wheels))
    source = work / "source"  # built from a copy: setuptools leaves its build folder beside what it builds
    source.mkdir()
    for name in _SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, source)
    _python("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(source))


def _python(*arguments: str) -> str:
    for_macos = {"MACOSX_DEPLOYMENT_TARGET": LEAST_VERSION}  # what uv goes by
    return run([sys.executable, "-m", *arguments], "No wheelhouse made:", for_macos)
