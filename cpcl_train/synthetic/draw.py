"""Draws by odds: a name, or a colour that can be told from another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cpcl_train.synthetic.assets import Floats
from cpcl_train.synthetic.colours import sample_colour

Odds = Mapping[str, float]


def pick(rng: np.random.Generator, odds: Odds) -> str:
    """A name, as often as its share of the odds."""
    share = np.asarray(list(odds.values()), float)
    return str(rng.choice(list(odds), p=share / share.sum()))


def colour_of(rng: np.random.Generator, odds: Odds) -> Floats:
    """A linear RGB colour (3,) whose name is drawn by the odds."""
    return sample_colour(rng, pick(rng, odds))


def far_colour(rng: np.random.Generator, colour: Floats, odds: Odds) -> Floats:
    """A second colour that can be told from the first."""
    for _ in range(8):
        other = colour_of(rng, odds)
        if np.abs(other ** (1 / 2.2) - colour ** (1 / 2.2)).sum() > 0.5:
            return other
    return sample_colour(rng, "white" if colour.mean() < 0.3 else "black")
