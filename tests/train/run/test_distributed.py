"""Two processes at the same global batch compute what one computes: losses, labels, weights."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.cli.main import main
from cpcl_train.distributed import Team
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.run.logbook import read_metrics
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people
from tests.train.run.test_loop import SMALL, TERMS, lasting, small

ROOT = Path(__file__).resolve().parents[3]
# A transformer: without batch statistics, which each process on a CPU takes of its own samples.
# Biases of keys have no gradient but rounding, which differs between one process and two: with a smaller epsilon
# Adam makes full steps of it.
TRANSFORMER = (
    *SMALL, "model.vision={layers=1,width=32,head_width=16,patch_size=16}", "train.precision=fp32",
    "train.learning_rate=0.001", "train.epsilon=1e-6", "phases=[{epochs=2,batch=24,attributes=0.5}]",
)  # fmt: skip


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def command(people, folder, *overrides):
    sets = [part for override in (*TRANSFORMER, *overrides) for part in ("--set", override)]
    return ["train", "--config", "small", "--data", str(people), "--out", str(folder), *sets]


@pytest.mark.skipif(sys.platform == "win32", reason="torch for Windows has no torchrun with gloo here")
@pytest.mark.parametrize("sample", ["pair", "cluster"])
def test_two_processes_train_as_one(people, tmp_path, sample):
    order = f"data.sample={sample}"
    assert main(command(people, tmp_path / "one", order)) == 0
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    ended = subprocess.run(
        [*torchrun, "-m", "cpcl_train.cli", *command(people, tmp_path / "two", order)],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("epoch 2 |") == 1 and "on 2 × cpu" in ended.stderr  # the leader speaks, alone
    one, two = read_metrics(tmp_path / "one"), read_metrics(tmp_path / "two")
    for ours, theirs in zip(one, two, strict=True):
        assert lasting(ours).keys() == lasting(theirs).keys() >= {f"loss/{term}" for term in TERMS}
        for name, value in lasting(ours).items():
            assert theirs[name] == pytest.approx(value, rel=1e-3, abs=1e-4), name
    weights = load_checkpoint(tmp_path / "two" / LAST).weights
    for name, value in load_checkpoint(tmp_path / "one" / LAST).weights.items():
        torch.testing.assert_close(weights[name], value, rtol=1e-3, atol=2e-4, msg=name)


def test_a_batch_that_cannot_be_shared_is_said(people, tmp_path):
    with pytest.raises(UsageError, match="24 cannot be shared evenly by 5 processes"):
        prepare_run(small(), people, tmp_path, Alone(0, 5))


class Alone(Team):
    """A member of a team whose others never come."""

    def wait(self):
        pass


def test_slices_cover_everything_once():
    for count in (0, 1, 7, 64):
        parts = [np.arange(count)[Team(rank, 3).own_slice(count)] for rank in range(3)]
        np.testing.assert_array_equal(np.concatenate(parts), np.arange(count))


def test_a_team_of_one_changes_nothing():
    rows = torch.arange(6.0).reshape(3, 2)
    assert Team().gather(rows) is rows
    assert Team().share("x") == "x"
