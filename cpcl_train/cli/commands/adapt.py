"""`cpcl-train adapt`: a few decisions of a case make a better model, or none."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpcl_desktop.bundle.arguments import name, path, whole
from cpcl_train.cli.arguments import add_assets, add_json
from cpcl_train.cli.terminal import DONE, FAILED, answer, answer_json, counter, fail, say

if TYPE_CHECKING:
    from cpcl_train.adapt.adapt import Outcome

_READ = ("rendered pictures", "rendered captions", "pictures", "descriptions")
_SAID: Mapping[str, tuple[str, str]] = {
    "rendered people": ("rendered", "people"), **{stage: ("read", stage) for stage in _READ}
}  # fmt: skip
"""How progress is told of a stage; of all others by steps."""


def add(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.epilog = (
        "Nothing of the model itself is changed: what is learnt is a small part beside it. A bundle is written "
        "only if it is better on groups that were held out and no worse on rendered people; else the exit status "
        "is 1."
    )
    parser.add_argument(
        "model", type=path, metavar="MODEL", help="the bundle to start from, such as the shipped one"
    )
    parser.add_argument("pairs", type=path, nargs="+", metavar="PAIRS", help="folders that `cpcl pairs` wrote")
    parser.add_argument("--out", type=path, required=True, metavar="OUT", help="folder for the new bundle")
    kept = "rendered people to learn again and to judge by; made there if they are not (default: OUT-renders)"
    parser.add_argument("--renders", type=path, metavar="FOLDER", help=kept)
    parser.add_argument(
        "--name", type=name, help="what the model is called (default: its parent, the case, the day)"
    )
    parser.add_argument("--seed", type=whole(0), default=7, help="of what is drawn while learning (default 7)")
    parser.add_argument(
        "--force", action="store_true", help="write it even if it is refused; its card and manifest say so"
    )
    add_assets(parser)
    add_json(parser, "sentences")


def run(request: argparse.Namespace) -> int:
    """1 where it is refused."""
    from cpcl_train.adapt.adapt import Request, TooFew, adapt
    from cpcl_train.adapt.learning import Recipe
    from cpcl_train.cli.commands.export import say_written

    out: Path = request.out
    found = adapt(
        Request(
            request.model, request.pairs, out, request.renders or out.with_name(f"{out.name}-renders"),
            request.assets, request.name or "", force=request.force, recipe=Recipe(seed=request.seed),
        ),
        lambda stage: counter(*_SAID.get(stage, ("learnt", f"steps ({stage})"))),
    )  # fmt: skip
    if isinstance(found, TooFew):
        if request.json:
            answer_json({"verdict": "refused", "reason": found.reason, "groups": found.groups, "bundle": None})
        fail(found.reason)
        return FAILED
    if request.json:
        answer_json(described(found))
    else:
        answer(summary(found))
    if found.bundle is None:
        fail(f"{found.descent.refusal} No bundle was written; go on with {found.descent.parent}.")
        return FAILED
    say_written(found.bundle)
    say("What its scores mean was not measured: cpcl-train calibrate measures it. `cpcl models add` takes it in.")
    return DONE


def summary(found: Outcome) -> str:
    """What was measured, and the verdict, as sentences."""
    descent, (r1, precision) = found.descent, found.judged.before
    verdict = (
        f"refused{', and written because of --force' if descent.forced else ''}" if descent.refusal else "accepted"
    )
    return "\n".join(
        [
            f"{descent.groups} groups of {sum(pairs.passages for pairs in descent.pairs)} passages; "
            f"{sum(pairs.wrong for pairs in descent.pairs)} passages decided to be no match.",
            f"Before, on held-out groups: R@1 {r1:.1f}, mAP {precision:.1f}.",
            f"Gain on held-out groups: {descent.held_out}.",
            f"Gain on {descent.people} rendered people: {descent.rendered}.",
            f"Descriptions dealt out at random would fit as well {descent.chance:.1%} of the time.",
            f"Kept: {descent.share:.0%} of what was learnt. Verdict: {verdict}.",
        ]
    )


def described(found: Outcome) -> dict[str, Any]:
    """The same for programs."""
    descent, bundle = found.descent, found.bundle
    return {
        "verdict": ("forced" if descent.forced else "refused") if descent.refusal else "accepted",
        "reason": descent.refusal,
        "bundle": None if bundle is None else str(bundle.path),
        "sha256": None if bundle is None else bundle.sha256,
        "before": {"r1": round(found.judged.before[0], 2), "mAP": round(found.judged.before[1], 2)},
        **dataclasses.asdict(descent),
    }
