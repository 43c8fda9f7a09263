"""`cpcl camera`: which camera each source is of, and naming that."""

from __future__ import annotations

import argparse

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.names import camera_as_said
from cpcl_desktop.engine.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl camera`."""
    common.add_case(parser)
    common.add_meant(parser)
    parser.add_argument(
        "--name", type=common.name, metavar="NAME",
        help="what their camera is called from now on; sources of one name are of one camera",
    )  # fmt: skip
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Show the cameras of the chosen sources, after naming them if a name was given."""
    with common.open_case(request) as case:
        before = common.meant_sources(request, case)
        if request.name is not None:
            _name(request, case, [source.id for source in before])
        now = [case.sources.get(source.id) for source in before]
    both = list(zip(now, before, strict=True))
    if request.json:
        described = [
            {"source": one.id, "path": str(one.path), "camera": one.camera, "before": was.camera}
            for one, was in both
        ]
        terminal.say_json({"sources": described})
    else:
        rows = [(one.name, one.camera, "" if one.camera == was.camera else was.camera) for one, was in both]
        terminal.say_table(("source", "camera", "before"), rows)
    return DONE


def _name(request: argparse.Namespace, case: Case, meant: list[int]) -> None:
    every = case.sources.with_bin()
    is_all = not (request.sources or request.cameras or request.folder)
    if is_all and len({one.camera for one in every}) > 1:
        raise UsageError(
            "This would make one camera of all that the case has. Say which footage is meant (--source, --camera, "
            "--folder); nothing was changed."
        )
    name = camera_as_said(request.name, [one.camera for one in every if one.id not in meant])
    case.cameras.name(dict.fromkeys(meant, name))
