"""The same figures whatever reads the images, and what `cpcl-train evaluate` prints beside them."""

import io
import json

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.preprocess import prepare
from cpcl_train.cli.main import main
from cpcl_train.data.annotations import read_annotations
from cpcl_train.data.samples import read_image
from cpcl_train.judge.evaluate import Wanted, checkpoint_encoder, embed_images, evaluate_folder
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from tests.train.people import write_people
from tests.train.run.test_loop import small


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def run(people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    with Logbook(folder, io.StringIO()) as log:
        train(small(), people, folder, log)
    return folder


@pytest.mark.parametrize("workers", [0, 2])
def test_a_loader_prepares_images_as_the_desktop_does(people, run, workers):
    encoder = checkpoint_encoder(load_checkpoint(run / LAST))
    paths = [image.path for image in read_annotations(people) if image.split == "val"]
    wanted = encoder.encode_images(prepare([read_image(path)[..., :3] for path in paths], encoder.spec))
    np.testing.assert_allclose(embed_images(encoder, paths, workers), wanted, atol=2e-6)


def test_half_the_digits_give_nearly_the_same_figures(people, run):
    checkpoint = load_checkpoint(run / LAST)
    full = evaluate_folder(checkpoint_encoder(checkpoint), people, "test")
    half, same = (
        evaluate_folder(checkpoint_encoder(checkpoint, "cpu", precision), people, "test", wanted=Wanted(workers=1))
        for precision in ("fp16", "bf16")
    )
    assert full.captions == half.captions == 48
    assert half.plain.mAP == pytest.approx(full.plain.mAP, abs=3) and half.plain != full.plain
    assert same.plain == full.plain  # a processor computes in float32 in place of bfloat16


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no GPU")
def test_a_gpu_gives_the_figures_of_a_processor(people, run):
    checkpoint = load_checkpoint(run / LAST)
    ours, theirs = (evaluate_folder(checkpoint_encoder(checkpoint, on), people, "test") for on in ("cpu", "cuda"))
    assert theirs.plain.mAP == pytest.approx(ours.plain.mAP, abs=0.5)


def test_every_direction_and_its_corrected_ranking_is_printed(people, run, capsys):
    command = [
        "evaluate",
        str(run),
        "--data",
        str(people),
        "--direction",
        "all",
        "--rerank",
        "3",
        "--device",
        "cpu",
    ]
    assert main([*command, "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    names = ("text-image, reranked", "image-text", "image-image")
    assert table["beside"].keys() == {*names, "image-text, reranked", "image-image, reranked"}
    assert main(["evaluate", str(run), "--data", str(people), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert "beside" not in plain and plain["mAP"] == table["mAP"]
    assert main([*command, "--workers", "1"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in names)


def test_an_image_that_cannot_be_read_is_a_sentence_from_a_loaders_process_too(tmp_path, run, capsys):
    people = write_people(tmp_path / "set")
    broken = next(image.path for image in read_annotations(people) if image.split == "test")
    broken.write_bytes(b"no image")
    for workers in ("0", "2"):
        assert main(["evaluate", str(run), "--data", str(people), "--workers", workers]) == 1
        said = capsys.readouterr().err
        assert f"The image {broken} is damaged" in said and "Nothing was scored." in said
        assert "Traceback" not in said


def test_bundles_keep_their_precision(people, tmp_path, run, capsys):
    assert main(["export", str(run), str(tmp_path / "bundle")]) == 0
    command = ["evaluate", str(tmp_path / "bundle"), "--data", str(people)]
    assert main([*command, "--precision", "bf16"]) == 2
    assert "computes as it was written" in capsys.readouterr().err
    assert main(["compare", str(tmp_path / "bundle"), str(run), "--data", str(people), "--workers", "1"]) == 0
    assert "No difference beyond chance" in capsys.readouterr().out
