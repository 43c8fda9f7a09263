"""Low-rank products: they alone are trained, and are part of the weights wherever these are saved."""

import io

import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.config import load_config
from cpcl_train.model.adapters import adapt, plain_weights
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.model.training import prepare_training
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people
from tests.train.run.test_loop import small

VIT = "model.vision={layers=2,width=32,head_width=16,patch_size=16}"
ADAPTED = (VIT, "train.lora_rank=2", "train.precision=fp32", "phases=[{epochs=1,batch=24}]")
SENTENCES = (
    "model.vision={timm_model_name='test_vit',timm_pool='',timm_proj='linear'}",
    "model.text={kind='sentence',width=32,heads=2,layers=2,positions=40}",
)


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def inputs(config):
    torch.manual_seed(3)
    return torch.randn(3, 3, config.image.height, config.image.width), torch.randint(2, 40, (3, 12))


@pytest.mark.parametrize("nets", [(VIT,), SENTENCES], ids=["clip", "timm and sentence"])
def test_products_begin_as_nothing_and_merge_into_what_they_make(nets):
    config = small(*nets, "train.lora_rank=2")
    images, ids = inputs(config)
    plain, adapted = (build_model(config, 50, {}).eval() for _ in range(2))
    prepare_training(adapted, config.train)
    with torch.no_grad():
        torch.testing.assert_close(adapted.encode_image(images), plain.encode_image(images))
        for name, value in adapted.named_parameters():
            if name.endswith(".up"):
                value.normal_()
        assert not torch.allclose(adapted.encode_image(images), plain.encode_image(images), atol=1e-2)
        assert not torch.allclose(adapted.encode_text(ids), plain.encode_text(ids), atol=1e-2)
        plain.load_state_dict(plain_weights(adapted))
        torch.testing.assert_close(adapted.encode_image(images), plain.encode_image(images), rtol=1e-4, atol=1e-5)
        torch.testing.assert_close(adapted.encode_text(ids), plain.encode_text(ids), rtol=1e-4, atol=1e-5)


def test_each_projection_of_attention_and_mlp_is_adapted_and_nothing_else():
    config = small(*ADAPTED)
    model = build_model(config, 50, {"top": ("red", "blue")})
    prepare_training(model, config.train)
    trained = {name for name, value in model.named_parameters() if value.requires_grad}
    blocks = [f"clip.visual.transformer.resblocks.{n}" for n in (0, 1)] + ["clip.text.transformer.resblocks.0"]
    places = ("attn.in_proj_weight", "attn.out_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight")
    wanted = set()
    for block in blocks:
        for place in places:
            path, _, tensor = f"{block}.{place}".rpartition(".")
            wanted |= {f"{path}.parametrizations.{tensor}.0.{part}" for part in ("up", "down")}
    rest = {"clip.logit_scale", "heads.top.weight", "heads.top.bias"}
    assert trained - rest == wanted


def test_a_run_trains_products_alone_and_saves_plain_weights(people, tmp_path):
    config = small(*ADAPTED)
    with Logbook(tmp_path / "run", io.StringIO()) as log:
        train(config, people, tmp_path / "run", log)
    kept = load_checkpoint(tmp_path / "run" / LAST)
    before = plain_weights(prepare_run(config, people, tmp_path / "fresh").model)
    changed = {
        name for name, value in kept.weights.items()
        if name.startswith("clip.") and not torch.equal(value, before[name])
    }  # fmt: skip
    assert changed and all("resblocks" in name and name.endswith("weight") and "ln" not in name for name in changed)
    for name in changed:
        assert torch.linalg.matrix_rank(kept.weights[name] - before[name], tol=1e-5) <= 2
    kept.build()  # as export does: no products there
    moved = {name.rpartition(".")[0] for name in kept.optimizer}
    assert moved and all(name.endswith((".up", ".down")) for name in moved) and moved <= kept.raw.keys()


def test_a_convolutional_tower_has_nothing_to_adapt():
    model = build_model(small(), 50, {})
    with pytest.raises(UsageError, match=r"the image encoder has no projections .* train\.locked=image"):
        adapt(model, 2, 16.0)
    model.lock("image")
    adapt(model, 2, 16.0)


def test_frozen_and_low_rank_together_are_refused():
    with pytest.raises(UsageError, match=r"train\.frozen has no effect beside train\.lora_rank"):
        load_config("starter", ["train.lora_rank=2", "train.frozen=true"])
