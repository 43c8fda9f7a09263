"""Nothing that leaves a case goes over the case or over its footage, whatever is typed."""

# Holds SECURITY.md: output is never written over a case or its footage

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


@pytest.mark.parametrize("command", ["log --out", "search red --sheet", "coverage --picture"])
def test_case_and_footage_are_never_written_over(
    command: str, kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = Path(shutil.copy(kit / "street.mp4", tmp_path / "street.mp4"))
    case = tmp_path / "c.cpcl"
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe"), "--detector", "motion"]) == 0
    os.link(clip, tmp_path / "other name.png")
    before = hashlib.sha256(clip.read_bytes()).hexdigest()
    name, *rest = command.split()
    for place in (case, clip, tmp_path / "other name.png", tmp_path / "other.cpcl"):
        capsys.readouterr()
        assert main([name, str(case), *rest, str(place)]) == 2
        assert "nothing was written over it" in capsys.readouterr().err
    assert hashlib.sha256(clip.read_bytes()).hexdigest() == before and not (tmp_path / "other.cpcl").exists()
    assert main(["verify", str(case)]) == 0
    assert main([name, str(case), *rest, str(tmp_path / "new.json")]) == 0
