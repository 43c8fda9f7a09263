"""What is trained in which order, who is held out, what chooses the result, and what ends a run."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.tokenizer import Tokenizer
from cpcl_train.cli.main import main
from cpcl_train.config import load_config
from cpcl_train.data.annotations import AnnotatedImage
from cpcl_train.data.samples import batches, training_set
from cpcl_train.data.tokens import learn_tokenizer, maskable
from cpcl_train.model.checkpoint import BEST, LAST, load_checkpoint
from cpcl_train.run.folder import CONFIG
from cpcl_train.run.logbook import Logbook, Silence, read_metrics
from cpcl_train.run.loop import guide_epoch, train, train_epoch, train_run, train_step
from cpcl_train.run.run import prepare_run
from tests.train.people import write_people
from tests.train.run.test_loop import SMALL, lasting, small

ONE = "phases=[{epochs=1,batch=24}]"
BY_CLUSTER = ("data.sample=cluster", "data.instances=3", "method.matching.spare_alike=true")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


def relabelled(people, folder, split_of):
    """The set with other splits, over the same pictures."""
    records = json.loads((people / "reid_raw.json").read_text(encoding="utf-8"))
    for record in records:
        record["split"] = split_of(record)
    folder.mkdir()
    (folder / "imgs").symlink_to(people / "imgs")
    kept = [record for record in records if record["split"]]
    (folder / "reid_raw.json").write_text(json.dumps(kept), encoding="utf-8")
    return folder


def a_few_judged(record):
    return "" if record["split"] == "val" and record["id"] >= 5 else record["split"]


@pytest.fixture
def unjudged(people, tmp_path):
    """Without a val split."""
    return relabelled(people, tmp_path / "set", lambda r: "" if r["split"] == "val" else r["split"])


def test_a_batch_shows_pairs_of_one_cluster_together(people, tmp_path):
    prepared = prepare_run(small(*BY_CLUSTER), people, tmp_path)
    guidance, _ = guide_epoch(prepared, Silence())
    clusters = guidance.images.numpy()
    seen, alone = [], {True: [], False: []}
    for grouped in (True, False):
        labels = clusters if grouped else None
        for batch in batches(prepared.data, prepared.config, 1, trim=True, clusters=labels):
            own = clusters[batch.pair_index.numpy()]
            alone[grouped] += [(own == one).sum() == 1 for one in own if one >= 0]
            seen += batch.pair_index.tolist() if grouped else []
    assert sorted(seen) == list(range(144))
    assert np.mean(alone[True]) < 0.6 * np.mean(alone[False])


def test_a_run_by_cluster_goes_on_as_it_would_have(people, tmp_path):
    class Stopped(Exception):  # noqa: N818
        pass

    class StopsAfterOne(Logbook):
        def progress(self, what, done, total):
            if (what, done) == ("epoch 2", 2):
                raise Stopped

    config = small(*BY_CLUSTER)
    with Logbook(tmp_path / "whole", io.StringIO()) as log:
        train(config, people, tmp_path / "whole", log)
    with pytest.raises(Stopped), StopsAfterOne(tmp_path / "cut", io.StringIO()) as log:
        train(config, people, tmp_path / "cut", log)
    with Logbook(tmp_path / "cut", io.StringIO()) as log:
        train(config, people, tmp_path / "cut", log)
    whole, resumed = read_metrics(tmp_path / "whole"), read_metrics(tmp_path / "cut")
    assert [lasting(row) for row in resumed] == [lasting(row) for row in whole]
    ours, theirs = (load_checkpoint(tmp_path / folder / LAST).weights for folder in ("whole", "cut"))
    assert all(torch.equal(theirs[name], value) for name, value in ours.items())


def test_nobody_held_out_and_the_last_epoch_is_the_result(unjudged, tmp_path, capsys):
    sets = [part for override in (*SMALL, ONE, "data.hold_out=0") for part in ("--set", override)]
    run = tmp_path / "run"
    assert main(["train", "--config", "small", "--data", str(unjudged), "--out", str(run), *sets]) == 0
    said = capsys.readouterr().err
    assert "72 images of 24 people" in said and "0 validation images" in said  # all of them are trained on
    assert "No identities are held out for validation: the last epoch will be the result." in said
    assert "the last: epoch 1 {}" in said
    assert not (run / BEST).exists() and load_checkpoint(run).epoch == 1
    assert not any(key.startswith("val/") for key in read_metrics(run)[0])


@pytest.mark.parametrize("kind", ["one held out", "a val split of five"])
def test_a_gallery_of_a_few_people_chooses_nothing(people, unjudged, tmp_path, kind):
    """With one person held out every epoch would find them all, and the first be chosen."""
    folder, count = unjudged, 1
    if kind != "one held out":
        few = relabelled(
            people, tmp_path / "few", lambda r: "" if r["split"] == "val" and r["id"] >= 5 else r["split"]
        )
        folder, count = few, 5
    said = io.StringIO()
    with Logbook(tmp_path / "run", said) as log:
        result = train(small(), folder, tmp_path / "run", log)
    assert f"too few people to choose an epoch by ({count}; 20 are needed)" in said.getvalue()
    rows = read_metrics(tmp_path / "run")
    assert all("val/r1" in row for row in rows) and not (tmp_path / "run" / BEST).exists()
    assert result.epoch == 2 and result.scores["r1"] == rows[1]["val/r1"]
    if count == 1:
        assert rows[0]["val/r1"] == 100


def test_a_prepared_run_is_trained_as_it_is(people, tmp_path):
    config = small(ONE, "augment.unknown_words=0", "method.mask_tokens=0")
    prepared = prepare_run(config, people, tmp_path)
    with torch.no_grad():
        prepared.model.clip.text.token_embedding.weight[1] = 7.0  # of the unknown word, which no caption holds
    said = io.StringIO()
    with Logbook(tmp_path, said) as log:
        result = train_run(prepared, log)
    assert "24 people" in said.getvalue() and "too few" not in said.getvalue() and (tmp_path / BEST).exists()
    assert torch.equal(result.weights["clip.text.token_embedding.weight"][1], torch.full((32,), 7.0))


def test_a_gradient_that_is_not_finite_changes_nothing_and_ends_the_run(people, tmp_path):
    config = small(ONE, "train.precision=fp32", "train.weight_decay=0.1", "method.enabled=false")
    prepared = prepare_run(config, people, tmp_path)
    batch = next(batches(prepared.data, prepared.config, 0, trim=True))
    prepared.model.train()
    train_step(prepared, batch, None)
    with torch.no_grad():
        prepared.model.clip.text.ln_final.weight[0] = float("nan")
    before = {name: value.clone() for name, value in prepared.model.named_parameters()}
    moments = {name: value.clone() for name, value in moments_of(prepared)}
    assert not torch.isfinite(train_step(prepared, batch, None)["gradient"])
    for name, value in prepared.model.named_parameters():
        torch.testing.assert_close(value, before[name], rtol=0, atol=0, equal_nan=True, msg=name)
    assert moments and all(torch.equal(value, moments[name]) for name, value in moments_of(prepared))
    with pytest.raises(MachineError, match="a gradient is not finite"):
        train_epoch(prepared, Silence())


def moments_of(prepared):
    names = {id(value): name for name, value in prepared.model.named_parameters()}
    for parameter, state in prepared.optimizer.state.items():
        for key, value in state.items():
            yield f"{names[id(parameter)]}.{key}", value


def test_a_run_of_an_earlier_version_without_the_method_goes_on(people, tmp_path):
    """Defaults of the method have changed since; a run that does not use it means the same as before."""
    config = load_config("small", [*SMALL, ONE, "method.enabled=false"])
    with Logbook(tmp_path, io.StringIO()) as log:
        train(config, people, tmp_path, log)
    saved = json.loads((tmp_path / CONFIG).read_text(encoding="utf-8"))
    saved["method"]["matching"] = {"alike": "either", "instance": "kl", "momentum": 0.1}
    del saved["data"]["instances"], saved["train"]["betas"], saved["model"]["quick_gelu"]  # keys that it had not
    (tmp_path / CONFIG).write_text(json.dumps(saved), encoding="utf-8")
    assert prepare_run(config, people, tmp_path).epoch == 1
    saved["method"]["enabled"] = True
    (tmp_path / CONFIG).write_text(json.dumps(saved), encoding="utf-8")
    with pytest.raises(UsageError, match="another configuration"):
        prepare_run(load_config("small", [*SMALL, ONE]), people, tmp_path)


def test_weights_of_networks_with_another_activation_are_not_taken_over(people, tmp_path):
    quick = small(ONE, "model.quick_gelu=true")
    with Logbook(tmp_path / "quick", io.StringIO()) as log:
        train(quick, people, tmp_path / "quick", log)
    start = f"init={tmp_path / 'quick'}"
    with pytest.raises(UsageError, match=r"another activation .* set model\.quick_gelu=true"):
        prepare_run(small(ONE, start), people, tmp_path / "on")
    assert prepare_run(small(ONE, start, "model.quick_gelu=true"), people, tmp_path / "on").epoch == 0


def test_a_start_of_no_term_is_said_before_training(people, tmp_path):
    with pytest.raises(UsageError, match="names tripple; the terms of the loss are contrastive, kl"):
        prepare_run(small("method.matching.start.tripple=3"), people, tmp_path)


SIDES = {
    "A bright red coat.": True, "An upright man with leftover food.": True, "Copyright on a shirt": True,
    "a bag in the left hand": False, "Right arm raised": False, "his LEFT-hand side": False,
    "the rightmost man": False, "a right-handed woman": False, "facing leftwards": False,
}  # fmt: skip


def test_only_captions_that_name_a_side_forbid_mirroring():
    words = learn_tokenizer(list(SIDES), 99)
    image = AnnotatedImage(Path("x.png"), 1, tuple(SIDES), "train")
    config = small("data.cache=false")
    made = training_set(
        [image], Tokenizer(words, 16), torch.zeros(1, 0, dtype=torch.int64), maskable(words), config
    )
    assert dict(zip(SIDES, made.mirrored.tolist(), strict=True)) == SIDES
