import dataclasses

import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import load_config
from cpcl_train.run import schedule as module
from cpcl_train.run.schedule import schedule, scheduled

CPU = torch.device("cpu")


@pytest.fixture
def config(monkeypatch):
    monkeypatch.setattr(module, "training_speed", lambda config, device: 20.0)
    return load_config("starter")


def test_time_is_shared_between_rendering_and_training(config, tmp_path):
    plan = schedule(config, tmp_path, 100, CPU, renders_per_s=10)
    images = plan.people * plan.views
    assert images / 10 + plan.epochs * images / 20 < 100 * 60
    assert plan.epochs >= 3 and images > 10_000 and plan.frozen
    assert "about 100 minutes" in plan.sentence() and f"{plan.epochs} epochs" in plan.sentence()


def test_a_set_that_is_there_leaves_all_of_the_time_to_training(config, tmp_path):
    plan = schedule(config, tmp_path, 60, CPU, 0.0, images=9_000)
    assert plan.epochs == int(0.9 * 3600 * 20 / 9_000)


def test_a_schedule_that_was_begun_is_kept_to(config, tmp_path):
    first = schedule(config, tmp_path, 100, CPU, 10)
    assert schedule(config, tmp_path, 10, CPU, 99) == first
    fitted = scheduled(config, first, CPU)
    assert (fitted.render.people, fitted.phases[0].epochs) == (first.people, first.epochs)
    assert fitted.train.frozen and fitted.train.precision == "fp32"
    assert dataclasses.replace(fitted, phases=config.phases, train=config.train, render=config.render) == config


def test_too_short_a_time_says_what_this_machine_does(config, tmp_path):
    with pytest.raises(UsageError, match="20 pairs a second"):
        schedule(config, tmp_path, 0.2, CPU, 10)
    assert not (tmp_path / "plan.json").exists()


def test_the_speed_is_measured_on_the_model_itself(monkeypatch):
    monkeypatch.setattr(module, "_BATCHES", {"cpu": 4})
    sizes = ["model.vision.timm_model_name=efficientnet_lite0_parts", "model.text.layers=3", "image.height=64"]
    config = load_config("starter", [*sizes, "image.width=32", "model.embed_dim=16", "train.precision=fp32"])
    assert 0 < module.training_speed(config, CPU) < 10_000
