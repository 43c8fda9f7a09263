"""Eight analysts decide at once in one team's case, some of their programs are killed at it: nothing is lost."""

# Holds SECURITY.md: eight desks that decide at once, some killed at it, lose no decision that was said to be stored

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.team_cases import digests, faults, new_team, write_case
from tests.team_server import TestServer

DESKS, EACH, KILLED = 8, 12, 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_eight_desks_that_decide_at_once_lose_nothing(team_server: TestServer, tmp_path: Path) -> None:
    people = {f"desk{number}": "analyst" for number in range(DESKS)}
    team = new_team(team_server, write_case(tmp_path / "a.cpcl", range(20)), people | {"olga": "owner"})
    before = team.pulled("olga", apart=True)
    mirrors = {name: team.pulled(name) for name in people}
    desks = [_desk(path, number * EACH) for number, path in enumerate(mirrors.values())]
    try:
        for desk in desks:
            assert desk.stdout is not None and desk.stdout.readline() == "ready\n"
        for desk in desks:
            assert desk.stdin is not None
            desk.stdin.write("\n")
            desk.stdin.flush()
        told = {
            name: _told(desk, 2 + at if at < KILLED else EACH) for at, (name, desk) in _numbered(mirrors, desks)
        }
    finally:
        for desk in desks:
            desk.kill()
            desk.communicate()
    assert [len(said) for said in told.values()][KILLED:] == [EACH] * (DESKS - KILLED)
    after = team.pulled("olga", apart=True)
    with Case.read(after) as case, Case.read(before) as was:
        made = {one.id: one for one in case.decisions.history()}
        for name, said in told.items():
            for number, track, verdict, note in said:
                kept = made[number]
                assert (kept.user, kept.track, kept.verdict, kept.note) == (name, track, verdict, note)
        new = len(made) - len(was.decisions.history())
        assert new == case.log.head().entries - was.log.head().entries
        assert 0 <= new - sum(map(len, told.values())) <= KILLED  # stored, and killed before it could say so
    assert faults(after) == []
    for path in mirrors.values():  # also of those that were killed
        with Case.open(path) as case:
            assert case.team is not None
            case.team.bring_up_to_date()
        assert digests(path) == digests(after)


def _desk(path: Path, first: int) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.desk", str(path), str(first), str(EACH)],
        cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _numbered(mirrors: dict[str, Path], desks: list[subprocess.Popen[str]]) -> list[tuple[int, tuple[str, object]]]:
    return list(enumerate(zip(mirrors, desks, strict=True)))


def _told(desk: subprocess.Popen[str], most: int) -> list[tuple[int, int, str, str]]:
    """What a desk said was stored; one that is to say less than all is killed then."""
    assert desk.stdout is not None
    lines = [line for line in (desk.stdout.readline() for _ in range(most)) if line]
    if most < EACH:
        desk.kill()
        lines += desk.stdout.readlines()
    said = []
    for line in lines:
        if line.endswith("\n"):
            number, track, *verdict, count = line.split()
            said.append((int(number), int(track), " ".join(verdict), f"number {count}"))
    return said
