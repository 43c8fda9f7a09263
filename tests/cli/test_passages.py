"""`cpcl passages`: ways and joins in words and in JSON; taking a join back and making one."""

import json

from cpcl_desktop.cli.main import main
from tests.cli.kit import change


def told(arguments, capsys, status=0):
    assert main(["passages", *arguments]) == status
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_ways_are_shown_and_joins_are_made_and_taken_back(ingested, capsys):
    case = str(ingested)
    shown = told([case], capsys)
    assert "left to right" in shown and "metres are not known" in shown and "A join is" not in shown
    assert "Passages 1 and 2 are passage 1 now" in told([case, "--join", "1", "2", "--note", "same bag"], capsys)
    assert "by a user" in told([case], capsys)
    (passage,) = json.loads(told([case, "--json"], capsys))["passages"]
    assert passage["direction"] == "left to right" and passage["joins"][0]["by"] == "user"
    assert len(passage["route"]) >= 4 and passage["route"][0][0] == 0
    assert "what was seen after the join is passage 2" in told([case, "--split", "1@3"], capsys)
    assert len(json.loads(told([case, "--json"], capsys))["passages"]) == 2
    assert main(["verify", case]) == 0


def test_what_was_not_recorded_is_said(ingested, capsys):
    change(ingested, "UPDATE track SET route = NULL")
    assert "not recorded" in told([str(ingested)], capsys)


def test_what_cannot_be_taken_back_says_why(ingested, capsys):
    assert "was not joined anywhere" in told([str(ingested), "--split", "1"], capsys, 2)
    assert "has no passage 9" in told([str(ingested), "--split", "9@0:03"], capsys, 1)
