"""What the user let through: the filters' part of a query."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from cpcl_desktop.engine.records import Query


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user let through; empty means everything. All as in `Query`."""

    sources: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    from_s: float | None = None
    to_s: float | None = None
    time_of_day: str | None = None
    weekday: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    from_px: float | None = None
    to_px: float | None = None
    decision: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()


def filters_of(query: Query) -> Filters:
    """The filters of a query."""
    values: dict[str, Any] = {one.name: getattr(query, one.name) for one in fields(Filters)}
    listed: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    return Filters(**listed)
