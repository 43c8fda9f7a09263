"""What must be said of an answer, wherever it is shown: words that count for nothing, or not everywhere."""

from __future__ import annotations

from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line


def notes_on(answer: Answer) -> list[str]:
    """Sentences on how the query was read, words that rule nothing out, and colours where hits have none."""
    return [note for note in (*answer.notes, negation_line(idle_negations(answer)), colour_line(answer)) if note]


def idle_negations(answer: Answer) -> str:
    """The text in which words that deny are only words: all of it, where it was taken as it stands."""
    return answer.query.text if not answer.plan else " ".join(answer.plan["texts"])
