"""A query of several parts as one: a sentence, how examples look, and how what is sought does not look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.engine.people.embed import Described
from cpcl_desktop.engine.people.rows import Floats, RowLayout

UNLIKE = 0.25  # of a direction that leads away, as Salton and Buckley (1990) weigh what a user marks as wrong


@dataclass(frozen=True, slots=True)
class Given:
    """What is given beside a sentence: examples, what it is not like, and what the examples count, 0..1."""

    examples: Sequence[Described] = ()
    unlike: Described | None = None
    weight: float = 0.5


def sought(layout: RowLayout, text: Described | None, given: Given) -> Floats:
    """One query: the mean direction of the parts' vectors, the mean of what they say of attributes.

    Rocchio (1971): sentence and examples by their weights (at 0.5 all count the
    same), less what it is not like, which says nothing of attributes.
    """
    parts = [(part, given.weight if text is not None else 0.5) for part in given.examples]
    if text is not None:
        parts.insert(0, (text, 1.0 - given.weight if given.examples else 1.0))
    total = np.zeros(layout.dim, np.float64)
    said, whole = np.zeros(layout.values, np.float64), 0.0
    for part, weight in parts:
        total += weight * part.vectors[0]
        said += weight * np.exp(part.attributes[0].astype(np.float64))
        whole += weight
    if given.unlike is not None:
        total = total / max(float(np.linalg.norm(total)), 1e-12) - UNLIKE * given.unlike.vectors[0]
    vector = np.asarray(total / max(float(np.linalg.norm(total)), 1e-12), np.float32)
    share = np.maximum(said / max(whole, 1e-12), 1e-12)
    return layout.query(vector, np.log(share).astype(np.float32))
