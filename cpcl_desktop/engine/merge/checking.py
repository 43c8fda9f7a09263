"""Checking parts before anything is written: each is a case, unedited, and can be searched with the others.

Large ones are checked by several processes at once, see `helpers`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import LogHead
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import check_rows
from cpcl_desktop.engine.merge.helpers.handle import Answer, Helper
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

SPEAK_EVERY_S = 0.2


def check_models(case: Path, parts: Sequence[Path]) -> None:
    """`CaseError` where the vectors of a part are of another model than those of the case, or of other parts."""
    chosen = _model_of(case) if case.exists() else None
    for path in parts:
        model = _model_of(path)
        chosen = chosen or model
        if chosen is not None and model is not None and model.sha256 != chosen.sha256:
            raise CaseError(
                "{path} was indexed with the model {name}, and other cases with {other_name}; their scores cannot "
                "be compared. Nothing was merged. Change it first: cpcl reindex {path} --model {other_name}",
                path=path,
                name=model.name,
                other_name=chosen.name,
            )


def check_part(path: Path, report: Report) -> LogHead:
    """Where the log of a part ends, all of whose rows are as they were stored; else `CaseError`. Cancelled."""
    return _sound(path, *check_rows(path, _seldom(report)))


def check_parts(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> list[LogHead]:
    """`check_part` of each; by the helpers, where there are any."""
    if helpers:
        return _checked_beside(parts, helpers, report)
    heads = []
    for number, path in enumerate(parts):
        report(_checking(path, number, len(parts)))
        heads.append(check_part(path, report))
    return heads


def _checked_beside(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> list[LogHead]:
    """Whoever is free takes the next; the first that is unsound ends it."""
    heads: dict[int, LogHead] = {}
    left, idle = iter(enumerate(parts)), list(helpers)
    working: dict[Future[Answer], tuple[int, Helper]] = {}
    while len(heads) < len(parts):
        while idle and (following := next(left, None)) is not None:
            number, path = following
            helper = idle.pop()
            working[helper.ask({"do": "check", "path": os.fsdecode(path)})] = number, helper
        report(_checking(parts[min(number for number, _ in working.values())], len(heads), len(parts)))
        for answer in wait(working, SPEAK_EVERY_S, FIRST_COMPLETED).done:
            number, helper = working.pop(answer)
            told, _ = answer.result()
            heads[number] = _sound(parts[number], told["faults"], LogHead(told["entries"], told["hash"]))
            idle.append(helper)
    return [heads[number] for number in range(len(parts))]


def _sound(path: Path, faults: str, head: LogHead) -> LogHead:
    if faults:
        raise CaseError(
            "{path}: {faults} Nothing was merged; `cpcl verify` says what else it finds.", path=path, faults=faults
        )
    return head


def _model_of(path: Path) -> StoredModel | None:
    with Case.read(path) as case:
        return case.models.current()


def _checking(path: Path, done: int, total: int) -> Progress:
    return Progress(tr("Checking {name}", name=path.name), done, total, "cases")


def _seldom(report: Report) -> Report:
    """As much of what is said as somebody can read."""
    last = time.monotonic()

    def speak(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= SPEAK_EVERY_S:
            last = time.monotonic()
            report(progress)

    return speak


def bytes_of(parts: Iterable[Path]) -> int:
    """How large they are together."""
    return sum(path.stat().st_size for path in parts)
