"""Manual pages and completion say what the commands take, and shells and formatters read them."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from contents import ROOT
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


def explained(page: str) -> dict[str, set[str]]:
    """The options that a page explains, by the command under which it does; of the program itself by ""."""
    found: dict[str, set[str]] = {"": set()}
    command, lines = "", re.sub(r"\\f[BR]", "", page.replace("\\-", "-")).splitlines()
    for line, following in itertools.pairwise(lines):
        if section := re.fullmatch(r'\.SS "(.+)"|\.SH .+', line):
            command = section[1] or ""
            found.setdefault(command, set())
        elif line == ".TP":
            found[command] |= set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", following))
    return found


@pytest.mark.parametrize("name", PARSERS)
def test_every_option_is_in_the_manual_under_its_command_and_no_other(name: str) -> None:
    parser = PARSERS[name]()
    taken = {"": parser, **{below.prog: below for below, _ in subcommands(parser)}}
    expected = {
        command: {option for action in one._actions for option in action.option_strings}
        - ({"-h", "--help"} if command else set())  # which the page says once
        for command, one in taken.items()
    }
    assert explained(manual_page(name, "2026-11-30")) == expected
    assert set(ENVIRONMENT) == set(STATUS) == set(PARSERS)


def variables(paths: Iterable[Path], pattern: str) -> set[str]:
    found = {name for path in paths for name in re.findall(pattern, path.read_text(encoding="utf-8"))}
    assert found  # else the pattern has gone wrong
    return found


def test_every_variable_that_is_read_is_in_manual_and_guide_and_no_other() -> None:
    packages = ("cpcl_desktop", "cpcl_train")
    read = {package: variables((ROOT / package).rglob("*.py"), r'"(CPCL_\w*)') for package in packages}
    assert set(ENVIRONMENT["cpcl"]) | set(ENVIRONMENT["cpcl-desktop"]) == read["cpcl_desktop"]
    assert set(ENVIRONMENT["cpcl-train"]) == read["cpcl_train"]
    for language in (ROOT / "resources" / "guide").iterdir():
        if language.is_dir():
            assert variables(language.glob("*.md"), r"\bCPCL_\w+") == read["cpcl_desktop"], language.name
    assert read["cpcl_train"] <= variables([ROOT / "README.md"], r"\bCPCL_\w+")


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
