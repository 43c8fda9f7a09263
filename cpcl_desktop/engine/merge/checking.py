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
from cpcl_desktop.engine.case.records import StoredModel
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import edited_rows_of
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


def check_part(path: Path, report: Report) -> None:
    """`CaseError` where a row of a part is not as it was stored; raises Cancelled."""
    _refuse_edited(path, edited_rows_of(path, _seldom(report)))


def check_parts(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> None:
    """`check_part` of each; by the helpers, where there are any."""
    if helpers:
        _check_beside(parts, helpers, report)
        return
    for number, path in enumerate(parts):
        report(_checking(path, number, len(parts)))
        check_part(path, report)


def _check_beside(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> None:
    """Whoever is free takes the next; the first that was edited ends it."""
    done, left, idle = 0, iter(parts), list(helpers)
    working: dict[Future[Answer], tuple[Path, Helper]] = {}
    while done < len(parts):
        while idle and (path := next(left, None)) is not None:
            helper = idle.pop()
            working[helper.ask({"do": "check", "path": os.fsdecode(path)})] = path, helper
        report(_checking(next(iter(working.values()))[0], done, len(parts)))
        for answer in wait(working, SPEAK_EVERY_S, FIRST_COMPLETED).done:
            path, helper = working.pop(answer)
            _refuse_edited(path, answer.result()[0]["faults"])
            idle.append(helper)
            done += 1


def _refuse_edited(path: Path, faults: str) -> None:
    if faults:
        raise CaseError(
            "{path}: {faults} Nothing was merged; `cpcl verify` says what else it finds.", path=path, faults=faults
        )


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
