"""Which classes of a set of frames with boxes are people, by the names that the set has for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from cpcl_desktop.bundle.errors import UsageError

PEOPLE = frozenset({"person", "people", "pedestrian", "pedestrians", "human"})
_FIRST = frozenset({0})
"""Of a set that names none: the usual single class."""
_TABLES = ("data.yaml", "data.yml", "dataset.yaml")  # as ultralytics' trainers have them
_LISTS = ("classes.txt", "obj.names")  # a name a line, as labelling tools have them


def yolo_people(folder: Path) -> frozenset[int]:
    """The numbers of people's classes in a YOLO set, by the file in it, or above it, that names them.

    0 where none does. Raises `UsageError` where that file names no people, or cannot be read.
    """
    for place in (folder, folder / "labels", folder.parent):
        for file in (place / name for name in (*_TABLES, *_LISTS)):
            if file.is_file() and (names := _names(file)):
                return frozenset(_called_people(names, file))
    return _FIRST


def coco_people(table: Mapping[str, Any], file: Path) -> frozenset[Any]:
    """The ids of people's categories in a COCO table: those called so, or the one there is without a name.

    Raises `UsageError` where none is called so.
    """
    names = {one["id"]: str(one["name"]) for one in table.get("categories", [])}
    if not names and len(only := {one["category_id"] for one in table["annotations"]}) <= 1:
        return frozenset(only)
    return frozenset(_called_people(names, file))


def _called_people(names: Mapping[Any, str], file: Path) -> Collection[Any]:
    people = [number for number, name in names.items() if name.strip().lower() in PEOPLE]
    if not people:
        called = ", ".join(sorted(set(names.values()))[:8]) or "none"
        raise UsageError(
            f"{file} names the classes {called}. None is called person, so that nobody knows whose boxes to learn "
            "from; call the class of people so."
        )
    return people


def _names(file: Path) -> dict[int, str]:
    """Names by class; none where a table has none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.name in _LISTS:
            return dict(enumerate(line.strip() for line in text.splitlines() if line.strip()))
        table = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{file}, which names the classes of boxes, cannot be read ({error}).") from error
    names = table.get("names", ()) if isinstance(table, dict) else ()
    pairs = names.items() if isinstance(names, dict) else enumerate(names if isinstance(names, list) else ())
    return {int(number): str(name) for number, name in pairs if str(number).isdigit()}
