import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import write_bundle
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.doctor.networks import people
from cpcl_desktop.engine.ingest.notices import MOTION_NOTICE, motion_notices
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.plain_text import SCHEMA
from tests.networks import constant_detector
from tests.probe import write_probe


def _told(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict:
    capsys.readouterr()
    assert main(["models", *arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def _listed(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict]:
    return {model["name"]: model for model in _told(capsys, "list", *options)["models"]}


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
    told = _told(capsys, "verify", str(probe.path), status=1)
    assert "text.onnx" in told["models"][0]["fault"]


def test_the_list_says_what_each_model_is_and_where_it_came_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    probe = write_probe(tmp_path / "probe")
    assert main(["models", "add", str(probe.path)]) == 0
    listed = _listed(capsys)
    files = [path for path in probe.path.iterdir() if path.name != "manifest.json"]
    assert listed["probe"]["size_bytes"] == sum(path.stat().st_size for path in files)
    assert (listed["probe"]["licence"], listed["probe"]["dim"]) == ("Apache-2.0", 6)
    assert (listed["probe"]["origin"], listed["starter"]["origin"]) == ("added", "shipped")
    assert (listed["probe"]["default"], listed["starter"]["default"]) == (False, True)
    starter = {(where, what): value for where, what, value in listed["starter"]["figures"]}
    assert starter["rendered people, test", "centred mAP"] > 40
    assert listed["probe"]["speed"] == {"crop_ms": None, "text_ms": None, "frame_ms": None}
    assert main(["models", "list"]) == 0
    assert "starter, rendered people, test:" in capsys.readouterr().out


def test_the_speed_is_measured_where_it_is_asked_for(
    shared_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.models.speed.RUNS", 2)
    assert main(["models", "add", str(shared_data / "models" / "yolox_nano.onnx")]) == 0
    listed = _listed(capsys, "--speed")
    starter, detector = listed["starter"]["speed"], listed["yolox_nano"]["speed"]
    assert 0 < starter["text_ms"] < 1000 and 0 < starter["crop_ms"] < 1000 and starter["frame_ms"] is None
    assert 0 < detector["frame_ms"] < 10_000 and detector["crop_ms"] is None
    assert main(["models", "list", "--speed"]) == 0
    assert "starter, on this machine:" in capsys.readouterr().out


def test_what_was_added_is_removed_and_what_ships_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(write_probe(tmp_path / "probe").path)]) == 0
    assert main(["models", "remove", "starter"]) == 2
    assert "ships with the program and is not removed" in capsys.readouterr().err
    assert main(["models", "remove", "nope"]) == 2
    assert "no model nope among those that were added: probe" in capsys.readouterr().err
    assert main(["models", "remove", "probe"]) == 0
    assert "`cpcl info CASE` says which model a case has" in capsys.readouterr().out
    assert {model["origin"] for model in _listed(capsys).values()} == {"shipped"} and (tmp_path / "probe").is_dir()


def test_a_damaged_model_is_removed_by_the_name_of_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(write_probe(tmp_path / "probe").path)]) == 0
    (tmp_path / "home" / "models" / "probe" / "text.onnx").unlink()
    assert main(["models", "remove", "probe"]) == 0
    assert not (tmp_path / "home" / "models" / "probe").exists()


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
def test_removing_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    probe = write_probe(tmp_path / "probe")
    (tmp_path / "home" / "models").mkdir(parents=True)
    (tmp_path / "home" / "models" / "linked").symlink_to(probe.path)
    assert main(["models", "remove", "linked"]) == 0
    probe.verify()


def test_the_model_for_new_cases_is_chosen_removed_only_with_yes_and_undone(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(kit / "probe")]) == 0
    people = installed.default_detector()
    assert _told(capsys, "use", "probe") == {"schema": SCHEMA, "image_text": "probe", "detector": people}
    assert _listed(capsys)["probe"]["default"]
    case = str(tmp_path / "new.cpcl")
    assert main(["ingest", case, str(kit / "street.mp4")]) == 0
    capsys.readouterr()
    assert main(["info", case, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["model"]["name"] == "probe"
    assert main(["models", "remove", "probe"]) == 2
    assert "Give --yes" in capsys.readouterr().err
    assert main(["models", "remove", "probe", "--yes"]) == 0
    assert _told(capsys, "use", "--default")["image_text"] == "starter"


def test_the_detector_is_chosen_and_motion_is_one_of_them(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "resource", lambda name: tmp_path / "nothing ships")
    assert main(["models", "add", str(shared_data / "models" / "yolox_nano.onnx")]) == 0
    assert installed.find_detector(None).manifest.name == "yolox_nano"
    assert _told(capsys, "use", "motion")["detector"] == "motion"
    assert installed.find_detector(None) is None
    assert installed.find_network_detector().manifest.name == "yolox_nano"  # which hides bystanders in reports
    assert _told(capsys, "use", "yolox_nano")["detector"] == "yolox_nano"
    assert installed.find_detector(None).manifest.name == "yolox_nano"
    assert _told(capsys, "use", "--default") == {
        "schema": SCHEMA,
        "image_text": "starter",
        "detector": "yolox_nano",
    }


def test_what_finds_people_is_the_one_chosen_then_the_one_that_ships_then_one_added_then_motion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ships, added = tmp_path / "resources", tmp_path / "added.onnx"
    added.write_bytes(constant_detector(np.zeros((84, 6)), 64))
    monkeypatch.setattr(installed, "resource", lambda name: ships / name)
    monkeypatch.setattr("cpcl_desktop.cli.commands.doctor.CHECKS", {"people": people})  # no other model is there
    assert (installed.default_detector(), motion_notices(None)) == ("motion", (MOTION_NOTICE,))
    assert main(["doctor"]) == 0 and "there is no person detector here" in capsys.readouterr().out
    assert motion_notices("motion") == ()  # who asks for it knows
    assert main(["models", "add", str(added)]) == 0
    assert "still found" not in capsys.readouterr().out
    assert (installed.default_detector(), motion_notices(None)) == ("added", ())
    bundle = installed.find_network_detector()
    write_bundle(ships / "models" / "detector", replace(bundle.manifest, name="people"), bundle.contents())
    assert installed.default_detector() == "people" and installed.find_detector(None).path.parent.parent == ships
    assert main(["models", "add", str(added)]) == 0
    assert "still found by people; `cpcl models use added` changes that" in capsys.readouterr().out
    assert _listed(capsys)["people"]["default"]
    assert main(["models", "list"]) == 0 and "people are found by people" in capsys.readouterr().out
    assert main(["doctor"]) == 0 and "People are found by people." in capsys.readouterr().out
    assert _told(capsys, "use", "added")["detector"] == "added"
    assert _told(capsys, "use", "motion")["detector"] == "motion" and motion_notices(None) == ()
    assert _told(capsys, "use", "--default")["detector"] == "people"


@pytest.mark.parametrize(("options", "sentence"), [([], "Name a model"), (["nope"], "no model called nope")])
def test_what_cannot_be_chosen_is_said(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "use", *options]) == 2
    assert sentence in capsys.readouterr().err


def test_a_chosen_model_that_is_gone_is_not_replaced_in_silence(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(kit / "probe")]) == 0
    assert main(["models", "use", "probe"]) == 0
    (tmp_path / "home" / "models" / "probe" / "manifest.json").unlink()
    assert main(["ingest", str(tmp_path / "c.cpcl"), str(kit / "street.mp4")]) == 1
    assert "chosen for new cases; `cpcl models use` chooses another" in capsys.readouterr().err


def test_a_damaged_note_is_named_and_models_are_found_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "models.json").write_text("{")
    assert main(["models", "use", "motion"]) == 1
    assert "models.json cannot be read" in capsys.readouterr().err
    assert {model.origin for model in installed.installed()} == {"shipped"}
