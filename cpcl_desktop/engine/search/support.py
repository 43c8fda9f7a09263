"""Which phrases of a description a passage shows: evidence of several kinds, the first that has any counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Support, SupportedBy, Verdict
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.plan import BARS, NO_BARS, TEMPERATURE, taught
from cpcl_desktop.engine.search.prompts import Contrast, contrasts_of
from cpcl_desktop.engine.search.ranking import mean_share

MOST_PROMPTS = 18  # sentences of one search, 10 ms each when first met; what is beyond them is left unclear
UNCLEAR = 0.5

_TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "unclear": "unclear"}


@dataclass(frozen=True, slots=True)
class Passage:
    """What evidence is found in: the vectors (N×dim, unit norm) of a passage's crops in order of time.

    `crops` are where they are, empty where nobody asked for movement.
    """

    crops: Sequence[CropRow]
    vectors: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weight:
    """What evidence says of a phrase, its polarity aside: how much speaks for it (0..1), and what follows."""

    score: float
    verdict: Verdict


class Evidence(Protocol):
    """A source of evidence; another model's attributes can be one."""

    @property
    def by(self) -> SupportedBy:
        """What it looks at."""
        ...

    def weigh(self, phrases: Sequence[Phrase], passages: Sequence[Passage]) -> list[list[Weight | None]]:
        """For each passage and each phrase a weight, None where it has nothing to say of such a phrase."""
        ...


def supports(
    phrases: Sequence[Phrase], passages: Sequence[Passage], evidence: Sequence[Evidence]
) -> list[tuple[Support, ...]]:
    """For each passage whether it shows each phrase; "unclear" where no evidence says anything."""
    weighed = [(one.by, one.weigh(phrases, passages)) for one in evidence]
    return [
        tuple(
            _support(phrase, [(by, weights[at][column]) for by, weights in weighed])
            for column, phrase in enumerate(phrases)
        )
        for at in range(len(passages))
    ]


def _support(phrase: Phrase, weights: Sequence[tuple[SupportedBy, Weight | None]]) -> Support:
    for by, weight in weights:
        if weight is None:
            continue
        if phrase.positive:
            return Support(phrase.text, weight.verdict, weight.score, by)
        return Support(phrase.text, _TURNED[weight.verdict], 1.0 - weight.score, by)
    return Support(phrase.text, "unclear", UNCLEAR)


def described_support(told: Sequence[Support]) -> list[dict[str, Any]]:
    """What a passage shows of each phrase, as JSON has it."""
    return [asdict(one) | {"score": round(one.score, 4)} for one in told]


def support_words(told: Sequence[Support]) -> str:
    """What a passage shows of each phrase, as a person reads it."""
    return "; ".join(f"“{one.text}” {one.support}" for one in told)


class PictureEvidence:
    """Contrasts of sentences against the crops' own vectors: no picture is embedded for it."""

    by: SupportedBy = "pictures"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def weigh(self, phrases: Sequence[Phrase], passages: Sequence[Passage]) -> list[list[Weight | None]]:
        """A weight for every phrase about what is seen, as far as the model knows its words."""
        options = self._within_budget([self._options_of(phrase) for phrase in phrases])
        texts = list(dict.fromkeys(text for contrast in _all(options) for text in _texts(contrast)))
        if not texts or not passages:
            return [[None] * len(phrases) for _ in passages]
        counts = [len(passage.vectors) for passage in passages]
        of = np.repeat(np.arange(len(passages)), counts)
        alike = np.concatenate([passage.vectors for passage in passages]) @ self._embedder.prompts(texts).T
        columns = {text: at for at, text in enumerate(texts)}
        columns_of = [self._weights(one, alike, of, len(passages), columns) for one in options]
        return [list(row) for row in zip(*columns_of, strict=True)]

    def _weights(
        self,
        options: Sequence[Sequence[Contrast]],
        alike: npt.NDArray[np.float32],
        of: npt.NDArray[np.int64],
        passages: int,
        columns: dict[str, int],
    ) -> list[Weight | None]:
        """A weight for each passage: the least certain of what is said of a thing, the best of several things."""
        if not options:
            return [None] * passages
        scores, yes, no = [], [], []
        for contrasts in options:
            shares = np.stack([_share(contrast, alike, of, passages, columns) for contrast in contrasts])
            scores.append(np.min(shares, axis=0))
            bars = np.array([_bars(contrast.slot) for contrast in contrasts])
            no.append(np.any(shares <= bars[:, :1], axis=0))
            yes.append(np.all(shares >= bars[:, 1:], axis=0))
        told = zip(np.max(scores, axis=0).tolist(), np.any(yes, axis=0), np.all(no, axis=0), strict=True)
        return [Weight(score, "yes" if is_so else "no" if is_not else "unclear") for score, is_so, is_not in told]

    def _options_of(self, phrase: Phrase) -> list[list[Contrast]]:
        """The contrasts of each option, those with words that the model does not know left out."""
        known = (
            [one for contrast in contrasts if (one := taught(contrast, self._embedder.untaught_words))]
            for contrasts in contrasts_of(phrase)
        )
        return [contrasts for contrasts in known if contrasts]

    def _within_budget(self, phrases: Sequence[list[list[Contrast]]]) -> list[list[list[Contrast]]]:
        """The contrasts for which there is time: first one of every phrase, the last of each, then the others."""
        used: set[str] = set()
        chosen: set[int] = set()
        for depth in range(1, 1 + max((len(one) for options in phrases for one in options), default=0)):
            for contrast in (one[-depth] for options in phrases for one in options if len(one) >= depth):
                asked = used | set(_texts(contrast))
                if len(asked) <= MOST_PROMPTS:
                    used = asked
                    chosen.add(id(contrast))
        return [
            [kept for contrasts in options if (kept := [one for one in contrasts if id(one) in chosen])]
            for options in phrases
        ]


def _all(phrases: Sequence[Sequence[Sequence[Contrast]]]) -> list[Contrast]:
    return [contrast for options in phrases for contrasts in options for contrast in contrasts]


def _texts(contrast: Contrast) -> tuple[str, ...]:
    return (*contrast.shown, *contrast.others)


def _share(
    contrast: Contrast,
    alike: npt.NDArray[np.float32],
    of: npt.NDArray[np.int64],
    passages: int,
    columns: dict[str, int],
) -> npt.NDArray[np.float32]:
    picked = alike[:, [columns[text] for text in _texts(contrast)]]
    return mean_share(picked, len(contrast.shown), of, passages, TEMPERATURE)


def _bars(slot: str) -> tuple[float, float]:
    """Up to which share the answer is no, and from which it is yes; out of reach where that is not to be said."""
    no, yes = BARS.get(slot, NO_BARS)
    return -np.inf if no is None else no, np.inf if yes is None else yes
