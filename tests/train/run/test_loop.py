"""The method in the training loop: what an epoch computes, records and keeps, and how it goes on after a kill."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.cli.main import main
from cpcl_train.config import load_config
from cpcl_train.data.samples import batches, read_sample
from cpcl_train.data.tokens import text_lengths
from cpcl_train.distributed import Team
from cpcl_train.judge.evaluate import TorchEncoder, embed_images, embed_texts
from cpcl_train.method.pseudo_labels import assign
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.model.dual_encoder import may_trim
from cpcl_train.run.features import extract, plain_view
from cpcl_train.run.logbook import METRICS, Logbook, Silence, read_metrics
from cpcl_train.run.loop import guide_epoch, train
from cpcl_train.run.run import build_tokenizer, prepare_run
from tests.train.people import write_people

ROOT = Path(__file__).resolve().parents[3]
SMALL = (
    "model.vision.timm_model_name=stripenet_xs", "model.text.width=32", "model.text.heads=2",
    "model.text.layers=1", "model.embed_dim=32", "model.context_length=16", "image.height=64", "image.width=32",
    "data.minimum_count=1", "data.workers=0", "train.threads=1", "train.learning_rate=0.003", "data.cache=true",
    "data.sample=pair", "phases=[{epochs=2,batch=24}]", "method.enabled=true", "method.cluster.k1=12",
    "method.mask_tokens=0.15", "method.matching.triplet=0.5",
)  # fmt: skip
TERMS = ("contrastive", "kl", "triplet", "image_image", "text_text", "image_text", "text_image")
TIMES = ("images_per_s", "train_s", "features_s", "clustering_s", "memory_gb")


def small(*overrides):
    return load_config("small", [*SMALL, *overrides])


def lasting(row):
    """The figures that depend on nothing but the configuration and the data."""
    return {key: value for key, value in row.items() if key not in TIMES}


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def run(people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    with Logbook(folder) as log:
        train(small(), people, folder, log)
    return folder


def features(prepared):
    return extract(prepared.model, prepared.data, prepared.config, prepared.device, Team(), lambda *_: None)


def test_every_epoch_is_logged_with_terms_clusters_scores_and_cost(run):
    rows = read_metrics(run)
    assert [row["epoch"] for row in rows] == [1, 2]
    for row in rows:
        assert {f"loss/{term}" for term in TERMS} == {key for key in row if key.startswith("loss/")}
        for what in ("images", "texts"):
            assert row[f"clusters/{what}/after/outliers"] <= row[f"clusters/{what}/before/outliers"]
            assert 0 <= row[f"clusters/{what}/before/purity"] <= 1
            assert row[f"clusters/{what}/before/rand_index"] <= 1
        assert {f"val/{name}" for name in ("r1", "r5", "r10", "mAP", "mINP")} <= row.keys()
        assert all(row[name] > 0 for name in TIMES)
    for term in ("contrastive", "kl"):
        assert rows[1][f"loss/{term}"] < rows[0][f"loss/{term}"]


def test_a_term_that_is_off_is_not_there_and_none_needs_no_clusters(people, tmp_path):
    off = [f"method.matching.{name}=0" for name in ("triplet", "same_modality", "cross_modality")]
    config = small("phases=[{epochs=1,batch=24}]", "method.matching.instance=contrastive", *off)
    with Logbook(tmp_path) as log:
        train(config, people, tmp_path, log)
    (row,) = read_metrics(tmp_path)
    assert {key for key in row if key.startswith("loss/")} == {"loss/contrastive"}
    assert not any(key.startswith("clusters/") for key in row)


def test_clustering_waits_for_its_first_epoch(people, tmp_path):
    with Logbook(tmp_path) as log:
        train(small("method.start_epoch=1"), people, tmp_path, log)
    first, second = read_metrics(tmp_path)
    assert "clusters/images/after/clusters" not in first and "loss/image_text" not in first
    assert "clusters/images/after/clusters" in second and "loss/image_text" in second


def test_features_are_those_of_evaluation_in_index_order(people, tmp_path):
    prepared = prepare_run(small("train.precision=fp32"), people, tmp_path)
    prepared.model.train()
    found = features(prepared)
    assert prepared.model.training
    tokenizer = build_tokenizer(prepared.config, prepared.tokenizer)
    encoder = TorchEncoder(prepared.model, prepared.config.image, tokenizer, prepared.device)
    captions = [caption for image in prepared.data.images for caption in image.captions]
    np.testing.assert_allclose(found.texts, embed_texts(encoder, captions), atol=1e-5)
    for index in (0, 31, 71):
        view = plain_view(read_sample(prepared.data.images[index].path), prepared.config.image)
        path = tmp_path / "view.png"
        cv2.imwrite(str(path), view[..., ::-1])
        np.testing.assert_allclose(found.images[index], embed_images(encoder, [path])[0], atol=1e-5)
    np.testing.assert_array_equal(found.people, [image.person for image in prepared.data.images])


def test_a_cut_out_stands_before_grey():
    image = np.zeros((20, 10, 4), np.uint8)
    image[5:, 2:8] = (200, 100, 50, 255)
    view = plain_view(image, small().image)
    assert view.shape == (64, 32, 3)
    assert (view[0] == 128).all() and tuple(view[40, 16]) == (200, 100, 50)


def test_labels_of_a_shuffled_augmented_pass_are_those_of_the_clustering(people, tmp_path):
    prepared = prepare_run(small(), people, tmp_path)
    found = assign(features(prepared), prepared.config.method).labels
    guidance, figures = guide_epoch(prepared, Silence())
    assert figures["clusters"]["images"]["after"]["clusters"] == found.images.max() + 1
    for epoch in (0, 1):
        for batch in batches(prepared.data, prepared.config, epoch, trim=True):
            labels = guidance.of(batch.pair_index, batch.image_index)
            np.testing.assert_array_equal(labels.images.numpy(), found.images[batch.pair_index.numpy()])
            np.testing.assert_array_equal(labels.texts.numpy(), found.texts[batch.pair_index.numpy()])


def test_masking_leaves_the_clean_captions_alone(people, tmp_path):
    prepared = prepare_run(small("method.mask_tokens=0.5", "augment.unknown_words=0"), people, tmp_path)
    clean = prepared.data.ids.copy()
    changed = 0
    for batch in batches(prepared.data, prepared.config, 0, trim=False):
        ends = clean[batch.pair_index.numpy()].argmax(1)
        masked = batch.ids.numpy() != clean[batch.pair_index.numpy()]
        assert not any(row[end:].any() for row, end in zip(masked, ends, strict=True))
        changed += masked.sum()
    np.testing.assert_array_equal(prepared.data.ids, clean)
    assert changed > 0.2 * (clean > 1).sum()


@pytest.mark.parametrize(
    ("overrides", "sentence", "terms"),
    [
        (["method.cluster.eps=1e-9", "method.cluster.min_samples=70"], "Every image is an outlier", TERMS),
        (["method.cluster.eps=0.99999", "method.cluster.k1=140"], "one cluster", TERMS),
    ],
)
def test_a_clustering_that_tells_nothing_is_said_and_training_goes_on(people, tmp_path, overrides, sentence, terms):
    said = io.StringIO()
    with Logbook(tmp_path, said) as log:
        train(small("phases=[{epochs=1,batch=24}]", *overrides), people, tmp_path, log)
    assert sentence in said.getvalue()
    (row,) = read_metrics(tmp_path)
    assert row["loss/kl"] > 0 and np.isfinite([row[f"loss/{term}"] for term in terms]).all()
    if "outlier" in sentence:
        assert row["loss/image_image"] == row["loss/text_image"] == 0


def test_a_batch_that_is_too_large_in_a_later_phase_is_said_at_once(people, tmp_path):
    config = small("phases=[{epochs=1,batch=24},{epochs=1,batch=145}]")
    with pytest.raises(UsageError, match="batch of 145 is larger than the training set of 144"):
        prepare_run(config, people, tmp_path)


KILLED = """
import os, signal, sys
from pathlib import Path
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from tests.train.run.test_loop import small

class Killed(Logbook):
    def progress(self, what, done, total):
        if (what, done) == ("epoch 2", 3):
            os.kill(os.getpid(), signal.SIGKILL)

people, folder = map(Path, sys.argv[1:])
with Killed(folder) as log:
    train(small(), people, folder, log)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_killed_amid_an_epoch_ends_as_one_that_was_not(people, run, tmp_path):
    ended = subprocess.run([sys.executable, "-c", KILLED, people, tmp_path], cwd=ROOT, env=environment())
    assert ended.returncode == -signal.SIGKILL
    assert load_checkpoint(tmp_path / LAST).epoch == 1
    with (tmp_path / METRICS).open("a", encoding="utf-8") as lines:
        lines.write('{"epoch": 2, "loss/inst')  # as a kill amid a write leaves it
    with Logbook(tmp_path) as log:
        train(small(), people, tmp_path, log)
    whole, resumed = read_metrics(run), read_metrics(tmp_path)
    assert [lasting(row) for row in resumed] == [lasting(row) for row in whole]
    ours, theirs = load_checkpoint(run / LAST), load_checkpoint(tmp_path / LAST)
    for name, value in {**ours.weights, **ours.optimizer}.items():
        kept = theirs.weights.get(name, theirs.optimizer.get(name))
        torch.testing.assert_close(kept, value, rtol=0, atol=0, msg=name)


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("file", ["last.partial", METRICS])
def test_a_full_disk_is_one_sentence_and_the_last_good_checkpoint_stays(people, tmp_path, file):
    class Fills(Logbook):
        def progress(self, what, done, total):
            if (what, done) == ("epoch 2", 1) and file == "last.partial":
                (tmp_path / file).symlink_to("/dev/full")
            elif (what, done) == ("epoch 2", 1):
                self._lines.close()
                self._lines = Path("/dev/full").open("w")  # noqa: SIM115 - the logbook closes it

    with (
        pytest.raises(MachineError, match=r"last good (one|checkpoint) was kept. Make room"),
        Fills(tmp_path) as log,
    ):
        train(small(), people, tmp_path, log)
    assert load_checkpoint(tmp_path / LAST).epoch == 1


def test_a_terminal_gets_a_bar_and_a_file_does_not(tmp_path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        with Logbook(tmp_path, stream) as log:
            for done in range(1, 4):
                log.progress("epoch 1", done, 3)
            log.say("done")
    assert "epoch 1 [########################] 3/3" in terminal.getvalue()
    assert terminal.getvalue().endswith("\rdone\n") and file.getvalue() == "done\n"


@pytest.mark.parametrize(
    "text", ["{width=32,heads=2,layers=2}", "{width=32,heads=2,layers=2,no_causal_mask=true,pool_type=argmax}"]
)
def test_captions_cut_behind_their_end_have_the_same_embedding(people, tmp_path, text):
    config = small("train.precision=fp32", f"model.text={text.replace('argmax', repr('argmax'))}")
    prepared = prepare_run(config, people, tmp_path)
    assert may_trim(config)
    ids = torch.from_numpy(prepared.data.ids[:9])
    longest = int(text_lengths(prepared.data.ids[:9]).max())
    assert longest < ids.shape[1]
    with torch.no_grad():
        whole, cut = (prepared.model.encode_text(part) for part in (ids, ids[:, :longest]))
        again = prepared.model.encode_text(ids)
    torch.testing.assert_close(cut, whole, rtol=0, atol=1e-6)
    torch.testing.assert_close(again, whole, rtol=0, atol=0)
    assert not may_trim(small("model.text={width=32,heads=2,layers=1,pool_type='last'}"))


def test_gradient_checkpointing_and_the_optimisers_choose_how_not_what(people, tmp_path):
    """Checkpointing gives the same gradients; Adam's weight decay is in the gradient, AdamW's is not."""
    ended = {}
    for name, *overrides in (
        ("plain",), ("checkpointed", "train.checkpoint_gradients=true"), ("adam", "train.optimizer=adam"),
    ):  # fmt: skip
        config = small(
            "phases=[{epochs=1,batch=48}]", "train.precision=fp32", "train.weight_decay=0.1",
            "model.vision={layers=1,width=32,head_width=16,patch_size=16}", *overrides,
        )  # fmt: skip
        with Logbook(tmp_path / name, io.StringIO()) as log:
            train(config, people, tmp_path / name, log)
        ended[name] = load_checkpoint(tmp_path / name / LAST).weights
    difference = 0.0
    for name, value in ended["plain"].items():
        torch.testing.assert_close(ended["checkpointed"][name], value, rtol=1e-4, atol=1e-5, msg=name)
        difference = max(difference, float((ended["adam"][name] - value).abs().max()))
    assert difference > 1e-3


def test_what_the_starting_weights_leave_to_chance_learns_faster_also_after_a_resume(people, run, tmp_path):
    weights = load_checkpoint(run / LAST).weights
    image_net = {n.removeprefix("clip."): v for n, v in weights.items() if n.startswith("clip.visual.")}
    torch.save(image_net, tmp_path / "image.pt")
    config = small(f"model.pretrained=['{tmp_path / 'image.pt'}']", "phases=[{epochs=1,batch=24,attributes=1}]")
    with Logbook(tmp_path / "run", io.StringIO()) as log:
        train(config, people, tmp_path / "run", log)
    for folder in (tmp_path / "new", tmp_path / "run"):
        prepared = prepare_run(config, people, folder)
        named = {id(value): name for name, value in prepared.model.named_parameters()}
        groups = prepared.optimizer.param_groups
        scales = {named[id(value)]: group["scale"] for group in groups for value in group["params"]}
        assert len(scales) == len(named)
        assert all((scale == 5) == name.startswith(("heads.", "clip.text.")) for name, scale in scales.items())
    assert not prepare_run(small(), people, tmp_path / "scratch").fresh


@pytest.mark.parametrize("workers", [0, 1])
def test_an_image_that_vanishes_or_breaks_is_one_sentence(tmp_path, workers, capsys):
    root = write_people(tmp_path / "set")
    lost, broken = sorted((root / "imgs" / "train").iterdir())[:2]
    lost.unlink()
    sets = [*SMALL, "data.cache=false", f"data.workers={workers}"]
    command = ["train", "--config", "small", "--data", str(root), "--out", str(tmp_path / "run")]
    command += [part for override in sets for part in ("--set", override)]
    assert main(command) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert f"{lost} cannot be read" in last and "Finished epochs are kept" in last and "Traceback" not in last
    lost.write_bytes(broken.read_bytes()[:200])
    assert main(command) == 1
    assert f"{lost} is damaged" in capsys.readouterr().err.splitlines()[-1]


def test_cuda_that_is_absent_is_one_sentence(people, tmp_path):
    if torch.cuda.is_available():
        pytest.skip("a GPU is there")
    with pytest.raises(MachineError, match="CUDA was asked for"):
        prepare_run(small("train.device=cuda"), people, tmp_path)
