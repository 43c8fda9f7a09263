import dataclasses
import os

import numpy as np
import open_clip
import pytest
import torch
from safetensors.torch import save_file

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.config import load_config
from cpcl_train.data.clip_tokenizer import PIECES, clip_tokenizer
from cpcl_train.data.tokens import maskable, taught_words, vocabulary_of
from cpcl_train.model import pretrained
from cpcl_train.model.dual_encoder import build_model
from cpcl_train.model.pretrained import load_pretrained, resize_grid
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people

SMALL = (
    "model.vision={layers=2,width=32,head_width=16,patch_size=16}", "model.text={width=24,heads=2,layers=1}",
    "model.embed_dim=16", "attributes.ignore=[]",
)  # fmt: skip
SENTENCES = [
    "A man's grey t-shirt, black jeans.", "a Woman  wearing\n a RED coat!!  ", "he'll be 2000, they're xx3",
    "“curly” ‘quotes’ it’s", "naïve café façade", "人 男人 穿", "emoji 🎒 bag", "Straße ÄÖ", "e\u0301 combined",
    "a/b;c:d (e) [f] #1 50% ...", "!", "supercalifragilistic", "don't won't I'd", "",
]  # fmt: skip


def config_of(height=64, width=32, length=77, *more):
    size = (f"image.height={height}", f"image.width={width}", f"model.context_length={length}")
    return load_config("small", [*SMALL, *size, *more])


def model_of(config, vocabulary=99):
    return build_model(config, vocabulary, {})


def with_weights(config, *paths):
    return dataclasses.replace(config, model=dataclasses.replace(config.model, pretrained=tuple(map(str, paths))))


@pytest.fixture(scope="module")
def trained():
    """Somebody's CLIP of 64×64 images and 77 words."""
    model = build_model(dataclasses.replace(config_of(64, 64), seed=3), 99, {}).clip
    return {name: value.clone() for name, value in model.state_dict().items()}


def old_names(weights):
    """As OpenAI and those after it name the text tower."""
    return {name.removeprefix("text."): value for name, value in weights.items()}


def test_the_json_tokenizer_gives_open_clips_ids():
    ours, theirs = Tokenizer(clip_tokenizer(), 77), open_clip.get_tokenizer("ViT-B-16")
    np.testing.assert_array_equal(ours.encode(SENTENCES), theirs(SENTENCES).numpy())
    assert len(vocabulary_of(clip_tokenizer())) == PIECES == theirs.vocab_size
    assert ours.unknown_words("blue zzzyx") == []
    assert {"backpack", "trousers"} <= set(taught_words(clip_tokenizer()))
    # What looks like a special piece is words like any other.
    assert (ours.encode(["<end_of_text> red"]) == PIECES - 1).sum() == 1
    assert maskable(clip_tokenizer()).words.stop < PIECES - 2


NESTS = {
    "bare": lambda weights: weights,
    "module": lambda weights: {"state_dict": {f"module.{name}": value for name, value in weights.items()}},
    "irra": lambda weights: {"model": {f"base_model.{n}": v for n, v in old_names(weights).items()}, "epoch": 3},
    "openai": lambda weights: {name: value.half() for name, value in old_names(weights).items()},
    "deep": lambda weights: {"model": {"state_dict": {f"module.clip.{n}": v for n, v in weights.items()}}},
}


@pytest.mark.parametrize("nest", NESTS)
def test_other_peoples_names_and_nests(trained, nest, tmp_path):
    path = tmp_path / "theirs.pth"
    torch.save(NESTS[nest](trained), path)
    config = config_of(64, 64)
    model = model_of(config)
    (loaded,) = load_pretrained(model, with_weights(config, path))
    assert loaded.towers == ("visual", "text") and not loaded.fresh
    for name, value in model.clip.state_dict().items():
        if not name.startswith("logit"):
            torch.testing.assert_close(value, trained[name], atol=1e-2, rtol=1e-3)


def test_safetensors_at_another_input_size_and_context(trained, tmp_path):
    save_file({name: value.contiguous() for name, value in trained.items()}, tmp_path / "t.safetensors")
    config = config_of(96, 32, 20)
    model = model_of(config)
    load_pretrained(model, with_weights(config, tmp_path / "t.safetensors"))
    held = {"visual.positional_embedding": trained["visual.positional_embedding"].clone()}
    open_clip.model.resize_pos_embed(held, model.clip)
    torch.testing.assert_close(
        model.clip.state_dict()["visual.positional_embedding"], held["visual.positional_embedding"]
    )
    torch.testing.assert_close(model.clip.text.positional_embedding, trained["text.positional_embedding"][:20])
    assert model.encode_image(torch.zeros(2, 3, 96, 32)).shape == (2, 16)
    assert model.encode_text(torch.ones(2, 20, dtype=torch.int64)).shape == (2, 16)


KINDS = {
    "clip resnet": ("{layers=[1,1,1,1],width=8,head_width=16}", "visual.attnpool.positional_embedding"),
    "timm vit": (
        "{timm_model_name='vit_tiny_patch16_224',timm_pool='token',timm_proj='linear'}", "visual.trunk.pos_embed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_image_encoders_of_other_kinds_take_tall_pictures_and_square_weights(kind, tmp_path):
    vision, positions = KINDS[kind]
    vision = f"model.vision={vision}"
    square, tall = config_of(224, 224, 77, vision), config_of(192, 64, 77, vision)
    theirs = model_of(square).clip.state_dict()
    torch.save(theirs, tmp_path / "square.pt")
    model = model_of(tall).eval()
    load_pretrained(model, with_weights(tall, tmp_path / "square.pt"))
    held = model.clip.state_dict()[positions]
    assert held.shape != theirs[positions].shape and held.abs().sum() > 0
    first = (0, 0) if held.ndim == 3 else 0
    torch.testing.assert_close(held[first], theirs[positions][first])  # the class token or the mean's own
    with torch.no_grad():
        assert model.encode_image(torch.randn(2, 3, 192, 64)).shape == (2, 16)


def test_a_grid_trained_on_people_is_not_taken_for_a_square():
    rows, columns = torch.meshgrid(torch.arange(24.0), torch.arange(8.0), indexing="ij")
    tall = torch.cat([torch.zeros(1, 2), torch.stack([rows, columns], -1).reshape(-1, 2)])
    assert resize_grid(tall, (24, 8)) is tall
    half = resize_grid(tall, (12, 4))[1:].reshape(12, 4, 2)
    assert (half[:, :, 0].diff(dim=0) > 1.5).all() and (half[:, :, 0].std(dim=1) < 1e-4).all()
    assert (half[:, :, 1].diff(dim=1) > 1.2).all()
    with pytest.raises(UsageError, match="7 patches, which is no known grid"):
        resize_grid(torch.zeros(8, 2), (2, 2))


def test_one_tower_over_the_weights_of_both(trained, tmp_path):
    torch.save(trained, tmp_path / "clip.pt")
    # CLIP-ReID: the image encoder and parts of the text encoder, under names of its own.
    theirs = {f"image_encoder.{n[7:]}": v + 1 for n, v in trained.items() if n.startswith("visual.")}
    theirs |= {"text_encoder.ln_final.bias": trained["text.ln_final.bias"] + 2, "classifier.weight": torch.zeros(3)}
    torch.save(theirs, tmp_path / "reid.pth")
    config = config_of(64, 64)
    model = model_of(config)
    clip, reid = load_pretrained(model, with_weights(config, tmp_path / "clip.pt", tmp_path / "reid.pth"))
    assert (reid.towers, reid.fresh, reid.unused) == (("visual", "text"), (), 1)
    assert "image and text encoder" in str(clip) and "1 of its entries" in str(reid)
    torch.testing.assert_close(model.clip.visual.proj, trained["visual.proj"] + 1)
    torch.testing.assert_close(model.clip.text.ln_final.bias, trained["text.ln_final.bias"] + 2)
    torch.testing.assert_close(model.clip.text.ln_final.weight, trained["text.ln_final.weight"])
    with pytest.raises(UsageError, match=r"missing.*list weights that hold all of it first"):
        load_pretrained(model_of(config), with_weights(config, tmp_path / "reid.pth"))
    torch.save({n: v for n, v in theirs.items() if n.startswith("image")}, tmp_path / "image.pth")
    (image,) = load_pretrained(model_of(config), with_weights(config, tmp_path / "image.pth"))
    assert image.fresh == ("text",) and "text encoder starts from nothing" in str(image)


class Runs:
    def __reduce__(self):
        return (open, ("ran.txt", "w"))


def test_what_cannot_be_used_is_one_sentence(trained, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = config_of(64, 64)

    def refused(content, sentence):
        if isinstance(content, bytes):
            (tmp_path / "x.pt").write_bytes(content)
        else:
            torch.save(content, tmp_path / "x.pt")
        with pytest.raises(UsageError, match=sentence):
            load_pretrained(model_of(config), with_weights(config, tmp_path / "x.pt"))

    refused({"state_dict": Runs()}, "holds code, which is never run")
    assert not (tmp_path / "ran.txt").exists()
    refused(b"nothing", "cannot be read as plain weights")
    refused({"epoch": 3}, "no weights by name")
    refused({"layer1.weight": torch.zeros(2)}, "neither an image encoder")
    wide = {**trained, "visual.proj": torch.zeros(32, 20)}
    refused(wide, "visual.proj is 32×20 there and 32×16 here")
    monkeypatch.setattr(pretrained, "download_pretrained", lambda entry: pytest.fail("nothing may be fetched"))
    with pytest.raises(UsageError, match="no such file, and no such weights"):
        load_pretrained(model_of(config), with_weights(config, "openai"))  # a model of tables has no tags


def test_weights_of_a_tag_that_cannot_be_fetched(tmp_path, monkeypatch):
    def offline(entry):
        raise OSError("no route to host")

    monkeypatch.setattr(pretrained, "download_pretrained", offline)
    monkeypatch.setattr(pretrained, "weights_folder", lambda: tmp_path)
    config = load_config("small", ["model.vision={}", "model.text={}", "model.architecture=ViT-B-16"])
    with pytest.raises(MachineError) as raised:
        pretrained.find_weights(config.model, "openai")
    said = str(raised.value)
    assert "vit_base_patch16_clip_224.openai" in said and str(tmp_path / "ViT-B-16-openai") in said
    with pytest.raises(UsageError, match="open_clip has: openai, laion400m_e31"):
        pretrained.find_weights(config.model, "opnai")
    (tmp_path / "ViT-B-16-openai.bin").write_bytes(b"")
    assert pretrained.find_weights(config.model, "openai") == tmp_path / "ViT-B-16-openai.bin"


def test_a_user_without_a_home_is_told_what_weights_need(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as for a number that is no user's
    config = load_config("small", ["model.vision={}", "model.text={}", "model.architecture=ViT-B-16"])
    with pytest.raises(MachineError, match="no home folder in which weights are looked for"):
        pretrained.find_weights(config.model, "openai")


def test_after_weights_were_fetched_by_hand_the_same_run_folder_will_do(trained, tmp_path):
    people = write_people(tmp_path / "people", views=1)
    config = config_of(64, 64, 77, "data.minimum_count=1", "phases=[{epochs=1,batch=4}]", "train.device=cpu")
    absent = with_weights(config, tmp_path / "absent.pt")
    with pytest.raises(UsageError, match="no such file"):
        prepare_run(absent, people, tmp_path / "run")
    size = len(vocabulary_of(prepare_run(config, people, tmp_path / "other").tokenizer.encode()))
    theirs = dict(trained)
    theirs["text.token_embedding.weight"] = trained["text.token_embedding.weight"][:size]
    torch.save(theirs, tmp_path / "fetched.pt")
    run = prepare_run(with_weights(config, tmp_path / "fetched.pt"), people, tmp_path / "run")
    torch.testing.assert_close(run.model.clip.visual.proj.cpu(), trained["visual.proj"])
    assert "image and text encoder" in run.remark
