"""Averages, adapted and locked towers, half precision: what is trained, judged, kept, and gone on with."""

import io

import pytest
import torch

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.data.samples import batches
from cpcl_train.judge.evaluate import checkpoint_encoder, evaluate_folder
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.run.average import WeightAverage
from cpcl_train.run.logbook import Logbook, Silence, read_metrics
from cpcl_train.run.loop import train, train_epoch, train_step
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people
from tests.train.run.test_loop import lasting, small

ONE, TWO = "phases=[{epochs=1,batch=36}]", "phases=[{epochs=2,batch=36}]"
VIT = "model.vision={layers=1,width=32,head_width=16,patch_size=16}"
PLAIN = ("method.enabled=false", "method.mask_tokens=0")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def trained(config, people, folder, log=Logbook):
    with log(folder, io.StringIO()) as book:
        train(config, people, folder, book)
    return load_checkpoint(folder / LAST)


def test_the_average_is_that_of_a_plain_loop_and_stands_in_for_a_while():
    model = torch.nn.BatchNorm1d(2)
    average, share = WeightAverage(model, 0.9), 0.9
    wanted = model.weight.detach().clone()
    for step in range(5):
        with torch.no_grad():
            model.weight.fill_(step + 2.0)
            model.running_mean.fill_(step)
        average.update(step)
        kept = min(share, (1 + step) / (10 + step))
        wanted = kept * wanted + (1 - kept) * (step + 2.0)
    torch.testing.assert_close(average.tensors["weight"], wanted)
    assert 0 < average.tensors["running_mean"][0] < 4
    with average.standing_in():
        torch.testing.assert_close(model.weight.detach(), wanted)
    assert (model.weight == 6).all()
    assert average.tensors["weight"] is not model.weight


def test_the_average_is_judged_and_kept_and_training_goes_on_from_the_raw_weights(people, tmp_path):
    plain = trained(small(ONE, *PLAIN), people, tmp_path / "plain")
    config = small(ONE, *PLAIN, "train.average=0.9")
    kept = trained(config, people, tmp_path / "run")
    assert all(torch.equal(kept.raw[name], value) for name, value in plain.weights.items())
    assert not torch.equal(kept.weights["clip.text.text_projection"], kept.raw["clip.text.text_projection"])
    scored = evaluate_folder(checkpoint_encoder(kept), people, "val").plain.rounded()
    assert {name: kept.scores[name] for name in scored} == scored
    again = prepare_run(config, people, tmp_path / "run")
    assert torch.equal(again.model.clip.text.text_projection, kept.raw["clip.text.text_projection"])
    assert torch.equal(
        again.average.tensors["clip.text.text_projection"], kept.weights["clip.text.text_projection"]
    )


@pytest.mark.parametrize(
    "overrides",
    [("train.average=0.9", VIT, "train.lora_rank=2"), ("train.precision=fp16", VIT), ("train.locked=image",)],
    ids=["averaged products", "fp16", "locked"],
)
def test_an_interrupted_run_ends_as_one_that_was_not(people, tmp_path, overrides):
    class Stopped(Exception):  # noqa: N818
        pass

    class StopsAfterOne(Logbook):
        def progress(self, what, done, total):
            if (what, done) == ("epoch 2", 2):
                raise Stopped

    config = small(TWO, *PLAIN, *overrides)
    whole = trained(config, people, tmp_path / "whole")
    with pytest.raises(Stopped):
        trained(config, people, tmp_path / "cut", StopsAfterOne)
    resumed = trained(config, people, tmp_path / "cut")
    for part in ("weights", "raw", "average", "optimizer"):
        ours, theirs = getattr(whole, part), getattr(resumed, part)
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(theirs[name], value) for name, value in ours.items())
    assert dict(resumed.scaler) == dict(whole.scaler)
    rows = [[lasting(row) for row in read_metrics(tmp_path / folder)] for folder in ("whole", "cut")]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("tower", ["image", "text"])
def test_a_locked_tower_stays_to_the_bit(people, tmp_path, tower):
    config = small(ONE, *PLAIN, f"train.locked={tower}")
    prepared = prepare_run(config, people, tmp_path)
    before = {name: value.clone() for name, value in prepared.model.state_dict().items()}
    train_epoch(prepared, Silence())
    part = {"image": "clip.visual.", "text": "clip.text."}[tower]
    for name, value in prepared.model.state_dict().items():
        if name.startswith("clip.") and name != "clip.logit_scale" and not name.endswith("num_batches_tracked"):
            assert name.startswith(part) == torch.equal(value, before[name]), name


def test_fp16_computes_in_half_and_leaves_out_steps_that_overflow(people, tmp_path):
    prepared = prepare_run(small(ONE, *PLAIN, VIT, "train.precision=fp16"), people, tmp_path)
    batch = next(batches(prepared.data, prepared.config, 0, trim=True))
    prepared.model.train()
    kinds = set()
    prepared.model.clip.visual.transformer.resblocks[0].mlp.c_fc.register_forward_hook(
        lambda _, __, out: kinds.add(out.dtype)
    )
    before = prepared.model.clip.text.text_projection.detach().clone()
    assert train_step(prepared, batch, None)["skipped"] == 0
    assert kinds == {torch.float16} and prepared.model.clip.text.text_projection.dtype == torch.float32
    after = prepared.model.clip.text.text_projection.detach().clone()
    assert not torch.equal(after, before)
    prepared.scaler.update(2.0**60)  # no gradient is that small
    figures = train_step(prepared, batch, None)
    assert (figures["skipped"], figures["gradient"]) == (1, 0)
    assert torch.equal(prepared.model.clip.text.text_projection.detach(), after)
    assert prepared.scaler.get_scale() == 2.0**59


def test_fp16_that_no_scale_saves_ends_with_a_sentence(people, tmp_path):
    prepared = prepare_run(small(ONE, *PLAIN, VIT, "train.precision=fp16"), people, tmp_path)
    with torch.no_grad():
        prepared.model.clip.text.ln_final.weight[0] = float("nan")
    prepared.scaler.scale(torch.zeros(1))  # it has a scale from its first use on
    prepared.scaler.update(2.0)
    with pytest.raises(MachineError, match="The training diverged in epoch 1"):
        train_epoch(prepared, Silence())


def test_the_scale_rises_again_and_the_gradients_are_those_of_full_precision(people, tmp_path):
    grads = {}
    for precision in ("fp32", "fp16"):
        config = small(ONE, *PLAIN, VIT, f"train.precision={precision}", "train.clip_gradient=1e9")
        prepared = prepare_run(config, people, tmp_path / precision)
        batch = next(batches(prepared.data, prepared.config, 0, trim=True))
        train_step(prepared, batch, None)
        grads[precision] = prepared.model.clip.text.text_projection.grad.clone()
    difference = (grads["fp16"] - grads["fp32"]).norm() / grads["fp32"].norm()
    assert difference < 0.03


def test_weights_of_every_n_epochs_are_kept(people, tmp_path):
    config = small("phases=[{epochs=4,batch=72}]", *PLAIN, "train.save_every=2", "train.evaluate_every=4")
    last = trained(config, people, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("epoch-*")) == [
        "epoch-0002.safetensors",
        "epoch-0004.safetensors",
    ]
    early, late = (load_checkpoint(tmp_path / f"epoch-000{epoch}.safetensors") for epoch in (2, 4))
    assert (early.epoch, dict(early.optimizer), late.epoch) == (2, {}, 4)
    assert all(torch.equal(last.weights[name], value) for name, value in late.weights.items())
    assert any(not torch.equal(late.weights[name], value) for name, value in early.weights.items())


def test_a_run_that_gets_no_better_ends_and_stays_ended(people, tmp_path):
    config = small("phases=[{epochs=9,batch=72}]", *PLAIN, "train.patience=2", "train.learning_rate=0")
    said = io.StringIO()
    with Logbook(tmp_path, said) as log:
        result = train(config, people, tmp_path, log)
    # Without learning only statistics move: the first epochs may still better themselves, then none does.
    ended = len(read_metrics(tmp_path))
    assert ended < 9 and result.epoch == ended - 2 and load_checkpoint(tmp_path / LAST).stale == 2
    assert f"2 validations without a better figure: the training ends after epoch {ended}." in said.getvalue()
    with Logbook(tmp_path, io.StringIO()) as log:
        assert train(config, people, tmp_path, log).epoch == ended - 2
    assert len(read_metrics(tmp_path)) == ended
    more = small("phases=[{epochs=9,batch=72}]", *PLAIN, "train.patience=3", "train.learning_rate=0")
    trained(more, people, tmp_path)  # with more patience it goes on
    assert len(read_metrics(tmp_path)) > ended


def test_patience_without_a_gallery_to_judge_by_is_said(people, tmp_path):
    from tests.train.run.test_choice import a_few_judged, relabelled

    few = relabelled(people, tmp_path / "few", a_few_judged)
    said = io.StringIO()
    with Logbook(tmp_path / "run", said) as log:
        train(small(ONE, *PLAIN, "train.patience=1"), few, tmp_path / "run", log)
    assert "the last epoch will be the result, and train.patience ends nothing" in said.getvalue()


def test_layers_learn_slower_the_lower_they_lie():
    from cpcl_train.run.optimise import build_optimizer

    config = small("model.vision={layers=3,width=32,head_width=16,patch_size=16}", "train.layer_decay=0.5")
    model = build_model(config, 50, {"top": ("red", "blue")})
    named = {id(value): name for name, value in model.named_parameters()}
    groups = build_optimizer(model, config, fresh=("heads.",)).param_groups
    rate = {named[id(value)]: group["scale"] for group in groups for value in group["params"]}
    assert rate.keys() == set(named.values())
    image = "clip.visual.transformer.resblocks"
    assert [rate[f"{image}.{layer}.mlp.c_fc.weight"] for layer in (0, 1, 2)] == [0.25, 0.5, 1]
    assert rate["clip.visual.conv1.weight"] == rate["clip.visual.positional_embedding"] == 0.125
    assert rate["clip.visual.proj"] == rate["clip.visual.ln_post.weight"] == rate["clip.logit_scale"] == 1
    assert rate["clip.text.transformer.resblocks.0.ln_1.bias"] == 1
    assert rate["clip.text.token_embedding.weight"] == 0.5
    assert rate["heads.top.weight"] == 5


NETS = {
    "model.vision={timm_model_name='test_vit',timm_pool='',timm_proj='linear'}": (
        {"trunk.patch_embed.proj.weight", "trunk.pos_embed", "trunk.cls_token"},
        {"trunk.norm.weight", "head.proj.weight"},
    ),
    "model.vision={timm_model_name='efficientnet_lite0_parts',timm_pool='',timm_proj='linear'}": (
        {"trunk.body.conv_stem.weight", "trunk.body.bn1.weight"},
        {"trunk.body.conv_head.weight", "trunk.body.bn2.bias", "head.proj.weight"},
    ),
    "model.vision={layers=[1,1,1,1],width=16,head_width=64}": (
        {"conv1.weight", "conv3.weight", "bn3.bias"},
        {"attnpool.positional_embedding", "attnpool.c_proj.weight", "layer4.0.conv1.weight"},
    ),
    "model.vision={timm_model_name='stripenet_xs',timm_pool='',timm_proj='linear'}": (
        {"trunk.body.conv1.weight", "trunk.body.bn1.weight"},
        {"head.proj.weight", "trunk.body.layer4.0.bn2.weight"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("net", NETS, ids=["timm vit", "efficientnet", "resnet", "stripes"])
def test_stems_are_slowest_and_heads_fastest_whatever_the_net(net):
    from cpcl_train.run.layers import layer_scales

    names = [name for name, _ in build_model(small(net), 50, {}).named_parameters()]
    scales = layer_scales(names, 0.5)
    image = {name.removeprefix("clip.visual."): scale for name, scale in scales.items() if "visual" in name}
    slow, fast = NETS[net]
    assert {name for name, scale in image.items() if scale == min(image.values())} >= slow
    assert {name for name, scale in image.items() if scale == 1} >= fast
    assert min(image.values()) < 0.1
