"""Masking of caption tokens while training, so that no single word carries a match.

Worth about three points of R@1 on plain contrast in ICPG (PRCV 2024); the 80/10/10 rule is BERT's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_PAD = 0
_MASKED, _REPLACED = 0.8, 0.9
"""Of the chosen tokens 80 % turn into the mask, 10 % into a random word, 10 % stay."""


def mask_tokens(
    rng: np.random.Generator, ids: NDArray[np.int64], share: float, mask_id: int, words: range
) -> NDArray[np.int64]:
    """A copy of `ids` (..., L) in which about `share` of the words is masked, replaced or kept as it is.

    `words` are the ids of ordinary words (`mask_id` lies outside them or is the unknown word); only they,
    and only ahead of the end token, the last that is no padding, are touched. `ids` stays as it was, and the
    copy shares no memory with it.
    """
    ends = (ids.shape[-1] - 1 - (ids[..., ::-1] != _PAD).argmax(axis=-1))[..., None]
    eligible = (np.arange(ids.shape[-1]) < ends) & (ids >= words.start) & (ids < words.stop)
    chosen = eligible & (rng.random(ids.shape) < share)
    fate = rng.random(ids.shape)
    masked = np.where(chosen & (fate < _MASKED), mask_id, ids)
    swap = chosen & (fate >= _MASKED) & (fate < _REPLACED)
    return np.where(swap, rng.integers(words.start, words.stop, ids.shape), masked)
