"""What can be fetched on this machine, as it stands before anything is asked of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.catalogue import Entry, catalogue
from cpcl_desktop.engine.models.remembered import own_folder
from cpcl_desktop.engine.runtime.policy import check_network


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of the catalogue; whether a model of its name is here, and how many bytes of it arrived before."""

    entry: Entry
    is_here: bool = False
    kept: int = 0


def offers() -> Sequence[Offer]:
    """The catalogue with what this machine has of it; `MachineError` where the catalogue is damaged."""
    here = {model.bundle.manifest.name for model in installed.installed() if model.bundle}
    return [Offer(entry, entry.name in here, _kept(entry)) for entry in catalogue()]


def refusal() -> str:
    """Why none of it can be fetched on this machine, in a sentence; empty where its policy allows it."""
    try:
        check_network(worded("No model can be fetched"))
    except UsageError as error:
        return str(error)
    return ""


def whole_of(entry: Entry) -> Path:
    """Where a file lies once all of it was fetched, until it is added."""
    return own_folder() / "fetched" / entry.file


def part_of(entry: Entry) -> Path:
    """Where a file grows while it is fetched."""
    whole = whole_of(entry)
    return whole.with_name(f"{whole.name}.part")


def _kept(entry: Entry) -> int:
    """Bytes; none where what is there is longer than the file, which is begun anew."""
    sizes = (path.stat().st_size for path in (whole_of(entry), part_of(entry)) if path.is_file())
    size = next(sizes, 0)
    return size if size <= entry.size else 0
