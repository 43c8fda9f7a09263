"""The optimiser: what weight decay reaches, and what it must not."""

import io
from dataclasses import replace

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import load_config
from cpcl_train.model.checkpoint import LAST, load_checkpoint, save_checkpoint
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.run import optimise
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from cpcl_train.run.optimise import build_optimizer
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people

TRANSFORMER = "model.vision={layers=1,width=32,head_width=16,patch_size=16}"
SMALL = (
    TRANSFORMER, "model.text={width=32,heads=2,layers=1}", "model.tokenizer=clip", "model.embed_dim=32",
    "model.context_length=30", "image.height=64", "image.width=32", "data.workers=0", "data.cache=true",
    "train.threads=1", "train.learning_rate=0.003", "train.weight_decay=0.1", "augment.unknown_words=0",
    "phases=[{epochs=1,batch=24}]",
)  # fmt: skip


def small(*overrides):
    return load_config("small", [*SMALL, *overrides])


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def word_rows(people, folder, config):
    """The token table before and after the run, and which of its rows are of words that captions hold."""
    first = prepare_run(config, people, folder)
    before = first.model.text_net.token_embedding.weight.detach().clone()
    with Logbook(folder, io.StringIO()) as log:
        train(config, people, folder, log)
    after = load_checkpoint(folder / LAST).weights["clip.text.token_embedding.weight"]
    held = np.isin(np.arange(len(before)), first.data.ids)
    return before, after, torch.from_numpy(held)


@pytest.mark.parametrize("optimizer", ["adamw", "adam"])
def test_rows_of_words_that_no_caption_holds_stay_to_the_bit(people, tmp_path, optimizer):
    before, after, held = word_rows(people, tmp_path, small(f"train.optimizer={optimizer}"))
    assert len(before) > 49_000 and 10 < held.sum() < 50  # all of CLIP's pieces, and those of the drawn people
    assert torch.equal(after[~held], before[~held])
    words = held.clone()
    words[0] = False  # padding, behind the end of every caption: nothing is learnt of it
    assert (after[words] != before[words]).any(1).all()


@pytest.mark.parametrize("optimizer", ["adamw", "adam"])
def test_with_decay_on_the_table_they_would_not(people, tmp_path, monkeypatch, optimizer):
    monkeypatch.setattr(optimise, "undecayed", lambda model: set())
    before, after, held = word_rows(people, tmp_path, small(f"train.optimizer={optimizer}"))
    assert (after[~held] != before[~held]).any(1).all()
    assert after[~held].norm() < before[~held].norm()


def test_positions_behind_the_longest_caption_stay_to_the_bit(people, tmp_path):
    config = small()
    first = prepare_run(config, people, tmp_path)
    before = first.model.text_net.positional_embedding.detach().clone()
    longest = int((first.data.ids.argmax(1) + 1).max())
    with Logbook(tmp_path, io.StringIO()) as log:
        train(config, people, tmp_path, log)
    after = load_checkpoint(tmp_path / LAST).weights["clip.text.positional_embedding"]
    assert longest < 30 and torch.equal(after[longest:], before[longest:])
    assert (after[:longest] != before[:longest]).any(1).all()


@pytest.mark.parametrize(
    ("vision", "spared"),
    [
        (TRANSFORMER, {"visual.positional_embedding", "visual.class_embedding"}),
        ("model.vision={layers=[1,1,1,1],width=16,head_width=64}", {"visual.attnpool.positional_embedding"}),
        ("model.vision={timm_model_name='test_vit',timm_pool='',timm_proj='linear'}",
         {"visual.trunk.pos_embed", "visual.trunk.cls_token"}),
        ("model.vision={timm_model_name='stripenet_xs',timm_pool='',timm_proj='linear'}", set()),
    ],
    ids=["transformer", "resnet", "timm", "stripes"],
)  # fmt: skip
def test_matrices_and_convolutions_decay_and_nothing_else(vision, spared):
    model = build_model(small(vision), 99, {"top": ("red", "blue")})
    named = {id(value): name for name, value in model.named_parameters()}
    groups = build_optimizer(model, small(vision)).param_groups
    decays = {named[id(value)]: group["weight_decay"] for group in groups for value in group["params"]}
    assert decays.keys() == set(named.values())
    spared = {f"clip.{name}" for name in {"text.token_embedding.weight", "text.positional_embedding", *spared}}
    vectors = {name for name, value in model.named_parameters() if value.ndim <= 1}
    assert {name for name, decay in decays.items() if decay == 0} == spared | vectors
    assert {decay for name, decay in decays.items() if name not in spared | vectors} == {0.1}
    assert {"heads.top.weight", "clip.text.text_projection"} <= decays.keys() - spared - vectors


def test_adamw_is_what_a_run_gets_that_says_nothing(people, tmp_path):
    assert isinstance(prepare_run(small(), people, tmp_path).optimizer, torch.optim.AdamW)


def test_moments_go_back_to_the_weights_they_were_taken_from(people, tmp_path):
    config = small()
    with Logbook(tmp_path, io.StringIO()) as log:
        train(config, people, tmp_path, log)
    kept = load_checkpoint(tmp_path / LAST)
    again = prepare_run(config, people, tmp_path)
    assert len(kept.optimizer) > 100
    back = {
        f"{name}.{key}": value
        for name, parameter in again.model.named_parameters()
        for key, value in again.optimizer.state[parameter].items()
    }
    assert back.keys() == kept.optimizer.keys()
    for name, value in kept.optimizer.items():
        torch.testing.assert_close(back[name], value, rtol=0, atol=0, msg=name)


def test_state_that_another_version_named_by_numbers_is_refused(people, tmp_path):
    config = small()
    with Logbook(tmp_path, io.StringIO()) as log:
        train(config, people, tmp_path, log)
    kept = load_checkpoint(tmp_path / LAST)
    numbered = {f"{number}.exp_avg": value for number, value in enumerate(kept.optimizer.values())}
    save_checkpoint(tmp_path / LAST, replace(kept, optimizer=numbered))
    content = (tmp_path / LAST).read_bytes()
    with pytest.raises(UsageError, match=r"another version of this program.*init=RUN"):
        prepare_run(config, people, tmp_path)
    assert (tmp_path / LAST).read_bytes() == content
