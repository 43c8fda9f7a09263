"""A query as the searcher answers it: how it was read, what follows from that, and over which sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.filters import scope_of
from cpcl_desktop.engine.search.plan import Plan, effects
from cpcl_desktop.engine.search.reading import Reading
from cpcl_desktop.engine.search.scope import Scope, unclocked_line
from cpcl_desktop.engine.search.traits import TraitsOf
from cpcl_desktop.engine.search.words import joined


@dataclass(frozen=True, slots=True)
class Question:
    """A query with how it was read, what follows from that, and the sources that are searched, at that moment.

    `in_bin` are the sources, by number, that are in a bin, `copies` those whose footage another case has, with that
    in a sentence (empty: none): neither are searched. `labels_line` says which labels it named by former names.
    """

    query: Query
    reading: Reading
    plan: Plan
    sources: Sequence[Source]
    in_bin: tuple[int, ...] = ()
    copies: frozenset[int] = frozenset()
    copies_line: str = ""
    labels_line: str = ""

    def scope(self, traits: TraitsOf) -> Scope | None:
        """Where to look, None where that is everywhere; raises as `scope_of`."""
        scope = scope_of(self.query, self.sources, self.plan.filters, traits)
        if scope is None and (self.in_bin or self.copies):
            return Scope(frozenset(source.id for source in self.sources))
        return scope

    @property
    def asks_what_was_said(self) -> bool:
        """Whether it hangs on what people had said by then: decisions, labels, or what they call cameras."""
        return bool(self.query.decision or self.query.labels or self.query.cameras or self.plan.filters.cameras)


def question_notes(asked: Question, scope: Scope | None, unused: Sequence[str]) -> list[str]:
    """What else is to be said of how a query was read and answered, in sentences."""
    notes = list(asked.reading.notes)
    if unused:
        named = joined(unused)
        notes.append(
            tr("No caption of the model's training used {words}: it may know what that is, or not.", words=named)
        )
    notes += effects(asked.reading, asked.plan)
    if scope is not None and (left_out := unclocked_line(scope.unclocked, asked.sources)):
        notes.append(left_out)
    return notes + [line for line in (asked.copies_line, asked.labels_line) if line]
