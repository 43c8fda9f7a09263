"""What the program's home folder remembers of models: where each came from, and which new cases begin with."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.runtime.places import home, write_whole

Origin = Literal["shipped", "added", "imported", "fetched"]
FILE = "models.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """`origins` by the name of a model's folder, `default` by kind the name of the model for new cases."""

    origins: Mapping[str, Origin] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)


def remembered() -> Remembered:
    """What there is; nothing where nothing was ever noted. `MachineError` when the file cannot be read."""
    own = home()
    path = None if own is None else own / FILE
    if path is None or not path.exists():
        return Remembered()
    try:
        return build(Remembered, json.loads(read_regular(path)), FILE)
    except (OSError, ValueError, Misfit) as error:
        raise MachineError(
            "What was noted of models in {path} cannot be read ({why}). Delete that file: models stay, and "
            "`cpcl models use` chooses the default again.",
            path=path,
            why=error,
        ) from error


def origins() -> Mapping[str, Origin]:
    """Where each of the user's models came from, by the name of its folder; nothing where that cannot be read."""
    with contextlib.suppress(MachineError):  # models work without; whatever depends on the file says so
        return remembered().origins
    return {}


def chosen(kind: Kind) -> str | None:
    """The name of the model that the user chose for new cases, None where nothing was chosen."""
    return remembered().default.get(kind)


def choose(kind: Kind, name: str) -> None:
    """Let new cases begin with this model; `MachineError` when that cannot be noted."""
    known = remembered()
    _write(dataclasses.replace(known, default={**known.default, kind: name}))


def unchoose(kind: Kind | None = None) -> None:
    """Forget what was chosen, of one kind or of all."""
    known = remembered()
    left = {one: name for one, name in known.default.items() if kind not in (None, one)}
    if left != known.default:
        _write(dataclasses.replace(known, default=left))


def note_origin(folder: str, origin: Origin | None) -> None:
    """Note where the model in this folder came from; None forgets it."""
    known = remembered()
    others = {name: noted for name, noted in known.origins.items() if name != folder}
    origins = others if origin is None else {**others, folder: origin}
    if origins != known.origins:
        _write(dataclasses.replace(known, origins=origins))


def _write(known: Remembered) -> None:
    path = own_folder() / FILE
    try:
        write_whole(path, json.dumps(dataclasses.asdict(known), indent=1, sort_keys=True) + "\n")
    except OSError as error:
        raise MachineError(
            "It could not be noted in {path} ({why}); what stood there is kept. Free space there or set "
            "CPCL_HOME to a folder of yours.",
            path=path,
            why=error.strerror or error,
        ) from error


def own_folder() -> Path:
    """The user's folder of this program; `MachineError` for a user without one."""
    own = home()
    if own is None:
        raise MachineError(
            "This user has no home folder in which the model could be kept; nothing was added. Set CPCL_HOME to "
            "a folder of yours and add it again."
        )
    return own
