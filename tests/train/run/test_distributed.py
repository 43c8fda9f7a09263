"""Two processes at the same global batch compute what one computes: losses, labels, weights."""

import json
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
@pytest.mark.parametrize(
    "changes",
    [
        ("data.sample=pair",), ("data.sample=cluster",),
        ("data.sample=pair", "method.cluster.settling=0", "method.cluster.every=2"),
    ],
    ids=["pairs", "clusters together", "labels kept"],
)  # fmt: skip
def test_two_processes_train_as_one(people, tmp_path, changes):
    assert main(command(people, tmp_path / "one", *changes)) == 0
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    ended = subprocess.run(
        [*torchrun, "-m", "cpcl_train.cli", *command(people, tmp_path / "two", *changes)],
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


STATISTICS = """
import sys
import torch
from cpcl_train.distributed import join_team

with join_team("cpu") as team:
    norm = torch.nn.BatchNorm1d(3)
    norm.running_mean.fill_(team.rank + 1.0)
    norm.num_batches_tracked.fill_(team.rank + 5)
    team.average_buffers(norm)
    torch.save(norm.state_dict(), f"{sys.argv[1]}/{team.rank}.pt")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="torch for Windows has no torchrun with gloo here")
def test_running_statistics_of_processors_meet_in_their_mean(tmp_path):
    (tmp_path / "step.py").write_text(STATISTICS, encoding="utf-8")
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [*torchrun, tmp_path / "step.py", tmp_path]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    assert first["running_mean"].tolist() == second["running_mean"].tolist() == [1.5] * 3
    assert (int(first["num_batches_tracked"]), int(second["num_batches_tracked"])) == (5, 6)  # counts stay


GRADIENTS = """
import json, sys
from pathlib import Path
import torch
from cpcl_train.config import load_config
from cpcl_train.data.samples import batches
from cpcl_train.distributed import join_team
from cpcl_train.run.logbook import Silence
from cpcl_train.run.loop import guide_epoch, train_step
from cpcl_train.run.run import prepare_run

people, folder, graphs = sys.argv[1:]
with join_team("cpu") as team:
    for number, overrides in enumerate(json.loads(graphs)):
        config = load_config("small", overrides)
        run = prepare_run(config, Path(people), Path(folder) / str(number), team)
        guidance, _ = guide_epoch(run, Silence())
        run.model.train()
        run.scaler.scale(torch.zeros(1))
        if run.scaler.is_enabled():
            run.scaler.update(64.0)
        train_step(run, next(batches(run.data, config, 0, True, team)), guidance)
        gradients = {name: value.grad for name, value in run.model.named_parameters() if value.grad is not None}
        found = type(run.look).__name__, gradients, guidance.memories.images.rows
        torch.save(found, Path(folder) / f"{number}-{team.rank}.pt")
"""
# What makes an epoch another graph: heads without a weight, none, a locked tower, products, a scaled loss.
GRAPHS = (
    (), ("phases=[{epochs=2,batch=24}]",), ("attributes.ignore=['top','bottom','hair']",), ("train.locked=image",),
    ("train.lora_rank=2",), ("train.precision=fp16",),
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="torch for Windows has no torchrun with gloo here")
def test_gradients_meet_as_one_process_has_them(people, tmp_path):
    graphs = json.dumps([[*TRANSFORMER, "train.clip_gradient=1e9", *graph] for graph in GRAPHS])
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    (tmp_path / "step.py").write_text(GRADIENTS, encoding="utf-8")
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    for name, start in (("one", [sys.executable]), ("two", torchrun)):
        (tmp_path / name).mkdir()
        command = [*start, tmp_path / "step.py", people, tmp_path / name, graphs]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
    for number, graph in enumerate(GRAPHS):
        alone, ours, rows = torch.load(tmp_path / "one" / f"{number}-0.pt", weights_only=True)
        team, theirs, their_rows = torch.load(tmp_path / "two" / f"{number}-0.pt", weights_only=True)
        other = torch.load(tmp_path / "two" / f"{number}-1.pt", weights_only=True)[1]
        assert (alone, team) == ("partial", "DistributedDataParallel")
        assert ours.keys() == theirs.keys() and len(ours) > 10
        rough = 0.05 if "fp16" in str(graph) else 1e-4
        for name, value in ours.items():
            assert float((theirs[name] - value).norm()) <= rough * float(value.norm()) + 1e-6, (graph, name)
            assert torch.equal(other[name], theirs[name]), (graph, name)  # one mean for all
        torch.testing.assert_close(their_rows, rows, rtol=rough, atol=rough)
