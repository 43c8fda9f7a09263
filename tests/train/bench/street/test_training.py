"""Runs of the street over drawn states: the trainer's loop on towers, the same twice, resumed, and judged."""

import contextlib
import json
import xml.dom.minidom

import numpy as np
import pytest

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.bench.street import bench as benchmark
from cpcl_train.bench.street import report
from cpcl_train.bench.street.bench import Asked, bench
from cpcl_train.bench.street.plot import drawing
from cpcl_train.bench.street.report import record, table, text
from cpcl_train.bench.street.rows import FULL, IDENTITIES, INFONCE, MAIN, ROWS, row_config
from cpcl_train.bench.street.settings import FROZEN, QUICK, STREET, digest
from cpcl_train.bench.street.states import DIMENSIONS, TOKENS, WIDTH, Place, load_set, states_of
from cpcl_train.bench.street.training import run_row, train_base

CAPTIONS = 2
USES = {"base": (60, 3), "train": (60, 5), "val": (24, 4), "test": (60, 4)}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Drawn states of people whom six cameras see: each adds something of its own, each caption leaves out."""
    folder = tmp_path_factory.mktemp("street")
    where = states_of(folder, STREET)
    rng = np.random.default_rng(4)
    into_pictures, into_words = rng.normal(size=(16, DIMENSIONS)), rng.normal(size=(16, WIDTH))
    cameras = 2 * rng.normal(size=(6, DIMENSIONS))
    for made in (where.pictures, where.captions):
        made.mkdir()
    for number, (use, (people, pictures)) in enumerate(USES.items()):
        write_set(where, use, number, rng, people, pictures, into_pictures, into_words, cameras)
    (where.captions / "done").write_text("drawn")
    return folder


def write_set(where, use, number, rng, people, pictures, into_pictures, into_words, cameras):
    who = np.repeat(np.arange(people) + 1000 * number, pictures)
    taken = np.concatenate([rng.permutation(6)[:pictures] for _ in range(people)])
    looks = np.repeat(rng.normal(size=(people, 16)), pictures, axis=0)
    plain = looks @ into_pictures / 4 + cameras[taken] + 0.5 * rng.normal(size=(len(who), DIMENSIONS))
    views = np.stack([plain, plain + 0.3 * rng.normal(size=plain.shape)], axis=1)
    image_of = np.repeat(np.arange(len(who)), CAPTIONS)
    said = looks[image_of] * (rng.random((len(image_of), 16)) < 0.7)
    words = np.zeros((len(image_of), TOKENS, WIDTH))
    words[:, :4] = (said @ into_words / 4)[:, None] + 0.3 * rng.normal(size=(len(image_of), 4, WIDTH))
    np.save(where.pictures / f"images-{use}.npy", views.astype(np.float16))
    np.save(where.captions / f"texts-{use}.npy", words.astype(np.float16))
    about = {
        "captions": ["drawn"] * len(image_of), "lengths": [4] * len(image_of), "image_of": image_of.tolist(),
        "people": who.tolist(), "cameras": taken.tolist(),
    }  # fmt: skip
    (where.captions / f"about-{use}.json").write_text(json.dumps(about))


@pytest.fixture(scope="module")
def base(place):
    where = states_of(place, STREET)
    out = where.captions / "some-base.safetensors"
    train_base(where, short("method.enabled=false"), out)
    return out


def short(*overrides):
    from cpcl_train.config import load_config

    return load_config("street", ["phases=[{epochs=2,batch=40}]", "seed=1", *overrides])


def test_a_run_is_the_same_twice_and_its_own_pictures_are_the_easy_part(place, base, tmp_path):
    where = states_of(place, STREET)
    config = short("method.cluster.k1=8", "method.cluster.eps=0.7", "method.cluster.centre_cameras=true")
    one, two = (run_row(where, base, config, tmp_path / name) for name in ("one", "two"))
    np.testing.assert_array_equal(one.elsewhere, two.elsewhere)
    assert one.epoch == two.epoch and len(one.epochs) == 2
    terms = {"kl", "contrastive", "image_image", "text_text", "image_text", "text_image"}
    assert set(one.epochs[0]["loss"]) == terms
    assert one.epochs[-1]["clusters"]["images"]["after"]["clusters"] > 20  # with the cameras' means: six
    untrained = run_row(where, base, None, tmp_path / "none")
    assert untrained.epoch == 0 and not untrained.epochs
    assert one.elsewhere[:, 0].mean() != untrained.elsewhere[:, 0].mean()
    assert one.standard[:, 0].mean() > one.elsewhere[:, 0].mean() > 100 / USES["test"][0]
    assert not (tmp_path / "one").exists()  # nothing is left of a run but its scores


def test_people_of_the_test_are_in_no_other_set(place):
    sets = [set(load_set(states_of(place, STREET), use).people.tolist()) for use in USES]
    assert sum(map(len, sets)) == len(set().union(*sets))


def test_rows_are_configurations_of_their_own_and_an_unknown_one_is_named():
    configs = [row_config(name, 1) for name in ROWS]
    assert all(configs.count(config) == 1 for config in configs)
    assert set(MAIN) <= set(ROWS)
    assert row_config(FULL, 3).seed == 3 and row_config(IDENTITIES, 1).method.labels == "identities"
    with pytest.raises(UsageError, match=r"no row 'CPCL\?'\. The rows are base, InfoNCE"):
        row_config("CPCL?", 1)


def test_finished_runs_are_kept_and_more_seeds_cost_only_themselves(place, base, monkeypatch):
    monkeypatch.setattr(benchmark, "base_config", lambda recipe: short("method.enabled=false"))
    worked = []
    shortened = {INFONCE: short("method.enabled=false"), IDENTITIES: short("method.labels=identities")}
    monkeypatch.setattr(benchmark, "row_config", lambda name, seed, recipe: shortened[name])
    monkeypatch.setattr(report, "row_config", benchmark.row_config)

    class Here:  # this process, which knows the shortened rows
        def imap_unordered(self, work, jobs):
            for job in jobs:
                worked.append((job.name, job.seed))
                yield work(job)

    monkeypatch.setattr(benchmark, "_workers", lambda processes: contextlib.nullcontext(Here()))
    told = []

    def tell(stage):
        return lambda done, of: told.append((stage, done, of))

    bench(Asked(place, (INFONCE, IDENTITIES), 1), tell)
    found = bench(Asked(place, (INFONCE, IDENTITIES), 2), tell)
    assert worked == [("", 0), (INFONCE, 1), (IDENTITIES, 1), (INFONCE, 2), (IDENTITIES, 2)]
    assert told[-3:] == [("runs", 2, 4), ("runs", 3, 4), ("runs", 4, 4)]
    short_table = table(found)
    assert [row["name"] for row in short_table["rows"]] == [INFONCE, IDENTITIES]
    assert set(short_table["rows"][0]) == {"name", "R@1", "mAP", "seeds"} and short_table["rows"][0]["seeds"] == 2
    (difference,) = short_table["differences"]
    assert (difference["of"], difference["against"]) == (IDENTITIES, INFONCE)
    for measure in ("R@1", "mAP"):
        low, mean, high = difference[measure]
        by_row = short_table["rows"][1][measure] - short_table["rows"][0][measure]
        assert low <= mean <= high and mean == pytest.approx(by_row, abs=0.02)
    assert all(row.validation[seed]["mAP"] > 0 for row in found.rows for seed in (0, 1))
    kept = record(found, "cpcl-train bench", "abc")
    chosen = kept["rows"][1]["validation"]["mAP"]
    assert chosen == pytest.approx(np.mean([one["mAP"] for one in found.rows[1].validation]), abs=0.01)
    assert kept["data"] == digest(STREET) and kept["commit"] == "abc" and kept["rows"][0]["standard"]["r1"] > 0
    assert f"| {IDENTITIES} − {INFONCE} |" in text(found)
    assert xml.dom.minidom.parseString(drawing(found)).documentElement.tagName == "svg"


def test_the_settings_are_the_frozen_ones():
    assert digest(STREET) == FROZEN != digest(QUICK)


def test_places_follow_from_what_they_hold(tmp_path):
    from dataclasses import replace

    other = replace(STREET, told=replace(STREET.told, mention=0.5))
    darker = replace(STREET, faults=0.9)
    first, words, pictures = (states_of(tmp_path, street) for street in (STREET, other, darker))
    assert isinstance(first, Place) and first.pictures == words.pictures and first.captions != words.captions
    assert first.pictures != pictures.pictures and first.captions != pictures.captions
