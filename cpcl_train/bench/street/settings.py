"""What the street is made of: every number that its people, pictures and captions follow from, and their hash.

They were chosen on InfoNCE and true identities alone, before any pseudo label was made on them (ABLATION.md), and
are not to be changed afterwards: figures of other settings are another benchmark's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Final

USES: Final = ("base", "train", "val", "test")


@dataclass(frozen=True, slots=True)
class Group:
    """People of one use: how many, in how many pictures each, at which site."""

    people: int
    pictures: int
    site: int


@dataclass(frozen=True, slots=True)
class Filmed:
    """What the renders follow from. `gain` and `tint` are how far cameras' exposure and colour are off."""

    seed: int = 2401
    base: Group = Group(1600, 3, 0)
    train: Group = Group(800, 5, 1)
    val: Group = Group(150, 4, 1)
    test: Group = Group(400, 4, 1)
    look_alikes: float = 0.15
    """Share of people whose upper garment is another person's."""
    gain: float = 0.25
    tint: float = 0.08
    apart: float = 60.0
    """Degrees by which a person is turned at least between two pictures."""

    @property
    def uses(self) -> list[str]:
        """Those that have people, in order; without a base, towers begin on the people who are trained on."""
        return [use for use in USES if getattr(self, use).people]


@dataclass(frozen=True, slots=True)
class Told:
    """What the captions follow from."""

    annotators: int = 40
    mention: float = 0.8
    """Chance that an annotator mentions a thing, the mean over annotators and things (Beta)."""
    worn: float = 0.97
    """… of the upper and of the lower garment."""
    wrong: float = 0.03
    """Chance that a word is another thing's."""
    swapped: float = 0.02
    """Share of captions that are of somebody else."""
    captions: int = 2
    """Of each picture, by different annotators."""


@dataclass(frozen=True, slots=True)
class Street:
    """All of it. `faults` (0..1) is how bad pictures may be."""

    filmed: Filmed = field(default_factory=Filmed)
    told: Told = field(default_factory=Told)
    faults: float = 0.4
    views: int = 1
    """Augmented pictures of each one that is trained on, beside the clean one."""


STREET: Final = Street()
"""The benchmark."""
FROZEN: Final = "f76c4947d219"
"""Its digest, written down when InfoNCE and true identities were far enough apart and nothing else had been run."""
QUICK: Final = replace(
    STREET,
    filmed=replace(
        STREET.filmed, base=Group(0, 0, 0), train=Group(100, 5, 1), val=Group(20, 2, 1), test=Group(80, 3, 1)
    ),
    views=0,
)
"""As small as tells true identities from InfoNCE in a minute."""


def digest(settings: object) -> str:
    """Twelve digits of the SHA-256 of settings: a dataclass or plain values."""
    plain = settings if isinstance(settings, dict) else asdict(settings)  # type: ignore[call-overload]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:12]
