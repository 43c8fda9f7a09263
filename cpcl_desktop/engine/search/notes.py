"""What must be said of an answer, wherever it is shown: words that count for nothing, or not everywhere."""

from __future__ import annotations

from cpcl_desktop.engine.records import Answer, ReadFilter
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line

_FILTERS = {"cameras": "camera", "sources": "source", "time_of_day": "by the clock"}  # else the field's own name


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
