import dataclasses

import pytest

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, load_config, parse_config, recipe_names


def test_every_recipe_loads():
    assert "starter" in recipe_names()
    for name in recipe_names():
        assert load_config(name).epochs > 0


def test_a_saved_configuration_reads_back_equal():
    config = load_config("starter", ["seed=11"])
    assert parse_config(config.to_table(), "saved") == config


def test_overrides_reach_tables_lists_and_free_tables():
    config = load_config(
        "starter",
        [
            "seed=3",
            "phases.1.epochs=4",
            "model.text.layers=1",
            "name=my own",
            "augment.flip=0",
            "image.mean=[0,0,0]",
        ],
    )
    assert (config.seed, config.phases[1].epochs, config.model.text["layers"]) == (3, 4, 1)
    assert (config.name, config.augment.flip, config.image.mean) == ("my own", 0.0, (0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("override", "named"),
    [
        ("sede=3", "config.sede"),
        ("augment.flop=1", "config.augment.flop"),
        ("train.learning_rate=fast", "config.train.learning_rate"),
        ("seed=1.5", "config.seed"),
        ("seed=true", "config.seed"),
        ("train.select=r3", "config.train.select"),
        ("phases.0.batches=3", "config.phases.batches"),
        ("phases.7.epochs=3", "phases.7.epochs"),
        ("phases=[]", "config.phases"),
        ("phases.0.batch=1", "config.phases"),
        ("name.first=1", "name.first"),
        ("seed", "'seed'"),
    ],
)
def test_a_wrong_override_is_named(override, named):
    with pytest.raises(UsageError, match=named.replace(".", r"\.")):
        load_config("starter", [override])


def test_missing_and_broken_files_are_named(tmp_path):
    broken = tmp_path / "mine.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml is not valid TOML"):
        load_config(str(broken))
    with pytest.raises(UsageError, match="starter"):
        load_config("no-such-recipe")


def test_phases_follow_each_other():
    config = load_config("starter", ["phases=[{epochs=1,batch=2},{epochs=2,batch=4}]"])
    assert [config.phase_at(epoch).batch for epoch in range(config.epochs)] == [2, 4, 4]
    with pytest.raises(IndexError):
        config.phase_at(3)


def test_configurations_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config("x").seed = 4
