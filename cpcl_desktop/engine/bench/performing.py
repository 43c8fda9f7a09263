"""The table of what is measured, and measuring it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.bench.footage import decoding, detecting, embedding, ingesting
from cpcl_desktop.engine.bench.records import Benchmark, LeftOut, Series
from cpcl_desktop.engine.bench.searching import searching
from cpcl_desktop.engine.bench.setting import Setting
from cpcl_desktop.engine.bench.starting import opening_window, starting
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.machine import load, taken_by_others, this_machine, versions

MEASURES: Final[Mapping[str, Callable[[Setting], Iterator[Series | LeftOut]]]] = {
    "decode": decoding,
    "detect": detecting,
    "embed": embedding,
    "start": starting,
    "window": opening_window,
    "ingest": ingesting,
    "search": searching,
}
NOT_ASKED: Final = "Not asked for."


@dataclass
class Bench:
    """One go: what was measured so far is in `result`, also when it was stopped."""

    provider: str = "auto"
    is_quick: bool = False
    only: Collection[str] = ()
    folder: Path | None = None
    series: list[Series] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    is_complete: bool = False

    def __post_init__(self) -> None:
        self._load, self._used = load(), self.provider

    def run(self, report: Report) -> Iterator[Series | LeftOut]:
        """Measure, and tell of each series when it is there.

        Raises `Cancelled` when the report asks to stop, `MachineError` where the folder cannot be written to, and
        as the parts do that are measured.
        """
        self.left_out += [LeftOut(name, NOT_ASKED) for name in MEASURES if self.only and name not in self.only]
        try:
            work = tempfile.TemporaryDirectory(prefix="cpcl-bench-", dir=self.folder)
        except OSError as error:
            raise MachineError(
                "No folder can be made to measure in ({why}); name one by --folder.", why=error.strerror
            ) from error
        with work as name:
            setting = Setting(Path(name), self.provider, self.is_quick, report)
            try:
                for measure in (MEASURES[name] for name in MEASURES if not self.only or name in self.only):
                    others = taken_by_others()
                    for one in measure(setting):
                        yield self._keep(one, others)
            finally:
                if setting.is_open:
                    self._used = setting.stages.provider.used
        self.is_complete = True

    def _keep(self, one: Series | LeftOut, others: float) -> Series | LeftOut:
        if isinstance(one, LeftOut):
            self.left_out.append(one)
            return one
        kept = replace(one, others=others)
        self.series.append(kept)
        return kept

    @property
    def result(self) -> Benchmark:
        """What was measured so far."""
        return Benchmark(
            str(this_machine()),
            versions(),
            self._used,
            self._load,
            self.is_quick,
            self.is_complete,
            tuple(self.series),
            tuple(self.left_out),
        )
