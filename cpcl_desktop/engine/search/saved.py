"""A search as a case saves it: all that is asked, its filters and its example, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.records import SavedSearch
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.members import Member
from cpcl_desktop.engine.numbering import among, called
from cpcl_desktop.engine.people.stored_picture import decode_jpeg, encode_jpeg
from cpcl_desktop.engine.records import Query, Source

_NOT_SAVED = ("image", "limit")  # the image is kept beside it; how much is shown is not of the search
_UNREADABLE = worded(
    "The saved search “{name}” cannot be read: it is of another version of this program. It was kept."
)


def stored_query(query: Query) -> tuple[str, bytes | None]:
    """A query as JSON, by its fields that are not as an empty one has them, and its example as JPEG."""
    said = {one.name: getattr(query, one.name) for one in fields(Query) if one.name not in _NOT_SAVED}
    empty = Query()
    told = {name: _plain(value) for name, value in said.items() if value != getattr(empty, name)}
    picture = None if query.image is None else encode_jpeg(query.image)
    return json.dumps(told, ensure_ascii=False, sort_keys=True), picture


def query_of(saved: SavedSearch) -> Query:
    """The query that was saved; `CaseError` where this program cannot read it."""
    known = {one.name: getattr(Query(), one.name) for one in fields(Query) if one.name not in _NOT_SAVED}
    try:
        said = json.loads(saved.query)
        values = {name: _as(known[name], value) for name, value in said.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(_UNREADABLE, name=saved.name) from error
    query = Query(**values)
    return query if saved.image is None else replace(query, image=decode_jpeg(saved.image))


def asked_among(federation: Federation, member: Member, query: Query) -> Query:
    """A query that was saved in one of several cases, as it is asked of all: its numbers are those of that case.

    Footage that is searched as another case's, and passages in it, are named as they are there.
    """
    if federation.is_one:
        return query
    found = federation.searched_as(member, (*query.like, *query.unlike))
    like, unlike = (tuple(found[track] for track in tracks) for tracks in (query.like, query.unlike))
    copies = federation.copies(federation.sources())
    sources = [_searched(member, name, copies) if name.isdecimal() else name for name in query.sources]
    return replace(query, like=like, unlike=unlike, sources=tuple(dict.fromkeys(sources)))


def _searched(member: Member, number: str, copies: Mapping[int, Source]) -> str:
    """How a source of a case is written among several, where it is searched."""
    found = copies.get(among(member.place, int(number)))
    return called(member.name, int(number)) if found is None else found.number


def _plain(value: Any) -> Any:  # noqa: ANN401 (a field's value)
    return list(value) if isinstance(value, tuple | list) else value


def _as(default: object, value: Any) -> Any:  # noqa: ANN401 (a field's value)
    """A value as the field has it; TypeError for one of another kind."""
    if isinstance(default, tuple):
        if not isinstance(value, list):
            raise TypeError(value)
        return tuple(value)
    if default is not None and not isinstance(value, int | float if isinstance(default, float) else type(default)):
        raise TypeError(value)
    return value
