"""An open_clip model from tables, with CLIP's tokenizer: trained, exported, and read by the desktop."""

import dataclasses

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_train.cli.main import main
from cpcl_train.config import AugmentConfig, load_config
from cpcl_train.data.augment import augment, erase, pad_and_crop
from cpcl_train.data.samples import read_image
from cpcl_train.model import training as training_module
from cpcl_train.model.checkpoint import load_checkpoint
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.model.training import prepare_training
from cpcl_train.run.logbook import read_metrics
from cpcl_train.ship.derive import derive_bundle
from tests.train.people import write_people

CLIP = (
    "model.vision={layers=2,width=32,head_width=16,patch_size=16}", "model.text={width=24,heads=2,layers=1}",
    "model.embed_dim=16", "model.tokenizer=clip", "model.context_length=20", "image.height=64", "image.width=32",
    "data.workers=0", "train.threads=1", "train.checkpoint_gradients=true", "augment={pad=4,erase=0.5,edges=0.0}",
    "phases=[{epochs=1,batch=24}]",
)  # fmt: skip


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"), views=2)


def test_the_desktop_reads_what_was_trained_with_clips_tokenizer(people, tmp_path):
    run, out = tmp_path / "run", tmp_path / "bundle"
    sets = ["--config", "small", *(part for override in CLIP for part in ("--set", override))]
    assert main(["train", "--data", str(people), "--out", str(run), *sets]) == 0
    assert main(["export", str(run), str(out / "fp32")]) == 0
    bundle = Bundle.open(out / "fp32")
    assert bundle.manifest.metrics["parity_fp32"]["text_cosine"] >= 0.9999
    assert "It reads any word" in bundle.read("model_card").decode()
    embedder, checkpoint = Embedder(bundle, "cpu", 1), load_checkpoint(run)
    sentence = "A man in a zzyzx-blue jumper, isn't he?"
    ids = torch.from_numpy(checkpoint.build_tokenizer().encode([sentence]))
    with torch.no_grad():
        wanted = checkpoint.build().encode_text(ids)[0].numpy()
    np.testing.assert_allclose(embedder.text(sentence), wanted, atol=1e-4)
    assert embedder.unknown_words(sentence) == []
    picture = read_image(next((people / "imgs" / "test").iterdir()))
    half = Embedder(derive_bundle(bundle, "fp16", out / "fp16", {})[0], "cpu", 1)
    assert float(half.images([picture])[0] @ embedder.images([picture])[0]) > 0.999
    assert float(half.text(sentence) @ wanted) > 0.999


def test_a_recipe_of_the_three_sets_runs_with_a_smaller_model(people, tmp_path, capsys):
    smaller = [*CLIP[:-2], "model.pretrained=[]", "phases=[{epochs=2,batch=24}]", "train.device=cpu"]
    smaller.append("method.matching.start.triplet=1")
    sets = [part for override in smaller for part in ("--set", override)]
    run = tmp_path / "run"
    assert main(["train", "--config", "cuhk-pedes-plus", "--data", str(people), "--out", str(run), *sets]) == 0
    rows = read_metrics(run)
    assert {"loss/contrastive", "loss/kl", "loss/triplet", "loss/image_text", "loss/text_image"} <= set(rows[-1])
    assert "loss/triplet" not in rows[0] and "loss/kl" in rows[0]
    assert rows[-1]["clusters/images/before/clusters"] > 0


def gradients(config):
    torch.manual_seed(0)
    model = build_model(config, 99, {}).train()
    prepare_training(model, config.train)
    images, ids = torch.randn(3, 3, 64, 32), torch.randint(1, 99, (3, 20))
    ids[:, -1] = 98
    (model.encode_image(images) @ model.encode_text(ids).T).square().sum().backward()
    return {name: value.grad for name, value in model.named_parameters() if value.grad is not None}


def test_checkpointing_changes_no_gradient():
    config = load_config("small", CLIP)
    plain = dataclasses.replace(config, train=dataclasses.replace(config.train, checkpoint_gradients=False))
    ours, theirs = gradients(config), gradients(plain)
    assert ours.keys() == theirs.keys() and len(ours) > 20
    for name, value in ours.items():
        torch.testing.assert_close(value, theirs[name])


def test_compiling_without_a_compiler_is_one_sentence(monkeypatch):
    config = load_config("small", [*CLIP, "train.compile=true"])
    monkeypatch.setattr(training_module.shutil, "which", lambda name: None)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(MachineError, match=r"needs a C\+\+ compiler"):
        prepare_training(build_model(config, 99, {}), config.train)


def test_compiling_keeps_the_names_of_the_weights(monkeypatch):
    config = load_config("small", [*CLIP, "train.compile=true"])
    monkeypatch.setattr(training_module.shutil, "which", lambda name: "/usr/bin/g++")
    model = build_model(config, 99, {})
    names = list(model.state_dict())
    prepare_training(model, config.train)
    assert model.image_net._compiled_call_impl is not None and model.text_net._compiled_call_impl is not None
    assert list(model.state_dict()) == names


PICTURE = np.random.default_rng(0).integers(1, 256, (64, 32, 3), dtype=np.uint8)


def test_padding_moves_the_picture_by_at_most_the_border():
    seen = set()
    for seed in range(200):
        moved = pad_and_crop(np.random.default_rng(seed), PICTURE, 2)
        top, left = np.argwhere((moved == PICTURE[10, 10]).all(2))[0] - 10
        seen.add((int(top), int(left)))
        kept = PICTURE[max(0, -top) : 64 - max(0, top), max(0, -left) : 32 - max(0, left)]
        inner = moved[max(0, top) : 64 - max(0, -top), max(0, left) : 32 - max(0, -left)]
        np.testing.assert_array_equal(inner, kept)
        assert (moved == 0).all(2).sum() == 64 * 32 - kept.shape[0] * kept.shape[1]
    assert seen == {(top, left) for top in range(-2, 3) for left in range(-2, 3)}


def test_erasing_takes_one_rectangle_of_the_mean_colour():
    spec = load_config("small", ["image.mean=[0.1,0.5,0.9]"]).image
    shares = []
    for seed in range(100):
        erased = erase(np.random.default_rng(seed), PICTURE, spec)
        changed = (erased != PICTURE).any(2)
        rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
        box = erased[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        assert (box == np.round(np.array([0.1, 0.5, 0.9]) * 255)).all()
        shares.append(box.shape[0] * box.shape[1] / (64 * 32))
    assert min(shares) < 0.06 and 0.3 < max(shares) < 0.45


def test_switched_off_transforms_draw_nothing():
    spec = load_config("small").image
    off = AugmentConfig(edges=0.0, light=0.0, tint=0.0)
    one, other = np.random.default_rng(5), np.random.default_rng(5)
    plain = augment(one, PICTURE, None, False, spec, off)
    padded = augment(other, PICTURE, None, False, spec, dataclasses.replace(off, pad=10, erase=1.0))
    assert (plain != padded).any() and plain.shape == padded.shape == (128, 64, 3)
    again = augment(np.random.default_rng(5), PICTURE, None, False, spec, off)
    np.testing.assert_array_equal(plain, again)
