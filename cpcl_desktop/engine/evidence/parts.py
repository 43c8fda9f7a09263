"""The logs of cases that were merged into one: each is still the chain that the merged case's log names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogEntry, check_chain


def part_faults(case: Case, entries: Sequence[LogEntry]) -> Iterator[str]:
    """Parts whose log is not whole, is gone, or does not end as `entries`, the case's own log, say."""
    told = [entry.details for entry in entries if entry.action == "merge"]
    heads = {said.get("part"): said.get("head") for said in told if said.get("outcome") == "begun"}
    for part in case.parts.all():
        faults = check_chain(case.parts.log_of(part), part.head)
        yield from (
            worded("In the log of {name}, which was merged: {fault}", name=part.name, fault=fault)
            for fault in faults
        )
        if heads.pop(part.id, str(part.head)) != str(part.head):
            yield worded(
                "The end of the log of {name}, which was merged, is not the one that the log names.", name=part.name
            )
    yield from (worded("The log of part {number}, which was merged, was removed.", number=n) for n in heads)
