"""The models on this machine: those that ship with the program and those the user added.

A model is a bundle. Added ones live in the program's data folder, see
`runtime.places`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle, write_bundle
from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.bundle.manifest import Kind, Manifest
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.runtime.places import home, resource

STARTER = "starter"
MOTION = "motion"  # the built-in detector, which needs no file


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A bundle found on this machine, or the sentence that says why it cannot be used."""

    path: Path
    bundle: Bundle | None
    fault: str = ""


def installed() -> list[InstalledModel]:
    """Every bundle on this machine: the user's first, then those that ship; damaged ones with their fault."""
    own = home()
    folders = [own / "models"] if own else []
    return [_try_open(path) for folder in (*folders, resource("models")) for path in _bundles_in(folder)]


def find_model(name: str | None, kind: Kind) -> Bundle:
    """The bundle with this name or path, by default the starter; `BundleError` says what there is."""
    if name and kind == "detector" and Path(name).suffix.lower() == ".onnx" and Path(name).is_file():
        raise BundleError(
            f"{name} is a network by itself. Add it once with `cpcl models add {name}`; its name is then "
            f"{Path(name).stem}."
        )
    if name and (Path(name).is_dir() or Path(name).is_file()):
        return _of_kind(Bundle.open(Path(name)), kind)
    usable = _usable(kind)
    wanted = name or (STARTER if kind == "image-text" else "")
    for bundle in usable:
        if bundle.manifest.name == wanted:
            return bundle
    raise BundleError(f"There is no {kind} model called {wanted}. Here there are: {_names(usable)}.")


def find_stored_model(stored: StoredModel) -> Bundle:
    """The very bundle that a case was indexed with: among the installed, or where it was then."""
    usable = _usable("image-text")
    if stored.path.exists():
        usable.append(Bundle.open(stored.path))
    for bundle in usable:
        if bundle.sha256 == stored.sha256:
            return bundle
    raise BundleError(
        f"This case was indexed with the model {stored.name}, which is not on this machine as it was then "
        f"(manifest {stored.sha256[:12]}…). Add it with `cpcl models add`. Here there are: {_names(usable)}."
    )


def find_detector(name: str | None) -> Bundle | None:
    """The detector to use: a named one, else the first installed, else None for built-in motion detection."""
    if name == MOTION:
        return None
    if name:
        return find_model(name, "detector")
    return next(iter(_usable("detector")), None)


def add_model(path: Path) -> Bundle:
    """Add a bundle (folder or zip), or a bare YOLOX `.onnx` person detector, to the user's models."""
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    if is_case_file(path):
        raise UsageError(f"{path} is a case's file, not a model; it was not read.")
    if path.suffix.lower() == ".onnx":
        return _add_detector(path)
    bundle = Bundle.open(path)
    files = {role: (entry.path, bundle.read(role)) for role, entry in bundle.manifest.files.items()}
    return _keep(bundle.manifest, files)


def _add_detector(path: Path) -> Bundle:
    from cpcl_desktop.engine.people.detect import yolox_spec_for

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read ({error.strerror}).") from error
    image, spec = yolox_spec_for(content)
    manifest = Manifest("detector", path.stem, "as stated by its origin", image, detector=spec)
    return _keep(manifest, {"detector": (path.name, content)})


def _keep(manifest: Manifest, files: Mapping[str, tuple[str, bytes]]) -> Bundle:
    """Write a bundle among the user's, under its name."""
    own = home()
    if own is None:
        raise MachineError(
            "This user has no home folder in which the model could be kept; nothing was added. "
            "Set CPCL_HOME to a folder of yours and add it again."
        )
    place = own / "models" / _file_name(manifest.name)
    try:
        return write_bundle(place, manifest, files)
    except OSError as error:
        raise MachineError(
            f"The model could not be kept as {place} ({error.strerror or error}); nothing was added. "
            "Free space there or set CPCL_HOME to a folder of yours, and add it again."
        ) from error


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
            f"The folder of models {folder} cannot be read ({error.strerror}). "
            "See to its permissions, or set CPCL_HOME to a folder of yours."
        ) from error


def _try_open(path: Path) -> InstalledModel:
    try:
        return InstalledModel(path, Bundle.open(path))
    except BundleError as error:
        return InstalledModel(path, None, str(error))


def _of_kind(bundle: Bundle, kind: Kind) -> Bundle:
    if bundle.manifest.kind != kind:
        raise BundleError(f"{bundle.path} is a {bundle.manifest.kind} model; here a {kind} model is needed.")
    return bundle
