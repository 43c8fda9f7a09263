"""Labels that a query names as they were called before: it is answered by what they are called now."""

from __future__ import annotations

from dataclasses import replace

from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.language import tr


def by_names_of_now(query: Query, federation: Federation) -> tuple[Query, str]:
    """The query with its labels as they are called now, and in a sentence which were called otherwise.

    Somebody may rename a label while a query by its old name is asked. A name that no label ever had stays, for
    `filters.scope_of` to refuse.
    """
    there = {one.name.casefold() for one in federation.labels()} if query.labels else set()
    if all(name.casefold() in there for name in query.labels):
        return query, ""
    otherwise = federation.renamed_labels()
    now = {name: tuple(otherwise.get(name.casefold(), (name,))) for name in query.labels}
    said = [
        tr("“{name}” is called “{new_name}” now; that was searched.", name=name, new_name="”, “".join(names))
        for name, names in now.items()
        if names != (name,)
    ]
    labels = tuple(dict.fromkeys(name for names in now.values() for name in names))
    return replace(query, labels=labels), " ".join(said)
