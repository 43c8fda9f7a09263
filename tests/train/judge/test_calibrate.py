"""Calibration on people whose presence is known: made-up embeddings with a known right answer."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import UsageError
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_train.cli.main import main
from cpcl_train.judge import calibrate, galleries
from cpcl_train.judge.galleries import Crowd, Described, Plan, searches
from cpcl_train.judge.reliability import auc, bins_of, calibration_error, reliability_svg
from cpcl_train.ship.calibrated import calibrated_card
from tests.probe import write_probe
from tests.train.people import write_people

DIM, KINDS = 16, 4
PLAN = Plan(galleries=60, people=(5, 40), captions=2, kept=5)


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def crowd_of(people=80, noise=0.15, seed=1):
    """People with a direction and one attribute of their own; pictures and captions are noisy looks at them."""
    rng = np.random.default_rng(seed)
    selves, kinds = unit(rng.normal(size=(people, DIM))), rng.integers(0, KINDS, people)

    def looks(count):
        person = np.repeat(np.arange(people), count)
        vectors = unit(selves[person] + noise * rng.normal(size=(len(person), DIM)))
        told = np.full((len(person), KINDS), 0.05)
        told[np.arange(len(person)), kinds[person]] = 0.85
        return Described(vectors, np.log(told).astype(np.float32)), person

    pictures, person = looks(3)
    captions, asked = looks(2)
    return Crowd((pictures,), captions, person, asked, np.arange(people), (0,), 0.02)


def test_a_crop_is_worth_to_a_caption_what_the_desktop_makes_of_it():
    crowd = crowd_of()
    rows = np.arange(30)
    worth = galleries._worth(crowd, crowd.pictures[0], rows, 7)
    layout = RowLayout(DIM, KINDS, crowd.weight)
    kept = layout.row(crowd.pictures[0].vectors[rows], crowd.pictures[0].attributes[rows])
    query = layout.query(crowd.captions.vectors[7], crowd.captions.attributes[7])
    np.testing.assert_allclose(worth, layout.sought(kept, np.zeros(DIM, np.float32)) @ query, atol=1e-5)


def test_galleries_hold_the_person_asked_for_when_they_say_so():
    found = list(searches(crowd_of(), PLAN, np.random.default_rng(0)))
    assert {one.present for one in found} == {True, False}
    assert all(not one.fits.any() for one in found if not one.present)
    assert np.mean([one.fits.any() for one in found if one.present]) > 0.9
    assert all((np.diff(one.scores) <= 0).all() for one in found)


def test_people_whom_the_caption_fits_as_well_are_left_out():
    crowd = crowd_of()
    alike = Crowd(
        crowd.pictures, crowd.captions, crowd.person, crowd.asked, crowd.alike % 2, crowd.starts, crowd.weight
    )
    twins = [one for one in searches(alike, PLAN, np.random.default_rng(0)) if not one.present]
    plain = [one for one in searches(crowd, PLAN, np.random.default_rng(0)) if not one.present]
    assert np.mean([one.passages for one in twins]) < 0.8 * np.mean([one.passages for one in plain])


def test_calibration_holds_on_people_it_was_not_fitted_on():
    calibration, figures = calibrate.calibrated(crowd_of(160, noise=0.2), PLAN)
    assert figures.auc > 0.8
    assert figures.ece < 0.1
    assert figures.lost <= 0.05
    assert 0 < calibration.nothing < calibration.likely < 1
    assert calibration.presence.margin > 0


def test_blind_model_is_calibrated_to_saying_little():
    _, figures = calibrate.calibrated(crowd_of(160, noise=9.0), PLAN)
    _, seeing = calibrate.calibrated(crowd_of(160, noise=0.2), PLAN)
    assert figures.auc < seeing.auc
    assert figures.ece < 0.1
    assert figures.lost <= 0.08


def test_logistic_finds_the_weights_that_made_the_data():
    rng = np.random.default_rng(0)
    columns = rng.normal(size=(20_000, 3))
    truth = rng.random(20_000) < 1 / (1 + np.exp(-(columns @ [2.0, -1.0, 0.5] - 0.7)))
    weights = calibrate.logistic(columns, truth)
    found = (weights.margin, weights.agreement, weights.passages, weights.bias)
    np.testing.assert_allclose(found, (2.0, -1.0, 0.5, -0.7), atol=0.08)


def test_too_few_people_are_refused():
    with pytest.raises(UsageError, match="at least 20 people"):
        calibrate.calibrated(crowd_of(10), PLAN)


def test_worse_pictures_keep_their_size_and_lose_detail():
    rng = np.random.default_rng(0)
    sharp = np.kron(rng.integers(0, 255, (48, 24, 3)), np.ones((4, 4, 1))).astype(np.uint8)
    worse = calibrate.worsened(np.random.default_rng(1), sharp)
    assert worse.shape == sharp.shape
    assert np.abs(np.diff(worse.astype(int), axis=0)).mean() < np.abs(np.diff(sharp.astype(int), axis=0)).mean()


def test_auc_counts_ties_half():
    truth = np.array([True, True, False, False])
    assert auc(truth, np.array([0.9, 0.8, 0.2, 0.1])) == 1.0
    assert auc(truth, np.array([0.9, 0.1, 0.5, 0.5])) == 0.5
    assert auc(truth, np.full(4, 0.3)) == 0.5
    assert np.isnan(auc(np.ones(4, bool), np.arange(4.0)))


def test_calibration_error_is_how_far_words_miss_the_truth():
    said = np.concatenate([np.full(10, 0.15), np.full(10, 0.85)])
    truth = np.array([True] + [False] * 9 + [True] * 10)
    bins = bins_of(truth, said)
    assert [one.count for one in bins] == [10, 10]
    assert calibration_error(bins) == pytest.approx((0.05 + 0.15) / 2)


def test_plot_is_svg_with_a_point_for_each_bin():
    truth = np.array([True, False, True, False])
    bins = bins_of(truth, np.array([0.9, 0.1, 0.6, 0.4]))
    drawn = ET.fromstring(reliability_svg([("held <out>", bins), ("other", bins)]))
    assert len([one for one in drawn.iter() if one.tag.endswith("circle")]) == 8
    assert "held <out>" in [one.text for one in drawn.iter()]


def test_card_has_the_figures_once_however_often_it_is_calibrated():
    card = "# A model\n\n## Measured\n\nwell\n\n## Limits\n\nmany\n"
    once = calibrated_card(card, {"set": {"auc": 0.9, "people": 3}})
    twice = calibrated_card(once, {"set": {"auc": 0.8, "people": 3}})
    assert "| set | 0.9 | 3 |" in once
    assert twice == once.replace("0.9", "0.8")
    assert twice.startswith(card.rstrip())


def test_command_writes_the_calibration_into_the_bundle(tmp_path, capsys):
    people, bundle = write_people(tmp_path / "people", views=2), write_probe(tmp_path / "bundle")
    asked = ["calibrate", str(bundle.path), "--plot", str(tmp_path / "plot.svg"), "--check", str(people)]
    assert main([*asked, "--data", str(people), "--data", str(people)]) == 0
    written = Bundle.open(bundle.path)
    written.verify()
    calibration = written.manifest.calibration
    assert calibration.shares == () and calibration.presence.margin > 0
    figures = written.manifest.metrics["calibration"]
    assert set(figures) == {"held-out people", "people"} and figures["held-out people"]["people"] == 32
    assert replace(written.manifest, calibration=None, metrics={}) == replace(bundle.manifest, metrics={})
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")
    told = capsys.readouterr()
    assert "held-out people" in told.out and f"sha256 {written.sha256}" in told.err


def test_command_leaves_the_bundle_where_there_are_too_few_people(tmp_path, capsys):
    people, bundle = write_people(tmp_path / "people", views=1), write_probe(tmp_path / "bundle")
    records = json.loads((people / "reid_raw.json").read_text())
    (people / "reid_raw.json").write_text(json.dumps([one for one in records if one["split"] != "val"]))
    assert main(["calibrate", str(bundle.path), "--data", str(people)]) == 2
    assert "there are 8 (val and test); nothing was written" in capsys.readouterr().err
    assert Bundle.open(bundle.path).sha256 == bundle.sha256
