"""Where networks run and why not elsewhere, and whether every model is what its maker signed off."""

from __future__ import annotations

from cpcl_desktop.engine.doctor.findings import Asked, Found, Sentence, State
from cpcl_desktop.engine.errors import BundleError, CpclError, MachineError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.providers import PROVIDERS, driver_missing, nvidia_device_present
from cpcl_desktop.engine.runtime.sessions import runtime_found


def networks(asked: Asked, _: Report) -> Found:
    """What ONNX Runtime can do here, what device there is, and where a network asked for really runs."""
    version, available = runtime_found()
    labels = ", ".join(provider.label for provider in PROVIDERS if provider.runtime in available)
    yield (
        "runtime",
        "good",
        lambda: tr("ONNX Runtime {version}, built for {providers}", version=version, providers=labels),
    )
    yield "GPU", *_gpu()
    yield "provider", *_provider(asked.provider)


def _gpu() -> tuple[State, Sentence]:
    if not nvidia_device_present():
        return "good", lambda: tr("No NVIDIA GPU is seen; networks run on the CPU.")
    if library := driver_missing():
        return "note", lambda: tr(
            "An NVIDIA GPU is there, but {library} of its driver cannot be loaded.", library=library
        )
    return "good", lambda: tr("An NVIDIA GPU and its driver are there.")


def _provider(asked: str) -> tuple[State, Sentence]:
    """By opening the image encoder, as an ingest does."""
    try:
        found = Embedder(installed.find_model(None, "image-text"), asked).image_session.provider
    except (BundleError, MachineError) as error:
        told = str(error)
        return "fault", lambda: told
    if found.reason:
        return "note", lambda: tr(
            "Asked for: {asked}; used: {used}. {why}", asked=asked, used=found.label, why=found.reason
        )
    return "good", lambda: tr("Asked for: {asked}; used: {used}.", asked=asked, used=found.label)


def people(_: Asked, __: Report) -> Found:
    """What finds people in new footage."""
    try:
        bundle = installed.find_detector(None)
        if bundle is not None:
            bundle.verify()
    except (BundleError, MachineError) as error:
        told = str(error)
        yield "detector", "fault", lambda: told
        return
    if bundle is not None:
        name = bundle.manifest.name
        yield "detector", "good", lambda: tr("People are found by {detector}.", detector=name)
    elif installed.find_network_detector() is None:
        yield "detector", "note", lambda: tr("People are found by motion: there is no person detector here.")
    else:
        yield "detector", "note", lambda: tr("People are found by motion, as `cpcl models use` chose.")


def models(_: Asked, __: Report) -> Found:
    """Every model, each file of it against its hash."""
    try:
        for model in installed.installed():
            yield _model(model)
    except MachineError as error:
        told = str(error)
        yield "folder", "fault", lambda: told


def _model(model: installed.InstalledModel) -> tuple[str, State, Sentence]:
    """A damaged one is a fault where it ships with the program, else it is not used."""
    fault = model.fault
    try:
        if model.bundle is not None:
            model.bundle.verify()
    except CpclError as error:
        fault = str(error)
    name = model.path.name if model.bundle is None else model.bundle.manifest.name
    if fault or model.bundle is None:
        return name, "fault" if model.origin == "shipped" else "note", lambda: fault
    sha256 = model.bundle.sha256
    return (
        name,
        "good",
        lambda: tr("Every file has its hash; the SHA-256 of its manifest is {sha256}.", sha256=sha256),
    )
