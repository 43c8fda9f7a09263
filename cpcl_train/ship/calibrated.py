"""A bundle with what its scores mean: calibration and figures in manifest and card, all else as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.calibration import Calibration
from cpcl_desktop.bundle.errors import UsageError

METRICS_KEY = "calibration"
_HEADING = "## How strong a hit is"
_MEANS = """\
Fitted on rendered people, some of them made as poor as footage is, with and without the person asked for; measured
on others. `auc`: how often presence is higher where the person is there; `ece`: by how much it misses the truth on
average; `lost` and `spared`: of how many who are there, and who are not, it says that nobody like that was found;
`alarms`: how many who are not there are called likely; `hit_auc` and `hit_ece` are of the hits' strength. Presence
takes it to be as likely as not beforehand that somebody like that is there."""


def write_calibrated(bundle: Bundle, calibration: Calibration, figures: Mapping[str, Mapping[str, Any]]) -> Bundle:
    """Write the bundle's folder anew; `figures` are by the name of what they were measured on."""
    if not bundle.path.is_dir():
        raise UsageError(
            f"{bundle.path} is not a folder; unpack the bundle, calibrate the folder, and pack it again."
        )
    metrics = {**bundle.manifest.metrics, METRICS_KEY: {name: dict(values) for name, values in figures.items()}}
    manifest = dataclasses.replace(bundle.manifest, calibration=calibration, metrics=metrics)
    files = bundle.contents()
    if "model_card" in files:
        name, card = files["model_card"]
        files["model_card"] = name, calibrated_card(card.decode(), figures).encode()
    return write_bundle(Path(bundle.path), manifest, files)


def calibrated_card(card: str, figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The card with these figures in a section of their own, in place of an older one."""
    before, found, after = card.partition(f"{_HEADING}\n")
    rest = after[after.find("\n## ") + 1 :] if found and "\n## " in after else ""
    columns = list(dict.fromkeys(key for values in figures.values() for key in values))
    rows = ["| set | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    rows += [
        f"| {name} | " + " | ".join(f"{values[key]:g}" for key in columns) + " |"
        for name, values in figures.items()
    ]
    parts = (before.rstrip(), _HEADING, "\n".join(rows), _MEANS, rest.rstrip())
    return "\n\n".join(filter(None, parts)) + "\n"
