"""The program with its libraries, and the machine that it runs on."""

from __future__ import annotations

import platform

from cpcl_desktop import __version__
from cpcl_desktop.engine.doctor.findings import Asked, Found
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.report.fonts import typefaces_for
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.machine import display, load, taken_by_others, this_machine, versions
from cpcl_desktop.engine.runtime.policy import policy

LITTLE_MEMORY = 4 << 30  # bytes; a decoder may take as much
BUSY = 0.2  # of a core, taken by others
MANY = 1.0  # programs that wait for a core


def program(_: Asked, __: Report) -> Found:
    """Which program this is, and the libraries that its results may depend on."""
    found = versions()
    told = ", ".join(f"{name} {version}" for name, version in found.items() if name not in ("cpcl", "Python"))
    yield "program", "good", lambda: f"cpcl {__version__}"
    yield "Python", "good", lambda: platform.python_version()
    yield "system", "good", lambda: f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield "libraries", "good", lambda: told
    yield "policy", "good", _policy


def _policy() -> str:
    """What an administrator fixed on this machine."""
    held = policy()
    if held.path is None:
        return tr("This machine has no policy.")
    return " ".join(held.sentences()) or tr("The policy of this machine forbids nothing.")


def machine(_: Asked, __: Report) -> Found:
    """Cores, memory, what else runs, and whether there is something to show a window on."""
    here, shown, others, waiting = this_machine(), display(), taken_by_others(), load()
    yield "cores", "good", lambda: tr(
        "{processor}; {cores} of {there} cores may be used.",
        processor=here.processor, cores=here.cores, there=here.cores_there,
    )  # fmt: skip
    if here.memory is None:
        yield "memory", "note", lambda: tr("How much memory there is cannot be told here.")
    elif here.memory < LITTLE_MEMORY:
        yield (
            "memory",
            "note",
            lambda: tr(
                "{size} of memory is little: footage of large pictures may not be read, a large case is slow.",
                size=gibibytes(here.memory or 0),
            ),
        )
    else:
        yield "memory", "good", lambda: tr("{size} of memory.", size=gibibytes(here.memory or 0))
    if others > BUSY or (waiting or 0) > MANY:
        yield (
            "load",
            "note",
            lambda: tr("Other programs keep the cores busy; everything is slower by that.") + _of_load(waiting),
        )
    else:
        yield "load", "good", lambda: tr("Other programs leave the cores free.") + _of_load(waiting)
    if shown:
        yield "display", "good", lambda: tr("Windows are shown by {system}.", system=shown)
    else:
        yield "display", "note", lambda: tr("There is no display: the window does not open, the commands all work.")


def gibibytes(size: int) -> str:
    """A size as people compare it."""
    return f"{size / 2**30:.1f} GiB"


def _of_load(waiting: float | None) -> str:
    return "" if waiting is None else " " + tr("Load in the last minute: {load} a core.", load=f"{waiting:.1f}")


def ffmpeg(_: Asked, __: Report) -> Found:
    """What decodes."""
    import av
    from av._core import library_meta

    versions = f"FFmpeg {av.ffmpeg_version_info}, PyAV {av.__version__}"
    licences = ", ".join(sorted({str(library["license"]) for library in library_meta.values()}))
    yield "version", "good", lambda: versions
    yield "licence", "good", lambda: licences
    yield "hardware", "good", lambda: tr("Footage is decoded by the processor; no GPU is used for it.")


def fonts(_: Asked, __: Report) -> Found:
    """What PDFs are set in."""
    face = typefaces_for(iter(())).regular
    if face is None:
        yield (
            "text",
            "note",
            lambda: tr("No font for the PDF is installed; it is set in a built-in one, Latin letters only."),
        )
    else:
        yield "text", "good", lambda: tr("PDFs are set in {font}.", font=face.path.name)
