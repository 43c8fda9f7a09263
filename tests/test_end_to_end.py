"""From nothing to a search, on the CPU: render, train by the whole method, evaluate, export, ingest, search."""

import json

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.cli.main import main as cpcl
from cpcl_train.cli.main import main as cpcl_train
from cpcl_train.run.logbook import read_metrics
from tests.street import write_clip

SMALL = (
    "phases=[{epochs=2,batch=24}]", "method.start_epoch=1", "data.minimum_count=1", "train.device=cpu",
    "method.cluster.k1=6", "method.cluster.min_samples=2",
)  # fmt: skip


@pytest.fixture
def assets(shared_data):
    root = shared_data / "makehuman"
    if not root.is_dir():
        pytest.skip(f"no body assets at {root}")
    return root


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))


def run(command, *arguments):
    assert command([str(argument) for argument in arguments]) == 0


def output(capsys):
    return json.loads(capsys.readouterr().out)


def test_render_train_evaluate_export_ingest_search(assets, tmp_path, capsys):
    renders, folder, bundle, case = (tmp_path / name for name in ("renders", "run", "bundle", "c.cpcl"))
    people = ["--people", 20, "--val-people", 4, "--test-people", 6, "--views", 3, "--processes", 1]
    status = cpcl_train(["render", str(renders), "--assets", str(assets), *map(str, people)])
    if status and "EGL is missing" in (said := capsys.readouterr().err):
        pytest.skip(said)
    assert status == 0
    run(cpcl_train, "check-data", renders)
    sets = [part for override in SMALL for part in ("--set", override)]
    run(cpcl_train, "train", "--config", "ablation", "--data", renders, "--out", folder, *sets)
    plain, guided = read_metrics(folder)
    assert not any(key.startswith("clusters/") for key in plain)  # the method starts with the second epoch
    assert guided["clusters/images/before/clusters"] + guided["clusters/images/before/outliers"] > 0
    run(cpcl_train, "export", folder, bundle, "--data", f"rendered={renders}")
    capsys.readouterr()
    run(cpcl_train, "evaluate", folder, "--data", renders, "--json")
    trained = output(capsys)
    run(cpcl_train, "evaluate", bundle, "--data", renders, "--json")
    assert output(capsys) == trained
    assert (trained["people"], trained["images"]) == (6, 18)
    assert Bundle.open(bundle).manifest.metrics["rendered"] == trained
    run(cpcl_train, "compare", folder, bundle, "--data", renders)

    clip = write_clip(tmp_path / "street.mp4")
    run(cpcl, "ingest", case, clip, "--model", bundle, "--detector", "motion")
    capsys.readouterr()
    run(cpcl, "search", case, "a person in a red top and blue trousers", "--json")
    answer = output(capsys)
    assert answer["model"]["sha256"] == Bundle.open(bundle).sha256
    assert len(answer["hits"]) == 3
