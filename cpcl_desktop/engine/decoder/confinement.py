"""What the operating system lets a decoder process do once it knows what it is to read, and what that could not be.

Footage may be made to take over its decoder. What has then been taken over reads the footage and what libraries
need, answers through the pipes and the memory that it was given, and does nothing else. Where a machine cannot
confine it, decoding goes on without, and `cpcl doctor` says so.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cpcl_desktop
from cpcl_desktop.engine.media.listing import is_image

UNCONFINED = "CPCL_DECODE_UNCONFINED"  # set to 1, decoders are not confined: for measuring, and for finding faults
_TURNED_OFF = f"turned off by {UNCONFINED}"

Kind = Literal["files", "network", "programs"]
KINDS: tuple[Kind, ...] = ("files", "network", "programs")

# What libraries and the interpreter read while they run: code that is loaded late, what the machine is, randomness.
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/System", "/Library/Frameworks"),
    *("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/null", "/dev/urandom", "/proc/cpuinfo"),
    *("/proc/meminfo", "/sys/devices/system/cpu", "/sys/fs/cgroup"),
)


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that is kept from a decoder: what does so, or why nothing does (`why`, else empty)."""

    kind: Kind
    by: str
    why: str = ""


def confine(reads: Sequence[Path], memory_bytes: int, writes: bool = False) -> list[Barrier]:
    """Confine this process to reading these paths, for good; what holds it back, one entry for each of KINDS.

    `writes`: it is about to write into files that it has opened already.
    """
    if os.environ.get(UNCONFINED) == "1":
        return [Barrier(kind, "", _TURNED_OFF) for kind in KINDS]
    return _confined([*reads, *code_folders(), *map(Path, _SYSTEM)], memory_bytes, writes)


if sys.platform == "linux":
    import resource

    from cpcl_desktop.engine.decoder import landlock, seccomp

    def _confined(paths: Sequence[Path], memory_bytes: int, writes: bool) -> list[Barrier]:
        if not writes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        no_landlock = landlock.read_only_these(paths)
        no_filter = seccomp.install_filter()
        return [
            Barrier("files", f"Landlock, version {landlock.version()}", no_landlock),
            Barrier("network", "seccomp", no_filter),
            Barrier("programs", "seccomp", no_filter),
        ]

elif sys.platform == "darwin":
    from cpcl_desktop.engine.decoder import seatbelt

    def _confined(paths: Sequence[Path], memory_bytes: int, writes: bool) -> list[Barrier]:
        why = seatbelt.enter_sandbox(paths)
        return [Barrier(kind, "the sandbox of macOS", why) for kind in KINDS]

elif sys.platform == "win32":
    from cpcl_desktop.engine.decoder import job_object

    def _confined(paths: Sequence[Path], memory_bytes: int, writes: bool) -> list[Barrier]:
        never = "Windows has no such limit for a program that runs already"
        programs = Barrier("programs", "a job object", job_object.enter_job(memory_bytes))
        return [Barrier("files", "", never), Barrier("network", "", never), programs]

else:

    def _confined(paths: Sequence[Path], memory_bytes: int, writes: bool) -> list[Barrier]:
        return [Barrier(kind, "", f"nothing is known of {sys.platform}") for kind in KINDS]


def footage_paths(path: Path, kind: str | None = None) -> list[Path]:
    """What reading a source opens: its file or folder, and where links in the folder lead to."""
    return [path, *(_links_in(path, recursive=kind == "crops") if path.is_dir() else ())]


def _links_in(folder: Path, recursive: bool) -> Iterator[Path]:
    """By what listing tells anyway: to ask for each file would take minutes on a slow drive."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    if is_image(Path(entry.name)):
                        yield Path(entry.path)
                elif recursive and entry.is_dir(follow_symlinks=False):
                    yield from _links_in(Path(entry.path), recursive)
    except OSError:  # met again, and said, when the folder is opened
        return


def code_folders() -> Iterator[Path]:
    """Where this program and its libraries lie."""
    yield Path(cpcl_desktop.__file__).parent
    if frozen := getattr(sys, "_MEIPASS", None):
        yield Path(frozen)
        yield Path(sys.executable)  # a frozen program's modules are in the program's own file
    yield from {Path(folder) for name, folder in sysconfig.get_paths().items() if name.endswith(("lib", "stdlib"))}
    for name in ("av", "cv2", "numpy"):
        if file := getattr(sys.modules.get(name), "__file__", None):
            yield Path(file).parents[1]
