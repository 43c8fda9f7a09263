"""Which execution provider a network can use, and one plain sentence when it is not the one asked for.

ONNX Runtime answers a missing GPU library with raw lines on the process's
standard error and quietly goes on with the CPU. Here those lines are caught
and turned into `ProviderReport.reason`, which names the library.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class Provider:
    """A way to run networks: what the user types, ONNX Runtime's name, what is shown; `auto` may pick it."""

    name: str
    runtime: str
    label: str
    auto: bool = False


PROVIDERS = (
    Provider("cpu", "CPUExecutionProvider", "CPU"),
    Provider("cuda", "CUDAExecutionProvider", "NVIDIA GPU (CUDA)", auto=True),
    Provider("tensorrt", "TensorrtExecutionProvider", "NVIDIA GPU (TensorRT)"),
    Provider("directml", "DmlExecutionProvider", "GPU (DirectML)", auto=True),
    Provider("coreml", "CoreMLExecutionProvider", "Apple GPU (CoreML)"),
    Provider("openvino", "OpenVINOExecutionProvider", "Intel (OpenVINO)"),
)
CPU = PROVIDERS[0]
PROVIDER_CHOICES = ("auto", *(provider.name for provider in PROVIDERS))

_NVIDIA = frozenset({"cuda", "tensorrt"})
_DRIVER = {"linux": "libcuda.so.1", "win32": "nvcuda.dll"}
_MISSING = (
    re.compile(r"([\w.+-]+\.so[.\d]*): cannot open shared object file"),
    re.compile(r"(?:Could not find module '|Failed to load )(?:[^'\n]*[\\/])?([\w.+-]+\.dll)"),
)
_MADE_OF = (  # which package a missing library belongs to, by its name
    (("libcuda.", "nvcuda."), worded("the NVIDIA driver")),
    (("libcudnn", "cudnn"), "cuDNN"),
    (("libnvinfer", "nvinfer", "libnvonnxparser"), "TensorRT"),
)


@dataclass(frozen=True, slots=True)
class ProviderReport:
    """The provider asked for and the one in use, by name; `reason` says why they differ, else empty."""

    asked: str
    used: str
    reason: str = ""

    @property
    def label(self) -> str:
        """The provider in use as it is shown: "CPU", "NVIDIA GPU (CUDA)"."""
        return find_provider(self.used).label

    def __str__(self) -> str:
        return f"{self.label}. {self.reason}" if self.reason else self.label


def find_provider(name: str) -> Provider:
    """The provider of that name; `UsageError` lists the names there are."""
    for provider in PROVIDERS:
        if provider.name == name:
            return provider
    raise UsageError(
        "There is no provider {name!r}; choose one of {names}.", name=name, names=", ".join(PROVIDER_CHOICES)
    )


def candidates(asked: str, available: frozenset[str]) -> list[Provider]:
    """Providers to try in order, before the CPU. `auto` tries only what has a device and a runtime."""
    if asked != "auto":
        provider = find_provider(asked)
        return [] if provider is CPU else [provider]
    fits = [p for p in PROVIDERS if p.auto and p.runtime in available]
    return [p for p in fits if p.name not in _NVIDIA or nvidia_device_present()]


def nvidia_device_present() -> bool:
    """Whether the machine shows an NVIDIA GPU, usable or not."""
    if sys.platform == "win32":
        return driver_missing() is None
    if any(Path("/dev").glob("nvidia[0-9]*")) or Path("/dev/dxg").exists():
        return True
    return any(_is_nvidia_display(device) for device in Path("/sys/bus/pci/devices").glob("*"))


def driver_missing() -> str | None:
    """The name of the NVIDIA driver's library when it cannot be loaded, else None."""
    library = _DRIVER.get(sys.platform)
    if library is None:
        return None
    try:
        ctypes.CDLL(library)
    except OSError:
        return library
    return None


def explain(provider: Provider, in_runtime: bool, raw: str) -> str:
    """One sentence: why `provider` is not in use. `raw` is what the runtime wrote while trying."""
    return worded(
        "{name} was not used and the CPU took its place: {why}",
        name=provider.label,
        why=_why(provider, in_runtime, raw),
    )


def _why(provider: Provider, in_runtime: bool, raw: str) -> str:
    if not in_runtime:
        return worded("the installed ONNX Runtime was built without it.")
    missing = missing_libraries(raw)
    driver = driver_missing() if provider.name in _NVIDIA else None
    if driver and driver not in missing:
        missing.insert(0, driver)
    if missing:
        named = " and ".join(_with_origin(library) for library in missing)
        return worded("{names} cannot be loaded.{remedy}", names=named, remedy=_remedy(provider, missing))
    return _first_complaint(raw) or worded("the runtime gave no reason.")


def missing_libraries(raw: str) -> list[str]:
    """Names of shared libraries that the loader did not find, in the order the runtime named them."""
    found = [(match.start(), match.group(1)) for pattern in _MISSING for match in pattern.finditer(raw)]
    return list(dict.fromkeys(name for _, name in sorted(found) if "onnxruntime" not in name))


@contextlib.contextmanager
def raw_lines_caught() -> Iterator[list[str]]:
    """Catch what native code writes to file descriptor 2, and Python to stdout; the list receives the text.

    The descriptor belongs to the whole process, so this is held only while a
    session is opened, by one thread at a time; lines of others are passed on.
    """
    caught: list[str] = []
    printed = io.StringIO()
    with _ONE_AT_A_TIME, tempfile.TemporaryFile() as sink:
        with _descriptor_redirected(2, sink), contextlib.redirect_stdout(printed):
            yield caught
        sink.seek(0)
        lines = sink.read().decode("utf-8", "replace").splitlines(keepends=True)
    caught.extend((printed.getvalue(), *lines))
    foreign = [line for line in lines if "onnxruntime" not in line and not _ESCAPE_ONLY.fullmatch(line)]
    with contextlib.suppress(OSError):  # a window without a console has no standard error
        os.write(2, "".join(foreign).encode())


_ONE_AT_A_TIME = threading.Lock()  # two redirections of one descriptor would restore each other's
_ESCAPE_ONLY = re.compile(r"(?:\x1b\[[\d;]*m|\s)*")


@contextlib.contextmanager
def _descriptor_redirected(descriptor: int, sink: BinaryIO) -> Iterator[None]:
    try:
        kept = os.dup(descriptor)
    except OSError:  # a window without a console has no standard error
        yield
        return
    try:
        os.dup2(sink.fileno(), descriptor)
        yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)


def _is_nvidia_display(device: Path) -> bool:
    try:
        vendor, kind = (device / "vendor").read_text(), (device / "class").read_text()
    except OSError:
        return False
    return vendor.startswith("0x10de") and kind.startswith("0x03")


def _with_origin(library: str) -> str:
    origin = next((origin for starts, origin in _MADE_OF if library.startswith(starts)), "CUDA")
    return f"{library} ({origin})"


def _remedy(provider: Provider, missing: list[str]) -> str:
    if provider.name != "cuda" or all(library == _DRIVER.get(sys.platform) for library in missing):
        return ""
    if getattr(sys, "frozen", False):
        return worded(" Install CUDA and cuDNN on this machine.")
    return worded(' CUDA and cuDNN come with: pip install "cpcl-desktop[cuda]".')


def _first_complaint(raw: str) -> str:
    """The first line that says something, without colours, times and source positions, as a sentence."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", raw)
    for line in plain.splitlines():
        text = re.sub(r"^.*?\[[EW]:onnxruntime:[^\]]*\]\s*", "", line).strip(" *.")
        if text and "EP Error" not in text:
            return text[:200] + "."
    return ""
