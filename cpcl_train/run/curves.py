"""Where a run's curves are drawn: TensorBoard's files in its folder and, if asked for, Weights & Biases."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from torch.utils.tensorboard import SummaryWriter

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.config import Config

Axis = Literal["epoch", "step"]
_ID: Final = "wandb.txt"
"""In the run folder: under which name its curves go on."""
_QUIET: Final = {
    "console": "off", "silent": True, "disable_git": True, "disable_code": True, "x_disable_meta": True,
    "x_disable_machine_info": True,
}  # fmt: skip
"""Curves and configuration are all that is kept there: not what the terminal shows, nor what machine this is."""


class Curves(Protocol):
    """Takes figures by name against epochs or steps."""

    def draw(self, axis: Axis, number: int, figures: Mapping[str, float]) -> None:
        """One entry; names of an axis other than epochs begin with it."""

    def close(self) -> None:
        """All of it is written."""


class TensorBoard:
    """Event files in `folder/tensorboard`."""

    def __init__(self, folder: Path) -> None:
        self._board = SummaryWriter(str(folder / "tensorboard"))

    def draw(self, axis: Axis, number: int, figures: Mapping[str, float]) -> None:
        """See `Curves`."""
        for name, value in figures.items():
            self._board.add_scalar(name if axis == "epoch" else f"{axis}/{name}", value, number)
        self._board.flush()

    def close(self) -> None:
        """See `Curves`."""
        self._board.close()


class WeightsAndBiases:
    """A run of Weights & Biases: in `folder/wandb`, or on its servers where `train.wandb` is online.

    `MachineError` where the extra is not installed, or does not start.
    """

    def __init__(self, folder: Path, config: Config) -> None:
        # Read as the package starts, before it is told a mode: else it may report to its makers from offline runs.
        os.environ |= {"WANDB_MODE": config.train.wandb, "WANDB_ERROR_REPORTING": "false"}
        try:
            wandb: Any = importlib.import_module("wandb")
        except ImportError as error:
            raise MachineError(
                "train.wandb needs the package wandb, and it is not there: pip install 'cpcl-desktop[wandb]', or "
                "set train.wandb=off. Nothing was trained."
            ) from error
        known = (folder / _ID).read_text(encoding="utf-8").strip() if (folder / _ID).is_file() else None
        try:
            self._run = wandb.init(
                project=config.train.wandb_project, name=config.name, dir=str(folder), mode=config.train.wandb,
                config=config.to_table(), id=known, resume="allow", settings=_QUIET,
            )  # fmt: skip
        except wandb.Error as error:
            raise MachineError(
                f"Weights & Biases did not start ({error}). Set train.wandb to offline or off; nothing was trained."
            ) from error
        (folder / _ID).write_text(f"{self._run.id}\n", encoding="utf-8")
        for axis in ("epoch", "step"):
            self._run.define_metric(f"{axis}/*", step_metric=axis)

    def draw(self, axis: Axis, number: int, figures: Mapping[str, float]) -> None:
        """See `Curves`."""
        self._run.log({axis: number, **{f"{axis}/{name}": value for name, value in figures.items()}})

    def close(self) -> None:
        """See `Curves`."""
        self._run.finish()


def open_curves(folder: Path, config: Config | None) -> list[Curves]:
    """What a run's curves go to: TensorBoard always, behind what may not start."""
    asked: list[Curves] = [WeightsAndBiases(folder, config)] if config and config.train.wandb != "off" else []
    return [*asked, TensorBoard(folder)]
