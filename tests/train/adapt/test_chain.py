"""From decisions to a better model: a case → `cpcl pairs` → `cpcl-train adapt` → `cpcl models add` → a search."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli.main import main as cpcl
from cpcl_train.adapt.pairs import read_pairs
from cpcl_train.cli.main import main as cpcl_train
from tests.train.adapt.bands import write_case, write_model, write_renders


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with the model, the rendered set and a case in which 25 people, seen twice, were decided."""
    folder = tmp_path_factory.mktemp("chain")
    write_model(folder / "bands")
    write_renders(folder / "renders")
    write_case(folder / "shop.cpcl", folder / "crops", folder / "bands")
    return folder


def adapted(home: Path, out: str, pairs: Path, *more: str) -> list[str]:
    renders = ["--renders", str(home / "renders"), "--json"]
    return ["adapt", str(home / "bands"), str(pairs), "--out", str(home / out), *renders, *more]


@pytest.fixture(scope="module")
def pairs(home):
    assert cpcl(["pairs", str(home / "shop.cpcl"), "--out", str(home / "pairs")]) == 0
    return home / "pairs"


def test_decisions_make_a_better_model_that_is_added_and_searched_with(home, pairs, capsys, monkeypatch):
    capsys.readouterr()
    assert cpcl_train(adapted(home, "better", pairs)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "accepted" and told["groups"] == 25 and told["held_out"]["r1"]["low"] > 0
    better = Bundle.open(home / "better")
    descent, parent = better.manifest.descent, Bundle.open(home / "bands")
    assert (descent.parent, descent.parent_sha256, descent.forced) == ("bands", parent.sha256, False)
    assert descent.pairs == read_pairs([pairs]).used and descent.pairs[0].case == "shop"
    assert better.manifest.licence.startswith("LicenseRef-") and better.sha256 != parent.sha256
    card = better.read("model_card").decode()
    for said in (
        parent.sha256,
        "shop",
        descent.pairs[0].pairs_sha256,
        "Accepted.",
        "Its parent's: MIT",
        "never an",
    ):
        assert said in card
    assert "Pairs of the case shop" in better.manifest.trained_on[-1]

    monkeypatch.setenv("CPCL_HOME", str(home / "home"))
    assert cpcl(["models", "add", str(home / "better")]) == 0
    case = str(home / "shop.cpcl")
    assert cpcl(["reindex", case, "--model", better.manifest.name]) == 0
    capsys.readouterr()
    assert cpcl(["search", case, "red bluetrousers", "--limit", "2", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert sorted(hit["track"] for hit in hits) == [3, 28]  # both of whom it was said


def test_a_model_that_is_refused_is_not_written_and_where_forced_not_added(
    home, pairs, tmp_path, capsys, monkeypatch
):
    """The same pictures with descriptions that mean nothing."""
    records = json.loads((pairs / "reid_raw.json").read_text())
    texts = {record["group"]: record["captions"] for record in records}
    dealt = dict(zip(texts, np.random.default_rng(4).permutation(list(texts)), strict=True))
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "imgs").symlink_to(pairs / "imgs")
    (wrong / "reid_raw.json").write_text(
        json.dumps([{**record, "captions": texts[dealt[record["group"]]]} for record in records])
    )
    (wrong / "pairs.json").write_text((pairs / "pairs.json").read_text())
    capsys.readouterr()
    assert cpcl_train(adapted(home, "worse", wrong)) == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["verdict"] == "refused" and told["bundle"] is None and not (home / "worse").exists()
    assert "do not fit the passages" in said.err and "No bundle was written" in said.err
    assert cpcl_train(adapted(home, "worse", wrong, "--force")) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "forced"
    manifest = Bundle.open(home / "worse").manifest
    assert manifest.descent.forced and "--force" in Bundle.open(home / "worse").read("model_card").decode()
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    assert cpcl(["models", "add", str(home / "worse")]) == 1
    assert "did not pass the comparison" in capsys.readouterr().err and not (tmp_path / "home").exists()


def test_few_groups_are_told_so_and_offered_another_way(home, pairs, tmp_path, capsys):
    few = tmp_path / "few"
    few.mkdir()
    (few / "imgs").symlink_to(pairs / "imgs")
    records = json.loads((pairs / "reid_raw.json").read_text())
    kept = sorted({record["group"] for record in records})[:19]
    (few / "reid_raw.json").write_text(json.dumps([record for record in records if record["group"] in kept]))
    (few / "pairs.json").write_text((pairs / "pairs.json").read_text())
    assert cpcl_train(adapted(home, "few", few)) == 1
    assert (
        "19 groups" in (said := capsys.readouterr().err) and "cpcl search" in said and not (home / "few").exists()
    )


def test_pairs_of_another_make_are_refused(home, pairs, tmp_path, capsys):
    def fails(folder: Path, sentence: str) -> None:
        assert cpcl_train(adapted(home, "none", folder)) == 2
        assert sentence in capsys.readouterr().err

    fails(home / "renders", "was not written by `cpcl pairs`")
    old = tmp_path / "old"
    old.mkdir()
    (old / "imgs").symlink_to(pairs / "imgs")
    records = json.loads((pairs / "reid_raw.json").read_text())
    (old / "reid_raw.json").write_text(json.dumps([{**record, "group": None} for record in records]))
    (old / "pairs.json").write_text((pairs / "pairs.json").read_text())
    fails(old, "of which group and passage")
    table = json.loads((pairs / "pairs.json").read_text())
    (old / "pairs.json").write_text(json.dumps({**table, "others": [{"files": ["../../secret.jpg"]}]}))
    fails(old, "of another form")
    (home / "taken").mkdir()
    assert cpcl_train(adapted(home, "taken", pairs)) == 2
    assert "not a model bundle" in capsys.readouterr().err
