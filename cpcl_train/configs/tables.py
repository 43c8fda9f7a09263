"""Recipes as plain tables: read by name or from a file, laid over the one they begin from, changed key by key.

A recipe may say `base = "NAME"`: another recipe of the program, or a TOML file, by its path from this one's folder.
It then states only what differs. Tables are merged key by key; `model.vision` and `model.text` are replaced whole,
since half of one net's table says nothing of another's, and so are lists and values.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.errors import UsageError

BASE: Final = "base"
_WHOLE: Final = frozenset({"vision", "text"})
_Node = dict[str, Any] | list[Any]


def recipe_names() -> list[str]:
    """Names of the recipes that come with the program."""
    folder = resources.files("cpcl_train.configs")
    return sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".toml"))


def read_table(source: str, overrides: Sequence[str] = ()) -> dict[str, Any]:
    """The tables of a recipe or TOML file (none for ""), its bases below, `key.sub=value` overrides put in.

    Raises `UsageError` where there is none of that name, it is no TOML, or its bases lead back to it.
    """
    table = _with_bases(source, ()) if source else {}
    for override in overrides:
        _apply(table, override)
    return table


def _with_bases(source: str, above: tuple[str, ...]) -> dict[str, Any]:
    if source in above:
        raise UsageError(f"The configuration {above[0]} goes round in circles: {' → '.join((*above, source))}.")
    table = _read(source)
    base = table.pop(BASE, "")
    if not isinstance(base, str):
        raise UsageError(
            f"The configuration {source} does not fit: base is {base!r}, where a name or path belongs."
        )
    return _merged(_with_bases(_beside(source, base), (*above, source)), table) if base else table


def _beside(source: str, base: str) -> str:
    """A base's name, or its path from the folder of the file that names it."""
    return base if base in recipe_names() else str((Path(source).parent / base).resolve())


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `base`, tables key by key."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, dict) and key not in _WHOLE:
            value = _merged(below, value)
        merged[key] = value
    return merged


def _read(source: str) -> dict[str, Any]:
    if source in recipe_names():
        content = (resources.files("cpcl_train.configs") / f"{source}.toml").read_bytes()
    elif Path(source).is_file():
        content = Path(source).read_bytes()
    else:
        raise UsageError(
            f"There is no configuration {source!r}. Give a TOML file or one of: {', '.join(recipe_names())}."
        )
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The configuration {source} is not valid TOML ({error}).") from error


def _apply(table: dict[str, Any], override: str) -> None:
    key, separator, text = override.partition("=")
    if not separator or not key.strip():
        raise UsageError(f"--set needs key=value, not {override!r}.")
    *path, last = key.strip().split(".")
    node: _Node = table
    for part in path:
        node = _child(node, part, key)
    if isinstance(node, list):
        node[_position(node, last, key)] = _parse_value(text)
    else:
        node[last] = _parse_value(text)


def _child(node: _Node, part: str, key: str) -> _Node:
    child = node[_position(node, part, key)] if isinstance(node, list) else node.setdefault(part, {})
    if not isinstance(child, dict | list):
        raise UsageError(f"--set {key}: {part} is a value, not a table.")
    return child


def _position(items: list[Any], part: str, key: str) -> int:
    if not part.isdecimal() or len(part) > 9 or int(part) >= len(items):
        raise UsageError(f"--set {key}: {part!r} is not a position in a list of {len(items)}.")
    return int(part)


def _parse_value(text: str) -> object:
    """A TOML value; text that is none is taken as it stands, so that words need no quotes."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):  # no TOML, or more digits or brackets than Python reads
        return text.strip()
