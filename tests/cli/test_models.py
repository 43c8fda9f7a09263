import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.probe import write_probe


def test_models_are_added_listed_and_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    probe = write_probe(tmp_path / "probe")
    assert main(["models", "add", str(probe.path)]) == 0
    assert "Added the image-text model probe" in capsys.readouterr().out
    assert main(["models", "list", "--json"]) == 0
    listed = {model["name"]: model for model in json.loads(capsys.readouterr().out)["models"]}
    assert listed["probe"]["sha256"] == probe.sha256 and listed["probe"]["kind"] == "image-text"
    assert main(["models", "list"]) == 0
    assert "motion" in (shown := capsys.readouterr().out) and "probe" in shown
    assert main(["models", "verify", "probe"]) == 0
    assert "every file has the hash" in capsys.readouterr().out


def test_a_changed_model_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    probe = write_probe(tmp_path / "probe")
    encoder = probe.path / "text.onnx"
    encoder.write_bytes(encoder.read_bytes()[:-1] + b"x")
    assert main(["models", "verify", str(probe.path)]) == 1
    assert "text.onnx" in capsys.readouterr().out
