import json

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.engine.runtime.places import resource
from cpcl_train.cli.main import main
from cpcl_train.judge.compare import bootstrap
from tests.networks import network
from tests.train.people import write_people


def test_the_interval_is_that_of_a_plain_loop():
    rng = np.random.default_rng(1)
    people = rng.integers(0, 12, 60)
    values = rng.standard_normal((60, 2))
    found = bootstrap(values, people, draws=500, seed=3)
    again, means = np.random.default_rng(3), []
    names = np.unique(people)
    for size in (200, 200, 100):
        for drawn in again.integers(len(names), size=(size, len(names))):
            rows = np.concatenate([values[people == names[one]] for one in drawn])
            means.append(rows.mean(0))
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    for column, difference in enumerate(found):
        np.testing.assert_allclose(difference.points, values[:, column].mean())
        np.testing.assert_allclose((difference.low, difference.high), (low[column], high[column]))


def test_captions_of_one_person_stand_together():
    # One person of ten answers all of a hundred captions better: by caption that is certain, by person it is not.
    people = np.concatenate([np.arange(9), np.full(100, 9)])
    values = np.where(people == 9, 1.0, 0.0)[:, None]
    assert bootstrap(values, people)[0].low == 0
    assert bootstrap(values, np.arange(109))[0].low > 0.8


def test_equal_models_do_not_differ_and_a_steady_loss_shows():
    people = np.repeat(np.arange(40), 2)
    same = bootstrap(np.zeros((80, 1)), people)[0]
    assert (same.points, same.low, same.high) == (0, 0, 0)
    noisy = np.random.default_rng(0).normal(-5, 10, (80, 1))
    assert bootstrap(noisy, people)[0].high < 0


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def blind(tmp_path_factory):
    """The starter with an image encoder that sees only how bright a picture is."""
    from onnx import helper

    starter = Bundle.open(resource("models/starter"))
    nodes = [
        helper.make_node("ReduceMean", ["image", "axes"], ["mean"], keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "one"], ["column"]),
        helper.make_node("Concat", ["column", "column"], ["pair"], axis=1),
        helper.make_node("Pad", ["pair", "pads"], ["wide"]),
        helper.make_node("Add", ["wide", "first"], ["shifted"]),
        helper.make_node("LpNormalization", ["shifted"], ["embedding"], axis=1, p=2),
    ]
    dim, size = starter.manifest.embedding_dim, starter.manifest.image
    constants = {
        "axes": np.array([1, 2, 3]), "one": np.array([1]), "pads": np.array([0, 0, 0, dim - 2]),
        "first": np.eye(1, dim, dtype=np.float32),
    }  # fmt: skip
    shape = ["n", 3, size.height, size.width]
    image = _opset18(network(nodes, {"image": shape}, {"embedding": ["n", dim]}, constants))
    files = starter.contents()
    files["image_encoder"] = ("image.onnx", image)
    return write_bundle(tmp_path_factory.mktemp("blind") / "blind", starter.manifest, files).path


def _opset18(content):
    import onnx

    model = onnx.load_model_from_string(content)
    model.opset_import[0].version = 18
    return model.SerializeToString()


def test_a_worse_model_fails_the_gate_and_the_other_way_round_passes(people, blind, capsys):
    starter = str(resource("models/starter"))
    assert main(["compare", starter, str(blind), "--data", str(people)]) == 1
    said = capsys.readouterr().out
    assert "The new model is worse beyond what chance explains: keep the old one." in said
    assert "48 captions of 8 people, 24 images" in said and "R@1: -" in said
    assert main(["compare", starter, str(blind), "--data", str(people), "--margin", "100"]) == 0
    capsys.readouterr()
    assert main(["compare", str(blind), starter, "--data", str(people), "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["verdict"] == "better" and table["differences"]["mAP"]["low"] > 0
    assert table["new"]["r1"] - table["old"]["r1"] == pytest.approx(table["differences"]["r1"]["points"], abs=0.02)


def test_the_same_model_is_no_worse(people, capsys):
    starter = str(resource("models/starter"))
    assert main(["compare", starter, starter, "--data", str(people)]) == 0
    assert "No difference beyond chance is shown. With 8 people only a large loss" in capsys.readouterr().out
    assert main(["compare", starter, starter, "--data", str(people / "nowhere")]) == 2
