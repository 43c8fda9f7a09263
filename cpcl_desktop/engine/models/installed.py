"""The models on this machine: those that ship with the program and those the user added.

A model is a bundle. Those that are not shipped live in the program's data
folder, see `runtime.places`; `remembered` knows where each came from and which
one new cases begin with.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle, with_files, write_bundle
from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.bundle.manifest import Kind, Manifest
from cpcl_desktop.bundle.regular_file import kind_of, read_regular
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.models.remembered import Origin, chosen, note_origin, origins, own_folder, unchoose
from cpcl_desktop.engine.runtime.places import home, resource
from cpcl_desktop.engine.runtime.policy import check_model

STARTER = "starter"
PEOPLE = "people"  # the person detector that ships
MOTION = "motion"  # the built-in detector, which needs no file
UNKNOWN_LICENCE = "as stated by its origin"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A bundle found on this machine, or the sentence that says why it cannot be used; where it came from."""

    path: Path
    bundle: Bundle | None
    fault: str = ""
    origin: Origin = "added"

    def is_called(self, name: str) -> bool:
        """Whether a name or a path means this model."""
        return name in (str(self.path), self.path.name, self.bundle and self.bundle.manifest.name)


def installed() -> list[InstalledModel]:
    """Every bundle on this machine: the user's first, then those that ship; damaged ones with their fault."""
    own, noted = home(), origins()
    users = _bundles_in(own / "models") if own else []
    return [
        *(_try_open(path, noted.get(path.name, "added")) for path in users),
        *(_try_open(path, "shipped") for path in _bundles_in(resource("models"))),
    ]


def default_model(kind: Kind) -> str:
    """The name of the model for new cases: the one that the user chose, else the starter, or no name."""
    return chosen(kind) or (STARTER if kind == "image-text" else "")


def default_detector() -> str:
    """The name of what finds people unless another is named: the one chosen, else as `find_network_detector`."""
    first = find_network_detector()
    return chosen("detector") or (first.manifest.name if first else MOTION)


def find_model(name: str | None, kind: Kind) -> Bundle:
    """The bundle with this name or path, by default the one for new cases; `BundleError` says what there is."""
    if name and kind == "detector" and Path(name).suffix.lower() == ".onnx" and Path(name).is_file():
        raise BundleError(
            "{name} is a network by itself. Add it once with `cpcl models add {name}`; its name is then {stem}.",
            name=name,
            stem=Path(name).stem,
        )
    if name and (Path(name).is_dir() or Path(name).is_file()):
        return _of_kind(Bundle.open(Path(name)), kind)
    usable = _usable(kind)
    wanted = name or default_model(kind)
    for bundle in usable:
        if bundle.manifest.name == wanted:
            return bundle
    hint = (
        ""
        if name or not chosen(kind)
        else worded(" It was chosen for new cases; `cpcl models use` chooses another.")
    )
    raise BundleError(
        "There is no {kind} model called {name}. Here there are: {names}.{hint}",
        kind=kind,
        name=wanted,
        names=_names(usable),
        hint=hint,
    )


def find_stored_model(stored: StoredModel) -> Bundle:
    """The very bundle that a case was indexed with: among the installed, or where it was then."""
    usable = _usable("image-text")
    if stored.path.exists():
        usable.append(Bundle.open(stored.path))
    for bundle in usable:
        if bundle.sha256 == stored.sha256:
            return bundle
    raise BundleError(
        "This case was indexed with the model {name}, which is not on this machine as it was then (manifest "
        "{hash}…). Add it with `cpcl models add`. Here there are: {names}.",
        name=stored.name,
        hash=stored.sha256[:12],
        names=_names(usable),
    )


def find_detector(name: str | None) -> Bundle | None:
    """The detector to use: a named one, else the one for new footage; None for motion."""
    wanted = name or chosen("detector")
    if wanted == MOTION:
        return None
    return find_model(name, "detector") if wanted else find_network_detector()


def find_network_detector() -> Bundle | None:
    """A detector that needs no fixed camera; None where there is none.

    The one chosen, else the one called people (the user's before the shipped
    one), else the first that was added.
    """
    usable = _usable("detector")
    named = (bundle for name in (chosen("detector"), PEOPLE) for bundle in usable if bundle.manifest.name == name)
    return next(named, next(iter(usable), None))


def add_model(path: Path, origin: Origin = "added", licence: str = UNKNOWN_LICENCE) -> Bundle:
    """Add a bundle (folder or zip), or a bare YOLOX `.onnx` person detector, to the user's models.

    A bundle states its `licence` itself. `BundleError` for one that learnt from a case's pairs and was not shown
    to be better than the model it was made of.
    """
    if not path.exists():
        raise UsageError("There is no file or folder {path}.", path=path)
    if is_case_file(path):
        raise UsageError("{path} is a case's file, not a model; it was not read.", path=path)
    if not (path.is_file() or path.is_dir()):
        raise UsageError(
            "{path} is {kind}, neither a file nor a folder; it was not opened.",
            path=path,
            kind=kind_of(path.stat()),
        )
    if path.suffix.lower() == ".onnx":
        return _add_detector(path, origin, licence)
    bundle = Bundle.open(path)
    _check_descent(bundle)
    files = bundle.contents()
    return keep(bundle.manifest, files, origin)


def _check_descent(bundle: Bundle) -> None:
    descent = bundle.manifest.descent
    if descent is not None and (reason := descent.refusal):
        raise BundleError(
            "The model {name} was made of {parent_name} and did not pass the comparison with it. {why} Nothing "
            "was added; go on with {parent_name}.",
            name=bundle.manifest.name,
            parent_name=descent.parent,
            why=reason,
        )


def remove_model(name: str, may_be_chosen: bool = False) -> InstalledModel:
    """Delete a model of the user's and return what it was.

    `UsageError` for one that ships with the program, that there is not, or,
    unless `may_be_chosen`, that new cases begin with: that is then forgotten.
    """
    found = [model for model in installed() if model.is_called(name)]
    own = next((model for model in found if model.origin != "shipped"), None)
    if own is None:
        raise UsageError(_not_removed(name, found))
    manifest = None if own.bundle is None else own.bundle.manifest
    is_chosen = manifest is not None and chosen(manifest.kind) == manifest.name
    if is_chosen and not may_be_chosen:
        raise UsageError(
            "New cases begin with the model {name} (`cpcl models use`); it was not removed. Give --yes to remove "
            "it all the same; new cases then begin with the default again.",
            name=name,
        )
    _delete(own.path)
    note_origin(own.path.name, None)
    if manifest is not None and is_chosen:
        unchoose(manifest.kind)
    return own


def _not_removed(name: str, found: Sequence[InstalledModel]) -> str:
    if found:
        return worded("The model {name} ships with the program and is not removed.", name=name)
    own = ", ".join(sorted(model.path.name for model in installed() if model.origin != "shipped")) or "none"
    return worded("There is no model {name} among those that were added: {names}.", name=name, names=own)


def _delete(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise MachineError(
            "The model at {path} could not be removed ({why}). Close what uses it, and try again.",
            path=path,
            why=error.strerror or error,
        ) from error


def _add_detector(path: Path, origin: Origin, licence: str) -> Bundle:
    from cpcl_desktop.engine.people.detect import yolox_spec_for

    try:
        content = read_regular(path)
    except OSError as error:
        raise UsageError("The file {path} cannot be read ({why}).", path=path, why=error.strerror) from error
    try:
        image, spec = yolox_spec_for(content)
    except BundleError as error:
        raise BundleError("{path} was not added. {why}", path=path, why=error) from error
    manifest = Manifest("detector", path.stem, licence, image, detector=spec)
    return keep(manifest, {"detector": (path.name, content)}, origin)


def keep(manifest: Manifest, files: Mapping[str, tuple[str, bytes]], origin: Origin) -> Bundle:
    """Write a bundle among the user's, under its name; `files` maps a role to (file name, content).

    `BundleError` for one that the machine's policy does not allow.
    """
    stated = with_files(manifest, files).to_json()
    check_model(manifest.name, hashlib.sha256(stated.encode()).hexdigest())
    place = own_folder() / "models" / _file_name(manifest.name)
    try:
        bundle = write_bundle(place, manifest, files)
    except OSError as error:
        raise MachineError(
            "The model could not be kept as {path} ({why}); nothing was added. Free space there or set CPCL_HOME "
            "to a folder of yours, and add it again.",
            path=place,
            why=error.strerror or error,
        ) from error
    note_origin(place.name, origin)
    return bundle


def _usable(kind: Kind) -> list[Bundle]:
    return [m.bundle for m in installed() if m.bundle and m.bundle.manifest.kind == kind]


def _names(bundles: Sequence[Bundle]) -> str:
    return ", ".join(sorted({bundle.manifest.name for bundle in bundles})) or "none"


def _file_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name).lstrip(".") or "model"


def _bundles_in(folder: Path) -> list[Path]:
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in paths if path.suffix == ".zip" or (path / MANIFEST_NAME).is_file()]
    except OSError as error:
        raise MachineError(
            "The folder of models {path} cannot be read ({why}). See to its permissions, or set CPCL_HOME to a "
            "folder of yours.",
            path=folder,
            why=error.strerror,
        ) from error


def _try_open(path: Path, origin: Origin) -> InstalledModel:
    try:
        return InstalledModel(path, Bundle.open(path), origin=origin)
    except BundleError as error:
        return InstalledModel(path, None, str(error), origin)


def _of_kind(bundle: Bundle, kind: Kind) -> Bundle:
    if bundle.manifest.kind != kind:
        raise BundleError(
            "{path} is a {kind} model; here a {other_kind} model is needed.",
            path=bundle.path,
            kind=bundle.manifest.kind,
            other_kind=kind,
        )
    return bundle
