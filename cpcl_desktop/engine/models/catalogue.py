"""The catalogue of models that can be fetched on request, each pinned by its hash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.runtime.places import resource

FILE = "catalogue.toml"
LOOPBACK = ("127.0.0.1", "::1")
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that can be fetched: `url` and the file's `sha256` (hex) and `size` in bytes."""

    name: str
    kind: Kind
    url: str
    sha256: str
    size: int
    licence: str
    origin: str

    @property
    def file(self) -> str:
        """The name that the file is to have here: the model's, with the ending it has there."""
        return self.name + PurePosixPath(urlsplit(self.url).path).suffix

    @property
    def host(self) -> str:
        """Who is asked for it."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class _Catalogue:
    model: tuple[Entry, ...]


def catalogue() -> Sequence[Entry]:
    """Every entry; `MachineError` where the file of the program is damaged."""
    try:
        with resource(FILE).open("rb") as stream:
            entries = build(_Catalogue, tomllib.load(stream), FILE).model
    except (OSError, tomllib.TOMLDecodeError, Misfit) as error:
        raise MachineError(
            "The program's catalogue of models cannot be read ({why}). Install it again.", why=error
        ) from error
    for entry in entries:
        _check(entry)
    return entries


def entry_called(name: str) -> Entry:
    """The entry of this name; `UsageError` says which there are."""
    entries = catalogue()
    for entry in entries:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in entries)
    raise UsageError(
        "The catalogue has no model {name}. It has: {names}. `cpcl models add FILE` adds any other.",
        name=name,
        names=known,
    )


def may_be_asked(url: str) -> bool:
    """Whether the program asks at this address: encrypted ones, and this machine itself."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _check(entry: Entry) -> None:
    fits = _NAME.fullmatch(entry.name) and _HASH.fullmatch(entry.sha256) and entry.size > 0
    if not fits or not may_be_asked(entry.url):
        raise MachineError(
            "The program's catalogue is damaged at {name!r}. Install the program again.", name=entry.name
        )
