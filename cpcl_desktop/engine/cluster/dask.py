"""The one module that connects by Dask: to whom it may, with which keys, and what is said where nobody answers.

Dask sends Python objects; whoever is let in can run anything on the others. So beyond this machine only connections
by TLS are made, in which both sides show a certificate of one private authority (`keys`).
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from urllib.parse import urlsplit

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.keys import AUTHORITY, CERTIFICATE, KEY
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.runtime.policy import check_network

Client = Any  # Dask's, which carries no annotations that hold
PORT: Final = 8786  # Dask's own
PATIENCE_S: Final = 15.0  # for a scheduler to answer


def load() -> ModuleType:
    """Dask; `UsageError` says how to install it."""
    try:
        import distributed
    except ImportError as error:
        raise UsageError(
            'Reading on several machines needs the package distributed: pip install "cpcl-desktop[cluster]".'
        ) from error
    for name in ("distributed", "distributed.client"):  # what it tells of lost connections is said here, once
        logging.getLogger(name).setLevel(logging.CRITICAL)
    module: ModuleType = distributed
    return module


def checked(address: str, keys: Path | None) -> str:
    """The address of a scheduler as Dask takes it, `tls://HOST:PORT` or, on this machine alone, `tcp://HOST:PORT`.

    `UsageError` for one that would be spoken to without TLS beyond this machine, or that means nothing.
    """
    check_network(
        worded("The cluster was not used"), worded("Without --cluster the footage is read on this machine.")
    )
    scheme, sign, _ = address.partition("://")
    whole = address if sign else f"{'tcp' if keys is None else 'tls'}://{address}"
    scheme = scheme if sign else whole.partition("://")[0]
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        host, port = "", PORT
    if not host or scheme not in ("tcp", "tls"):
        raise UsageError(
            "{text} is no address of a scheduler; write tls://HOST:8786 (or tcp://127.0.0.1:8786).", text=address
        )
    check_safe(scheme, host, keys)
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def check_safe(scheme: str, host: str, keys: Path | None) -> None:
    """`UsageError` where a connection of this kind would be open to others than who has the keys."""
    if scheme == "tls" and keys is None:
        raise UsageError(
            "An address that begins with tls:// needs the keys of the cluster: name their folder "
            "(`cpcl cluster keys FOLDER` makes one)."
        )
    if scheme == "tcp" and not is_this_machine(host):
        raise UsageError(
            "{name} is another machine, and tcp:// is open to whoever listens or sends: anybody who reaches it "
            "could run programs on the workers. Nothing was sent. Make keys with `cpcl cluster keys FOLDER`, start "
            "scheduler and workers with them, and write tls://.",
            name=host,
        )
    if scheme == "tcp" and keys is not None:
        raise UsageError("Keys are for addresses that begin with tls://; write that, or leave the keys out.")


def is_this_machine(host: str) -> bool:
    """Whether a host is reached without leaving this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def security(keys: Path | None) -> Any:  # noqa: ANN401 (Dask's)
    """What Dask is to show and to ask for; None without keys. `UsageError` where a file of them is missing."""
    if keys is None:
        return None
    files = {name: keys / name for name in (AUTHORITY, CERTIFICATE, KEY)}
    for path in files.values():
        if not path.is_file():
            raise UsageError(
                "{path} is not there; the keys of a cluster are a folder as `cpcl cluster keys FOLDER` makes it.",
                path=path,
            )
    shown = {
        f"tls_{role}_{kind}": str(files[name])
        for role in ("client", "scheduler", "worker")
        for kind, name in (("cert", CERTIFICATE), ("key", KEY))
    }
    return load().Security(tls_ca_file=str(files[AUTHORITY]), require_encryption=True, **shown)


@contextmanager
def connected(address: str, keys: Path | None) -> Iterator[Client]:
    """A client of the scheduler at an address; raises as `checked`, and `MachineError` where nobody answers."""
    where = checked(address, keys)
    shown, dask = security(keys), load()
    try:
        client = dask.Client(where, security=shown, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise MachineError(
            "No scheduler answers at {name} ({why}); nothing was read. Start one with `cpcl cluster start`, "
            "with the same keys.",
            name=where,
            why=error or type(error).__name__,
        ) from error
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=5)


def workers_of(client: Client) -> set[str]:
    """The addresses of all workers that there are now; `MachineError` where the scheduler is gone."""
    check_there(client)
    try:
        return set(client.nthreads())
    except (OSError, TimeoutError) as error:
        raise _gone() from error


def check_there(client: Client) -> None:
    """`MachineError` where the scheduler is gone."""
    if client.status != "running":
        raise _gone()


def _gone() -> MachineError:
    return MachineError(
        "The scheduler does not answer any more. The parts that are whole are kept; start it again, and the same "
        "command goes on from there."
    )
