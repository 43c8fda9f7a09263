"""Who may take part: a worker that would give other vectors than the rest is refused, by name and with why."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.dask import is_this_machine
from cpcl_desktop.engine.cluster.jobs import PROTOCOL, Order
from cpcl_desktop.engine.cluster.working import stages_of, this_worker, this_workers_name
from cpcl_desktop.engine.doctor.golden.comparison import ASSUMED, MEASURED
from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.machine import versions
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.runtime.providers import find_provider
from cpcl_desktop.engine.sources.recorder_names import TABLE

DECIDING: Final = ("cpcl", "FFmpeg", "PyAV", "NumPy", "OpenCV", "Pillow", "ONNX Runtime")
"""Of the versions, those by which frames, boxes or vectors may differ."""

_SPOKEN: Final = "the protocol of its cluster"  # stands among the versions

_PICTURES: Final = ((128, 64), (200, 90), (61, 33))  # pixels, height and width


@dataclass(frozen=True, slots=True)
class Equipment:
    """What of a machine decides what comes out of its reading.

    `provider` is where its networks really run, and `reason` why that is not what was asked for; `recorder_names`
    the hash of the user's own table of them, empty where there is none; `vectors` float32[pictures, dim] what its
    encoder makes of pictures that are drawn alike everywhere.
    """

    versions: Mapping[str, str]
    provider: str
    reason: str
    recorder_names: str
    vectors: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a worker answers when it is asked: its name, and its equipment or why it has none to show."""

    name: str
    equipment: Equipment | None
    why_not: str = ""


def equipment_of(stages: Stages) -> Equipment:
    """This machine's, with these networks."""
    own = {name: version for name, version in versions().items() if name in DECIDING} | {_SPOKEN: str(PROTOCOL)}
    provider = stages.provider
    return Equipment(own, provider.used, provider.reason, _recorder_names(), stages.embedder.images(_drawn()))


def show(order: Order, token: str) -> Shown:
    """On a worker: open the networks and say what is there; see whether the folder for parts can be written to."""
    name = this_workers_name()
    try:
        if why := _protocol_fault(order) or _pages_fault() or _parts_fault(order.parts, token):
            return Shown(name, None, why)
        return Shown(name, equipment_of(stages_of(order)))
    except CpclError as error:
        return Shown(name, None, str(error))


def refusal(must: Equipment, has: Equipment, provider: str) -> str:
    """Why a machine may not read beside one that has what it must, in words; empty where it may.

    `provider` is where all are to run.
    """
    for name, version in must.versions.items():
        if (other := has.versions.get(name, "–")) != version:
            return worded(
                "{name} is {other} there and {version} here; install the same",
                name=name, other=other, version=version,
            )  # fmt: skip
    if has.provider != provider:
        return worded(
            "its networks run on {other}, those of the others on {provider}; with --provider cpu all can take "
            "part. {why}",
            other=find_provider(has.provider).label, provider=find_provider(provider).label, why=has.reason,
        ).rstrip()  # fmt: skip
    if has.recorder_names != must.recorder_names:
        return worded("its table {name} is not the one of this machine; copy that there", name=TABLE)
    allowed = (MEASURED if has.provider == must.provider == "cpu" else ASSUMED).vector
    off = _off(must.vectors, has.vectors)
    if off > allowed:
        return worded(
            "its vectors are off by {off:.1e} (1 − cosine), and {allowed:.0e} is allowed; `cpcl doctor --golden` "
            "says more",
            off=off, allowed=allowed,
        )  # fmt: skip
    return ""


def _off(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    """By how much the worst pair of unit vectors differs, 1 − cosine; 2 where they cannot be compared."""
    if one.shape != other.shape:
        return 2.0
    return float((1.0 - np.einsum("ij,ij->i", one, other)).max())


def _drawn() -> list[Image]:
    """Pictures that come out the same on every machine: whole numbers only."""
    return [_drawing(number, height, width) for number, (height, width) in enumerate(_PICTURES, start=1)]


def _drawing(number: int, height: int, width: int) -> Image:
    y, x = np.mgrid[:height, :width]
    colours = [(y * (3 + number) + x * 5 * shift) // (2 + shift) % 256 for shift in (1, 2, 3)]
    return np.stack(colours, axis=-1).astype(np.uint8)


def _recorder_names() -> str:
    folder = home()
    try:
        table = (folder / TABLE).read_bytes() if folder is not None else b""
    except OSError:
        table = b""
    return hashlib.sha256(table).hexdigest() if table else ""


def _protocol_fault(order: Order) -> str:
    """Why this worker does not understand who orders; empty where it does."""
    other = getattr(order, "protocol", "–")  # one of before, which is let in by whoever ordered it, has none
    if other == PROTOCOL:
        return ""
    return worded(
        "{name} is {other} there and {version} here; install the same",
        name=_SPOKEN, other=PROTOCOL, version=other,
    )  # fmt: skip


def _pages_fault() -> str:
    """Why this worker tells more than its cluster does; empty where Dask's pages are this machine's alone."""
    worker = this_worker()
    host = worker.http_server.address
    if not worker.address.startswith("tls://") or is_this_machine(host):
        return ""
    return worded(
        "it shows pages to whoever reaches {name}, without keys; start it with --dashboard-address 127.0.0.1:0",
        name=host,
    )


def _parts_fault(parts: str, token: str) -> str:
    """Why parts cannot be put where they belong; empty where they can, or are fetched."""
    if not parts:
        return ""
    try:
        if not (Path(parts) / token).is_dir():
            return worded(
                "it does not see the folder for parts {path}; name one that both see with --parts, say with --map "
                "what it is called there, or give --send",
                path=parts,
            )
        with tempfile.TemporaryFile(dir=Path(parts) / token):
            return ""
    except OSError as error:
        return worded("it cannot write to the folder for parts {path} ({why})", path=parts, why=error.strerror)
