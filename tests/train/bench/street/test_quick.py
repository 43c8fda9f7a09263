"""The benchmark's quick form as it is called, from renders to verdict: true identities are better than InfoNCE, and
exchanged ones are not."""

import json
import os
import subprocess
import sys
import time

import numpy as np
import pytest

from cpcl_train.bench.street.settings import QUICK, digest
from cpcl_train.cli.main import main

RENDERER = "from cpcl_train.synthetic.render import Renderer; Renderer(8, 8).release()"


@pytest.fixture
def assets(shared_data):
    root = shared_data / "makehuman"
    if not root.is_dir():
        pytest.skip(f"no body assets at {root}")
    # In a process of its own: Mesa brings an LLVM that torch's, loaded after it, crashes on.
    tried = subprocess.run([sys.executable, "-c", RENDERER], capture_output=True, text=True)
    if "MachineError" in tried.stderr:
        pytest.skip(tried.stderr.splitlines()[-1])
    assert tried.returncode == 0, tried.stderr
    return root


def command(folder, assets, *more):
    given = ["bench", "--out", str(folder), "--quick", "--assets", str(assets), "--json", *more]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-m", "cpcl_train.cli", *given], capture_output=True, text=True, env=environment
    )


def test_true_identities_are_told_from_infonce_and_exchanged_ones_are_not(assets, tmp_path):
    first = command(tmp_path, assets)
    assert first.returncode == 0, first.stderr
    found = json.loads(first.stdout)
    assert [row["name"] for row in found["rows"]] == ["InfoNCE", "identities"]
    (difference,) = found["differences"]
    assert difference["of"] == "identities" and difference["against"] == "InfoNCE"
    assert difference["R@1"][1] > 0 and difference["mAP"][0] > 0.5
    kept = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert kept["data"] == digest(QUICK) and kept["rows"][0]["standard"]["r1"] > kept["rows"][0]["R@1"]
    assert "| identities − InfoNCE |" in (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert (tmp_path / "bench.svg").read_text(encoding="utf-8").startswith("<svg")
    runs = sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz"))
    began = time.time_ns()
    assert json.loads(command(tmp_path, assets).stdout) == found
    assert sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")) == runs and max(runs) < began
    exchange_labels(tmp_path)
    told = command(tmp_path, assets)
    assert told.returncode == 1 and "does not tell true identities from InfoNCE" in told.stderr


def exchange_labels(folder):
    """Give the pictures that are trained on other people, and forget the runs that read who they are."""
    (file,) = folder.glob("states-*/about-train.json")
    about = json.loads(file.read_text(encoding="utf-8"))
    np.random.default_rng(1).shuffle(about["people"])
    file.write_text(json.dumps(about), encoding="utf-8")
    for path in folder.glob("states-*/results/identities-*.npz"):
        path.unlink()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--only", "CPCL"), "There is no row 'CPCL'. The rows are base, InfoNCE"),
        (("--seeds", "0"), "--seeds"),
        (("--assets", "nowhere-at-all"), "nowhere-at-all"),
    ],
)
def test_bad_input_is_a_sentence(given, said, tmp_path, capsys):
    try:
        status = main(["bench", "--out", str(tmp_path / "out"), "--quick", *given])
    except SystemExit as stop:  # what the parser refuses
        status = stop.code
    told = capsys.readouterr().err
    assert status == 2 and said in told and "Traceback" not in told


def test_a_file_in_the_folders_place_is_a_sentence_and_stays(tmp_path, capsys):
    (tmp_path / "out").write_text("a letter")
    assert main(["bench", "--out", str(tmp_path / "out")]) == 2
    assert "--out takes a folder" in capsys.readouterr().err and (tmp_path / "out").read_text() == "a letter"
