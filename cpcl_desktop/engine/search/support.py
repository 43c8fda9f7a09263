"""Which phrases of a description a passage shows: evidence of several kinds, the first that has any counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Support, SupportedBy
from cpcl_desktop.engine.search.hits import LOOKED_AT, VERDICTS, Codes, Supports
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.plan import BARS, NO_BARS, TEMPERATURE, taught
from cpcl_desktop.engine.search.prompts import Contrast, contrasts_of
from cpcl_desktop.engine.search.ranking import Floats, Numbers, mean_share

MOST_PROMPTS = 18  # sentences of one search, 10 ms each when first met; what is beyond them is left unclear
UNCLEAR = 0.5
_SURE = VERDICTS.index("no") + VERDICTS.index("yes")  # less a verdict: the contrary one
_FIELDS = ("scores", "verdicts")


class Seen(Protocol):
    """Where and when M crops show people: times int64[M], boxes float64[M, 4], and the spans of their passages."""

    @property
    def times_us(self) -> Numbers:
        """The time of each."""

    @property
    def boxes(self) -> npt.NDArray[np.float64]:
        """The box of each."""

    @property
    def starts_us(self) -> Numbers:
        """When the passage of each begins."""

    @property
    def ends_us(self) -> Numbers:
        """When it ends."""


@dataclass(frozen=True, slots=True)
class Passages:
    """What evidence is found in: M crops of `count` passages, passage by passage and in order of time.

    `vectors` M×dim are of unit norm, `of` int64[M] numbers the passage of each from 0 on. `seen` is None where
    nobody asked for movement.
    """

    vectors: Floats
    of: Numbers
    count: int
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What evidence says of a phrase, its polarity aside, for each of N passages.

    `scores` float64[N] are how much speaks for it (0..1), `verdicts` int8[N] what follows, as codes of `VERDICTS`.
    """

    scores: npt.NDArray[np.float64]
    verdicts: Codes


class Evidence(Protocol):
    """A source of evidence; another model's attributes can be one."""

    @property
    def by(self) -> SupportedBy:
        """What it looks at."""
        ...

    def weigh(self, phrases: Sequence[Phrase], passages: Passages) -> list[Weights | None]:
        """For each phrase what it says of the passages, None where it has nothing to say of such a phrase."""
        ...


def supports(phrases: Sequence[Phrase], passages: Passages, evidence: Sequence[Evidence]) -> Supports:
    """For each passage whether it shows each phrase; "unclear" where no evidence says anything."""
    weighed = [(one.by, one.weigh(phrases, passages)) for one in evidence]
    told = [
        _support(phrase, [(by, weights[at]) for by, weights in weighed], passages.count)
        for at, phrase in enumerate(phrases)
    ]
    scores, verdicts = (np.stack([getattr(weights, name) for _, weights in told], axis=1) for name in _FIELDS)
    by = np.array([LOOKED_AT.index(by) for by, _ in told], np.int8)
    return Supports(tuple(phrase.text for phrase in phrases), verdicts, scores, np.broadcast_to(by, verdicts.shape))


def _support(
    phrase: Phrase, found: Sequence[tuple[SupportedBy, Weights | None]], count: int
) -> tuple[SupportedBy, Weights]:
    """The first evidence that has any, turned where the phrase denies something."""
    for by, weights in found:
        if weights is None:
            continue
        if phrase.positive:
            return by, weights
        return by, Weights(1.0 - weights.scores, (_SURE - weights.verdicts).astype(np.int8))
    return "pictures", unclear(count)


def unclear(count: int) -> Weights:
    """What is said of so many passages where nothing can be."""
    return Weights(np.full(count, UNCLEAR), np.full(count, VERDICTS.index("unclear"), np.int8))


def verdicts_of(yes: npt.NDArray[np.bool_], no: npt.NDArray[np.bool_]) -> Codes:
    """Codes of `VERDICTS`; of what is both, yes."""
    return np.select([yes, no], [VERDICTS.index("yes"), VERDICTS.index("no")], VERDICTS.index("unclear")).astype(
        np.int8
    )


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

    def weigh(self, phrases: Sequence[Phrase], passages: Passages) -> list[Weights | None]:
        """What it says of every phrase about what is seen, as far as the model knows its words."""
        options = self._within_budget([self._options_of(phrase) for phrase in phrases])
        texts = list(dict.fromkeys(text for contrast in _all(options) for text in _texts(contrast)))
        if not texts or not passages.count:
            return [None] * len(phrases)
        alike = passages.vectors @ self._embedder.prompts(texts).T
        columns = {text: at for at, text in enumerate(texts)}
        return [self._weights(one, alike, passages, columns) if one else None for one in options]

    def _weights(
        self, options: Sequence[Sequence[Contrast]], alike: Floats, passages: Passages, columns: dict[str, int]
    ) -> Weights:
        """The least certain of what is said of a thing, the best of several things."""
        scores, yes, no = [], [], []
        for contrasts in options:
            shares = np.stack([_share(contrast, alike, passages, columns) for contrast in contrasts])
            scores.append(np.min(shares, axis=0))
            bars = np.array([_bars(contrast.slot) for contrast in contrasts])
            no.append(np.any(shares <= bars[:, :1], axis=0))
            yes.append(np.all(shares >= bars[:, 1:], axis=0))
        verdicts = verdicts_of(np.any(yes, axis=0), np.all(no, axis=0))
        return Weights(np.max(scores, axis=0).astype(np.float64), verdicts)

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


def _share(contrast: Contrast, alike: Floats, passages: Passages, columns: dict[str, int]) -> Floats:
    picked = alike[:, [columns[text] for text in _texts(contrast)]]
    return mean_share(picked, len(contrast.shown), passages.of, passages.count, TEMPERATURE)


def _bars(slot: str) -> tuple[float, float]:
    """Up to which share the answer is no, and from which it is yes; out of reach where that is not to be said."""
    no, yes = BARS.get(slot, NO_BARS)
    return -np.inf if no is None else no, np.inf if yes is None else yes
