"""The command line: what it answers before anything is loaded, how commands end, and one that chains the others."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_train.cli.main import COMMANDS, build_parser, main
from cpcl_train.cli.terminal import counter, fail, say
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.run.logbook import read_metrics
from cpcl_train.ship.variants import VARIANTS
from tests.train.people import write_people

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
SMALL = (
    "model.vision.timm_model_name=stripenet_xs", "model.text.width=32", "model.text.heads=2",
    "model.text.layers=1", "model.embed_dim=32", "model.context_length=16", "image.height=64", "image.width=32",
    "data.minimum_count=1", "data.workers=0", "train.threads=1", "data.cache=true",
)  # fmt: skip
SETS = ["--config", "small", *(part for override in SMALL for part in ("--set", override))]
ONE_EPOCH = ["--set", "phases=[{epochs=1,batch=24}]"]

HELP = """
import sys
from cpcl_train.cli.main import COMMANDS, main

for words in ([], *([name] for name in COMMANDS)):
    try:
        main([*words, "--help"])
    except SystemExit as ended:
        assert ended.code == 0
print("loaded:", *sorted({"torch", "numpy", "cv2", "onnx", "open_clip"} & sys.modules.keys()))
"""


def python(*arguments):
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"), views=2)


@pytest.fixture(scope="module")
def starter(people, tmp_path_factory):
    out = tmp_path_factory.mktemp("starter")
    assert main(["starter", str(out), "--data", str(people), "--minutes", "0", *SETS, *ONE_EPOCH]) == 0
    return out


def test_help_of_every_command_loads_neither_torch_nor_arrays():
    shown = python("-c", HELP)
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[-1] == "loaded:"
    assert list(COMMANDS) == [
        "check-data",
        "render",
        "train",
        "evaluate",
        "compare",
        "export",
        "adapt",
        "bench",
        "calibrate",
        "starter",
        "detector",
    ]
    for name, command in COMMANDS.items():
        assert any(line.split()[:1] == [name] for line in lines)
        assert f"usage: cpcl-train {name} " in shown.stdout
        assert f"{command.purpose.capitalize()}." in " ".join(shown.stdout.split())


def test_pairs_says_where_it_went():
    said = python("-m", "cpcl_train.cli", "pairs", "robbery.cpcl", "set", "--test", "0.2")
    assert (said.returncode, said.stdout) == (2, "")
    (line,) = said.stderr.splitlines()
    assert line == "cpcl-train: pairs is now a command of the desktop: cpcl pairs CASE --out FOLDER"
    assert "pairs" not in COMMANDS


def test_no_command_and_an_unknown_one_are_wrong_use(capsys):
    for words in ([], ["trian"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        assert "usage: cpcl-train" in capsys.readouterr().err


def test_wrong_use_ends_with_two_and_what_cannot_be_used_with_one(people, tmp_path, capsys):
    (tmp_path / "manifest.json").write_text("{")
    for status, sentence, words in (
        (2, "There is no configuration 'strater'", ["train", "--config", "strater", "--out", "o"]),
        (2, "--data needs NAME=FOLDER", ["export", "m", "o"]),
        (2, "There is no checkpoint", ["compare", tmp_path / "a", tmp_path / "b"]),
        (1, "manifest.json", ["evaluate", tmp_path]),
    ):
        assert main([*map(str, words), "--data", str(people)]) == status
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("cpcl-train: ") and sentence in line


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no Ctrl+C to one process")
def test_ctrl_c_is_one_sentence_and_keeps_finished_epochs(people, tmp_path):
    command = ["-m", "cpcl_train.cli", "train", "--data", people, "--out", tmp_path, *SETS]
    command += ["--set", "phases=[{epochs=500,batch=24}]"]
    running = subprocess.Popen(
        [sys.executable, *map(str, command)], cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    )
    for line in running.stderr:
        if line.startswith("epoch 2 |"):
            break
    running.send_signal(signal.SIGINT)
    *_, last = running.stderr.read().splitlines()
    assert running.wait() == 1
    running.stderr.close()
    assert last == "cpcl-train: Stopped. Finished epochs are kept; the same command goes on from there."
    assert load_checkpoint(tmp_path / LAST).epoch >= 1


def test_starter_trains_scores_and_exports_and_a_second_call_only_exports_again(starter, people, capsys):
    bundle = Bundle.open(starter / "bundle")
    assert bundle.manifest.metrics["rendered people, test"]["captions"] == 32
    (epoch,) = read_metrics(starter / "run")
    assert epoch["epoch"] == 1
    capsys.readouterr()
    assert main(["starter", str(starter), "--data", str(people), "--minutes", "0", *SETS, *ONE_EPOCH]) == 0
    said = capsys.readouterr().err
    assert read_metrics(starter / "run") == [epoch]
    assert "rendered people, test" in said and f"{starter / 'bundle'}: " in said
    assert Bundle.open(starter / "bundle").sha256 == bundle.sha256


def test_starter_without_bodies_to_render_is_one_sentence(tmp_path, capsys):
    assert main(["starter", str(tmp_path / "out"), "--assets", str(tmp_path)]) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("cpcl-train: ") and str(tmp_path) in line


def test_every_form_can_be_asked_for_and_only_what_was_written_is_named(starter, tmp_path, capsys):
    for form in (*VARIANTS, "all"):
        assert build_parser().parse_args(["export", "a", "b", "--variant", form]).variant == form
    capsys.readouterr()
    assert main(["export", str(starter / "run"), str(tmp_path / "half"), "--variant", "fp16"]) == 0
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "sha256" in line]
    assert line.startswith(f"{tmp_path / 'half'}: ")


def test_results_are_on_stdout_and_progress_is_not(people, capsys):
    assert main(["check-data", str(people), "--json"]) == 1  # the drawn people are in several splits
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["usable"], found["counts"]["test"]["captions"]) == (False, 32)
    assert said.err.startswith("\ropened ") and said.err.endswith(" images\n")


def test_a_counter_writes_over_its_line_and_what_comes_after_has_its_own(capsys):
    report = counter("rendered", "people")
    report(0, 2)
    fail("No room.")
    report(1, 2)
    report(2, 2)
    say("done")
    lines = ["\rrendered 0 of 2 people", "cpcl-train: No room.", "\rrendered 1 of 2 people\rrendered 2 of 2 people"]
    assert capsys.readouterr().err == "\n".join([*lines, "done", ""])
