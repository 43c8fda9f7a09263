"""With what a run goes on: settings that leave its result alone may change, all others are named."""

import io
from dataclasses import fields, is_dataclass, replace

import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.run.folder import FREE
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people
from tests.train.run.test_loop import small

TWO = ("phases=[{epochs=2,batch=72}]", "method.enabled=false", "method.mask_tokens=0.15")
OTHERWISE = (
    "data.workers=1", "train.log_every=1", "train.save_every=1",
    "train.patience=7", "train.wandb_project=other", "init=somewhere-else", "render.people=3", "train.device=cpu",
)  # fmt: skip


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def stopped(people, tmp_path_factory):
    """A run that was cut off after its first epoch."""
    folder = tmp_path_factory.mktemp("run")
    with pytest.raises(KeyboardInterrupt), _StopsAfterOne(folder, io.StringIO()) as log:
        train(small(*TWO), people, folder, log)
    return folder


class _StopsAfterOne(Logbook):
    def progress(self, what, done, total):
        if (what, done) == ("epoch 2", 1):
            raise KeyboardInterrupt


def test_what_leaves_the_result_alone_may_change(people, stopped, tmp_path):
    with Logbook(tmp_path / "whole", io.StringIO()) as log:
        train(small(*TWO), people, tmp_path / "whole", log)
    with Logbook(stopped, io.StringIO()) as log:
        train(small(*TWO, *OTHERWISE), people, stopped, log)
    whole, resumed = (load_checkpoint(folder / LAST) for folder in (tmp_path / "whole", stopped))
    assert resumed.epoch == 2
    for name, value in whole.weights.items():
        torch.testing.assert_close(resumed.weights[name], value, rtol=1e-4, atol=1e-5, msg=name)


def test_another_number_of_threads_changes_rounding_alone(people, tmp_path):
    # Some biases have no gradient but rounding, of which Adam with a smaller epsilon makes full steps.
    config = small(*TWO, "train.epsilon=1e-6", "train.precision=fp32")
    with Logbook(tmp_path / "whole", io.StringIO()) as log:
        train(config, people, tmp_path / "whole", log)
    with pytest.raises(KeyboardInterrupt), _StopsAfterOne(tmp_path / "cut", io.StringIO()) as log:
        train(config, people, tmp_path / "cut", log)
    more = replace(config, train=replace(config.train, threads=2))
    with Logbook(tmp_path / "cut", io.StringIO()) as log:
        train(more, people, tmp_path / "cut", log)
    whole, resumed = (load_checkpoint(tmp_path / name / LAST) for name in ("whole", "cut"))
    assert (resumed.epoch, resumed.config.train.threads) == (2, 2)
    for name, value in whole.weights.items():
        torch.testing.assert_close(resumed.weights[name], value, rtol=1e-3, atol=2e-4, msg=name)


@pytest.mark.parametrize(
    ("override", "named"),
    [
        ("train.learning_rate=0.001", "train.learning_rate is 0.003 there and 0.001 here"),
        ("seed=8", "seed is 7 there and 8 here"),
        ("phases=[{epochs=3,batch=72}]", "phases is .* there and .* here"),
        ("train.precision=fp32", 'train.precision is "bf16" there and "fp32" here'),
        ("train.lora_rank=4", "train.lora_rank is 0 there"),
        ("train.checkpoint_gradients=true", "train.checkpoint_gradients is false there"),
        ("data.cache=false", "data.cache is true there"),
        ("model.text.layers=2", "model.text.layers is 1 there and 2 here"),
    ],
)
def test_what_changes_the_result_is_named(people, stopped, override, named):
    with pytest.raises(UsageError, match=rf"another configuration \({named}.*which changes its result"):
        prepare_run(small(*TWO, override), people, stopped)


def test_many_changes_are_counted(people, stopped):
    many = ("seed=8", "licence=x", "train.warmup_epochs=1", "train.betas=[0.5,0.6]", "augment.pad=3")
    with pytest.raises(UsageError, match=r"\(seed .*; licence .*; augment.pad is 0 there and 3 here; and 2 more\)"):
        prepare_run(small(*TWO, *many), people, stopped)


def names(kind, prefix=""):
    for field in fields(kind):
        default = field.default if field.default_factory is field.default else None
        made = default if default is not None else getattr(Config("x"), field.name, None)
        yield prefix + field.name
        if is_dataclass(made):
            yield from (f"{prefix}{field.name}.{name}" for name in names(type(made)))


def test_every_free_setting_is_one_and_has_its_reason():
    assert set(FREE) <= set(names(Config))
    assert all(reason.strip() for reason in FREE.values())
