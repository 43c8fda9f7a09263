"""`cpcl models list` and `cpcl models verify`: what there is, how good and fast it is, whether it is whole."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.status import DONE, FAILED
from cpcl_desktop.engine.errors import BundleError, CpclError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.installed import InstalledModel
from cpcl_desktop.engine.models.speed import NOT_MEASURED, Speed, speed_of

_HEADER = ("name", "kind", "licence", "MB", "dims", "origin", "new cases", "manifest", "where")
_SPEED_UNITS = {"crop_ms": "ms a crop", "text_ms": "ms a text", "frame_ms": "ms a frame"}
_ORDER = (
    "In new footage people are found by {name}: by the detector chosen with `cpcl models use`, else the one called "
    "people, else the first that was added, else motion."
)


def say_models(request: argparse.Namespace) -> int:
    """The models on this machine, damaged ones with their fault."""
    found = installed.installed()
    speeds = [_speed(model) if request.speed else NOT_MEASURED for model in found]
    defaults = _defaults()
    if request.json:
        shown = zip(found, speeds, strict=True)
        terminal.say_json({"models": [_described(model, speed, defaults) for model, speed in shown]})
        return DONE
    motion = (
        installed.MOTION,
        "detector",
        "built in",
        "—",
        "—",
        "shipped",
        _mark(installed.MOTION in defaults),
        "—",
    )
    terminal.say_table(_HEADER, [*(_row(m, m.bundle, defaults) for m in found if m.bundle), (*motion, "—")])
    for model, speed in zip(found, speeds, strict=True):
        _say_measured(model, speed)
    terminal.say(_ORDER.format(name=installed.default_detector()))
    return DONE


def verify(request: argparse.Namespace) -> int:
    """Check every file of the models against its hash; failed when one does not match."""
    found = installed.installed()
    if request.name:
        named = [model for model in found if model.is_called(request.name)]
        found = named or [InstalledModel(Path(request.name), Bundle.open(Path(request.name)))]
    faults = [_fault(model) for model in found]
    checked = list(zip(found, faults, strict=True))
    if request.json:
        terminal.say_json({"models": [{"path": str(model.path), "fault": fault} for model, fault in checked]})
    else:
        for model, fault in checked:
            terminal.say(f"{model.path}: {fault or 'every file has the hash its manifest gives'}")
    return FAILED if any(faults) else DONE


def _speed(model: InstalledModel) -> Speed:
    """How fast it is; nothing, with the reason said, where it cannot be run."""
    if model.bundle is None:
        return NOT_MEASURED
    try:
        return speed_of(model.bundle)
    except CpclError as error:
        terminal.complain(f"{model.path}: {error}")
        return NOT_MEASURED


def _defaults() -> Sequence[str]:
    """The names of what new cases begin with, of each kind."""
    return [installed.default_model("image-text"), installed.default_detector()]


def _row(model: InstalledModel, bundle: Bundle, defaults: Sequence[str]) -> tuple[object, ...]:
    manifest = bundle.manifest
    return (
        manifest.name,
        manifest.kind,
        manifest.licence,
        f"{_size(bundle) / 1e6:.1f}",
        manifest.embedding_dim or "—",
        model.origin,
        _mark(manifest.name in defaults),
        bundle.sha256[:12],
        model.path,
    )


def _mark(holds: bool) -> str:
    return "yes" if holds else ""


def _size(bundle: Bundle) -> int:
    return sum(entry.size for entry in bundle.manifest.files.values())


def _say_measured(model: InstalledModel, speed: Speed) -> None:
    """What is known of a model beyond its row; a damaged one's fault."""
    if model.bundle is None:
        terminal.complain(f"{model.path}: {model.fault}")
        return
    name, figures = model.bundle.manifest.name, list(_figures(model.bundle.manifest.metrics))
    for of in dict.fromkeys(figure[0] for figure in figures):
        told = ", ".join(f"{what} {value:g}" for where, what, value in figures if where == of)
        terminal.say(f"{name}, {of}: {told}")
    timed = [f"{value:.1f} {_SPEED_UNITS[unit]}" for unit, value in asdict(speed).items() if value is not None]
    if timed:
        terminal.say(f"{name}, on this machine: {', '.join(timed)} (median)")


def _figures(metrics: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    """(set, figure, value) for each number that a manifest gives, figures within figures by both names."""
    for name, figures in metrics.items():
        for what, value in _numbers(figures, ""):
            yield name, what, value


def _numbers(value: object, name: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _numbers(inside, f"{name} {key}".strip())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)


def _described(model: InstalledModel, speed: Speed, defaults: Sequence[str]) -> dict[str, Any]:
    bundle = model.bundle
    if bundle is None:
        return {"path": str(model.path), "fault": model.fault, "origin": model.origin}
    manifest = bundle.manifest
    return {
        "path": str(model.path),
        "name": manifest.name,
        "kind": manifest.kind,
        "sha256": bundle.sha256,
        "licence": manifest.licence,
        "size_bytes": _size(bundle),
        "dim": manifest.embedding_dim,
        "origin": model.origin,
        "default": manifest.name in defaults,
        "figures": [list(figure) for figure in _figures(manifest.metrics)],
        "speed": asdict(speed),
    }


def _fault(model: InstalledModel) -> str:
    if model.bundle is None:
        return model.fault
    try:
        model.bundle.verify()
    except BundleError as error:
        return str(error)
    return ""
