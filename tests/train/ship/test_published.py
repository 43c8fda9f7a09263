"""A model of open_clip that others trained, exported as it is: its vectors, and a card that claims nothing."""

import json

import numpy as np
import open_clip
import pytest
import torch
from open_clip.factory import _MODEL_CONFIG_PATHS, _rescan_model_configs
from safetensors.torch import save_file

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_train.cli.main import main
from cpcl_train.data.clip_tokenizer import PIECES
from cpcl_train.ship.export import OnnxEncoder

ARCHITECTURE = "tiny-for-tests"
TABLES = {
    "embed_dim": 24,
    "vision_cfg": {"image_size": 64, "layers": 2, "width": 32, "head_width": 16, "patch_size": 16},
    "text_cfg": {"context_length": 20, "vocab_size": PIECES, "width": 24, "heads": 2, "layers": 1},
}
TEXTS = ["a woman in a red coat", "man, blue backpack"]


@pytest.fixture(scope="module", autouse=True)
def architecture(tmp_path_factory):
    """A small architecture among open_clip's own, for as long as these tests run."""
    file = tmp_path_factory.mktemp("configs") / f"{ARCHITECTURE}.json"
    file.write_text(json.dumps(TABLES))
    open_clip.add_model_config(file)
    yield
    _MODEL_CONFIG_PATHS.remove(file)
    _rescan_model_configs()


@pytest.fixture(scope="module")
def theirs():
    torch.manual_seed(5)
    return open_clip.create_model(ARCHITECTURE, pretrained=None).eval()


@pytest.fixture(scope="module")
def weights(theirs, tmp_path_factory):
    file = tmp_path_factory.mktemp("weights") / "theirs.safetensors"
    save_file({name: value.contiguous() for name, value in theirs.state_dict().items()}, file)
    return file


@pytest.fixture(scope="module")
def bundle(weights, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "bundle"
    options = ["--architecture", ARCHITECTURE, "--pretrained", str(weights), "--licence", "MIT"]
    assert main(["export", *options, str(out)]) == 0
    return Bundle.open(out)


def test_the_bundle_gives_the_vectors_of_open_clips_own_model(bundle, theirs):
    encoder = OnnxEncoder(bundle)
    images = np.random.default_rng(2).standard_normal((3, 3, 64, 64), np.float32)
    with torch.no_grad():
        wanted_images = theirs.encode_image(torch.from_numpy(images), normalize=True).numpy()
        ids = open_clip.tokenize(TEXTS, context_length=20)
        wanted_texts = theirs.encode_text(ids, normalize=True).numpy()
    np.testing.assert_allclose(encoder.encode_images(images), wanted_images, atol=1e-4)
    np.testing.assert_array_equal(encoder.tokenizer.encode(TEXTS), ids.numpy())
    np.testing.assert_allclose(encoder.encode_ids(encoder.tokenizer.encode(TEXTS)), wanted_texts, atol=1e-4)


def test_its_manifest_says_what_it_takes_and_whose_licence_it_has(bundle, weights):
    manifest = bundle.manifest
    assert (manifest.name, manifest.licence) == (f"{ARCHITECTURE}-theirs", "MIT")
    assert (manifest.embedding_dim, manifest.context_length) == (24, 20)
    assert (manifest.image.height, manifest.image.width) == (64, 64)
    assert manifest.image.mean == pytest.approx(open_clip.OPENAI_DATASET_MEAN)
    assert manifest.config["model"]["pretrained"] == [weights.name]  # by name: no folders of this machine
    assert str(weights.parent) not in manifest.to_json()
    assert manifest.metrics["parity_fp32"]["image_cosine"] > 0.9999


def test_card_and_licence_say_that_others_trained_it(bundle):
    card, notice = bundle.read("model_card").decode(), bundle.read("licence").decode()
    assert "This project did not train it: weights theirs.safetensors of open_clip's architecture" in card
    assert "Licence: MIT." in card and "Trained by `cpcl-train`" not in card and "never taught" not in card
    assert "Licence: MIT." in notice and "did not train it" in notice


def test_without_a_licence_it_is_as_its_origin_states(weights, tmp_path):
    words = ["export", str(tmp_path / "b"), "--architecture", ARCHITECTURE, "--pretrained", str(weights)]
    assert main([*words, "--name", "mine", "--variant", "fp16"]) == 0
    small = Bundle.open(tmp_path / "b")
    assert small.manifest.licence == "as stated by its origin" and small.manifest.name.startswith("mine")
    assert "did not train it" in small.read("model_card").decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--architecture", "ViT-B-99", "--pretrained", "openai", "OUT"], "no architecture 'ViT-B-99'"),
        (["--architecture", ARCHITECTURE, "--pretrained", "nope", "OUT"], "no such weights of tiny-for-tests"),
        (["--architecture", ARCHITECTURE, "OUT"], "belong together"),
        (["--architecture", ARCHITECTURE, "--pretrained", "x", "RUN", "OUT"], "name only where to"),
        (["RUN"], "Name what to export and where to"),
    ],
)
def test_what_cannot_be_exported_is_wrong_use(words, sentence, tmp_path, capsys):
    assert main(["export", *(str(tmp_path / word) if word == "OUT" else word for word in words)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert sentence in line and list(tmp_path.iterdir()) == []


def test_weights_of_one_encoder_are_not_enough(theirs, tmp_path, capsys):
    half = {name: value.contiguous() for name, value in theirs.state_dict().items() if name.startswith("visual.")}
    save_file(half, tmp_path / "half.safetensors")
    words = [
        "--architecture",
        ARCHITECTURE,
        "--pretrained",
        str(tmp_path / "half.safetensors"),
        str(tmp_path / "o"),
    ]
    assert main(["export", *words]) == 2
    assert "both encoders are needed" in capsys.readouterr().err and not (tmp_path / "o").exists()
