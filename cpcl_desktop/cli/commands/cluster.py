"""`cpcl cluster`: keys for machines that read together, a cluster of workers, a pause for what it reads."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.arguments import whole
from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands import ingest_cluster
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.errors import UsageError

if TYPE_CHECKING:  # late: keys need none of it
    from cpcl_desktop.engine.cluster.ssh import Hosts, SshWorkers

_MOST_PORT = 65535
_LOOK_EVERY_S = 1.0


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl cluster`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    keys = actions.add_parser("keys", help="make keys: a folder that every machine of the cluster is given")
    keys.add_argument("folder", type=common.path, metavar="FOLDER")
    start = actions.add_parser(
        "start", help="start a scheduler and workers on this machine, and on others by ssh, until Ctrl+C"
    )
    start.add_argument("--workers", type=whole(0), default=1, metavar="N", help="how many here (default 1)")
    start.add_argument(
        "--host", type=common.name, default="127.0.0.1",
        help="this machine's address for others, which need --keys (default: for this machine alone)",
    )  # fmt: skip
    start.add_argument(
        "--port", type=whole(0, _MOST_PORT), default=8786,
        help="of the scheduler (default 8786; 0: any that is free)",
    )  # fmt: skip
    ingest_cluster.add_keys(start)
    _add_ssh(start)
    for name, what in (("pause", "let everything that a cluster reads wait"), ("resume", "let it go on")):
        other = actions.add_parser(name, help=what)
        other.add_argument("address", type=common.name, metavar="ADDRESS", help="of the scheduler")
        ingest_cluster.add_keys(other)


def _add_ssh(start: argparse.ArgumentParser) -> None:
    """Workers on other machines."""
    start.add_argument(
        "--ssh", type=common.name, nargs="+", action="extend", default=[], metavar="HOST",
        help="start a worker on each of these machines, too (one named twice: two), by ssh, which must get there "
        "without a password",
    )  # fmt: skip
    start.add_argument(
        "--remote-python", type=common.name, metavar="PATH",
        help="the Python on those machines that has this program (default: as here)",
    )  # fmt: skip
    start.add_argument(
        "--remote-keys", type=common.name, metavar="FOLDER",
        help="the folder of the keys on those machines (default: as here)",
    )  # fmt: skip


def run(request: argparse.Namespace) -> int:
    """Carry out the action."""
    return _ACTIONS[request.action](request)


def _keys(request: argparse.Namespace) -> int:
    from cpcl_desktop.engine.cluster.keys import make_keys

    until = make_keys(request.folder)
    terminal.say(
        f"Made keys in {request.folder}, which hold until {until:%Y-%m-%d}. Give this folder to every machine of "
        "the cluster, by a way that nobody else sees: who has it can run programs on all of them."
    )
    return DONE


def _start(request: argparse.Namespace) -> int:
    from cpcl_desktop.engine.cluster.ssh import SshWorkers
    from cpcl_desktop.engine.cluster.start import started

    hosts = _hosts(request)
    shares = {name: share for name, (_, share) in hosts.workers().items()}
    with (
        SshWorkers(hosts) as elsewhere,
        started(request.workers, request.keys, request.host, request.port, shares) as address,
    ):
        try:  # whoever reads the line may end it at once
            terminal.say(f"Workers: {request.workers}. Give `cpcl ingest` --cluster {address}; Ctrl+C ends it.")
            terminal.flush()
            if hosts.names:
                _follow(elsewhere, address, request.keys)
            while True:
                time.sleep(_LOOK_EVERY_S)
        except KeyboardInterrupt:
            return DONE


def _hosts(request: argparse.Namespace) -> Hosts:
    """The other machines, checked."""
    from cpcl_desktop.engine.cluster.ssh import Hosts, check_reached

    if request.ssh:
        check_reached(request.host, request.keys)
    elif request.remote_python or request.remote_keys:
        raise UsageError("--remote-python and --remote-keys say something of other machines; name them with --ssh.")
    keys = "" if request.keys is None else str(request.keys.absolute())
    return Hosts(request.ssh, request.remote_python or sys.executable, request.remote_keys or keys)


def _follow(elsewhere: SshWorkers, address: str, keys: Path) -> None:
    """Start workers on other machines and say who came and who went, until somebody ends it."""
    from cpcl_desktop.engine.cluster.dask import connected, workers_of

    for command in elsewhere.begin(address):
        terminal.say(f"Starting: {command}")
    with connected(address, keys) as client:
        there = -1
        while True:
            for sentence in elsewhere.look():
                terminal.complain(sentence)
            if (now := len(workers_of(client))) != there:
                there = now
                terminal.say(f"Workers: {there}.")
            terminal.flush()
            time.sleep(_LOOK_EVERY_S)


def _pause(request: argparse.Namespace) -> int:
    from cpcl_desktop.engine.cluster.dask import connected
    from cpcl_desktop.engine.cluster.pausing import set_paused

    is_pause = request.action == "pause"
    with connected(request.address, request.keys) as client:
        set_paused(client, is_pause)
    terminal.say("What it reads waits until `cpcl cluster resume`." if is_pause else "What it reads goes on.")
    return DONE


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "keys": _keys,
    "start": _start,
    "pause": _pause,
    "resume": _pause,
}
