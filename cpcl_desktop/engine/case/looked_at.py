"""Which picture somebody looked at when they said something of a passage, and which passage has it now."""

from __future__ import annotations

from typing import Any

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.store import Store
from cpcl_desktop.engine.errors import CaseError


def picture_of(store: Store, track: int, crop: int | None) -> dict[str, Any] | None:
    """`source` and `crop` of a passage's picture, its best by default; None where there is no such."""
    found = store.tuples(
        "SELECT t.source, c.id FROM crop c JOIN track t ON t.id = c.track "
        "WHERE t.id = ? AND c.id = coalesce(?, c.id) ORDER BY c.quality DESC, c.id LIMIT 1",
        track,
        crop,
    )
    return {"source": found[0][0], "crop": found[0][1]} if found else None


def looked_at(store: Store, track: int, crop: int | None) -> dict[str, Any]:
    """As `picture_of`; `CaseError` where there is no such."""
    place = picture_of(store, track, crop)
    if place is None:
        raise no_such(track, crop)
    return place


def no_such(track: int, crop: int | None) -> CaseError:
    """What is said where the case has no such passage, or the passage no such picture."""
    which = str(track) if crop is None else worded("{track} with a crop {crop}", track=track, crop=crop)
    return CaseError("The case has no passage {track}; `cpcl search` prints their numbers.", track=which)


def tracks_in_bin(store: Store) -> frozenset[int]:
    """The passages of sources in the bin: what was said of them counts again when they are put back."""
    # CROSS JOIN: few sources are there, and by itself SQLite goes through all passages first.
    rows = store.each("SELECT t.id FROM source s CROSS JOIN track t ON t.source = s.id WHERE s.in_bin")
    return frozenset(track for (track,) in rows)
