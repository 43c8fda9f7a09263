"""What the window says of describing passages, of the pairs that come of it, and of the gate's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.training import Trained

if TYPE_CHECKING:
    from cpcl_desktop.engine.report.pairs import PairsWritten

ABOUT = tr(
    "Write what is to be seen, not who it is: clothes, colours, what is carried. The sentence goes into the log; "
    "with others it teaches the model what words mean in this footage. It decides nothing."
)
# An example in English whatever the window speaks: the model reads captions in English only.
PLACEHOLDER = "a man in a dark jacket and light trousers, with a rucksack"
KEYS = tr("Enter stores and shows the next · PgDn skips · PgUp goes back · an empty sentence withdraws")
DONE = tr("Every passage is described. PgUp goes back to one; the pairs can be written.")
NOTHING = tr("There are no passages to describe yet.")


def described_line(described: int, passages: int) -> str:
    """How many are described."""
    return tr("{described:,} of %n passage(s) described", None, passages, described=described)


def place_line(row: CropRow) -> str:
    """Where the passage is from."""
    number = tr("Passage {number}", number=row.track)
    return f"{number} · {row.camera} · {row.source_name} · {moment(row.time_us)}"


def pairs_line(written: PairsWritten) -> str:
    """Pairs that were written."""
    holds = (
        tr("%n picture(s)", None, written.pictures),
        tr("%n passage(s)", None, written.passages),
        tr("%n group(s)", None, written.groups),
        tr("%n description(s)", None, written.captions),
    )
    return tr(
        "Written to {folder}: {pictures} of {passages} in {groups}, with {descriptions}. They are pictures of "
        "people out of the case: keep the folder as you keep the case.",
        folder=written.folder, pictures=holds[0], passages=holds[1], groups=holds[2], descriptions=holds[3],
    )  # fmt: skip


def verdict_lines(trained: Trained) -> list[str]:
    """What the gate said, and by which figures; what to do then. The trainer's own reason is in English."""
    figures = _figures(trained.facts)
    if trained.is_accepted:
        said = tr("Accepted: the new model is better on what was held out, and no worse elsewhere.")
        where = tr(
            "It lies in {folder}. “Add it” takes it in; the page of models changes the case to it.",
            folder=trained.bundle,
        )
        return [said, *figures, where]
    said = tr("Refused. {reason}", reason=shown(trained.reason)).strip()
    return [said, *figures, tr("No model was written; go on with the one there is.")]


def _figures(facts: Mapping[str, Any]) -> Iterator[str]:
    """The figures that a verdict rests on, as far as the trainer told them."""
    if "groups" in facts:
        yield tr("Groups learnt from: {number}", number=facts["groups"])
    if "held_out" in facts:
        yield tr("Gain on groups that were held out: {gain}", gain=_gain(facts["held_out"]))
    if "rendered" in facts:
        gain, people = _gain(facts["rendered"]), facts["people"]
        yield tr("Gain on %n rendered people: {gain}", None, people, gain=gain)
    if "chance" in facts:
        yield tr(
            "Descriptions dealt out at random would fit as well {share} of the time", share=f"{facts['chance']:.1%}"
        )
    if "share" in facts:
        yield tr("Share of what was learnt that was kept: {share}", share=f"{facts['share']:.0%}")


def _gain(of: Mapping[str, Mapping[str, float]]) -> str:
    """Both figures that are judged, with the ends of their intervals of 95 %."""
    r1, precision = (
        tr("{points:+.1f} points ({low:+.1f} to {high:+.1f})", **of[figure]) for figure in ("r1", "mAP")
    )
    return f"R@1 {r1}, mAP {precision}"
