import json
import os
import sys
from pathlib import Path

import av
import pytest

from cpcl_desktop import __version__
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.decoder.confinement import KINDS, UNCONFINED


def examined(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict[tuple[str, str], dict]:
    capsys.readouterr()
    assert main(["doctor", *arguments, "--json"]) == status
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {(finding["check"], finding["item"]): finding for finding in findings}


def test_doctor_tells_what_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = examined(capsys, str(tmp_path / "new.cpcl"))
    assert __version__ in found["program", "program"]["told"]
    assert av.ffmpeg_version_info in found["video", "version"]["told"]
    assert "GPL" in found["video", "licence"]["told"]
    assert "CPU" in found["networks", "runtime"]["told"]
    assert str(tmp_path) in found["folders", "case"]["told"]
    assert list(tmp_path.iterdir()) == []  # looking leaves nothing behind
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert all(finding["told"] in out for key, finding in found.items() if key != ("folders", "case"))


def test_doctor_says_how_decoders_are_confined_and_why_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = {found["state"] for key, found in examined(capsys).items() if key[0] == "decoder"}
    assert states <= {"good", "note"}
    monkeypatch.setenv(UNCONFINED, "1")
    found = examined(capsys)
    for kind in KINDS:
        assert found["decoder", kind]["state"] == "note" and UNCONFINED in found["decoder", kind]["told"]


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
    found = examined(capsys, status=1)
    assert found["decoder", "files"]["state"] == "fault"
    assert "could read a file beside the footage and write a file" in found["decoder", "files"]["told"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    found = examined(capsys, str(tmp_path / "shut" / "c.cpcl"), status=1)
    assert found["folders", "case"]["state"] == "fault"


def test_a_folder_that_is_a_file_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    found = examined(capsys, str(tmp_path / "file" / "c.cpcl"), status=1)
    assert "cannot be written to" in found["folders", "case"]["told"]
