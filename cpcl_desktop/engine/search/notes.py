"""What must be said of an answer, wherever it is shown: words that count for nothing, or not everywhere."""

from __future__ import annotations

from cpcl_desktop.engine.records import Answer, ReadFilter
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line
from cpcl_desktop.engine.search.strength import last_above_line


def presence_line(answer: Answer) -> str:
    """Whether anyone like that seems to be there, in a sentence; empty where that cannot be said."""
    if answer.answer == "likely":
        return tr("Likely someone like that is here; the first hits are the place to look.")
    if answer.answer == "perhaps":
        return tr("Perhaps someone like that is here, perhaps not; the pictures do not settle it.")
    if answer.answer == "nothing":
        searched = answer.tracks_searched
        return tr("Nobody like that was found among the %n passage(s) read; these look most alike.", None, searched)
    return ""


def uncalibrated_line(answer: Answer) -> str:
    """Why nothing is said of strength; empty where it is, or where there are no hits."""
    if answer.answer is not None or not answer.hits:
        return ""
    if answer.query.has_example:
        return tr("How strong a hit is can be said of descriptions only, not with an example.")
    return tr("How strong a hit is cannot be said: this model is not calibrated.")


def below_line(answer: Answer) -> str:
    """How many hits are below the line under the last that is not weak; empty where there is no line."""
    above = 0 if answer.answer is None else last_above_line(answer.hits)
    below = len(answer.hits) - above
    return tr("%n more below the line, which fit weakly", None, below) if above else ""


def read_as_line(answer: Answer) -> str:
    """Which words of the description were read as filters, in a sentence; empty when there are none."""
    read = [f"“{one.text}” ({filter_of(one)})" for one in answer.read_as]
    filters = tr(", ", "in a list").join(read)
    return tr("Read as filter(s): {filters}.", None, len(read), filters=filters) if read else ""


def filter_of(one: ReadFilter) -> str:
    """A filter that was read, with its value."""
    said = {
        "cameras": tr("camera {value}", value=one.value),
        "sources": tr("source {value}", value=one.value),
        "time_of_day": tr("by the clock {value}", value=one.value),
        "weekday": tr("weekday {value}", value=one.value),
        "date": tr("date {value}", value=one.value),
        "direction": tr("direction {value}", value=one.value),
    }
    return said.get(one.filter) or f"{one.filter} {one.value}"  # else the field's own name


def notes_on(answer: Answer) -> list[str]:
    """Sentences on how the query was read, words that rule nothing out, and colours where hits have none."""
    said = (*map(shown, answer.notes), negation_line(idle_negations(answer)), colour_line(answer))
    return [note for note in said if note]


def idle_negations(answer: Answer) -> str:
    """The text in which words that deny are only words: all of it, where it was taken as it stands."""
    return "" if answer.plan else answer.query.text
