"""Manual pages and completion say what the commands take, and shells and formatters read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shell.manual import ENVIRONMENT, STATUS, manual_page
from shell.parsers import PARSERS, subcommands

shtab = pytest.importorskip("shtab", reason="shtab is not installed")
from manuals import main  # noqa: E402 (imports it)


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("prefix")
    assert main(["--out", str(made)]) == 0
    return made


def said(*command: str | Path) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", PARSERS)
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    page = manual_page(name, "2026-11-30").replace("\\-", "-")
    parser = PARSERS[name]()
    shown = [parser, *(below for below, _ in subcommands(parser))]
    assert {option for one in shown for action in one._actions for option in action.option_strings} <= set(
        re.findall(r"(?<![\w-])--?[\w-]+", page)
    )
    assert [one.prog for one in shown[1:] if f'.SS "{one.prog}"' not in page] == []
    assert set(ENVIRONMENT) == set(STATUS) == set(PARSERS)


@pytest.mark.parametrize("name", PARSERS)
def test_formatters_read_the_manual_without_a_warning(prefix: Path, name: str) -> None:
    page = prefix / "share" / "man" / "man1" / f"{name}.1"
    assert said("groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", page) == ""


def test_nothing_in_a_text_is_a_request_of_roff(monkeypatch: pytest.MonkeyPatch) -> None:
    import argparse

    odd = argparse.ArgumentParser(prog="odd", description=".so /etc/passwd")
    odd.add_argument("--x", help="'quoted' \\fB and `code`")
    monkeypatch.setitem(PARSERS, "odd", lambda: odd)  # type: ignore[attr-defined]
    for table in (ENVIRONMENT, STATUS):
        monkeypatch.setitem(table, "odd", {})  # type: ignore[call-overload]
    page = manual_page("odd", "2026-11-30")
    assert "\n\\&.so /etc/passwd\n" in page and "\n\\&'quoted' \\efB and \\(gacode\\(ga\n" in page


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", PARSERS)
def test_shells_read_their_completion(prefix: Path, shell: str, name: str) -> None:
    from shell.completion import PLACES

    assert said(shell, "-n", prefix / PLACES[shell].format(name=name)) == ""


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["cpcl", "inge"], {"ingest"}),
        (["cpcl", "models", "i"], {"import"}),
        (["cpcl", "decide", "case.cpcl", "3", "no"], {"no-match"}),
        (["cpcl", "report", "--burn"], {"--burn-in"}),
        (["cpcl-train", "cal"], {"calibrate"}),
        (["cpcl", "info", "some"], {"some.cpcl"}),
    ],
)
def test_bash_completes(prefix: Path, tmp_path: Path, typed: list[str], completed: set[str]) -> None:
    (tmp_path / "some.cpcl").touch()
    script = prefix / "share" / "bash-completion" / "completions" / typed[0]
    words = " ".join(typed)
    asked = (
        f'cd "$1"; source "$0"; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; COMP_LINE="{words}"; '
        f'_shtab_{typed[0].replace("-", "_")} {typed[0]} "{typed[-1]}" "{typed[-2]}"; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert set(said("bash", "-c", asked, script, tmp_path).split()) == completed
