"""The benchmark from renders to figures: what is done is kept, what is left is run, two runs at a time.

Every file's name holds the hash of all that it follows from, so that figures of other settings or another recipe
are never taken for these, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np

from cpcl_train.bench.street.filming import Report
from cpcl_train.bench.street.rows import QUICKLY, base_config, row_config
from cpcl_train.bench.street.settings import QUICK, STREET, Street, digest
from cpcl_train.bench.street.states import Place, load_set, prepare_states

SEEDS: Final = 8
Values = np.ndarray[Any, np.dtype[np.float64]]
Tell = Callable[[str], Report]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be run: `rows` with `seeds` each, on the whole street or a small one, into `out`."""

    out: Path
    rows: tuple[str, ...]
    seeds: int = SEEDS
    quick: bool = False
    processes: int = 2
    assets: Path | None = None

    @property
    def street(self) -> Street:
        """The settings of the data."""
        return QUICK if self.quick else STREET

    @property
    def recipe(self) -> tuple[str, ...]:
        """What all rows change in the recipe, after what each changes."""
        return QUICKLY if self.quick else ()


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row over its seeds: `elsewhere`, `standard` (S, Q, 5), the chosen epochs, what validation gave for them,
    the last clusters; a row that is not trained has neither of the last two."""

    name: str
    elsewhere: Values
    standard: Values
    epochs: tuple[int, ...]
    validation: tuple[dict[str, float], ...]
    clusters: tuple[dict[str, Any], ...]
    seconds: float
    """A run's, the mean."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rows, in the order asked for, over the same queries of `people` (Q,)."""

    rows: tuple[RowResult, ...]
    people: np.ndarray[Any, np.dtype[np.int64]]
    asked: Asked
    seconds: float
    """What this call took."""


@dataclass(frozen=True, slots=True)
class _Job:
    place: Place
    base: str
    name: str
    seed: int
    result: str
    recipe: tuple[str, ...]


def bench(asked: Asked, tell: Tell) -> Outcome:
    """Run what is not there yet; `tell(stage)` gives what counts of a stage are told to.

    Raises `UsageError` for a row that there is not, `AssetError` where the renderer's assets are missing and
    `MachineError` where the machine fails; what is finished is kept.
    """
    began = time.perf_counter()
    for name in asked.rows:
        row_config(name, 1, asked.recipe)
    asked.out.mkdir(parents=True, exist_ok=True)
    place = prepare_states(asked.out, asked.street, asked.assets, asked.processes, tell)
    start = _base_job(place, asked.recipe)
    jobs = [_job(start, name, seed) for seed in range(1, asked.seeds + 1) for name in asked.rows]
    with _workers(asked.processes) as workers:
        _together([start], workers, tell("base"))
        _together(jobs, workers, tell("runs"))
    test = load_set(place, "test")
    rows = tuple(_row(name, [job for job in jobs if job.name == name]) for name in asked.rows)
    return Outcome(rows, test.people[test.image_of], asked, time.perf_counter() - began)


def _base_job(place: Place, recipe: tuple[str, ...]) -> _Job:
    base = str(place.captions / f"base-{digest(base_config(recipe).to_table())}.safetensors")
    return _Job(place, base, "", 0, base, recipe)


def _job(start: _Job, name: str, seed: int) -> _Job:
    config = row_config(name, seed, start.recipe)
    key = digest({"base": Path(start.base).name, "config": config.to_table() if config else None, "seed": seed})
    slug = "-".join(name.lower().replace("+", " ").split())
    result = start.place.captions / "results" / f"{slug}-{seed}-{key}.npz"
    return replace(start, name=name, seed=seed, result=str(result))


def _together(jobs: Sequence[_Job], workers: Pool, report: Report) -> None:
    """Do what has no result yet, several at a time."""
    left = [job for job in jobs if not Path(job.result).is_file()]
    report(len(jobs) - len(left), len(jobs))
    for done, _ in enumerate(workers.imap_unordered(_work, left), start=1):
        report(len(jobs) - len(left) + done, len(jobs))


@contextmanager
def _workers(processes: int) -> Iterator[Pool]:
    """Processes of one thread each."""
    threads = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"  # read by a process when it begins: FAISS and BLAS then have one thread too
    try:
        with multiprocessing.get_context("spawn").Pool(max(1, processes), maxtasksperchild=8) as pool:
            yield pool
    finally:
        os.environ.pop("OMP_NUM_THREADS") if threads is None else os.environ.update(OMP_NUM_THREADS=threads)


def _work(job: _Job) -> None:
    from cpcl_train.bench.street.training import run_row, train_base

    began, place, result = time.perf_counter(), job.place, Path(job.result)
    if not job.name:
        train_base(place, base_config(job.recipe), result)
        return
    config = row_config(job.name, job.seed, job.recipe)
    found = run_row(place, Path(job.base), config, result.with_suffix(".run"))
    about = {"epoch": found.epoch, "epochs": found.epochs, "seconds": time.perf_counter() - began}
    result.parent.mkdir(exist_ok=True)
    part = result.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(file, elsewhere=found.elsewhere, standard=found.standard, about=json.dumps(about))
    part.replace(result)


def _row(name: str, jobs: Sequence[_Job]) -> RowResult:
    kept = [np.load(job.result) for job in jobs]
    abouts = [json.loads(str(one["about"])) for one in kept]
    return RowResult(
        name, np.stack([one["elsewhere"] for one in kept]), np.stack([one["standard"] for one in kept]),
        tuple(about["epoch"] for about in abouts),
        tuple(about["epochs"][about["epoch"] - 1]["val"] for about in abouts if about["epochs"]),
        tuple(_last_clusters(about["epochs"]) for about in abouts if about["epochs"]),
        float(np.mean([about["seconds"] for about in abouts])),
    )  # fmt: skip


def _last_clusters(epochs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Those of the last epoch that was clustered before; without any, nothing."""
    return next((epoch["clusters"] for epoch in reversed(epochs) if "clusters" in epoch), {})
