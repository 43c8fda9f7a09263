"""The lists of a case: footage that waits, and what was left out beside footage."""

from __future__ import annotations

from cpcl_desktop.engine.case.case import Case


def take_lists(case: Case, other: Case) -> None:
    """Take over another case's lists.

    Footage goes on waiting also where something was read under its path: recorders use names again, for files of
    one size. When it is looked at, what is known is told from what is not by its content.
    """
    waits, known = set(case.waiting.paths()), case.left_out.all()
    added = [one for one in other.waiting.all() if one.path not in waits]
    unknown = [one for one in other.left_out.all() if one not in known]
    other.check_still()
    if added:
        case.waiting.add(added)
    if unknown:
        case.left_out.note([one.root for one in unknown], [*known, *unknown])
