"""Where a run's figures go: one terminal line and one JSON line an epoch, and TensorBoard."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from torch.utils.tensorboard import SummaryWriter

METRICS = "metrics.jsonl"


class Logbook:
    """Writes to `folder/metrics.jsonl`, to TensorBoard's files beside it, and to `terminal`."""

    def __init__(self, folder: Path, terminal: TextIO | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._terminal = terminal or sys.stderr
        self._lines = (folder / METRICS).open("a", encoding="utf-8")
        self._board = SummaryWriter(str(folder / "tensorboard"))

    def __enter__(self) -> Logbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._board.close()

    def say(self, text: str) -> None:
        """A line on the terminal only."""
        print(text, file=self._terminal, flush=True)

    def record(self, epoch: int, figures: Mapping[str, Any]) -> None:
        """One epoch's figures, everywhere; nested tables become names with slashes."""
        flat = _flatten(figures)
        self._lines.write(json.dumps({"epoch": epoch, **flat}) + "\n")
        self._lines.flush()
        for name, value in flat.items():
            if isinstance(value, int | float):
                self._board.add_scalar(name, value, epoch)
        shown = [f"{name} {value:.4g}" for name, value in flat.items() if isinstance(value, int | float)]
        self.say(f"epoch {epoch}  " + "  ".join(shown))


def read_metrics(folder: Path) -> list[dict[str, Any]]:
    """The recorded epochs of a run, oldest first; an epoch that was repeated counts once, the last time."""
    path = folder / METRICS
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return list({row["epoch"]: row for row in rows}.values())


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{name}/")
        else:
            flat[prefix + name] = value
    return flat
