"""Workers on other machines, each started and held by this machine's own `ssh`; what runs there is Dask's worker.

By that ssh the user's settings, keys and known machines count. Dask's `SSHCluster` reads few of them (asyncssh) and
starts a scheduler of its own, with its pages; `dask ssh` (paramiko) knows no TLS.
"""

from __future__ import annotations

import contextlib
import shlex
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.cluster.dask import is_this_machine
from cpcl_desktop.engine.cluster.keys import AUTHORITY, CERTIFICATE, KEY
from cpcl_desktop.engine.cluster.start import PAGES, SETTINGS, Share
from cpcl_desktop.engine.errors import UsageError

_SSH: Final = (
    *("ssh", "-a", "-x", "-tt"),  # -tt: the worker has a terminal, and ends when that goes
    *("-o", "BatchMode=yes"),  # asks for no password, and takes no machine that is not known
    *("-o", "ConnectTimeout=15"),
    *("-o", "ServerAliveInterval=15"),
    *("-o", "ClearAllForwardings=yes"),
    *("-o", "LogLevel=ERROR"),
)
_REACHING_S: Final = 60  # for a worker to reach the scheduler, before it ends
_ENDING_S, _LEAVING_S = 15.0, 5.0  # for workers to end with their scheduler; for ssh to let go
_LAST_WORDS: Final = 4096  # bytes
_FAREWELL: Final = "End worker"  # how Dask's last line ends, which says nothing


@dataclass(frozen=True, slots=True)
class Hosts:
    """Machines as ssh takes them, with a worker for each time that one is named.

    There, `python` is the one that has this program, and `keys` the folder of the cluster's keys.
    """

    names: Sequence[str]
    python: str
    keys: str

    def workers(self) -> Mapping[str, tuple[str, Share]]:
        """By the name of each worker its host, and its share of that."""
        counts, begun, found = Counter(self.names), Counter[str](), {}
        for host in self.names:
            begun[host] += 1
            found[f"{host}-{begun[host]}"] = host, (begun[host] - 1, counts[host])
        return found

    def command(self, host: str, name: str, address: str) -> list[str]:
        """What starts a worker of this name on a host, for the scheduler at an address."""
        worker = [
            *("env", *(f"{_variable(key)}={value}" for key, value in SETTINGS.items())),
            *(self.python, "-P", "-m", "dask", "worker", address, "--name", name, "--nthreads", "1"),
            *("--memory-limit", "0", "--dashboard-address", PAGES, "--death-timeout", str(_REACHING_S)),
            *("--tls-ca-file", f"{self.keys}/{AUTHORITY}"),
            *("--tls-cert", f"{self.keys}/{CERTIFICATE}", "--tls-key", f"{self.keys}/{KEY}"),
        ]
        return [*_SSH, "--", host, f"exec {shlex.join(worker)}"]


def _variable(key: str) -> str:
    """By which variable Dask takes a setting."""
    return f"DASK_{key.upper().replace('.', '__').replace('-', '_')}"


def check_reached(host: str, keys: Path | None) -> None:
    """`UsageError` where other machines would not reach, or not be let in by, a scheduler at this address."""
    if keys is None or is_this_machine(host):
        raise UsageError(
            "Workers on other machines must reach this one and need the keys: name its address with --host and the "
            "folder of the keys with --keys. Nothing was started."
        )


class SshWorkers:
    """Workers on hosts, from `begin` until this context ends; before it does, their scheduler has to end.

    Where this program is killed, they end all the same, as every worker does whose scheduler is gone.
    """

    def __init__(self, hosts: Hosts) -> None:
        """`UsageError` where there are hosts and no ssh."""
        if hosts.names and shutil.which(_SSH[0]) is None:
            raise UsageError(
                "This machine has no program ssh, by which workers are started on others; install OpenSSH's "
                "client. Nothing was started."
            )
        self._hosts = hosts
        self._held: list[tuple[str, subprocess.Popen[bytes], IO[bytes]]] = []

    def begin(self, address: str) -> list[str]:
        """Start them; the commands as they are run."""
        commands = []
        for name, (host, _) in self._hosts.workers().items():
            command, said = self._hosts.command(host, name, address), tempfile.TemporaryFile()  # noqa: SIM115
            commands.append(shlex.join(command))
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,  # else the user's terminal would be the worker's
                stdout=said,
                stderr=said,
                start_new_session=True,  # Ctrl+C is for this program, which then lets workers end
            )
            self._held.append((host, process, said))
        return commands

    def look(self) -> Iterator[str]:
        """For each worker that ended since the last look a sentence with the last that was heard of it."""
        for one in [one for one in self._held if one[1].poll() is not None]:
            self._held.remove(one)
            host, process, said = one
            with said:
                why = _last_words(said) or worded("ssh ended with status {status}", status=process.returncode)
            yield worded("No worker runs on {name} ({text}); the others go on.", name=host, text=why.rstrip("."))

    def __enter__(self) -> SshWorkers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        until = time.monotonic() + _ENDING_S
        for _, process, _ in self._held:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        for _, process, said in self._held:
            process.terminate()  # its terminal there goes, and so does who has it
            try:
                process.wait(_LEAVING_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            said.close()


def _last_words(said: IO[bytes]) -> str:
    """The last line of what ssh, the shell there or the worker said."""
    said.seek(max(0, said.seek(0, 2) - _LAST_WORDS))
    lines = [line.strip() for line in said.read().decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line and not line.endswith(_FAREWELL)), "")
