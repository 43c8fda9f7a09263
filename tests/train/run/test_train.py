"""The whole way on the CPU in seconds: train, evaluate, export, open as the desktop does."""

import dataclasses
import json

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.cli.main import main
from cpcl_train.config import load_config
from cpcl_train.data.annotations import read_annotations
from cpcl_train.data.samples import batches, epoch_samples, normalise, read_sample
from cpcl_train.judge.evaluate import checkpoint_encoder, embed_images, embed_texts, evaluate_folder
from cpcl_train.model.checkpoint import BEST, LAST, load_checkpoint, save_checkpoint
from cpcl_train.run.logbook import Logbook, read_metrics
from cpcl_train.run.loop import train
from cpcl_train.run.run import prepare_run
from cpcl_train.ship.derive import derive_bundle
from cpcl_train.ship.export import OnnxEncoder, portable
from tests.train.people import write_people

SMALL = (
    "model.vision.timm_model_name=stripenet_xs", "model.text.width=32", "model.text.heads=2",
    "model.text.layers=1", "model.embed_dim=32", "model.context_length=16", "image.height=64", "image.width=32",
    "data.minimum_count=1", "data.workers=0", "train.threads=1", "train.learning_rate=0.003",
    "phases=[{epochs=1,batch=12,attributes=1.0},{epochs=2,batch=24}]", "data.cache=true",
)  # fmt: skip


def small(*overrides):
    return load_config("small", [*SMALL, *overrides])


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def run(people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    with Logbook(folder) as log:
        train(small(), people, folder, log)
    return folder


@pytest.fixture(scope="module")
def bundle(run, people, tmp_path_factory):
    target = tmp_path_factory.mktemp("export") / "bundle"
    assert main(["export", str(run), str(target), "--data", f"blocks={people}"]) == 0
    return target


def test_training_learns_and_writes_its_figures(run, people):
    rows = read_metrics(run)
    assert [row["epoch"] for row in rows] == [1, 2, 3]
    assert rows[2]["loss/contrastive"] < rows[1]["loss/contrastive"]
    learnt = evaluate_folder(checkpoint_encoder(load_checkpoint(run / LAST)), people, "test")
    assert learnt.plain.mAP > 20  # 8 people in the gallery: chance is about 15
    assert "loss/attributes" in rows[0]
    assert "loss/attributes" not in rows[1]
    assert list((run / "tensorboard").iterdir())
    assert load_checkpoint(run / BEST).scores["mAP"] == max(row["val/mAP"] for row in rows)


def test_an_interrupted_run_ends_as_an_uninterrupted_one(people, run, tmp_path):
    class Stopped(Exception):  # noqa: N818
        pass

    class StopsAfterOne(Logbook):
        def record(self, epoch, figures, line):
            super().record(epoch, figures, line)
            if epoch == 1:
                raise Stopped

    with pytest.raises(Stopped), StopsAfterOne(tmp_path) as log:
        train(small(), people, tmp_path, log)
    with Logbook(tmp_path) as log:
        train(small(), people, tmp_path, log)
    whole, resumed = load_checkpoint(run / LAST), load_checkpoint(tmp_path / LAST)
    assert resumed.epoch == 3
    for name, value in whole.weights.items():
        torch.testing.assert_close(resumed.weights[name], value, rtol=0, atol=0)


def test_another_configuration_does_not_continue_a_run(people, run):
    with pytest.raises(UsageError, match="another configuration"), Logbook(run) as log:
        train(small("seed=8"), people, run, log)


def test_a_run_starts_from_another_runs_weights(people, run, tmp_path):
    prepared = prepare_run(small(f"init={run}"), people, tmp_path / "a")
    chosen = load_checkpoint(run)
    torch.testing.assert_close(prepared.model.state_dict()["heads.top.weight"], chosen.weights["heads.top.weight"])
    assert prepared.epoch == 0
    with pytest.raises(UsageError, match="another architecture"):
        prepare_run(small(f"init={run}", "model.text.width=64"), people, tmp_path / "b")


def test_the_bundle_gives_what_the_checkpoint_gives(run, bundle, people):
    opened = Bundle.open(bundle)
    opened.verify()
    manifest = opened.manifest
    assert (manifest.embedding_dim, manifest.context_length) == (32, 16)
    assert min(manifest.metrics["parity_fp32"].values()) >= 0.9999
    for encoder in ("image_encoder", "text_encoder"):  # nothing of the machine that exported it
        assert b"site-packages" not in opened.read(encoder) and b"export.py" not in opened.read(encoder)
    assert manifest.metrics["blocks"]["images"] == 24
    assert {"image_encoder", "text_encoder", "tokenizer", "model_card", "licence"} <= set(manifest.files)
    images = [image for image in read_annotations(people) if image.split == "test"][:17]
    for count in (1, 17):
        paths, texts = [i.path for i in images[:count]], [i.captions[0] for i in images[:count]]
        ours, theirs = checkpoint_encoder(load_checkpoint(run)), OnnxEncoder(opened)
        np.testing.assert_allclose(embed_images(theirs, paths), embed_images(ours, paths), atol=1e-4)
        np.testing.assert_allclose(embed_texts(theirs, texts), embed_texts(ours, texts), atol=1e-4)


def test_a_trainable_bundle_is_trained_on_and_its_smaller_forms_are_not(run, people, tmp_path, capsys):
    target = tmp_path / "bundle"
    assert main(["export", str(run), str(target), "--trainable"]) == 0
    opened = Bundle.open(target)
    opened.verify()
    prepared = prepare_run(small(f"init={target}"), people, tmp_path / "on")
    chosen = load_checkpoint(run)
    for name, value in prepared.model.state_dict().items():
        torch.testing.assert_close(value, chosen.weights[name], rtol=0, atol=0)
    assert load_checkpoint(target).optimizer == {}
    half, _ = derive_bundle(opened, "fp16", tmp_path / "half", {})
    assert "checkpoint" in opened.manifest.files and "checkpoint" not in half.manifest.files
    with pytest.raises(UsageError, match="exported with --trainable"):
        load_checkpoint(tmp_path / "half")


def test_a_bundle_names_no_folders_of_the_machine_it_was_made_on():
    config = small("init=/home/me/run", "model.pretrained=['openai', '/home/me/reid.pth']")
    assert portable(config).model.pretrained == ("openai", "reid.pth")
    assert "/home/me" not in json.dumps(portable(config).to_table())


def test_a_smaller_form_of_a_run_is_measured_against_torch(run, people, tmp_path):
    target = tmp_path / "half"
    assert main(["export", str(run), str(target), "--variant", "fp16", "--data", f"blocks={people}"]) == 0
    metrics = Bundle.open(target).manifest.metrics
    assert metrics["blocks"]["images"] == 24
    assert metrics["parity_fp16"]["image_cosine"] > 0.999
    assert metrics["parity_fp16"]["against"] == "torch"


def test_evaluate_takes_run_and_bundle(run, bundle, people, capsys):
    found = []
    for model in (run, bundle):
        assert main(["evaluate", str(model), "--data", str(people), "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1]
    assert found[0]["captions"] == 48
    assert main(["evaluate", str(run), "--data", str(people)]) == 0
    assert "gallery mean taken off" in capsys.readouterr().out


def test_labels_belong_to_their_samples_whatever_the_order(people, tmp_path):
    prepared = prepare_run(small(), people, tmp_path)
    seen = []
    for batch in batches(prepared.data, prepared.config, 0, trim=True):
        names = list(prepared.attributes)
        for image, labels in zip(batch.image_index.tolist(), batch.labels, strict=True):
            said = prepared.data.images[image].attributes
            assert [prepared.attributes[n][i] for n, i in zip(names, labels, strict=True)] == [
                said[n] for n in names
            ]
            seen.append(image)
    assert len(seen) == len(set(seen)) == 72
    assert "bag" not in prepared.attributes  # nothing but "unknown"


def test_epochs_are_drawn_from_seed_and_epoch_alone(people, tmp_path):
    data = prepare_run(small(), people, tmp_path).data
    first = epoch_samples(data, "image", 1, 0)
    np.testing.assert_array_equal(first, epoch_samples(data, "image", 1, 0))
    assert (first != epoch_samples(data, "image", 1, 1)).any()
    assert sorted(data.image_of[first]) == list(range(72))
    assert sorted(epoch_samples(data, "pair", 1, 0)) == list(range(144))


def test_normalising_equals_the_bundles_preprocessing(people):
    from cpcl_desktop.bundle.preprocess import prepare

    spec = dataclasses.replace(load_config("small").image, mean=(0.4, 0.5, 0.6), std=(0.2, 0.25, 0.3))
    pixels = np.random.default_rng(0).integers(0, 256, (2, 128, 64, 3), dtype=np.uint8)
    ours = normalise(torch.from_numpy(pixels).permute(0, 3, 1, 2), spec).numpy()
    np.testing.assert_allclose(ours, prepare(list(pixels), spec), atol=1e-5)
    assert read_sample(next(i.path for i in read_annotations(people) if i.split == "train")).shape == (90, 26, 4)


def test_a_failed_save_keeps_the_last_good_checkpoint(run, tmp_path):
    checkpoint = load_checkpoint(run)
    folder = tmp_path / "kept"
    save_checkpoint(folder / LAST, checkpoint)
    (folder / "last.partial").mkdir()  # what should become a file cannot
    with pytest.raises(MachineError, match="last good one was kept"):
        save_checkpoint(folder / LAST, dataclasses.replace(checkpoint, epoch=99))
    assert load_checkpoint(folder).epoch == checkpoint.epoch


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        (["phases=[{epochs=1,batch=500}]"], "batch of 500 is larger"),
        (["model.vision.timm_model_name=no_such_net"], "cannot be built"),
        (["model.vision={}", "model.text={}", "model.architecture=ViT-Z"], "no architecture"),
    ],
)
def test_what_does_not_fit_is_one_sentence(people, tmp_path, overrides, sentence, capsys):
    sets = [part for override in (*SMALL, *overrides) for part in ("--set", override)]
    assert main(["train", "--config", "small", "--data", str(people), "--out", str(tmp_path), *sets]) == 2
    assert sentence in capsys.readouterr().err


def test_files_that_are_no_checkpoints_are_named(tmp_path, capsys, people):
    (tmp_path / "x.safetensors").write_bytes(b"nothing")
    for path, sentence in ((tmp_path / "x.safetensors", "not a checkpoint"), (tmp_path / "y", "no checkpoint")):
        assert main(["evaluate", str(path), "--data", str(people)]) == 2
        assert sentence in capsys.readouterr().err
