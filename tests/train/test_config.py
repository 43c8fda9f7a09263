import dataclasses
import json
import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

import cpcl_train as train_package
from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import Config, load_config, parse_config
from cpcl_train.configs.tables import recipe_names
from cpcl_train.method.options import MethodConfig
from cpcl_train.ship.card import licence_notice


def test_every_recipe_loads():
    assert "starter" in recipe_names()
    for name in recipe_names():
        assert load_config(name).epochs > 0


@pytest.mark.parametrize("name", ["cuhk-pedes", "icfg-pedes", "rstpreid"])
def test_recipes_of_the_three_sets_are_the_papers_method_and_the_family_of_its_settings(name):
    plain, plus = load_config(name), load_config(f"{name}-plus")
    assert plain.method == MethodConfig() and plain.data.layout == name
    assert (plain.image.height, plain.image.width, plain.epochs, plain.phases[0].batch) == (384, 128, 60, 64)
    assert (plain.train.learning_rate, plain.train.weight_decay, plain.train.warmup_epochs) == (1e-5, 4e-5, 5)
    assert (plain.model.temperature, plain.model.context_length, plain.model.embed_dim) == (0.02, 77, 512)
    assert (plus.method.mask_tokens, plus.method.matching.triplet) == (0.15, 1.0)
    assert plus.method.matching.start == {"triplet": 20}
    same = dataclasses.replace(plus, name=plain.name, method=plain.method)
    assert same == plain  # the extras and nothing else
    assert "terms of what it was trained on apply" in licence_notice(plain)


def test_the_method_document_names_keys_that_exist_with_their_defaults():
    text = (Path(train_package.__file__).parent / "METHOD.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|.*\| `([a-z_.0-9]+)` \| `(.+)` \|$", text, re.MULTILINE)
    assert len(rows) > 35
    for key, default in rows:
        value = Config("defaults")
        for part in key.split("."):
            value = getattr(value, part)
        wanted = tomllib.loads(f"value = {default}")["value"]
        assert (list(value) if isinstance(value, tuple) else value) == wanted, key
    documented = {key for key, _ in rows}
    for table in ("method.cluster", "method.mining", "method.matching"):
        value = getattr(MethodConfig(), table.removeprefix("method."))
        assert {f"{table}.{field.name}" for field in dataclasses.fields(value)} <= documented


@pytest.mark.parametrize("name", ["small", "cuhk-pedes-plus"])
def test_a_saved_configuration_reads_back_equal(name):
    config = load_config(name, ["seed=11", "model.quick_gelu=true"])
    assert parse_config(json.loads(json.dumps(config.to_table())), "saved") == config


def test_a_recipe_begins_from_another(tmp_path):
    (tmp_path / "mine.toml").write_text(
        'base = "small"\nname = "mine"\n[train]\nbetas = [0.8, 0.9]\n', encoding="utf-8"
    )
    (tmp_path / "sub").mkdir()
    lines = 'base = "../mine.toml"\nseed = 3\n[model.text]\nkind = "sentence"\n[augment]\nflip = 0.0\n'
    (tmp_path / "sub" / "yours.toml").write_text(lines, encoding="utf-8")
    small, mine, yours = (
        load_config(source) for source in ("small", str(tmp_path / "mine.toml"), str(tmp_path / "sub/yours.toml"))
    )
    train = dataclasses.replace(small.train, betas=(0.8, 0.9))
    assert mine == dataclasses.replace(small, name="mine", train=train)
    assert (yours.name, yours.seed, yours.train, yours.phases) == ("mine", 3, train, small.phases)
    assert yours.augment == dataclasses.replace(small.augment, flip=0.0)
    assert yours.model.text == {"kind": "sentence"}  # a net's table is replaced whole
    assert load_config(str(tmp_path / "mine.toml"), ["train.betas=[0.1,0.2]"]).train.betas == (0.1, 0.2)


def test_recipes_of_one_family_state_only_what_differs():
    for name in ("icfg-pedes", "rstpreid", "cuhk-pedes-plus", "icfg-pedes-plus", "rstpreid-plus"):
        assert len((resources.files("cpcl_train.configs") / f"{name}.toml").read_text("utf-8").splitlines()) < 15


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ('base = "two.toml"', 'base = "one.toml"', "goes round in circles"),
        ('base = "three.toml"', "", "no configuration '.*three.toml'"),
        ("base = 3", "", "base is 3"),
    ],
)
def test_a_base_that_leads_nowhere_is_named(tmp_path, one, other, sentence):
    (tmp_path / "one.toml").write_text(one, encoding="utf-8")
    (tmp_path / "two.toml").write_text(other, encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        load_config(str(tmp_path / "one.toml"))


def test_overrides_reach_tables_lists_and_free_tables():
    config = load_config(
        "small",
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
        ("data.hold_out=1", "config.data.hold_out"),
        ("data.sample=cluster", "config.data.sample"),
        ("data.instances=0", "config.data.instances"),
        ("train.betas=[0.9,1.0]", "config.train.betas"),
        ("train.betas=[0.9]", "config.train.betas"),
        ("model.quick_gelu=maybe", "config.model.quick_gelu"),
        ("method.matching.start.triplet=soon", "config.method.matching.start.triplet"),
        ("name.first=1", "name.first"),
        ("seed", "'seed'"),
    ],
)
def test_a_wrong_override_is_named(override, named):
    with pytest.raises(UsageError, match=named.replace(".", r"\.")):
        load_config("small", [override])


def test_missing_and_broken_files_are_named(tmp_path):
    broken = tmp_path / "mine.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml is not valid TOML"):
        load_config(str(broken))
    with pytest.raises(UsageError, match="starter"):
        load_config("no-such-recipe")


def test_phases_follow_each_other():
    config = load_config("small", ["phases=[{epochs=1,batch=2},{epochs=2,batch=4}]"])
    assert [config.phase_at(epoch).batch for epoch in range(config.epochs)] == [2, 4, 4]
    with pytest.raises(IndexError):
        config.phase_at(3)


def test_configurations_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config("x").seed = 4
