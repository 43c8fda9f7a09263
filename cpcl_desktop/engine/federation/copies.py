"""Footage that several cases hold: it is found once, in one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr

_NAMED = 5  # pieces of footage that a sentence lists


def copies_among(sources: Sequence[Source]) -> dict[int, Source]:
    """The sources, by number, whose content another case's source has, and which that is.

    Of several the first counts, by the order in which their cases were named, that is not in the bin and was read
    to its end: a copy that is searched less far never hides one that is searched whole.
    """
    alike: dict[tuple[str, str, int, int], list[Source]] = {}
    for source in sources:
        if source.sha256:
            alike.setdefault((source.kind, source.sha256, source.size, source.part), []).append(source)
    found: dict[int, Source] = {}
    for same in alike.values():
        first = min(same, key=lambda one: (one.in_bin, one.state != "done"))  # of equals the first
        found |= {one.id: first for one in same if one is not first}
    return found


def copies_line(sources: Sequence[Source], copies: Mapping[int, Source]) -> str:
    """Which footage is in two cases and where it is searched, in sentences; empty where there is none."""
    told = [source for source in sources if source.id in copies and not source.in_bin]
    binned = [one for one in sources if one.id in copies and one.in_bin and not copies[one.id].in_bin]
    lines = []
    if told:
        lines.append(
            tr(
                "%n source(s) are in several of the cases, and each is searched in one of them: {names}.",
                None,
                len(told),
                names=_names(told, copies),
            )
        )
    if binned:
        lines.append(
            tr(
                "%n source(s) in the bin of a case are searched in another that has the same footage: {names}.",
                None,
                len(binned),
                names=_names(binned, copies),
            )
        )
    return " ".join(lines)


def _names(copied: Sequence[Source], copies: Mapping[int, Source]) -> str:
    told = [tr("{name} (found as {other_name})", name=one.name, other_name=copies[one.id].name) for one in copied]
    names, more = ", ".join(told[:_NAMED]), len(told) - _NAMED
    return tr("{names} and %n more", None, more, names=names) if more > 0 else names
