"""Curves by steps, how long a run still takes, and Weights & Biases where it is asked for."""

import io
import os
import sys
import types

import pytest
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.cli.main import main
from cpcl_train.distributed import Team
from cpcl_train.run.logbook import Logbook, open_log, read_metrics, read_steps
from cpcl_train.run.loop import train
from cpcl_train.run.meter import Meter, Pace
from tests.train.people import write_people
from tests.train.run.test_loop import SMALL, TERMS, small

TWO = "phases=[{epochs=2,batch=24}]"


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def test_steps_are_drawn_with_every_term_the_rate_the_speed_and_the_time_left(people, tmp_path):
    said = io.StringIO()
    with Logbook(tmp_path, said) as log:
        train(small(TWO, "train.log_every=4"), people, tmp_path, log)
    rows, epochs = read_steps(tmp_path), read_metrics(tmp_path)
    assert [row["step"] for row in rows] == [4, 6, 10, 12]  # and at the end of each epoch of six
    wanted = {f"loss/{term}" for term in TERMS} | {"gradient_norm", "lr", "images_per_s", "left_s"}
    assert all(row.keys() == {"step", *wanted} for row in rows)
    for name in ("loss/kl", "gradient_norm"):  # means of steps make the epoch's mean
        assert (4 * rows[0][name] + 2 * rows[1][name]) / 6 == pytest.approx(epochs[0][name], rel=1e-4)
    assert rows[0]["left_s"] > rows[1]["left_s"] > 0
    assert rows[3]["left_s"] < rows[0]["left_s"] and rows[3]["lr"] == epochs[1]["lr"]
    drawn = EventAccumulator(str(tmp_path / "tensorboard"))
    drawn.Reload()
    assert [point.step for point in drawn.Scalars("step/loss/kl")] == [4, 6, 10, 12]
    assert [point.step for point in drawn.Scalars("loss/kl")] == [1, 2]
    first, second = (line for line in said.getvalue().splitlines() if line.startswith("epoch "))
    assert "about 0:" in first and first.endswith(" left")
    assert not second.endswith(" left")


def test_a_step_that_was_repeated_counts_once(tmp_path):
    for loss in (3.0, 2.0):
        with Logbook(tmp_path, io.StringIO()) as log:
            log.curve(50, {"loss/kl": loss})
        with (tmp_path / "steps.jsonl").open("a", encoding="utf-8") as lines:
            lines.write('{"step": 99, "loss')  # as a kill amid a write leaves it
    assert read_steps(tmp_path) == [{"step": 50, "loss/kl": 2.0}]


def test_a_meter_adds_up_what_steps_say():
    meter = Meter(torch.device("cpu"))
    for value in (1.0, 2.0, 6.0):
        meter.add({"kl": torch.tensor(value)})
    assert meter.read()[0] == {"kl": 3.0}
    meter.add({"kl": torch.tensor(11.0)})
    assert meter.read()[0] == {"kl": 11.0}
    assert (meter.means(), meter.steps) == ({"kl": 5.0}, 4)


def test_the_time_left_counts_steps_labels_and_ends_of_epochs():
    pace = Pace(step_s=2.0, guide_s=100.0, finish_s=10.0, guided=[1, 2, 3])
    assert pace.left(steps=30, ends=3, epoch=1) == 30 * 2 + 2 * 100 + 3 * 10
    assert pace.left(steps=0, ends=0, epoch=3) == 0


class Run:
    """Takes what a run of wandb takes."""

    def __init__(self, arguments):
        self.id, self.arguments, self.rows, self.axes, self.finished = "abc", arguments, [], {}, 0

    def define_metric(self, name, step_metric):
        self.axes[name] = step_metric

    def log(self, row):
        self.rows.append(row)

    def finish(self):
        self.finished += 1


@pytest.fixture
def wandb(monkeypatch):
    """A stand-in for the package, which is not a dependency of the tests."""
    module = types.ModuleType("wandb")
    module.runs, module.Error = [], type("Error", (Exception,), {})
    monkeypatch.setitem(sys.modules, "wandb", module)
    monkeypatch.setenv("WANDB_MODE", "online")  # as a user may have it; monkeypatch puts back what was there
    monkeypatch.setenv("WANDB_ERROR_REPORTING", "true")
    module.init = lambda **arguments: (
        module.runs.append(Run(arguments | {"environment": dict(os.environ)})) or module.runs[-1]
    )
    return module


def test_weights_and_biases_get_the_same_curves_and_go_on_under_the_same_name(people, tmp_path, wandb):
    config = small("phases=[{epochs=1,batch=72}]", "train.wandb=offline", "train.wandb_project=people")
    for _ in range(2):
        with open_log(tmp_path, Team(), config) as log:
            train(config, people, tmp_path, log)
    first, second = wandb.runs
    told = first.arguments
    assert told["environment"]["WANDB_MODE"] == "offline"  # nothing is sent as it starts either
    assert told["environment"]["WANDB_ERROR_REPORTING"] == "false"
    assert (told["mode"], told["project"], told["dir"]) == ("offline", "people", str(tmp_path))
    assert told["config"]["train"]["learning_rate"] == 0.003
    assert told["settings"]["console"] == "off" and told["settings"]["x_disable_meta"] is True
    assert (told["id"], second.arguments["id"], second.arguments["resume"]) == (None, "abc", "allow")
    assert first.axes == {"epoch/*": "epoch", "step/*": "step"}
    steps, epochs = ([row for row in first.rows if axis in row] for axis in ("step", "epoch"))
    assert steps[0]["step"] == 2 and "step/loss/kl" in steps[0]
    assert epochs[0]["epoch"] == 1 and "epoch/val/r1" in epochs[0]
    assert (first.finished, second.finished) == (1, 1) and second.rows == []


def test_nothing_of_it_is_touched_unless_asked(people, tmp_path, wandb):
    with open_log(tmp_path, Team(), small(TWO)) as log:
        log.record(1, {"loss": {"kl": 1.0}}, "done")
    assert wandb.runs == []
    with open_log(tmp_path, Team(1, 2), small(TWO, "train.wandb=offline")) as log:
        log.record(1, {"loss": {"kl": 1.0}}, "done")
    assert wandb.runs == []  # the leader alone


def test_a_service_that_does_not_start_is_a_sentence(tmp_path, wandb):
    def refuse(**arguments):
        raise wandb.Error("no key")

    wandb.init = refuse
    with pytest.raises(MachineError, match=r"did not start \(no key\)"):
        open_log(tmp_path, Team(), small("train.wandb=online"))


def test_an_absent_package_is_named_before_anything_is_trained(people, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "wandb", None)  # as Python marks what cannot be imported
    sets = [part for override in (*SMALL, "train.wandb=offline") for part in ("--set", override)]
    assert main(["train", "--config", "small", "--data", str(people), "--out", str(tmp_path), *sets]) == 1
    said = capsys.readouterr().err
    assert "train.wandb needs the package wandb" in said and "cpcl-desktop[wandb]" in said
    assert not (tmp_path / "last.safetensors").exists()
