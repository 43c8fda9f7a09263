"""Where what leaves the case may be written: never over a case, over footage or among it, whatever is typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.plain_text import json_text


def check_output(case: Case, path: Path) -> None:
    """`UsageError` where a file or folder at `path` would cost a case, or change footage of this one."""
    if is_case_file(path) or case.own_among([path]):
        raise UsageError("{path} is a case's file; nothing was written over it. Name another place.", path=path)
    for source in case.sources.with_bin():
        if _is_same(path, source.path):
            raise UsageError(
                "{path} is footage of the case; nothing was written over it. Name another place.", path=path
            )
        if source.kind != "video" and path.resolve().is_relative_to(source.path.resolve()):
            raise UsageError(
                "{path} lies in {other_path}, whose pictures are footage of the case; nothing was written there. "
                "Name another place.",
                path=path,
                other_path=source.path,
            )


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one file, under whatever names."""
    try:
        return path.samefile(other)
    except OSError:  # one is not there, so nothing can be lost
        return False


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write an object that belongs to no case; `UsageError` over a case, `MachineError` where it cannot be."""
    if is_case_file(path):
        raise UsageError("{path} is a case's file; nothing was written over it. Name another place.", path=path)
    try:
        path.write_text(json_text(value) + "\n", encoding="ascii")
    except OSError as error:
        raise MachineError(
            "{path} could not be written ({why}). Name another place.", path=path, why=error.strerror or error
        ) from error
