import csv
import io
import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_log_tells_who_searched_for_what_and_why(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPCL_PURPOSE", "from the environment")
    assert main(["--purpose", "order 17", "search", str(ingested), "red"]) == 0
    assert main(["search", str(ingested), "blue", "--purpose", "order 18"]) == 0
    assert main(["search", str(ingested), "green"]) == 0
    capsys.readouterr()
    assert main(["log", str(ingested), "--json", "--out", str(tmp_path / "log.json")]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result == json.loads((tmp_path / "log.json").read_text())
    searches = [e for e in result["entries"] if e["action"] == "search"]
    assert [(e["details"]["query"]["text"], e["purpose"]) for e in searches] == [
        ("red", "order 17"),
        ("blue", "order 18"),
        ("green", "from the environment"),
    ]
    assert result["entries"][-1]["action"] == "export" and result["head"]["entries"] == len(result["entries"])
    assert main(["log", str(ingested)]) == 0
    assert "“red”: 2 hits" in capsys.readouterr().out


def test_a_disclosed_log_is_checked_by_itself(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, table = tmp_path / "log.json", tmp_path / "log.csv"
    assert main(["search", str(ingested), "red", "--purpose", "=1+1", "--authority", "order 17"]) == 0
    assert main(["log", str(ingested), "--out", str(file)]) == 0
    assert main(["log", str(ingested), "--out", str(table)]) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    (search,) = [row for row in rows if row["action"] == "search"]
    assert (search["purpose"], search["authority"]) == ("'=1+1", "order 17")  # no formula for a spreadsheet
    assert main(["verify", str(file)]) == 0
    disclosed = json.loads(file.read_text())
    disclosed["entries"][1]["user"] = "nobody"
    del disclosed["entries"][3]
    file.write_text(json.dumps(disclosed))
    capsys.readouterr()
    assert main(["verify", str(file)]) == 1
    out = capsys.readouterr().out
    assert "Entry 2 was altered" in out and "entries were removed or moved" in out
    file.write_text("[]")
    assert main(["verify", str(file)]) == 2
