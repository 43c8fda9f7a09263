import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_sources_go_into_the_bin_and_back(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert main(["bin", case, "street.mp4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "taken out" and told["sources"][0]["passages"] == 2
    assert main(["info", case]) == 0
    said = capsys.readouterr().out
    assert "0 sources, 0 people's passages" in said and "Sources in the bin, which are not searched: 1." in said
    assert main(["bin", case]) == 0
    assert "in the bin: street.mp4 (2 passages" in capsys.readouterr().out
    assert main(["bin", case, "--put-back"]) == 0
    capsys.readouterr()
    assert main(["info", case, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["source"], told["track"], told["in_bin"]) == (1, 2, [])
    assert main(["bin", case, "nothing.mp4"]) == 2


def test_emptying_says_what_goes_and_is_confirmed(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert main(["decide", case, "1", "match"]) == 0
    assert main(["bin", case, "street.mp4"]) == 0
    assert main(["bin", case, "--empty"]) == 2
    assert "said of them by people: 1). Nothing was removed" in capsys.readouterr().err
    assert main(["bin", case, "--empty", "--yes"]) == 2
    assert "--with-decisions" in capsys.readouterr().err
    assert main(["bin", case, "--empty", "--yes", "--with-decisions"]) == 0
    assert main(["verify", case, "--json"]) == 0
    capsys.readouterr()
    assert main(["bin", case]) == 0
    assert "The bin is empty." in capsys.readouterr().out
