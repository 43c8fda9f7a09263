"""`cpcl cluster`: keys for machines that read together, a cluster on this machine, a pause for what it reads."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping

from cpcl_desktop.bundle.arguments import whole
from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands import ingest_cluster
from cpcl_desktop.cli.status import DONE

_MOST_PORT = 65535


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl cluster`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    keys = actions.add_parser("keys", help="make keys: a folder that every machine of the cluster is given")
    keys.add_argument("folder", type=common.path, metavar="FOLDER")
    start = actions.add_parser("start", help="start a scheduler and workers on this machine, until Ctrl+C")
    start.add_argument("--workers", type=common.count, default=1, metavar="N", help="how many (default 1)")
    start.add_argument(
        "--host", type=common.name, default="127.0.0.1",
        help="this machine's address for others, which need --keys (default: for this machine alone)",
    )  # fmt: skip
    start.add_argument(
        "--port", type=whole(0, _MOST_PORT), default=8786,
        help="of the scheduler (default 8786; 0: any that is free)",
    )  # fmt: skip
    ingest_cluster.add_keys(start)
    for name, what in (("pause", "let everything that a cluster reads wait"), ("resume", "let it go on")):
        other = actions.add_parser(name, help=what)
        other.add_argument("address", type=common.name, metavar="ADDRESS", help="of the scheduler")
        ingest_cluster.add_keys(other)


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
    from cpcl_desktop.engine.cluster.start import started

    with started(request.workers, request.keys, request.host, request.port) as address:
        terminal.say(f"Workers: {request.workers}. Give `cpcl ingest` --cluster {address}; Ctrl+C ends it.")
        terminal.flush()
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            return DONE


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
