"""The starter's architecture: packaged weights, attribute heads on features, what is frozen, its export."""

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_train.cli.main import main
from cpcl_train.config import load_config
from cpcl_train.data.annotations import read_annotations
from cpcl_train.data.samples import batches
from cpcl_train.model import packaged
from cpcl_train.model.checkpoint import load_checkpoint, with_heads_for
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.model.packaged import packaged_weights, sentence_tokenizer
from cpcl_train.model.pretrained import load_pretrained
from cpcl_train.model.training import prepare_training
from cpcl_train.run.loop import train_step
from cpcl_train.run.optimise import build_optimizer
from cpcl_train.run.run import prepare_run
from tests.train.people import draw_person, write_people

SMALL = (
    "model.vision.timm_model_name=efficientnet_lite0_parts", "model.pretrained=['efficientnet-lite0', 'minilm-l6']",
    "model.embed_dim=16", "image.height=64", "image.width=32", "data.workers=0", "train.threads=1",
    "train.precision=fp32", "phases=[{epochs=1,batch=12,contrastive=1.0,attributes=0.5}]",
)  # fmt: skip
ATTRIBUTES = {"bag": ("backpack", "none"), "top": ("blue", "green", "red")}


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"), views=1, wrong=True)


@pytest.fixture(scope="module")
def trained(people, tmp_path_factory):
    out = tmp_path_factory.mktemp("starter")
    sets = [part for override in SMALL for part in ("--set", override)]
    assert main(["starter", str(out), "--data", str(people), "--minutes", "0", *sets]) == 0
    return out


def test_packaged_weights_fill_both_encoders_but_for_what_they_do_not_hold():
    model = build_model(load_config("starter", SMALL), 30522, ATTRIBUTES)
    before = {name: value.clone() for name, value in model.clip.state_dict().items()}
    loaded = load_pretrained(model, load_config("starter", SMALL))
    assert [one.towers for one in loaded] == [("visual",), ("text",)]
    after = model.clip.state_dict()
    same = {name for name, value in after.items() if torch.equal(value, before[name])}
    own = {name for name in same if "num_batches" not in name and not name.startswith("logit")}
    assert own == {"visual.head.proj.weight", "visual.head.proj.bias", "text.proj.weight", "text.proj.bias"}


def test_sentences_that_mean_the_same_lie_close_before_any_training():
    model = build_model(load_config("starter", SMALL), 30522, {})
    weights = packaged_weights("minilm-l6", model.clip)
    model.clip.load_state_dict(weights, strict=False)
    text = model.clip.text
    text.proj = torch.nn.Identity()
    tokens = Tokenizer.from_str(sentence_tokenizer().decode())
    tokens.no_truncation()
    tokens.enable_padding(length=12)
    said = ["a lady in a crimson coat", "a woman wearing a red jacket", "the train leaves at noon"]
    with torch.no_grad():
        found = torch.nn.functional.normalize(text(torch.tensor([e.ids for e in tokens.encode_batch(said)])), dim=1)
    assert float(found[0] @ found[1]) > 0.5 > 0.2 > float(found[0] @ found[2])


def test_padding_changes_nothing():
    text = build_model(load_config("starter", SMALL), 500, {}).clip.text.eval()
    ids = torch.tensor([[101, 7, 8, 102]])
    with torch.no_grad():
        assert torch.allclose(text(ids), text(torch.nn.functional.pad(ids, (0, 9))), atol=1e-5)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(packaged._PACKAGES, "minilm-l6", "no-such-package")
    with pytest.raises(MachineError, match=r"no-such-package.*not installed"):
        sentence_tokenizer()


def test_heads_on_features_need_an_encoder_that_has_them():
    config = load_config("starter", [*SMALL, "model.vision={layers=1,width=32,head_width=16,patch_size=16}"])
    with pytest.raises(UsageError, match="no pooled features"):
        build_model(config, 500, ATTRIBUTES)
    with pytest.raises(UsageError, match="takes width, heads, layers, positions"):
        build_model(load_config("starter", [*SMALL, "model.text.depth=3"]), 500, {})


def test_what_is_frozen_stays_while_the_rest_learns(people, tmp_path):
    config = load_config("starter", [*SMALL, "train.frozen=true", "train.warmup_epochs=0", "model.pretrained=[]"])
    run = prepare_run(config, people, tmp_path)
    run.model.train()
    before = {name: value.clone() for name, value in run.model.state_dict().items()}
    train_step(run, next(iter(batches(run.data, config, 0, trim=True))), None)
    moved = {name for name, value in run.model.state_dict().items() if not torch.equal(value, before[name])}
    frozen = (
        "clip.visual.trunk.body.conv_stem",
        "clip.visual.trunk.body.bn1",
        "clip.text.word",
        "clip.text.layers.3",
    )
    assert not any(name.startswith(frozen) for name in moved)
    for name in ("clip.text.layers.4.linear1.weight", "clip.visual.trunk.body.blocks.4.0.conv_pw.weight"):
        assert name in moved
    with pytest.raises(UsageError, match=r"train\.frozen"):
        small = build_model(load_config("small"), 50, {})
        prepare_training(small, config.train)


def test_the_desktop_reads_vectors_and_attributes_of_the_exported_model(people, trained):
    bundle = Bundle.open(trained / "bundle")
    checkpoint = load_checkpoint(trained / "run")
    assert (
        [one.name for one in bundle.manifest.attributes] == list(checkpoint.attributes) == ["bottom", "hair", "top"]
    )
    embedder, model = Embedder(bundle, "cpu", 1), checkpoint.build()
    described = embedder.described_images([draw_person("red", "blue", "black", 0)[..., :3]])
    assert described.vectors.shape == (1, 16) and described.attributes.shape == (1, 10)
    parts = np.split(np.exp(described.attributes[0]), [4, 6])
    assert [part.sum() for part in parts] == pytest.approx([1, 1, 1], abs=1e-5)
    sentence = "A person with black hair in a red top."
    ids = torch.from_numpy(embedder.tokenizer.encode([sentence]))
    with torch.no_grad():
        wanted = model.describe_text(ids)[0].numpy()
    assert float((embedder.text(sentence) * wanted).sum()) > 0.9999


def test_words_that_no_caption_used_are_told_from_those_it_did(trained):
    embedder = Embedder(Bundle.open(trained / "bundle"), "cpu", 1)
    assert embedder.unused_words("A PERSON in a tabard, red top; Tabard") == ["tabard"]
    assert embedder.unknown_words("a tabard") == []


def test_the_packed_form_is_small_and_gives_the_same(trained):
    full, packed = (Bundle.open(trained / form) for form in ("full", "bundle"))
    assert packed.manifest.name == full.manifest.name == "starter"
    assert packed.manifest.metrics["parity_packed"]["text_cosine"] >= 0.999
    for role in ("image_encoder", "text_encoder"):
        assert packed.manifest.files[role].size < 0.5 * full.manifest.files[role].size
    ours, theirs = Embedder(full, "cpu", 1), Embedder(packed, "cpu", 1)
    assert float(ours.text("a red top") @ theirs.text("a red top")) > 0.999


def test_contradictions_travel_with_their_image(people):
    found = read_annotations(people)
    assert all(image.contradictions for image in found)


def test_heads_carry_over_what_they_know_of_a_value_when_values_change(trained):
    start = load_checkpoint(trained / "run")
    tops = start.attributes["top"]
    attributes = {"hat": ("cap", "none"), "top": (*tops[1:], "violet")}
    model = build_model(start.config, 30522, attributes)
    carried = with_heads_for(model, attributes, start)
    model.load_state_dict(dict(carried.weights))
    for side in ("heads", "text_heads"):
        old, new = start.weights[f"{side}.top.weight"], carried.weights[f"{side}.top.weight"]
        torch.testing.assert_close(new[: len(tops) - 1], old[1:])
        assert carried.weights[f"{side}.hat.weight"].shape[0] == 2 and f"{side}.hair.weight" not in carried.weights


def test_the_text_encoder_learns_at_a_rate_of_its_own():
    config = load_config("starter", [*SMALL, "train.text_rate=0.25", "train.fresh_rate=4"])
    model = build_model(config, 500, ATTRIBUTES)
    scales = {
        id(value): group["scale"]
        for group in build_optimizer(model, config, ("heads.",)).param_groups
        for value in group["params"]
    }
    named = dict(model.named_parameters())
    wanted = {"clip.text.proj.weight": 0.25, "clip.visual.head.proj.weight": 1.0, "heads.top.weight": 4.0}
    assert {name: scales[id(named[name])] for name in wanted} == wanted
