"""What came out, in words and for programs: rows, differences with intervals, and what is not shown."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from cpcl_train.bench.street.bench import Outcome, RowResult
from cpcl_train.bench.street.certainty import Interval, Values, holm, two_level
from cpcl_train.bench.street.rows import FULL, IDENTITIES, INFONCE, ROWS, STEPS, differences_of, row_config
from cpcl_train.bench.street.settings import digest
from cpcl_train.judge.metrics import Scores

MEASURES: Final[Mapping[str, int]] = {"R@1": 0, "mAP": 3}
"""Names as they are shown, and the columns of scores."""
LEVEL: Final = 0.05
Differences = dict[tuple[str, str], dict[str, Interval]]


def differences(found: Outcome) -> Differences:
    """Of each pair of rows (of, against): by measure, own pictures out."""
    rows = {row.name: row for row in found.rows}
    return {
        (of, against): {
            measure: two_level(rows[of].elsewhere[..., at] - rows[against].elsewhere[..., at], found.people)
            for measure, at in MEASURES.items()
        }
        for of, against in differences_of(list(rows))
    }


def table(found: Outcome) -> dict[str, Any]:
    """Rows and differences for programs, as `--json` prints them."""
    return {
        "rows": [
            {"name": row.name}
            | {m: _mean(row.elsewhere, at) for m, at in MEASURES.items()}
            | {"seeds": len(row.epochs)}
            for row in found.rows
        ],
        "differences": [
            {"of": of, "against": against, **{measure: value.plain() for measure, value in by.items()}}
            for (of, against), by in differences(found).items()
        ],
    }


def record(found: Outcome, command: str, commit: str) -> dict[str, Any]:
    """`table`, and what it rests on: command, commit, settings and their hashes, the standard protocol, labels."""
    rows = [{**short, **_more(row)} for short, row in zip(table(found)["rows"], found.rows, strict=True)]
    configs = {row.name: row_config(row.name, 1, found.asked.recipe) for row in found.rows}
    return {
        **table(found), "rows": rows, "steps": _steps(differences(found)), "command": command, "commit": commit,
        "data": digest(found.asked.street), "settings": asdict(found.asked.street),
        "recipe": digest({name: config and config.to_table() for name, config in configs.items()}),
        "overrides": {name: [*ROWS[name], *found.asked.recipe] for name in configs},
        "seconds": round(found.seconds), "processes": found.asked.processes, "machine": platform.machine(),
    }  # fmt: skip


def text(found: Outcome) -> str:
    """Tables and sentences, as Markdown."""
    lines = [
        "| | R@1 | mAP | standard R@1 | R@5 | R@10 | mAP | mINP | mAP of those who choose | clusters (image, text) "
        "| ARI (image, text) | seeds |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *map(_line, found.rows), "", *_sentences(found),
    ]  # fmt: skip
    return "\n".join(lines)


def _sentences(found: Outcome) -> list[str]:
    between = differences(found)
    corrected = {(step["of"], step["against"], step["measure"]): step["holm"] for step in _steps(between)}
    lines = ["| difference | R@1 | mAP | shown |", "|---|---|---|---|"]
    for (of, against), by in between.items():
        chances = [corrected.get((of, against, measure), value.p) for measure, value in by.items()]
        shown = ", ".join(m for m, chance in zip(by, chances, strict=True) if chance < LEVEL) or "not shown"
        lines.append(f"| {of} − {against} | " + " | ".join(map(_interval, by.values())) + f" | {shown} |")
    return [*lines, "", *_way(between)]


def _way(between: Differences) -> list[str]:
    """How much of the way to true identities the method goes."""
    own, best = between.get((FULL, INFONCE)), between.get((IDENTITIES, INFONCE))
    if own is None or best is None:
        return []
    shares = [f"{own[m].mean / best[m].mean:.0%} in {m}" for m in MEASURES if best[m].mean > 0]
    return [f"Of the way from {INFONCE} to {IDENTITIES}, {FULL} goes {' and '.join(shares)}."] if shares else []


def _steps(between: Differences) -> list[dict[str, Any]]:
    """The adjacent steps, each measure by itself with Holm's correction over the steps that were run."""
    found = []
    for measure in MEASURES:
        steps = [(of, against) for against, of in STEPS if (of, against) in between]
        chances = [between[step][measure].p for step in steps]
        for (of, against), chance, corrected in zip(steps, chances, holm(chances), strict=True):
            found.append({"of": of, "against": against, "measure": measure, "p": chance, "holm": corrected})
    return found


def _more(row: RowResult) -> dict[str, Any]:
    deviations = {m: round(float(row.elsewhere[..., at].mean(1).std()), 2) for m, at in MEASURES.items()}
    standard = {name: _mean(row.standard, at) for at, name in enumerate(Scores.__dataclass_fields__)}
    return {
        "deviation": deviations, "standard": standard, "chosen": list(row.epochs), "validation": _validation(row),
        "labels": {name: round(value, 3) for name, value in _labels(row).items()}, "seconds": round(row.seconds, 1),
    }  # fmt: skip


def _validation(row: RowResult) -> dict[str, float]:
    """What the people who choose the epochs gave for those that were chosen, the means over seeds."""
    names = {"R@1": "r1", "mAP": "mAP"} if row.validation else {}
    return {shown: round(float(np.mean([one[name] for one in row.validation])), 2) for shown, name in names.items()}


def _labels(row: RowResult) -> dict[str, float]:
    """Of the last epoch's pseudo labels, the means over seeds, by modality, stage and figure."""
    found: dict[str, list[float]] = {}
    for one in row.clusters:
        for modality, stages in one.items():
            for stage, figures in stages.items():
                for name, value in figures.items():
                    found.setdefault(f"{modality}/{stage}/{name}", []).append(float(value))
    return {name: float(np.mean(values)) for name, values in found.items()}


def _line(row: RowResult) -> str:
    labels = _labels(row)
    pairs = [
        f"{labels[f'images/after/{name}']:{form}}, {labels[f'texts/after/{name}']:{form}}" if labels else "–"
        for name, form in (("clusters", ".0f"), ("rand_index", ".2f"))
    ]
    elsewhere = [_spread(row.elsewhere, at) for at in MEASURES.values()]
    standard = [f"{_mean(row.standard, at):.1f}" for at in range(row.standard.shape[2])]
    chosen = f"{_validation(row)['mAP']:.1f}" if row.validation else "–"
    return f"| {row.name} | " + " | ".join([*elsewhere, *standard, chosen, *pairs, str(len(row.epochs))]) + " |"


def _spread(values: Values, at: int) -> str:
    means = values[..., at].mean(1)
    return f"{means.mean():.1f} ± {means.std(ddof=1) if len(means) > 1 else 0:.1f}"


def _mean(values: Values, at: int) -> float:
    return round(float(values[..., at].mean()), 2)


def _interval(value: Interval) -> str:
    return f"{value.mean:+.1f} ({value.low:+.1f} to {value.high:+.1f})"


def as_json(values: Mapping[str, Any]) -> str:
    """Indented, for a file."""
    return json.dumps(values, indent=1) + "\n"
