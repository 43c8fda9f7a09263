"""The options of `cpcl search` for where else, and for one step after another.

Apart from what answers them, which loads more than a plain search needs.
"""

from __future__ import annotations

import argparse
from typing import Any

from cpcl_desktop.cli import common

_EXAMPLE = 'search CASE "red jacket" --at gate --then "red jacket, a bag" --at yard --within 10m'


class _AddStep(argparse.Action):
    """Keeps the options that make up steps in the order in which they were written."""

    def __call__(self, parser: argparse.ArgumentParser, space: argparse.Namespace, value: Any, *_: Any) -> None:  # noqa: ANN401
        given = getattr(space, "steps", ())
        space.steps = [*given, (self.dest.removeprefix("step_"), value)]


def add_steps(parser: argparse.ArgumentParser) -> None:
    """Where else, and one step after another."""
    parser.add_argument(
        "--elsewhere", action="store_true", help="also where and when else each hit's likely person was seen"
    )
    group = parser.add_argument_group(
        "one step after another",
        f"The same likely person at one camera and then at another, such as {_EXAMPLE}. --at and --within belong "
        "to the description before them, the first or that of the last --then; the other filters hold for every "
        "step.",
    )
    option = group.add_argument
    same = "then the same person, described so; “” for whatever is to be seen; may be repeated"
    option("--then", dest="step_then", action=_AddStep, type=common.text, metavar="TEXT", help=same)
    at = "at this camera; repeated within a step: at any of these"
    option("--at", dest="step_at", action=_AddStep, type=common.name, metavar="CAMERA", help=at)
    within = "after a --then: at most this long after the step before, such as 90s, 10m or 2h (default: any time)"
    option("--within", dest="step_within", action=_AddStep, type=common.length_of_time, metavar="TIME", help=within)
    parser.set_defaults(steps=())
    common.add_clocks_within(group)
