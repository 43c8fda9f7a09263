"""What must be said of an answer, wherever it is shown: words that count for nothing, or not everywhere."""

from __future__ import annotations

from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line


def notes_on(answer: Answer) -> list[str]:
    """Sentences on the query's words that rule nothing out, and on colours where hits have none."""
    return [note for note in (negation_line(answer.query.text), colour_line(answer)) if note]
