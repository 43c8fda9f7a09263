"""What a model was made of that learnt from the pairs of cases, and how it was judged against its parent.

The trainer writes it and the desktop reads it: by one rule both know whether the model may take the parent's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cpcl_desktop.bundle.worded import worded

FEW_GROUPS: Final = 20
"""Groups below which nothing that was learnt could be judged."""
ALLOWED_LOSS: Final = 0.5
"""Points of mAP that may be lost on people of all kinds: the interval must end above it."""
MOST_CHANCE: Final = 0.01
"""How often descriptions dealt out at random may fit as well as the decided ones."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Child minus parent in points, with the ends of its interval of 95 % (paired bootstrap)."""

    points: float
    low: float
    high: float

    def __str__(self) -> str:
        return worded(
            "{points:+.1f} points ({low:+.1f} to {high:+.1f})", points=self.points, low=self.low, high=self.high
        )


@dataclass(frozen=True, slots=True)
class Gains:
    """The two figures that are judged."""

    r1: Gain
    mAP: Gain  # noqa: N815 - the field's name for it

    def __str__(self) -> str:
        return f"R@1 {self.r1}, mAP {self.mAP}"


@dataclass(frozen=True, slots=True)
class PairsUsed:
    """A set of pairs that was learnt from: its case, the SHA-256 of its `pairs.json`, and what it holds."""

    case: str
    pairs_sha256: str
    groups: int
    passages: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a model comes from, and how it was judged.

    `held_out` is the gain on the cases' groups, each judged by a model that had not learnt from it;
    `rendered` the same on `people` rendered people of all kinds. `share` is how far it went from the parent (0)
    to what was learnt (1); `chance` is how often descriptions dealt out at random among held-out groups fit as well
    as those that were decided. `forced`: written although it was refused.
    """

    parent: str
    parent_sha256: str
    made: str
    """The day (UTC), ISO 8601."""
    pairs: tuple[PairsUsed, ...]
    groups: int
    people: int
    share: float
    held_out: Gains
    rendered: Gains
    chance: float
    forced: bool = False

    @property
    def refusal(self) -> str:
        """Why it may not take its parent's place, as a sentence; empty where it may."""
        return refusal(self.groups, self.held_out, self.rendered, self.chance)


def refusal(groups: int, held_out: Gains, rendered: Gains, chance: float) -> str:
    """The rule: decisions that fit what is seen, a gain where it was to learn, and nothing lost elsewhere.

    Better is an interval of R@1 or mAP above zero with neither figure falling; not worse is an interval of mAP that
    ends above the loss allowed, and R@1 that lost no more on the average.
    """
    better = held_out.r1.low > 0 or held_out.mAP.low > 0
    falls = held_out.r1.points < 0 or held_out.mAP.points < 0
    worse = rendered.mAP.low < -ALLOWED_LOSS or rendered.r1.points < -ALLOWED_LOSS
    if groups < FEW_GROUPS:
        return worded(
            "It learnt from {groups} groups; with fewer than {least} a gain cannot be told from chance.",
            groups=groups,
            least=FEW_GROUPS,
        )
    if not chance <= MOST_CHANCE:
        return worded(
            "Descriptions do not fit the passages that they were decided for: dealt out at random among the "
            "groups they fit as well {chance:.0%} of the time.",
            chance=chance,
        )
    if not better or falls:
        return worded(
            "It is not shown to be better on {groups} groups that were held out: {held_out}.",
            groups=groups,
            held_out=held_out,
        )
    if worse:
        return worded(
            "It forgets: on rendered people of all kinds {rendered}, where at most {allowed:g} points may be lost.",
            rendered=rendered,
            allowed=ALLOWED_LOSS,
        )
    return ""
