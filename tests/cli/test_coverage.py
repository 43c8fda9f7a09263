import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_coverage_says_what_not_found_means(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", str(ingested), "--picture", str(tmp_path / "c.png")]) == 0
    out = capsys.readouterr().out
    assert "1 source: 1 read to the end." in out and "“Not found” means: " in out
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "broken.mp4").write_bytes(b"")
    assert main(["ingest", str(ingested), str(tmp_path / "broken.mp4"), "--json"]) == 1
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["frames_measured"], source["conditions"]["dark"]["frames"]) == (0, 0)
    assert main(["coverage", str(ingested), "--json"]) == 3
    result = json.loads(capsys.readouterr().out)
    assert [s["state"] for s in result["sources"]] == ["done", "failed"] and result["read_s"] == 6.0
    assert any("broken.mp4: could not be read." in sentence for sentence in result["sentences"])
    assert main(["coverage", str(ingested), "--picture", str(tmp_path / "no" / "c.png")]) == 1
