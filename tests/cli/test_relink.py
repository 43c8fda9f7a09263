import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_relink_takes_moved_footage_and_refuses_changed(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "clip.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe")]) == 0
    moved = tmp_path / "disk" / "other name.mp4"
    moved.parent.mkdir()
    clip.rename(moved)
    clip.write_bytes(b"something else")
    assert main(["relink", str(case), str(clip)]) == 3
    assert "another content" in capsys.readouterr().out
    assert main(["relink", str(case), str(tmp_path / "disk"), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["sources"]
    assert (told["outcome"], told["path"]) == ("relinked", str(moved))
    assert main(["verify", str(case), "--json"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["state"], source["path"]) == ("as added", str(moved))
    assert main(["relink", str(case), str(tmp_path / "nowhere")]) == 2
