import getpass
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import av
import pytest
from PIL import Image

from cpcl_desktop import __version__
from cpcl_desktop.bundle.bundle import copy_bundle
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.decoder.confinement import KINDS, UNCONFINED
from cpcl_desktop.engine.doctor import codings, examination
from cpcl_desktop.engine.doctor.findings import Asked, Finding
from cpcl_desktop.engine.models.installed import PEOPLE, find_model


def examined(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict[tuple[str, str], dict]:
    capsys.readouterr()
    assert main(["doctor", *arguments, "--json"]) == status
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {(finding["check"], finding["item"]): finding for finding in findings}


def looked_at(check: str, case: Path | None = None, provider: str = "auto") -> dict[str, Finding]:
    """What one check finds, by item."""
    return looked_at_all(check, () if case is None else (case,), provider)


def looked_at_all(check: str, cases: Sequence[Path], provider: str = "auto") -> dict[str, Finding]:
    """As `looked_at`, of several cases."""
    found = examination.examine(Asked(cases, provider), checks={check: examination.CHECKS[check]})
    return {finding.item: finding for finding in found}


def test_doctor_tells_what_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = examined(capsys, str(tmp_path / "new.cpcl"))
    assert __version__ in found["program", "program"]["told"]
    assert av.ffmpeg_version_info in found["video", "version"]["told"]
    assert "GPL" in found["video", "licence"]["told"]
    assert "CPU" in found["networks", "runtime"]["told"]
    assert "cores" in found["machine", "cores"]["told"] and "GiB" in found["machine", "memory"]["told"]
    decoded = {item: finding["state"] for (check, item), finding in found.items() if check == "codings"}
    assert len(decoded) == 15 and set(decoded.values()) == {"good"}
    assert found["folders", "case"]["state"] == "good" and "MB a second" in found["disk", "speed"]["told"]
    assert list(tmp_path.iterdir()) == []  # looking leaves nothing behind
    assert {check for check, _ in found} == set(examination.CHECKS)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (None, "This machine has no policy."),
        ("log_files = 3", "The policy of this machine forbids nothing."),
        ("network = false\npurpose_required = true", "no team's server is used. A purpose is asked for"),
    ],
)
def test_doctor_tells_what_the_policy_fixes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str | None, told: str
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: tmp_path / "policy.toml")
    if stated is not None:
        (tmp_path / "policy.toml").write_text(stated)
    assert told in looked_at("program")["policy"].told


def test_nothing_tells_whose_machine_or_case_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the way of the case's folder, and a damaged model: sentences that would name paths."""
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "secret home"))
    damaged = tmp_path / "secret home" / "models" / "own"
    damaged.mkdir(parents=True)
    (damaged / "manifest.json").write_text("{}")
    (tmp_path / "secret.mp4").touch()
    assert main(["doctor", str(tmp_path / "secret.mp4" / "secret.cpcl")]) == 1
    out = capsys.readouterr().out
    assert "cannot be written to" in out and "own" in out
    names = [str(tmp_path), "secret", str(Path.home()), socket.gethostname(), getpass.getuser()]
    telling = [name for name in names if len(name) > 4]  # "root" and "ci" are in other words, too
    assert [name for name in telling if name in out] == []


def test_a_coding_that_is_missing_or_decoded_wrongly_is_told_with_what_follows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Real files that cannot be decoded, and one that shows other colours."""
    samples = codings.resource(codings.SAMPLES)
    for folder in ("films", "pictures"):
        (tmp_path / folder).mkdir()
        for file in (samples / folder).iterdir():
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    for name in ("films/h264.mp4", "films/vp9.webm", "pictures/heic.heic"):
        (tmp_path / name).write_bytes(b"\0" * 900)
    Image.new("RGB", (128, 96), (200, 40, 40)).save(tmp_path / "pictures" / "png.png")
    films = {name: coding for name, coding in codings.FILMS.items() if coding.name in ("H.264", "VP9", "MPEG-2")}
    monkeypatch.setattr(codings, "FILMS", films)
    monkeypatch.setattr(codings, "resource", lambda name: tmp_path / Path(name).relative_to(codings.SAMPLES))
    found = looked_at("codings")
    assert found["H.264"].state == "fault" and "listed as not read" in found["H.264"].told
    assert found["VP9"].state == found["HEIC"].state == "note"
    assert found["PNG"].state == "fault" and "decoded wrongly" in found["PNG"].told
    assert found["MPEG-2"].state == found["JPEG"].state == "good"


def test_a_name_that_is_a_word_of_ours_changes_no_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert looked_at("folders", Path("can"))["case"].told == "The folder of the case can be written to."


def test_the_folder_of_each_of_several_cases_is_looked_at_once(tmp_path: Path) -> None:
    for name in ("north", "secret"):
        (tmp_path / name).mkdir()
    (tmp_path / "in the way").touch()
    north, other, far = tmp_path / "north" / "a", tmp_path / "north" / "b", tmp_path / "secret" / "c"
    found = looked_at_all("folders", (north, other, far, tmp_path / "in the way" / "d"))
    assert list(found) == ["models", "case 1", "case 3", "case 4"] and found["case 4"].state == "fault"
    assert found["case 3"].told == "The folder of case 3 can be written to."
    disks = looked_at_all("disk", (north, other, far))
    assert list(disks)[:2] == ["place 1", "room 1"] and {"place 3", "room 3", "speed 3"} < set(disks)
    assert "secret" not in " ".join(one.told for one in disks.values())
    assert list(looked_at_all("folders", (north, other))) == ["models", "case"]  # one folder


def test_write_is_of_golden_only(tmp_path: Path) -> None:
    assert main(["doctor", "--write", str(tmp_path / "golden.json")]) == 2 and list(tmp_path.iterdir()) == []


def test_a_provider_that_is_not_used_is_told_with_why() -> None:
    told = looked_at("networks", provider="openvino")["provider"]
    assert told.state == "note" and "used: CPU" in told.told and "built without it" in told.told
    assert main(["doctor", "--provider", "abacus"]) == 2


def test_a_damaged_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path))
    copy_bundle(find_model(PEOPLE, "detector"), tmp_path / "models" / "people")
    weights = tmp_path / "models" / "people" / "detector.onnx"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    told = looked_at("people")["detector"]
    assert told.state == "fault" and "was changed or damaged" in told.told
    states = [finding.state for finding in examination.examine(checks={"models": examination.CHECKS["models"]})]
    assert states == ["note", "good", "good"]


def test_doctor_says_how_decoders_are_confined_and_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {found.state for found in looked_at("decoder").values()} <= {"good", "note"}
    monkeypatch.setenv(UNCONFINED, "1")
    found = looked_at("decoder")
    for kind in KINDS:
        assert found[kind].state == "note" and UNCONFINED in found[kind].told


def test_a_confinement_that_does_not_hold_is_a_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The real process, unconfined, that says it were confined."""
    liar = tmp_path / "liar.py"
    liar.write_text(
        "import os, sys\nfrom cpcl_desktop.engine.decoder import process\n"
        "from cpcl_desktop.engine.decoder.confinement import KINDS, Barrier\n"
        "process.confine = lambda *a, **k: [Barrier(kind, 'a promise') for kind in KINDS]\n"
        "process.main(sys.argv[1:])\n"
    )
    monkeypatch.setattr(
        "cpcl_desktop.engine.decoder.handle.decoder_command", lambda: [sys.executable, "-P", str(liar)]
    )
    monkeypatch.setattr("cpcl_desktop.cli.commands.doctor.CHECKS", {"decoder": examination.CHECKS["decoder"]})
    found = examined(capsys, status=1)
    assert found["decoder", "files"]["state"] == "fault"
    assert "could read a file beside the footage and write a file" in found["decoder", "files"]["told"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    assert looked_at("folders", tmp_path / "shut" / "c.cpcl")["case"].state == "fault"


def test_a_folder_that_is_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written to" in looked_at("folders", tmp_path / "file" / "c.cpcl")["case"].told


def test_a_disk_without_room_is_told_and_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1 << 20})
    monkeypatch.setattr("cpcl_desktop.engine.doctor.disk.shutil.disk_usage", lambda _: usage)
    found = looked_at("disk", tmp_path / "c.cpcl")
    assert found["room"].state == "fault" and "speed" not in found
