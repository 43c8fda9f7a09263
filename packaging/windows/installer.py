"""The installer, made by Inno Setup (6.3 or newer) after the script beside this module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import release
from contents import FOLDER, PROGRAMS
from icons import write_icon
from release import PackagingFailed, run
from sbom import differing
from windows.signing import program, signing_command

SCRIPT: Final = Path(__file__).with_name("cpcl.iss")
_ISCC: Final = "Inno Setup 6/ISCC.exe"


def installer(build: Path, out: Path, work: Path) -> tuple[Path, bool]:
    """Make the installer in the folder `out`; its path, and whether it is signed. `work` is an empty folder.

    Raises PackagingFailed, also where files of `build` are not those of its bill: whatever changes one of them,
    signing too, must be done before build.py writes the bill.
    """
    there = {path.stem for path in build.glob("*")}
    if missing := [name for name in PROGRAMS if name not in there]:
        raise PackagingFailed(f"{build} has no {missing[0]}; give the folder {FOLDER} that build.py made.")
    if others := differing(build):
        raise PackagingFailed(
            f"{build} is not what its bill says, in {', '.join(others[:5])}; have build.py make it anew."
        )
    out.mkdir(parents=True, exist_ok=True)
    defined = definitions(build, write_icon(work / "cpcl.ico"), out)
    with signing_command() as command:
        if command:
            defined += ["/DSigned", f"/Ssign={as_inno_reads(command)}"]
        run([program("iscc", _ISCC), "/Q", *defined, str(SCRIPT)], "No installer made:")
    made = out / f"{FOLDER}-{release.VERSION}-windows-x86_64.exe"
    if not made.is_file():
        raise PackagingFailed(f"Inno Setup ended well and left no {made.name} in {out}.")
    return made, bool(command)


def definitions(build: Path, icon: Path, out: Path) -> list[str]:
    """What the script must be told, as arguments of its compiler."""
    told = {"Version": release.VERSION, "Build": build.resolve(), "Icon": icon.resolve(), "Out": out.resolve()}
    return [f"/D{name}={value}" for name, value in told.items()]


def as_inno_reads(command: Sequence[str]) -> str:
    """A command that signs a file, as Inno Setup reads it: $q is a quotation mark, $f the file, $$ a dollar."""
    return " ".join(f"$q{part.replace('$', '$$')}$q" for part in command) + " $f"
