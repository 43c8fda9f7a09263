import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.cli.kit import change


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (["UPDATE crop SET x1 = 0 WHERE id = 1"], "not those that the log says were stored"),
        (["UPDATE vector SET data = zeroblob(12) WHERE crop = 1"], "vector of crop 1 is damaged"),
        (["DELETE FROM vector WHERE crop = 1"], "vectors of probe and holds"),
        (["DROP TRIGGER log_stays"], "log_stays in the database is missing"),
        (["DROP TRIGGER log_stays", "UPDATE log SET user = 'x' WHERE number = 2"], "log_stays"),
        (["DROP TRIGGER log_head_is_kept", "DELETE FROM log_head"], "log_head_is_kept"),
    ],
)
def test_verify_finds_what_was_changed_in_the_case(
    ingested: Path, capsys: pytest.CaptureFixture[str], changes: list[str], fault: str
) -> None:
    assert main(["verify", str(ingested)]) == 0
    assert "0 faults; 1 sources" in capsys.readouterr().out
    change(ingested, *changes)
    assert main(["verify", str(ingested), "--no-footage"]) == 1
    assert fault in capsys.readouterr().out


def test_verify_finds_changed_and_missing_footage(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "clip.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe")]) == 0
    capsys.readouterr()
    clip.write_bytes(clip.read_bytes()[:-1] + b"x")
    assert main(["verify", str(case), "--json"]) == 1
    assert "content has changed" in json.loads(capsys.readouterr().out)["faults"][0]
    clip.unlink()
    assert main(["verify", str(case), "--json"]) == 3
    result = json.loads(capsys.readouterr().out)
    assert result["faults"] == [] and "clip.mp4" in result["unchecked"][0]


def test_verify_against_a_head_noted_elsewhere(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(ingested), "--json"]) == 0
    head = json.loads(capsys.readouterr().out)["log_head"]
    assert main(["verify", str(ingested), "--log-head", head]) == 0
    wrong = head.split(":")[0] + ":" + "0" * 64
    assert main(["verify", str(ingested), "--log-head", wrong]) == 1
    assert "written anew" in capsys.readouterr().out
    assert main(["verify", str(ingested), "--log-head", "nonsense"]) == 2
