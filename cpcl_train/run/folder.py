"""Whose run folder it is: a run goes on there only where nothing is set otherwise that changes its result."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.config import Config, parse_config
from cpcl_train.method.options import MethodConfig
from cpcl_train.model.checkpoint import LAST

CONFIG: Final = "config.json"
FREE: Final[Mapping[str, str]] = {
    "init": "the last checkpoint is what goes on",
    "data.workers": "a sample is drawn from seed, epoch and its own number",
    "render": "the people are there already",
    "train.device": "the same sums in another order",
    "train.threads": "the same sums in another order",
    "train.compile": "the same sums in another order",
    "train.save_every": "only what is kept besides",
    "train.patience": "only when it ends",
    "train.log_every": "only what is told",
    "train.wandb": "only what is told",
    "train.wandb_project": "only what is told",
}
"""Settings, or tables of them, that a run may go on with otherwise, and why its weights stay what they would have
been, up to rounding. Every other one changes the result: so does computing activations again, which moves running
statistics twice. Where rendered people become pictures follows the device, unless `augment.where` says so."""
_SHOWN: Final = 3


def claim_folder(config: Config, folder: Path) -> None:
    """Write the configuration into the run folder, or check that the run there may go on with it."""
    path, text = folder / CONFIG, json.dumps(config.to_table(), indent=1)
    try:
        begun = (folder / LAST).is_file()  # before the first checkpoint there is nothing to mix up
        if begun and path.is_file() and (changes := _changes(path, config)):
            raise UsageError(
                f"{folder} holds a run of another configuration ({_listed(changes)}), which changes its result. "
                "Give another folder, or the same configuration to go on."
            )
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MachineError(f"The run folder {folder} cannot be written ({error.strerror}).") from error


def _listed(changes: list[str]) -> str:
    more = [f"and {len(changes) - _SHOWN} more"] if len(changes) > _SHOWN else []
    return "; ".join([*changes[:_SHOWN], *more])


def _changes(path: Path, config: Config) -> list[str]:
    """What a saved configuration has otherwise that changes the result; new keys have their defaults there."""
    try:
        saved = parse_config(json.loads(path.read_text(encoding="utf-8")), str(path))
    except (ValueError, UsageError):
        return ["its config.json cannot be read"]
    before, now = (dict(_settings(_meant(one).to_table())) for one in (saved, config))
    return [
        f"{name} is {_value(before.get(name))} there and {_value(now.get(name))} here"
        for name in dict.fromkeys((*before, *now))
        if before.get(name) != now.get(name) and not _is_free(name)
    ]


def _is_free(name: str) -> bool:
    return any(name == free or name.startswith(f"{free}.") for free in FREE)


def _settings(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """All settings by their dotted names."""
    for key, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _settings(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _value(value: object) -> str:
    return "not set" if value is None else json.dumps(value)


def _meant(config: Config) -> Config:
    """The configuration without the keys of a method that is off, whose defaults may have changed since."""
    method = config.method
    return config if method.enabled else replace(config, method=MethodConfig(False, mask_tokens=method.mask_tokens))
