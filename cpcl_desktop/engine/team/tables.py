"""The case's tables on the server: the same as in a case file, in PostgreSQL's words.

Their words are not written a second time: what the migrations made of a case file is translated, term by term.
Indexes serve a desk's searches and stay there. What refers to what is each desk's to keep, too: a change arrives as
rows that go and rows that come, in no order that references could be checked in; digests show if all is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cpcl_desktop.engine.team.rows import decoded

_DIALECT: Final = tuple(
    (re.compile(term), to)
    for term, to in (
        (r"\s*REFERENCES \w+( ON DELETE CASCADE)?", ""),
        (r"\)\s*WITHOUT ROWID", ")"),
        (r"\bINTEGER\b", "bigint"),
        (r"\bREAL\b", "double precision"),
        (r"\bBLOB\b", "bytea"),
        (r"\bTEXT\b", "text"),
        (r"\buser\b", '"user"'),  # which means the session's in PostgreSQL
    )
)
_KINDS: Final = {"INTEGER": "i", "REAL": "r", "TEXT": "t", "BLOB": "b"}


@dataclass(frozen=True, slots=True)
class About:
    """What a server says of its case: the version of its tables, and whether pgvector keeps its vectors."""

    schema: int
    has_halves: bool


@dataclass(frozen=True, slots=True)
class ServedTable:
    """A table of the case: how SQLite makes it, its columns with their kinds (see `rows`), and its key's."""

    name: str
    sql: str
    columns: Sequence[str]
    kinds: str
    key: Sequence[str]

    @property
    def selected(self) -> str:
        """SQL for all of its columns."""
        return ", ".join(f't."{column}"' for column in self.columns)

    @property
    def made(self) -> str:
        """What makes it on the server."""
        sql = self.sql
        for term, to in _DIALECT:
            sql = term.sub(to, sql)
        return sql

    def with_halves(self) -> ServedTable:
        """As pgvector keeps it: the numbers of vectors as half-precision vectors."""
        if self.name != "vector":
            return self
        kinds = "".join("h" if kind == "b" else kind for kind in self.kinds)
        return ServedTable(self.name, self.sql.replace("BLOB", "halfvec"), self.columns, kinds, self.key)

    def key_of(self, row: Sequence[object]) -> tuple[object, ...]:
        """What tells a row from the others."""
        return tuple(row[self.columns.index(column)] for column in self.key)

    def read_key(self, texts: Sequence[str]) -> tuple[object, ...]:
        """A key of which the server noted the text."""
        kinds = (self.kinds[self.columns.index(column)] for column in self.key)
        return tuple(int(text) if kind == "i" else decoded(text) for kind, text in zip(kinds, texts, strict=True))

    def meets(self, key: str) -> str:
        """SQL for a row `t` whose key has these texts, an array of them."""
        kinds = (self.kinds[self.columns.index(column)] for column in self.key)
        texts = (f"({key}[{at}]){'::bigint' if kind == 'i' else ''}" for at, kind in enumerate(kinds, start=1))
        return " AND ".join(f't."{column}" = {text}' for column, text in zip(self.key, texts, strict=True))


def kind_of(declared: str) -> str:
    """The letter of a column by the type that SQLite was told."""
    return _KINDS[declared.upper()]


def served(tables: Sequence[ServedTable], about: About) -> list[ServedTable]:
    """A case's tables as that server keeps them."""
    return [table.with_halves() for table in tables] if about.has_halves else list(tables)


def by_name(tables: Sequence[ServedTable]) -> Mapping[str, ServedTable]:
    """Tables by their names."""
    return {table.name: table for table in tables}
