"""Checking parts before anything is written: each is a case, unedited, and can be searched with the others.

Large ones are checked by several processes at once, see `helpers`.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.still import Stamp, stamp_of
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import edited_rows_of
from cpcl_desktop.engine.merge.helpers.handle import Answer, Helper, HelperEnded
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr

SPEAK_EVERY_S = 0.2


def check_models(case: Path, parts: Sequence[Path]) -> None:
    """`CaseError` where the vectors of a part are of another model than those of the case, or of other parts."""
    chosen = Case.model_of(case) if case.exists() else None
    for path in parts:
        model = Case.model_of(path)
        chosen = chosen or model
        if chosen is not None and model is not None and model.sha256 != chosen.sha256:
            raise CaseError(
                "{path} was indexed with the model {name}, and other cases with {other_name}; their scores cannot "
                "be compared. Nothing was merged. Change it first: cpcl reindex {path} --model {other_name}",
                path=path,
                name=model.name,
                other_name=chosen.name,
            )


@dataclass(slots=True)
class PartFile:
    """A part's file, and how it lay, in its bytes, when its rows were `checked` last."""

    path: Path
    checked: Stamp

    @contextlib.contextmanager
    def reading(self, report: Report) -> Iterator[Case]:
        """The part as it is now; what others commit to it meanwhile changes nothing of what is taken.

        Its rows are checked once more where somebody went on with it since. `CaseError` where one is not as it
        was stored, or the part is written over while it is read; raises Cancelled.
        """
        with Case.read(self.path) as part, part.held():
            try:
                if (now := stamp_of(self.path)) != self.checked:
                    self._check_again(report)
                    self.checked = now
                yield part
            finally:
                part.check_still()  # in place of whatever half of one state and half of another led to

    def _check_again(self, report: Report) -> None:
        if faults := edited_rows_of(self.path, _seldom(report)):
            raise CaseError(
                "{path}: {faults} What was merged before is kept; `cpcl verify` says what else it finds.",
                path=self.path,
                faults=faults,
            )


def check_parts(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> None:
    """`CaseError` where a row of a part is not as it was stored; by the helpers, where there are any. Cancelled."""
    if helpers:
        _check_beside(parts, helpers, report)
        return
    for number, path in enumerate(parts):
        report(_checking(path, number, len(parts)))
        _refuse_edited(path, edited_rows_of(path, _seldom(report)))


def _check_beside(parts: Sequence[Path], helpers: Sequence[Helper], report: Report) -> None:
    """Whoever is free takes the next; the first that was edited ends it.

    What a helper was at whose process ended, another takes once more, or this process where there is none;
    `HelperEnded` where another ended at it, too.
    """
    left, idle, again = deque(parts), list(helpers), set[Path]()
    working: dict[Future[Answer], tuple[Path, Helper]] = {}
    while left or working:
        while idle and left:
            path, helper = left.popleft(), idle.pop()
            working[helper.ask({"do": "check", "path": os.fsdecode(path)})] = path, helper
        if not working:  # every helper is gone
            path = left.popleft()
            _refuse_edited(path, edited_rows_of(path, _seldom(report)))
            continue
        report(_checking(next(iter(working.values()))[0], len(parts) - len(left) - len(working), len(parts)))
        for answer in wait(working, SPEAK_EVERY_S, FIRST_COMPLETED).done:
            path, helper = working.pop(answer)
            if isinstance(answer.exception(), HelperEnded) and path not in again:
                again.add(path)
                left.appendleft(path)
            else:
                _refuse_edited(path, answer.result()[0]["faults"])
                idle.append(helper)


def _refuse_edited(path: Path, faults: str) -> None:
    if faults:
        raise CaseError(
            "{path}: {faults} Nothing was merged; `cpcl verify` says what else it finds.", path=path, faults=faults
        )


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
