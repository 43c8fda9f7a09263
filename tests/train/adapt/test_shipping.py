"""The shipped starter with something learnt beside its projections: whole, small, and honest about it."""

from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.descent import Gain, Gains, PairsUsed
from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.engine.models.installed import add_model
from cpcl_train.adapt.judging import Judged
from cpcl_train.adapt.learning import Learnt
from cpcl_train.adapt.projection import Residual
from cpcl_train.adapt.shipping import PARITY_KEY, default_name, descent_of, write_adapted
from cpcl_train.judge.evaluate import embed_texts
from cpcl_train.ship.export import OnnxEncoder

STARTER = Bundle.open(Path(__file__).parents[3] / "resources" / "models" / "starter")
USED = (PairsUsed("robbery", "a" * 64, 40, 80, 12),)
WON, LOST = Gain(12.0, 3.0, 21.0), Gain(-0.1, -0.4, 0.2)


def judged(held_out: Gain = WON) -> Judged:
    rng = np.random.default_rng(2)

    def residual(inputs: int) -> Residual:
        down, up = rng.normal(0, 0.02, (inputs, 8)), rng.normal(0, 0.5, (8, 384))
        return Residual(down.astype(np.float32), up.astype(np.float32))

    learnt = Learnt(residual(5120), residual(384))
    return Judged(learnt, 0.5, 40, 300, (45.0, 57.0), Gains(held_out, held_out), Gains(LOST, LOST), 0.0005)


def write(found: Judged, target: Path, forced: bool = False) -> Bundle:
    return write_adapted(
        STARTER, found, descent_of(STARTER, found, USED, forced), default_name(STARTER, USED), target
    )


def test_the_starter_becomes_another_model_that_says_where_it_is_from(tmp_path, monkeypatch):
    bundle = write(judged(), tmp_path / "new")
    manifest = bundle.manifest
    assert manifest.name.startswith("starter-robbery-20") and bundle.sha256 != STARTER.sha256
    assert manifest.descent.parent_sha256 == STARTER.sha256 and manifest.descent.refusal == ""
    assert min(manifest.metrics[PARITY_KEY].values()) > 0.9999
    assert manifest.calibration is None and manifest.attributes == STARTER.manifest.attributes
    assert STARTER.manifest.trained_on == manifest.trained_on[:-1] and "robbery" in manifest.trained_on[-1]
    grown = sum(file.size for file in manifest.files.values()) - sum(
        f.size for f in STARTER.manifest.files.values()
    )
    assert 0 < grown < 300_000
    card = bundle.read("model_card").decode()
    assert STARTER.sha256 in card and "a" * 64 in card and "LicenseRef-Case-Pairs" in card
    assert card.count("\n# ") == 0  # the parent's headings are below its own
    texts = ["a man in a red coat", "a woman with a green bag"]
    assert (embed_texts(OnnxEncoder(bundle), texts) * embed_texts(OnnxEncoder(STARTER), texts)).sum(1).max() < 0.999
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    assert add_model(bundle.path).sha256 == bundle.sha256


def test_what_did_not_pass_is_not_added_however_it_came_to_be_written(tmp_path, monkeypatch):
    bundle = write(judged(Gain(2.0, -1.0, 5.0)), tmp_path / "worse", forced=True)
    assert "Refused, and written all the same" in bundle.read("model_card").decode()
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    with pytest.raises(BundleError, match="did not pass the comparison"):
        add_model(bundle.path)
    assert not (tmp_path / "home").exists()


def test_manifests_without_a_descent_are_the_bytes_they_were():
    assert STARTER.manifest.to_json().encode() == (STARTER.path / "manifest.json").read_bytes()
