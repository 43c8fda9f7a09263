"""What a search does with a description: what is embedded, what counts against a passage, what filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.filters import active_filters, filter_values, filters_read
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.prompts import Contrast, contrasts_of
from cpcl_desktop.engine.search.reading import Reading
from cpcl_desktop.engine.search.words import joined

TEMPERATURE = 0.05  # of the softmax over sentences
PENALTY = 0.2  # for plainly showing what was ruled out; with 0.3 the people sought begin to fall

# By what a contrast is about: shares up to which it speaks against, and from which it speaks for what was asked.
# Measured on the development set by tests/benchmarks/phrase_support.py; None where neither is right often enough.
BARS: Mapping[str, tuple[float | None, float | None]] = {
    "colour top": (0.2, 0.5),
    "colour bottom": (0.08, 0.7),
    "colour shoes": (0.2, 0.5),
    "garment": (0.04, 0.6),
    "sex": (0.35, 0.65),
    "hair colour": (None, 0.97),
    "hair length": (0.3, 0.7),
}
NO_BARS = (None, None)  # of what the development set does not show, or models cannot tell: hats, glasses, bags
_EVEN = (0.5, 0.9)  # between these a passage loses part of the penalty, where there are no bars


@dataclass(frozen=True, slots=True)
class Weighed:
    """Sentences for a thing and for what else could be there; it is shown from a share of `yes`, not up to `no`."""

    shown: tuple[str, ...]
    others: tuple[str, ...]
    no: float
    yes: float


@dataclass(frozen=True, slots=True)
class Against:
    """A phrase that rules something out: its alternatives, each shown where all its sentences are."""

    text: str
    options: tuple[tuple[Weighed, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides how passages are ranked, beside the vectors: `filters` are those read in the description."""

    texts: tuple[str, ...]
    against: tuple[Against, ...] = ()
    filters: Query = field(default_factory=Query)
    penalty: float = PENALTY
    temperature: float = TEMPERATURE


def plan_of(reading: Reading, untaught: Callable[[str], list[str]]) -> Plan:
    """What to do with a description; `untaught` gives a sentence's words that the model does not know."""
    against = tuple(filter(None, (_against(phrase, untaught) for phrase in reading.denied)))
    return Plan(reading.texts, against, reading.filtered.query)


def effects(reading: Reading, plan: Plan) -> list[str]:
    """Sentences on what is denied and rules nothing out, or may do so wrongly."""
    idle, doubtful = without_effect(reading, plan), uncertain(reading, plan)
    said = []
    if idle:
        words = joined(idle)
        said.append(tr("{words}: pictures cannot tell with this model, so it ruled nothing out.", words=words))
    if doubtful:
        words = joined(doubtful)
        said.append(
            tr(
                "{words}: hits that seem to show it come later, but how often this is right is not known.",
                words=words,
            )
        )
    return said


def without_effect(reading: Reading, plan: Plan) -> list[str]:
    """The phrases that were to rule something out and that pictures, or this model, cannot."""
    effective = {against.text for against in plan.against}
    return [phrase.text for phrase in reading.denied if phrase.text not in effective and phrase.kind != "motion"]


def uncertain(reading: Reading, plan: Plan) -> list[str]:
    """The phrases that rule something out by contrasts of which it is not known how often they are right."""
    known = {phrase.text for phrase in reading.denied if all(map(_has_bars, contrasts_of(phrase)))}
    return [against.text for against in plan.against if against.text not in known]


def _has_bars(contrasts: Sequence[Contrast]) -> bool:
    return all(contrast.slot in BARS for contrast in contrasts)


def taught(contrast: Contrast, untaught: Callable[[str], list[str]]) -> Contrast | None:
    """A contrast without the sentences that the model does not know all words of; None where too few are left."""
    shown = tuple(text for text in contrast.shown if not untaught(text))
    others = tuple(text for text in contrast.others if not untaught(text))
    return Contrast(contrast.slot, shown, others) if shown and others else None


def _against(phrase: Phrase, untaught: Callable[[str], list[str]]) -> Against | None:
    options = []
    for contrasts in contrasts_of(phrase):
        known = [one for contrast in contrasts if (one := taught(contrast, untaught))]
        if known and len(known) == len(contrasts):
            options.append(tuple(_weighed(one) for one in known))
    return Against(phrase.text, tuple(options)) if options else None


def _weighed(contrast: Contrast) -> Weighed:
    no, yes = BARS.get(contrast.slot, NO_BARS)
    return Weighed(
        contrast.shown, contrast.others, _EVEN[0] if no is None else no, _EVEN[1] if yes is None else yes
    )


# --- as the log and report.json keep it


def described_plan(plan: Plan) -> dict[str, Any]:
    """A plan as JSON has it; `plan_read` gives it back."""
    return {
        "texts": list(plan.texts),
        "against": [
            {"text": one.text, "options": [[_described(each) for each in option] for option in one.options]}
            for one in plan.against
        ],
        "filters": {one.field: filter_values(plan.filters)[one.field] for one, _ in active_filters(plan.filters)},
        "penalty": plan.penalty,
        "temperature": plan.temperature,
    }


def _described(weighed: Weighed) -> dict[str, Any]:
    return {"shown": list(weighed.shown), "others": list(weighed.others), "no": weighed.no, "yes": weighed.yes}


def plan_read(described: Mapping[str, Any]) -> Plan:
    """What `described_plan` wrote; KeyError, TypeError or ValueError where it is something else."""
    return Plan(
        texts=tuple(str(text) for text in described["texts"]),
        against=tuple(
            Against(
                str(one["text"]), tuple(tuple(_weighed_read(each) for each in option) for option in one["options"])
            )
            for one in described["against"]
        ),
        filters=Query(**filters_read(described["filters"])),
        penalty=float(described["penalty"]),
        temperature=float(described["temperature"]),
    )


def _weighed_read(described: Mapping[str, Any]) -> Weighed:
    shown, others = (tuple(str(text) for text in described[name]) for name in ("shown", "others"))
    return Weighed(shown, others, float(described["no"]), float(described["yes"]))
