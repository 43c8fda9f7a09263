"""Networks in ONNX Runtime: opened on the provider that really works, run, and batched within memory.

`onnxruntime` is imported when the first session is opened, not before: it
takes longer than all of `cpcl --help`.
"""

from __future__ import annotations

import contextlib
import os
import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import BundleError, MachineError
from cpcl_desktop.engine.runtime.onnx_check import check_network
from cpcl_desktop.engine.runtime.providers import (
    CPU,
    PROVIDER_CHOICES,
    Provider,
    ProviderReport,
    candidates,
    explain,
    raw_lines_caught,
)

__all__ = [
    "PROVIDER_CHOICES",
    "MemoryExhausted",
    "ProviderReport",
    "Session",
    "open_session",
    "run_batched",
    "usable_cores",
]

Array = npt.NDArray[Any]
Shape = tuple[int | str | None, ...]  # a name or None stands for a free dimension

_FATAL_ONLY = 4  # failures of a run reach us as exceptions; the runtime need not print them too
_EXHAUSTED = ("allocate memory", "bad allocation", "bad_alloc", "out of memory", "alloc_failed")


class MemoryExhausted(MachineError):  # noqa: N818 - reads as what happened
    """A run needed more memory than the device has; a smaller batch may fit."""


class _Port(Protocol):
    name: str
    type: str
    shape: Sequence[int | str | None]


class _Network(Protocol):
    """What is used of `onnxruntime.InferenceSession`, which carries no annotations."""

    def get_inputs(self) -> Sequence[_Port]: ...
    def get_outputs(self) -> Sequence[_Port]: ...
    def get_providers(self) -> Sequence[str]: ...
    def run(self, names: None, feed: dict[str, Array]) -> Sequence[Array]: ...


class Session:
    """A network ready to run. `run` may be called from several threads at once.

    `inputs` and `outputs` map names to shapes, `types` those of the inputs to
    types as ONNX Runtime writes them (`tensor(float)`); `batch_limit` is the
    largest batch that fitted into memory so far, None while none failed.
    """

    def __init__(self, network: _Network, provider: ProviderReport) -> None:
        self._network = network
        self.provider = provider
        self.inputs: dict[str, Shape] = {i.name: tuple(i.shape) for i in network.get_inputs()}
        self.types: dict[str, str] = {i.name: i.type for i in network.get_inputs()}
        self.outputs: dict[str, Shape] = {o.name: tuple(o.shape) for o in network.get_outputs()}
        self.batch_limit: int | None = None

    def run(self, inputs: Mapping[str, Array]) -> list[Array]:
        """All outputs in the network's order; `MemoryExhausted` or `MachineError` when the run fails."""
        try:
            return list(self._network.run(None, dict(inputs)))
        except _runtime_errors() as error:
            raise _run_failure(error, self.provider) from error


def open_session(model: bytes, provider: str = "auto", threads: int = 0) -> Session:
    """Open an ONNX network from its bytes on `provider` (one of `PROVIDER_CHOICES`).

    A provider that does not work is replaced by the CPU and the session's
    report says why; `auto` takes a GPU that works, else the CPU. `threads`
    bounds the threads inside one run, 0 means as many as usable cores. Raises
    `UsageError` for an unknown provider, `BundleError` when the bytes are no
    network that ONNX Runtime can run.
    """
    check_network(model)
    runtime = _load_runtime()
    available = frozenset(runtime.get_available_providers())
    reasons: list[str] = []
    for candidate in candidates(provider, available):
        session, raw = None, ""
        if candidate.runtime in available:
            session, raw = _attempt(runtime, model, candidate, threads)
        if session is not None:
            return Session(session, ProviderReport(provider, candidate.name))
        reasons.append(explain(candidate, candidate.runtime in available, raw))
    return Session(_open_on_cpu(runtime, model, threads), ProviderReport(provider, CPU.name, " ".join(reasons)))


def runtime_found() -> tuple[str, frozenset[str]]:
    """ONNX Runtime's version, and the providers that it was built with, by its own names for them."""
    runtime = _load_runtime()
    return str(runtime.__version__), frozenset(runtime.get_available_providers())


def run_batched(session: Session, name: str, batch: Array, size: int) -> list[Array]:
    """Run input `name` in batches of at most `size` rows and join the outputs along the first axis.

    When memory runs out the batch is halved, down to one row, and the size
    that fitted is kept in `session.batch_limit` for later calls. An empty batch
    is run as it is. Raises `MemoryExhausted` when a single row does not fit.
    """
    parts: list[list[Array]] = []
    start = 0
    while start < len(batch) or not parts:
        step = min(size, session.batch_limit or size)
        try:
            parts.append(session.run({name: batch[start : start + step]}))
        except MemoryExhausted:
            if step <= 1:
                raise
            session.batch_limit = step // 2
            continue
        start += step
    return parts[0] if len(parts) == 1 else [np.concatenate(outputs) for outputs in zip(*parts, strict=True)]


def usable_cores() -> int:
    """Cores this process may use; fewer than the machine's in a container or under an affinity mask."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _load_runtime() -> types.ModuleType:
    with raw_lines_caught():  # some machines make the import itself complain about device discovery
        import onnxruntime
    runtime: types.ModuleType = onnxruntime
    runtime.disable_telemetry_events()  # what `cpcl_desktop` switches off is not that of Windows' own tracing
    return runtime


@cache
def _runtime_errors() -> tuple[type[Exception], ...]:
    """What opening and running a network raise: one class for each status of the runtime, without a common base.

    Besides these, its own Python code raises ValueError and RuntimeError, and the binding MemoryError.
    """
    from onnxruntime.capi import onnxruntime_pybind11_state as binding

    own = [kind for kind in vars(binding).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*own, ValueError, RuntimeError, MemoryError)


def _attempt(
    runtime: types.ModuleType, model: bytes, provider: Provider, threads: int
) -> tuple[_Network | None, str]:
    """A runtime session that really uses `provider`, or None; and what the runtime wrote meanwhile."""
    complaint = ""
    session: _Network | None = None
    with raw_lines_caught() as raw:
        if provider.name in ("cuda", "tensorrt") and hasattr(runtime, "preload_dlls"):
            with contextlib.suppress(OSError, RuntimeError):  # what is missing, the session's own failure names
                runtime.preload_dlls()
        try:
            session = _create(runtime, model, [provider.runtime, CPU.runtime], threads)
        except _runtime_errors() as error:
            complaint = str(error)
    if session is None or session.get_providers()[0] != provider.runtime:
        return None, "\n".join((*raw, complaint))
    return session, ""


def _open_on_cpu(runtime: types.ModuleType, model: bytes, threads: int) -> _Network:
    try:
        with raw_lines_caught():
            return _create(runtime, model, [CPU.runtime], threads)
    except _runtime_errors() as error:
        raise BundleError("The network is not an ONNX model that can run here ({why}).", why=error) from error


def _create(runtime: types.ModuleType, model: bytes, providers: list[str], threads: int) -> _Network:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.inter_op_num_threads = 1
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = _FATAL_ONLY
    # Spinning threads would take the cores that decoding and embedding need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    network: Any = runtime.InferenceSession(model, options, providers=providers, enable_fallback=0)
    network._model_bytes = None  # the whole file, kept to fall back to another provider, which is off
    opened: _Network = network
    return opened


def _run_failure(error: Exception, provider: ProviderReport) -> MachineError:
    text = str(error).lower()
    if isinstance(error, MemoryError) or any(sign in text for sign in _EXHAUSTED):
        return MemoryExhausted(
            worded(
                "The memory of the {name} was exhausted; what was stored before is kept. Close other programs, "
                "or choose the provider cpu.",
                name=provider.label,
            )
        )
    return MachineError("The network failed on the {name}: {why}", name=provider.label, why=error)
