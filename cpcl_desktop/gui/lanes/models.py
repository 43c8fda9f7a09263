"""The models of this machine: which there are, whether they are whole, adding one and downloading one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.manifest import Kind
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.catalogue import Entry
from cpcl_desktop.engine.models.offers import Offer, offers, refusal
from cpcl_desktop.engine.models.remembered import Origin
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be downloaded, and why none of it may be on this machine, empty where it may."""

    offers: Sequence[Offer]
    refusal: str


CARD = "model_card"  # the role of a bundle's card


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model of this machine; without a `name` it is damaged, and `fault` says how. `size` in bytes."""

    path: Path
    origin: Origin
    name: str = ""
    kind: Kind | None = None
    licence: str = ""
    dim: int = 0
    size: int = 0
    sha256: str = ""
    is_default: bool = False
    card: str = ""
    fault: str = ""


def rows() -> list[ModelRow]:
    """The models of this machine, those of the user first."""
    defaults = {installed.default_model("image-text"), installed.default_detector()}
    return [_row(model, defaults) for model in installed.installed()]


def add(path: Path, _: Report) -> str:
    """Add a model; its name. Raises BundleError, MachineError."""
    return installed.add_model(path).manifest.name


def offered() -> Offered:
    """What can be downloaded; no network is asked for that. Raises MachineError."""
    return Offered(offers(), shown(refusal()))


def fetch(entry: Entry, report: Report) -> str:
    """Download a model and add it; its name. Raises as `fetch_model`."""
    from cpcl_desktop.engine.models.fetch import fetch_model  # late: nothing else loads what uses a network

    return fetch_model(entry, report).manifest.name


def verified(paths: Sequence[Path], report: Report) -> dict[Path, str]:
    """What is wrong with each of these models, in a sentence; empty where nothing is. Raises Cancelled."""
    faults = {}
    for number, path in enumerate(paths):
        report(Progress(tr("Checking {name}", name=path.name), number, len(paths), "models"))
        faults[path] = _fault(path)
    return faults


def _fault(path: Path) -> str:
    try:
        Bundle.open(path).verify()
    except BundleError as error:
        return shown(error)
    return ""


def _row(model: installed.InstalledModel, defaults: set[str]) -> ModelRow:
    bundle = model.bundle
    if bundle is None:
        return ModelRow(model.path, model.origin, fault=shown(model.fault))
    manifest = bundle.manifest
    return ModelRow(
        path=model.path,
        origin=model.origin,
        name=manifest.name,
        kind=manifest.kind,
        licence=manifest.licence,
        dim=manifest.embedding_dim or 0,
        size=sum(entry.size for entry in manifest.files.values()),
        sha256=bundle.sha256,
        is_default=manifest.name in defaults,
        card=_card(bundle),
    )


def _card(bundle: Bundle) -> str:
    """The bundle's card (Markdown); what is wrong with it where it cannot be read, empty where it has none."""
    if CARD not in bundle.manifest.files:
        return ""
    try:
        return bundle.read(CARD).decode("utf-8", "replace")
    except BundleError as error:
        return shown(error)
