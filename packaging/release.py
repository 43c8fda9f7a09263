"""What every package says of the program: its names, its version, and when that was made."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from contents import ROOT
from cpcl_desktop import __version__

TITLE: Final = "CPCL Desktop"
VERSION: Final = __version__
# The last part of a domain must be one's own; "local" is nobody's. Once there is a domain, put it in its place.
IDENTIFIER: Final = "local.cpcl.desktop"
MAINTAINER: Final = "CPCL Desktop developers <maintainers@cpcl-desktop.invalid>"
SUMMARY: Final = "search footage for a person by describing them"
CASE_TYPE: Final = "application/x-cpcl-case"
_FIRST: Final = 315_532_800  # 1980, before which some formats have no times


class PackagingFailed(Exception):  # noqa: N818 - reads as what happened
    """A package could not be made; `str` says what to do or what a tool printed."""


@cache
def _of_the_commit() -> int:
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return _FIRST


def seconds() -> int:
    """When the release was made, in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit, else 1980.

    Everything inside a package has this time, so that the same tree gives the same bytes.
    """
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(stated)
    return _of_the_commit()


def day() -> date:
    """The day of `seconds`, in UTC."""
    return datetime.fromtimestamp(seconds(), UTC).date()


def run(command: list[str], failed: str, environment: dict[str, str] | None = None) -> str:
    """What a tool prints; raises PackagingFailed, which begins with `failed`, where it is missing or fails."""
    stated = {**os.environ, "SOURCE_DATE_EPOCH": str(seconds()), **(environment or {})}
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", env=stated)
    except FileNotFoundError as error:
        raise PackagingFailed(f"{failed} {command[0]} is not installed here.") from error
    if done.returncode != 0:
        raise PackagingFailed(f"{failed} {command[0]} said:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout
