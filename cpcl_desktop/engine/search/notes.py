"""What must be said of an answer, wherever it is shown: words that count for nothing, or not everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from cpcl_desktop.engine.records import Answer, Presence, ReadFilter
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line
from cpcl_desktop.engine.search.strength import last_above_line

_FILTERS = {"cameras": "camera", "sources": "source", "time_of_day": "by the clock"}  # else the field's own name

_PRESENCE: Mapping[Presence | None, str] = {
    "likely": "Likely someone like that is here; the first hits are the place to look.",
    "perhaps": "Perhaps someone like that is here, perhaps not; the pictures do not settle it.",
    "nothing": "Nobody like that was found among {passages}; these look most alike.",
}


def presence_line(answer: Answer) -> str:
    """Whether anyone like that seems to be there, in a sentence; empty where that cannot be said."""
    count = answer.tracks_searched
    passages = "the one passage read" if count == 1 else f"the {count:,} passages read"
    return _PRESENCE.get(answer.answer, "").format(passages=passages)


def uncalibrated_line(answer: Answer) -> str:
    """Why nothing is said of strength; empty where it is, or where there are no hits."""
    if answer.answer is not None or not answer.hits:
        return ""
    if answer.query.has_example:
        return "How strong a hit is can be said of descriptions only, not with an example."
    return "How strong a hit is cannot be said: this model is not calibrated."


def below_line(answer: Answer) -> str:
    """How many hits are below the line under the last that is not weak; empty where there is no line."""
    above = 0 if answer.answer is None else last_above_line(answer.hits)
    below = len(answer.hits) - above
    return f"{below:,} more below the line, which fit weakly" if above else ""


def read_as_line(answer: Answer) -> str:
    """Which words of the description were read as filters, in a sentence; empty when there are none."""
    read = [f"“{one.text}” ({filter_of(one)})" for one in answer.read_as]
    return f"Read as {'a filter' if len(read) == 1 else 'filters'}: {', '.join(read)}." if read else ""


def filter_of(one: ReadFilter) -> str:
    """A filter that was read, with its value."""
    return f"{_FILTERS.get(one.filter, one.filter)} {one.value}"


def notes_on(answer: Answer) -> list[str]:
    """Sentences on how the query was read, words that rule nothing out, and colours where hits have none."""
    said = (*answer.notes, negation_line(idle_negations(answer)), colour_line(answer))
    return [note for note in said if note]


def idle_negations(answer: Answer) -> str:
    """The text in which words that deny are only words: all of it, where it was taken as it stands."""
    return "" if answer.plan else answer.query.text
