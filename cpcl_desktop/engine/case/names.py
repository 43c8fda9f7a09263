"""What sources and cameras are called so that no two are called alike: with as many parent folders as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cpcl_desktop.engine.case.store import Row, path_of, storable
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Source, name_of

MOST_LETTERS = 200  # of a camera's name that somebody says
NONE_RENAMED: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})


def distinct_names(paths: Mapping[int, Path]) -> dict[int, str]:
    """Sources' names by their numbers: "a.mp4", or "north/ch01/a.mp4" where another is called a.mp4 as well.

    Sources of one place, whose content changed in between, have their number with it.
    """
    alike: dict[str, list[int]] = {}
    for number, path in paths.items():
        alike.setdefault(path.name, []).append(number)
    names: dict[int, str] = {}
    for name, numbers in alike.items():
        told = dict.fromkeys({paths[number] for number in numbers}, name)
        if len(told) > 1:
            told = _shortest_tails(told)
        shared = Counter(paths[number] for number in numbers)
        for number in numbers:
            path = paths[number]
            names[number] = told[path] if shared[path] == 1 else f"{told[path]} (source {number})"
    return {number: names[number] for number in paths}


def called_path(row: Row) -> Path:
    """A source's path, its last part as it is called: the number of its film stands behind its file's name."""
    path = path_of(row["path"])
    return path.with_name(name_of(path, row["part"])) if row["part"] > 1 else path


def camera_name(folder: Path, taken: Collection[str], others: Iterable[Path]) -> str:
    """A camera's name by its folder: one that is not taken, nor would be given to one of the other folders."""
    others = [other for other in others if other != folder]
    for count in range(1, len(folder.parts) + 1):
        name = _tail(folder, count)
        if name not in taken and all(_tail(other, count) != name for other in others):
            return name
    return str(folder)


def camera_as_said(name: str, others: Iterable[str]) -> str:
    """A camera's name as somebody says it: that of one of the `others` where only case and spaces differ.

    `UsageError` for one that is empty, or too long.
    """
    known = list(others)
    plain = storable(" ".join(name.split()))
    if name in known:
        return name
    if not plain or len(plain) > MOST_LETTERS:
        raise UsageError("A camera needs a name of 1 to {most} letters; nothing was changed.", most=MOST_LETTERS)
    alike = (other for other in known if " ".join(other.split()).casefold() == plain.casefold())
    return next(alike, plain)


def free_variant(name: str, taken: Iterable[str]) -> str:
    """This name, or with the first number behind it that makes it none of those taken, whatever their capitals."""
    known = {one.casefold() for one in taken}
    number, variant = 1, name
    while variant.casefold() in known:
        number += 1
        variant = f"{name} ({number})"
    return variant


def renamed(before: Iterable[Source], now: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """What cameras that there were and are no more are called now: one name, or several where one was divided."""
    called_now = {source.id: source.camera for source in now}
    gone: dict[str, set[str]] = {}
    for source in before:
        if source.id in called_now:
            gone.setdefault(source.camera, set()).add(called_now[source.id])
    there = set(called_now.values())
    return {name: tuple(sorted(names)) for name, names in gone.items() if name not in there}


def as_now_called(cameras: Iterable[str], otherwise: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Names of cameras, or of labels, those that are `renamed` by what they are called now; each once."""
    return tuple(dict.fromkeys(now for name in cameras for now in otherwise.get(name, (name,))))


def _shortest_tails(paths: Collection[Path]) -> dict[Path, str]:
    """For each path the fewest last parts that no other path ends with."""
    found: dict[Path, str] = {}
    count = 1
    while left := [path for path in paths if path not in found]:
        counted = Counter(_tail(path, count) for path in paths)
        found |= {p: _tail(p, count) for p in left if counted[_tail(p, count)] == 1 or count >= len(p.parts)}
        count += 1
    return found


def _tail(path: Path, count: int) -> str:
    """The last parts of a path; "" for a drive's root."""
    return "/".join(part for part in path.parts[-count:] if part != path.anchor)
