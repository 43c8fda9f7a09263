"""What can be checked here of the installers of Windows and macOS, and of the workflows that make and try them."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import release
from contents import PROGRAMS, ROOT
from macos.info import CASE_UTI, INFO
from windows.signing import CERTIFICATE

PACKAGING = ROOT / "packaging"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="these are shell scripts")


def test_macos_opens_cases_with_the_window() -> None:
    info = plistlib.loads(plistlib.dumps(dict(INFO)))
    assert info["CFBundleExecutable"] in PROGRAMS and not PROGRAMS[info["CFBundleExecutable"]]
    (kind,), (document,) = info["UTExportedTypeDeclarations"], info["CFBundleDocumentTypes"]
    assert kind["UTTypeIdentifier"] == CASE_UTI and document["LSItemContentTypes"] == [CASE_UTI]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["cpcl"]
    assert info["CFBundleVersion"] == release.VERSION


def test_macos_is_asked_for_nothing_but_what_python_takes() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as opened:
        assert plistlib.load(opened) == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@posix_only
def test_without_a_certificate_nothing_is_signed_and_it_says_so() -> None:
    script = PACKAGING / "macos" / "keychain.sh"
    done = subprocess.run(["sh", script], capture_output=True, encoding="utf-8", env={"PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stdout) == (0, "") and "CERTIFICATE is not set" in done.stderr


@posix_only
def test_shell_scripts_are_shells() -> None:
    scripts = [*PACKAGING.rglob("*.sh"), PACKAGING / "linux" / "files" / "AppRun"]
    assert len(scripts) >= 5
    for script in scripts:
        assert subprocess.run(["sh", "-n", script]).returncode == 0, script


@pytest.mark.parametrize(("ending", "least"), [(".ico", 256), (".icns", 512)])
def test_icons_hold_every_size(tmp_path: Path, ending: str, least: int) -> None:
    pytest.importorskip("PySide6.QtSvg", reason="Qt does not load here", exc_type=ImportError)
    from PIL import Image

    from icons import write_icon

    with Image.open(write_icon(tmp_path / f"cpcl{ending}")) as icon:
        sizes = {size[0] for size in icon.info["sizes"]}
    assert {16, 32, 128, least} <= sizes


def sections() -> dict[str, list[str]]:
    """The lines of the Inno Setup script by section, without comments and directives."""
    found: dict[str, list[str]] = {}
    lines = found.setdefault("", [])
    for line in (PACKAGING / "windows" / "cpcl.iss").read_text(encoding="utf-8").splitlines():
        if opened := re.fullmatch(r"\[(\w+)\]", line):
            lines = found.setdefault(opened[1], [])
        elif line and not line.startswith((";", "#")):
            lines.append(line)
    return found


def test_the_windows_installer_takes_all_it_wrote_away_again() -> None:
    rows = sections()["Registry"]
    kept_by_key = [row for row in rows if "Software\\Classes\\CPCLDesktop.Case" in row]
    assert any("uninsdeletekey" in row for row in kept_by_key)
    others = [row for row in rows if row not in kept_by_key and "EnvironmentKey" not in row]
    assert others and all("uninsdeletevalue" in row for row in others)
    code = "\n".join(sections()["Code"])  # PATH is everybody's: only our part of it goes
    assert "usUninstall" in code and "RegWriteExpandStringValue" in code


def test_the_windows_installer_is_for_one_user_or_all_and_keeps_its_id() -> None:
    setup = dict(line.split("=", 1) for line in sections()["Setup"])
    assert (
        setup["AppId"] == "{{6B0E6E5B-6F2C-4C1E-9C5E-3B1B0C7D5A41}"
    )  # another id would install beside the old one
    assert setup["PrivilegesRequired"] == "lowest" and "dialog" in setup["PrivilegesRequiredOverridesAllowed"]
    assert setup["DefaultDirName"].startswith("{autopf}")
    tasks = set(re.findall(r'^Name: "(\w+)"', "\n".join(sections()["Tasks"]), re.MULTILINE))
    used = set(re.findall(r"Tasks: (\w+)", "\n".join(line for lines in sections().values() for line in lines)))
    assert used == tasks


def test_path_is_written_without_an_empty_part() -> None:
    (row,) = [row for row in sections()["Registry"] if "EnvironmentKey" in row]
    functions = set(re.findall(r"^function (\w+)", "\n".join(sections()["Code"]), re.MULTILINE))
    assert "{olddata}" not in row  # nothing, and a semicolon, where there was no PATH
    assert set(re.findall(r"\{code:(\w+)\}|Check: (\w+)", row)) == {
        ("EnvironmentKey", ""),
        ("PathWithOurs", ""),
        ("", "IsNotInPath"),
    }
    assert {"EnvironmentKey", "PathWithOurs", "IsNotInPath"} <= functions


def test_programs_for_windows_may_use_long_paths() -> None:
    manifests = pytest.importorskip("PyInstaller.utils.win32.winmanifest", reason="PyInstaller is not installed")
    made = manifests.create_application_manifest(None, False, False)
    assert b"longPathAware" in made and b">true<" in made


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_use_githubs_own_actions_pinned_and_may_only_read(path: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (\S+)", text)
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert not any(
            "secrets." in str(step) for step in job["steps"]
        )  # secrets are variables, never part of a command


def scripts_of(path: Path) -> list[tuple[str, str]]:
    """Of each step that runs something its shell and its lines, GitHub's own values replaced by a word."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    found = []
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        usual = "pwsh" if "windows" in str(job["runs-on"]) else "sh" if "container" in job else "bash"
        usual = job.get("defaults", {}).get("run", {}).get("shell", usual)
        steps = [step for step in job["steps"] if "run" in step]
        found += [(step.get("shell", usual), re.sub(r"\$\{\{.*?\}\}", "value", step["run"])) for step in steps]
    return found


@posix_only
@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_shells_read_what_workflows_run(path: Path) -> None:
    scripts = scripts_of(path)
    assert scripts and {shell for shell, _ in scripts} <= {"bash", "pwsh"}
    for shell, lines in scripts:
        if shell == "bash":
            done = subprocess.run(["bash", "-n"], input=lines, capture_output=True, encoding="utf-8")
            assert (done.returncode, done.stderr) == (0, ""), lines
        elif shutil.which("pwsh"):
            assert powershell_reads(lines), lines


def test_workflows_hand_over_what_signing_asks_for() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    for name in (CERTIFICATE, f"{CERTIFICATE}_PASSWORD"):
        assert f"{name}: ${{{{ secrets.{name} }}}}" in text
    signs = (PACKAGING / "macos" / "keychain.sh").read_text(encoding="utf-8")
    for name in set(re.findall(r"\$\{?(CERTIFICATE\w*|NOTARY_(?!PROFILE)\w+)", signs)):
        assert re.search(rf"^      {name}: ", text, re.MULTILINE), name


def test_workflows_name_files_that_are_there() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    named = set(re.findall(r"(?:packaging|tests)/[\w./]+\.(?:py|sh|ps1|iss)", text))
    assert len(named) >= 8 and [name for name in named if not (ROOT / name).is_file()] == []


def test_powershell_reads_the_scripts() -> None:
    if not shutil.which("pwsh"):
        pytest.skip("PowerShell is not installed")
    for script in PACKAGING.rglob("*.ps1"):
        assert powershell_reads(script.read_text(encoding="utf-8")), script


def powershell_reads(lines: str) -> bool:
    parse = "[scriptblock]::Create([Console]::In.ReadToEnd()) | Out-Null"
    return subprocess.run(["pwsh", "-NoProfile", "-Command", parse], input=lines.encode()).returncode == 0
