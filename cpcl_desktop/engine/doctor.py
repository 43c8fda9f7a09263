"""What there is on this machine of what the program needs: a table of checks, each of which finds a few things."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from cpcl_desktop import __version__
from cpcl_desktop.engine.decoder.errands import try_confinement
from cpcl_desktop.engine.errors import BundleError, MachineError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.report.fonts import typefaces_for
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.runtime.providers import PROVIDERS, driver_missing, nvidia_device_present
from cpcl_desktop.engine.runtime.sessions import runtime_found

State = Literal["good", "note", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a `fault` keeps the program from its work, a `note` is worth knowing."""

    check: str
    item: str
    state: State
    told: str


_Found = Iterator[tuple[str, State, str]]


def examine(case: Path | None = None) -> Iterator[Finding]:
    """What each check finds on this machine, one after the other; `case` is a case file, there or to be made."""
    for name, check in CHECKS.items():
        for item, state, told in check(case):
            yield Finding(name, item, state, told)


def _program(_: Path | None) -> _Found:
    yield "program", "good", f"cpcl {__version__}"
    yield "Python", "good", f"{platform.python_version()} ({sys.executable})"
    yield "system", "good", f"{platform.system()} {platform.release()}, {platform.machine()}"


_KEPT_FROM = {
    "files": "files other than their footage",
    "network": "the network",
    "programs": "starting programs",
}


def _decoder(_: Path | None) -> _Found:
    """What the decoder says of its confinement, and what it could do in spite of it."""
    try:
        barriers, attempts = try_confinement()
    except MachineError as error:
        yield "process", "fault", str(error)
        return
    for barrier in barriers:
        kept = _KEPT_FROM[barrier.kind]
        done = [attempt.what for attempt in attempts if attempt.kind == barrier.kind and not attempt.refused]
        if barrier.why:
            yield barrier.kind, "note", f"Decoders are not kept from {kept}: {barrier.why}."
        elif done:
            yield barrier.kind, "fault", f"{barrier.by} does not hold: a decoder could {' and '.join(done)}."
        else:
            yield barrier.kind, "good", f"Decoders are kept from {kept} by {barrier.by}; it was tried."


def _ffmpeg(_: Path | None) -> _Found:
    import av
    from av._core import library_meta

    yield "version", "good", f"FFmpeg {av.ffmpeg_version_info}, with PyAV {av.__version__}"
    yield "licence", "good", ", ".join(sorted({str(library["license"]) for library in library_meta.values()}))
    yield "hardware", "good", "Footage is decoded by the processor; no GPU is used for it."


def _providers(_: Path | None) -> _Found:
    version, available = runtime_found()
    labels = [provider.label for provider in PROVIDERS if provider.runtime in available]
    yield "runtime", "good", f"ONNX Runtime {version}, built for {', '.join(labels)}"
    if not nvidia_device_present():
        yield "GPU", "good", "No NVIDIA GPU is seen; networks run on the CPU."
    elif library := driver_missing():
        yield "GPU", "note", f"An NVIDIA GPU is there, but {library} of its driver cannot be loaded."
    else:
        yield "GPU", "good", "An NVIDIA GPU and its driver are there."


def _people(_: Path | None) -> _Found:
    """What finds people in new footage."""
    try:
        bundle = installed.find_detector(None)
        if bundle is not None:
            bundle.verify()
    except (BundleError, MachineError) as error:
        yield "detector", "fault", str(error)
        return
    if bundle is not None:
        yield "detector", "good", f"People are found by {bundle.manifest.name} ({bundle.path})."
    elif installed.find_network_detector() is None:
        yield "detector", "note", "People are found by motion: there is no person detector here."
    else:
        yield "detector", "note", "People are found by motion, as `cpcl models use` chose."


def _fonts(_: Path | None) -> _Found:
    face = typefaces_for(iter(())).regular
    if face is None:
        yield "text", "note", "No font for the PDF is installed; it is set in a built-in one, Latin letters only."
    else:
        yield "text", "good", f"PDFs are set in {face.path}."


def _folders(case: Path | None) -> _Found:
    kept = home()
    if kept is None:
        yield "models", "note", "This user has no home folder; set CPCL_HOME to keep added models."
    else:
        yield "models", *_writable(kept)
    if case is not None:
        yield "case", *_writable(case.parent)


def _writable(folder: Path) -> tuple[State, str]:
    """By writing, in the folder or the first above it that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(os.urandom(1))
    except OSError as error:
        return "fault", f"{folder} cannot be written to ({error.strerror})."
    return "good", f"{folder} can be written to."


CHECKS: Final[Mapping[str, Callable[[Path | None], _Found]]] = {
    "program": _program,
    "decoder": _decoder,
    "video": _ffmpeg,
    "networks": _providers,
    "people": _people,
    "fonts": _fonts,
    "folders": _folders,
}
