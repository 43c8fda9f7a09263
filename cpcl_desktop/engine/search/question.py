"""A query as the searcher answers it: how it was read, what follows from that, and over which sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.filters import unclocked_line
from cpcl_desktop.engine.search.plan import Plan, uncertain, without_effect
from cpcl_desktop.engine.search.reading import Reading
from cpcl_desktop.engine.search.scope import Scope
from cpcl_desktop.engine.search.words import joined


@dataclass(frozen=True, slots=True)
class Question:
    """A query with how it was read, what follows from that, and the case's sources at that moment.

    `in_bin` are the sources, by number, that are not searched.
    """

    query: Query
    reading: Reading
    plan: Plan
    sources: Sequence[Source]
    in_bin: tuple[int, ...] = ()


def question_notes(asked: Question, scope: Scope | None, unused: Sequence[str]) -> list[str]:
    """What else is to be said of how a query was read and answered, in sentences."""
    notes = list(asked.reading.notes)
    if unused:
        notes.append(f"No caption of the model's training used {joined(unused)}: it may know what that is, or not.")
    if idle := without_effect(asked.reading, asked.plan):
        notes.append(f"{joined(idle)}: pictures cannot tell with this model, so it ruled nothing out.")
    if doubtful := uncertain(asked.reading, asked.plan):
        notes.append(
            f"{joined(doubtful)}: hits that seem to show it come later, but how often this is right is not known."
        )
    if scope is not None and (left_out := unclocked_line(scope.unclocked, asked.sources)):
        notes.append(left_out)
    return notes
