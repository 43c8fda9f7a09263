import json
import sys
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_info_tells_what_the_case_holds(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(ingested), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["source"] == 1 and result["model"]["name"] == "probe"


@pytest.mark.skipif(sys.platform != "linux", reason="lets Linux's table of mounts say that the case is elsewhere")
def test_a_case_on_a_network_drive_is_warned_about(
    ingested: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = f"nas:/cases {ingested.parent.resolve()} nfs rw 0 0\n"
    monkeypatch.setattr("cpcl_desktop.engine.case.network_drive._read", lambda _: table)
    assert main(["info", str(ingested), "--json"]) == 0
    told = capsys.readouterr()
    assert "on a network drive (nfs)" in told.err and json.loads(told.out)["source"] == 1
