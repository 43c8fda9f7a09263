"""The options of `cpcl ingest` by which footage is read on other machines, and what they mean."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.sources.walk import Met

if TYPE_CHECKING:  # late: whoever reads on this machine needs none of it
    from cpcl_desktop.engine.cluster.places import Way
    from cpcl_desktop.engine.cluster.run import Ran

_WITH = ("keys", "map", "send", "parts", "patience")  # which mean nothing without --cluster


def add(parser: argparse.ArgumentParser) -> None:
    """Where the workers are, and how they see the footage."""
    option = parser.add_argument
    option(
        "--cluster", type=common.name, metavar="ADDRESS",
        help="read on the workers of a Dask scheduler (tls://HOST:8786) and put the case together here; "
        "uses a network",
    )  # fmt: skip
    add_keys(parser)
    option(
        "--map", type=_way, action="append", metavar="FROM=TO",
        help="the folder FROM is called TO on the workers; several may be given",
    )  # fmt: skip
    option(
        "--send", action="store_true",
        help="send the footage to the workers and fetch what they made: they share no folder with this machine",
    )  # fmt: skip
    option(
        "--parts", type=common.path, metavar="FOLDER",
        help="where workers put what they made until all is there (default: CASE.parts); they must see it, too",
    )  # fmt: skip
    option(
        "--patience", type=common.length_of_time, metavar="TIME",
        help="for how long a worker may tell nothing before its footage is given to another (default 5m)",
    )  # fmt: skip


def add_keys(parser: argparse.ArgumentParser) -> None:
    """The keys of a cluster."""
    parser.add_argument(
        "--keys", type=common.path, metavar="FOLDER",
        help="the keys of the cluster, as `cpcl cluster keys FOLDER` makes them; needed beyond this machine",
    )  # fmt: skip


def _way(argument: str) -> Way:
    from cpcl_desktop.engine.cluster.places import way

    try:
        return way(common.text(argument))
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def check(request: argparse.Namespace) -> None:
    """`UsageError` for options that do not go together."""
    if request.cluster and request.retry:
        raise UsageError("--retry reads on this machine what is left; leave out --cluster.")
    given = [name for name in _WITH if getattr(request, name)]
    if given and not request.cluster:
        raise UsageError(f"--{given[0]} says something of a cluster; name its address with --cluster.")
    if request.send and (request.map or request.parts):
        raise UsageError("--send is for workers that share no folder; leave out --map and --parts.")


def read(request: argparse.Namespace, case: Case, met: Met, options: IngestOptions, stages: Stages) -> Ran:
    """Read what was met on the cluster; the case is closed on the way."""
    from cpcl_desktop.engine.cluster.planning import Asked
    from cpcl_desktop.engine.cluster.run import PATIENCE_S, Cluster, ingest_on, parts_beside

    cluster = Cluster(
        request.cluster,
        request.parts or parts_beside(case.path),
        request.keys,
        request.map or (),
        request.send,
        request.patience or PATIENCE_S,
    )
    asked = Asked(options, stages, request.detector, request.provider)
    with terminal.TerminalReport() as report:
        return ingest_on(cluster, case, met, asked, report, terminal.complain)


def say(ran: Ran) -> None:
    """Who read how much."""
    told = ", ".join(f"{name} {len(paths)}" for name, paths in sorted(ran.workers.items()))
    if told:
        terminal.say(f"Sources by worker: {told}.")


def described(ran: Ran) -> dict[str, object]:
    """The same for programs, and what was said meanwhile."""
    workers = [{"worker": name, "sources": list(paths)} for name, paths in sorted(ran.workers.items())]
    return {"workers": workers, "notices": [str(said) for said in ran.notices]}
