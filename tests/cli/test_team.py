"""A team's case by commands: prepared, put there, taken, worked in, followed; and what is said where it fails."""

import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.team.known import remember
from tests.cli.kit import change
from tests.street import write_clip
from tests.team_server import TestServer


@pytest.fixture
def url(team_server: TestServer) -> str:
    return team_server.new_database(f"robbery_{uuid.uuid4().hex[:8]}")


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    capsys.readouterr()
    assert main(arguments) == status
    out, err = capsys.readouterr()
    return out + err


def test_a_team_works_in_a_case(
    team_server: TestServer, url: str, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = re.search(r"/(\w+)\?", url)[1]
    assert "cpcl case push" in said(capsys, "team", "init", url)
    assert "proves" in said(capsys, "team", "add", url, "carla", "--role", "owner").replace(
        "prove itself", "proves"
    )
    said(capsys, "team", "add", url, "dora", "--role", "analyst")
    assert re.search(r"dora +analyst", said(capsys, "team", "members", url))
    owner, analyst = (team_server.url(database, name) for name in ("carla", "dora"))
    assert "is on the server" in said(capsys, "case", "push", str(ingested), owner)
    mine, hers = str(tmp_path / "mine.cpcl"), str(tmp_path / "hers.cpcl")
    assert "what you do there is the team's" in said(capsys, "case", "pull", owner, mine)
    said(capsys, "case", "pull", analyst, hers)
    assert f"follows {analyst}, in which dora takes part as analyst" in said(capsys, "info", hers)
    assert "(by dora)" in said(capsys, "decide", hers, "1", "match", "--note", "sure")
    assert "sure" in said(capsys, "decisions", mine) or "came" in said(capsys, "team", "sync", mine)
    assert "dora" in said(capsys, "decisions", mine)
    assert "red" in said(capsys, "search", mine, "red")
    followed = said(capsys, "team", "follow", hers, "--seconds", "0.1")
    assert "carla  search: “red”" in followed
    assert said(capsys, "verify", hers)
    clip = str(write_clip(tmp_path / "again.mp4", frames=58))
    out = said(capsys, "ingest", hers, clip, "--detector", "motion", status=2)
    assert "dora takes part in this case as an analyst" in out and "Nothing was changed" in out
    said(capsys, "ingest", mine, clip, "--detector", "motion")
    said(capsys, "team", "sync", hers)
    assert "2 sources, " in said(capsys, "info", hers)
    said(capsys, "verify", hers)
    entries = "SELECT entries FROM cpcl.log_head"
    (last,) = team_server.run(database, entries)[0]
    said(capsys, "decide", hers, "1", "unsure")
    cut = said(capsys, "team", "cut", url, "--keep", str(last))
    assert re.search(rf"{last + 1} .* dora +decision", cut) and f"goes on with entry {last + 1}" in cut
    assert team_server.run(database, entries) == [(last + 1,)]
    assert "no end to cut off" in said(capsys, "team", "cut", url, "--keep", str(last + 1), status=2)
    assert "tells of an end that was cut off" in said(capsys, "team", "cut", url, "--keep", str(last), status=2)
    said(capsys, "team", "sync", mine)
    assert "end of the log cut off after entry" in said(capsys, "log", mine)
    said(capsys, "verify", mine)
    said(capsys, "team", "remove", url, "dora")
    out = said(capsys, "search", hers, "red")
    assert "server of the team's case" in out or "does not" in out


def test_what_is_not_a_teams_is_told(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "follows no team's" in said(capsys, "team", "sync", str(ingested), status=2)
    assert "no address" in said(capsys, "case", "push", str(ingested), "robbery", status=2)


def test_while_the_server_is_gone_search_goes_on_and_deciding_says_why_not(
    team_server: TestServer, url: str, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror = str(tmp_path / "mirror.cpcl")
    said(capsys, "team", "init", url)
    said(capsys, "case", "push", str(ingested), url)
    said(capsys, "case", "pull", url, mirror)
    change(Path(mirror), "UPDATE mirror SET url = replace(url, 'port=', 'port=1')")
    remember(url.replace("port=", "port=1"))
    out = said(capsys, "search", mirror, "red")
    assert (
        "does not let you in" in out
        and "as of entry" in out
        and "goes into no log" in out
        and "people's passages searched" in out
    )
    out = said(capsys, "decide", mirror, "1", "match", status=1)
    assert "does not let you in" in out and "Nothing was sent" in out
    report = tmp_path / "report"
    assert "does not let you in" in said(capsys, "report", mirror, "--out", str(report), status=1)
    assert not report.exists()  # nothing leaves a team's case without a trace
    assert "None" not in said(capsys, "decisions", mirror)


def test_help_loads_no_driver() -> None:
    program = "import sys; from cpcl_desktop.cli.main import build_parser; build_parser(); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "psycopg" not in ended.stdout.split()
