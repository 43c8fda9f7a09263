"""Signing and the Windows installer, as far as they go without Windows: the order, and what the tools are told."""

# Holds SECURITY.md: a Windows installer is made only of files that the bill beside them has, signed as they are

import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller", reason="PyInstaller is not installed; the extra `package` brings it")
pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed; the extra `package` brings it")
pytest.importorskip("PySide6.QtSvg", reason="Qt does not load here", exc_type=ImportError)
import build
import inno
import release
import slimming
from contents import PROGRAMS
from release import PackagingFailed
from sbom import NAME, differing
from windows.installer import SCRIPT, as_inno_reads, definitions
from windows.signing import CERTIFICATE, sign, signing_command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tools that stand in are shell scripts")

# Writes behind each program what it is signed with, as signtool does.
SIGNTOOL = """#!/bin/sh
for one; do
    case "$one" in
    *.pfx) with=$(cat "$one") ;;
    *cpcl | *cpcl-desktop) printf "%s" "$with" >>"$one" ;;
    esac
done
"""
# Keeps what it was told, and leaves the installer in the folder that /DOut= names.
ISCC = """#!/bin/sh
printf '%s\\n' "$@" >"{told}"
for one; do case "$one" in /DOut=*) out=${{one#/DOut=}} ;; esac; done
printf setup >"$out/{name}"
"""
SETUP = f"cpcl-desktop-{release.VERSION}-windows-x86_64.exe"


def finish(made: Path) -> Path:
    """Have build.py finish what PyInstaller left: both programs and Python's library, not made smaller here."""
    (made / "_internal").mkdir(parents=True)
    for name in (*PROGRAMS, "_internal/base_library.zip"):
        (made / name).write_text(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slimming, "slim", lambda folder: {})
        patch.setattr(build, "_modules", lambda folder: ["jinja2"])
        build._finish(made)
    return made


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finish(tmp_path_factory.mktemp("finished") / "cpcl-desktop")


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    """What build.py leaves without a certificate."""
    return shutil.copytree(finished, tmp_path / "cpcl-desktop")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says what Inno Setup was told; it and signtool stand in."""
    tools, said = tmp_path / "tools", tmp_path / "told"
    tools.mkdir()
    for name, script in (("signtool", SIGNTOOL), ("iscc", ISCC.format(told=said, name=SETUP))):
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    return said


@pytest.fixture
def certificate(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CERTIFICATE, base64.encodebytes(b"a certificate").decode())
    monkeypatch.setenv(f"{CERTIFICATE}_PASSWORD", "pa$$ word")
    monkeypatch.setenv("TIMESTAMP_URL", "http://stamps.example")


@pytest.mark.usefixtures("certificate")
def test_programs_are_signed_before_the_bill_says_their_hashes(tmp_path: Path) -> None:
    folder = finish(tmp_path / "cpcl-desktop")
    for name in PROGRAMS:
        assert (folder / name).read_text() == f"{name}a certificate"
    assert differing(folder) == []
    bill = (folder / NAME).read_text(encoding="utf-8")
    assert hashlib.sha256(b"cpcla certificate").hexdigest() in bill
    assert hashlib.sha256(b"cpcl").hexdigest() not in bill


def test_what_is_not_as_the_bill_has_it_is_named(folder: Path) -> None:
    assert differing(folder) == []
    (folder / "cpcl").write_text("signed later")
    (folder / "more").touch()
    (folder / "_internal" / "base_library.zip").unlink()
    assert differing(folder) == ["_internal/base_library.zip", "cpcl", "more"]
    (folder / NAME).unlink()
    assert differing(folder) == [NAME]


@pytest.mark.usefixtures("certificate")
def test_a_folder_that_was_signed_after_its_bill_becomes_no_installer(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign([folder / name for name in PROGRAMS])
    assert inno.main(["--build", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert "is not what its bill says, in cpcl, cpcl-desktop;" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("certificate")
def test_installer_and_uninstaller_are_signed_with_the_same_certificate(
    folder: Path, told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out put"
    assert inno.main(["--build", str(folder), "--out", str(out)]) == 0
    quiet, *defined, signed, signing, script = told.read_text().splitlines()
    assert (quiet, signed, script) == ("/Q", "/DSigned", str(SCRIPT))
    assert {f"/DBuild={folder}", f"/DOut={out}", f"/DVersion={release.VERSION}"} < set(defined)
    assert signing.startswith("/Ssign=$q") and signing.endswith(" $f") and "$qpa$$$$ word$q" in signing
    assert "$q/tr$q $qhttp://stamps.example$q" in signing
    said = capsys.readouterr().out
    assert str(out / SETUP) in said and "not signed" not in said
    (pfx,) = re.findall(r"\$q([^$]+\.pfx)\$q", signing)
    assert not Path(pfx).exists()  # the certificate does not stay


def test_without_a_certificate_the_installer_is_made_and_says_so(
    folder: Path, told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CERTIFICATE, raising=False)
    assert inno.main(["--build", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert "Ssign" not in told.read_text() and "DSigned" not in told.read_text()
    assert f"It is not signed: {CERTIFICATE} is not set." in capsys.readouterr().out


def test_what_the_script_wants_defined_is_given(tmp_path: Path) -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    wanted = set(re.findall(r"#ifn?def (\w+)", script))
    given = set(re.findall(r"/D(\w+)=", "\n".join(definitions(tmp_path, tmp_path, tmp_path))))
    assert wanted == given | {"Signed"}
    assert set(re.findall(r"\{#(\w+)", script)) <= wanted | {"SourcePath"}
    assert f"OutputBaseFilename={SETUP.replace(release.VERSION, '{#Version}').removesuffix('.exe')}" in script


def test_what_signs_cannot_break_out_of_what_inno_setup_reads() -> None:
    assert as_inno_reads(("sign it", "/p", "$f$q")) == "$qsign it$q $q/p$q $q$$f$$q$q $f"


@pytest.mark.usefixtures("certificate")
def test_what_cannot_be_signed_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CERTIFICATE, "abc")
    with pytest.raises(PackagingFailed, match="not a certificate in base64"), signing_command():
        pass
    monkeypatch.setenv(CERTIFICATE, base64.b64encode(b"another").decode())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackagingFailed, match="signtool is not installed here"):
        sign([tmp_path / "cpcl"])


def test_a_folder_of_something_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: Path
) -> None:
    (tmp_path / NAME).write_text(json.dumps({}))
    assert inno.main(["--build", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "has no cpcl" in capsys.readouterr().err
