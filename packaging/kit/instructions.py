"""The instructions of a kit, by what lies in it: as plain text, as a page for a browser, and as a PDF to print."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fpdf import FPDF

import release

_WIDTH: Final = 78
_KEPT_TOGETHER_MM: Final = 30  # a heading and what begins under it, on one page


@dataclass(frozen=True, slots=True)
class Step:
    """What is said under a heading; lines that begin with four spaces are typed as they stand."""

    heading: str
    says: str


_ABOUT: Final = """\
This kit installs {title} {version} on a machine without a network. Nothing in it reaches for one, then or later,
unless somebody asks for it ("cpcl models fetch", "cpcl version --check", Help, Look for a new version). Compare the
number that came with the kit by another way (paper, telephone) with what this prints of the archive:
    sha256sum {archive}
"""
_CHECK: Final = """\
Before anything is installed, in the kit's folder. On Linux and macOS:
    sh verify.sh
On Windows:
    powershell -ExecutionPolicy Bypass -File verify.ps1
It says which file was changed, is missing or was added. If it names one, do not install; ask for the kit again.
"""
# By the ending of an installer's name.
INSTALLERS: Final[Mapping[str, Step]] = {
    ".deb": Step(
        "Debian and Ubuntu",
        """\
As root. What the package depends on (graphics libraries, fonts) is on every desktop; where apt misses something,
it says what, and your own mirror or installation medium has it.
    apt install ./installers/{name}
Removed; cases, settings and added models stay in their users' folders:
    apt purge cpcl-desktop
""",
    ),
    ".AppImage": Step(
        "Any Linux, without installing",
        """\
Copy it anywhere and start it; linked under the name cpcl it is the command line.
    cp installers/{name} ~/ && chmod +x ~/{name}
    ln -s ~/{name} ~/.local/bin/cpcl
Delete both to remove it.
""",
    ),
    ".exe": Step(
        "Windows",
        """\
Start installers\\{name}. It asks whether it is for you alone or, as an administrator, for everybody. Unattended:
    installers\\{name} /VERYSILENT /ALLUSERS
It is removed in Settings, Apps; cases stay where they are.
""",
    ),
    ".dmg": Step(
        "macOS",
        """\
Open installers/{name} and drag the program into Applications. To remove it, drag it from there into the bin.
""",
    ),
    ".tar.gz": Step(
        "Linux, as a folder",
        """\
Unpack it anywhere; the programs lie in it and need nothing but the graphics libraries of a desktop.
    tar -xzf installers/{name}
    cpcl-desktop/cpcl-desktop
""",
    ),
}
_WHEELS: Final = """\
With Python {python} and its venv on {target}, into a folder of its own:
    {command}
It first verifies the kit, then installs from wheels/ alone; each wheel must have the hash in requirements.txt. To
remove it, delete that folder.
"""
_INSTALL: Final = "sh install.sh ~/cpcl-desktop"
_INSTALL_ON_WINDOWS: Final = r"install.bat %USERPROFILE%\cpcl-desktop"
_MODELS: Final = """\
The models that ship with the program are in it already. Each folder under models/ can be added to an installation,
and is refused where a file of it is not as its manifest says:
    cpcl models add models/NAME
"""
_DEMO: Final = """\
This reads the clip that comes with the program, searches it, and says what was found; then what this machine has
of what is needed; and at last it proves the installation, comparing what is found in that clip with what must be
found. demo/ has the clip and the expected results, too. With pip, cpcl lies in the folder's bin (Windows: Scripts).
    cpcl demo
    cpcl doctor
    cpcl doctor --golden
"""
_PAPERS: Final = """\
licences/ has the licence of the program, those of the models, and the notices of the libraries{sbom}.
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What a kit has, as far as its instructions depend on it."""

    archive: str
    installers: tuple[str, ...]
    target: str = ""
    python: str = ""
    sbom: bool = False


def steps(held: Held) -> Iterator[Step]:
    """The instructions, in the order that they are followed."""
    about = _ABOUT.format(title=release.TITLE, version=release.VERSION, archive=held.archive)
    yield Step(f"{release.TITLE} {release.VERSION}: installing without a network", about)
    yield Step("Check the kit", _CHECK)
    for name in held.installers:
        if step := next((step for ending, step in INSTALLERS.items() if name.endswith(ending)), None):
            yield Step(step.heading, step.says.format(name=name))
    if held.target:
        command = _INSTALL_ON_WINDOWS if held.target.startswith("windows") else _INSTALL
        says = _WHEELS.format(python=held.python, target=held.target, command=command)
        yield Step("With Python and pip", says)
    yield Step("Try it", _DEMO)
    yield Step("Models", _MODELS)
    yield Step("Licences", _PAPERS.format(sbom="; sbom/ lists all parts" if held.sbom else ""))


def write(folder: Path, held: Held) -> None:
    """Write INSTRUCTIONS.txt, .html and .pdf into a folder."""
    said = list(steps(held))
    (folder / "INSTRUCTIONS.txt").write_text(_as_text(said), encoding="utf-8", newline="\n")
    (folder / "INSTRUCTIONS.html").write_text(_as_page(said), encoding="utf-8", newline="\n")
    _write_pdf(said, folder / "INSTRUCTIONS.pdf")


def _parts(says: str) -> Iterator[tuple[bool, str]]:
    """Its paragraphs and what is to be typed, in turn: whether it is that, and the text."""
    paragraph: list[str] = []
    for line in [*says.splitlines(), ""]:
        if line.startswith("    ") or not line:
            if paragraph:
                yield False, " ".join(paragraph)
                paragraph = []
            if line:
                yield True, line.strip()
        else:
            paragraph.append(line)


def _as_text(said: list[Step]) -> str:
    blocks = []
    for number, step in enumerate(said):
        blocks.append(f"{step.heading}\n{('=' if number == 0 else '-') * len(step.heading)}")
        blocks += [f"    {text}" if typed else textwrap.fill(text, _WIDTH) for typed, text in _parts(step.says)]
    return "\n\n".join(blocks) + "\n"


def _as_page(said: list[Step]) -> str:
    body = []
    for number, step in enumerate(said):
        body.append(f"<h{1 + bool(number)}>{html.escape(step.heading)}</h{1 + bool(number)}>")
        for typed, text in _parts(step.says):
            body.append(f"<{'pre' if typed else 'p'}>{html.escape(text)}</{'pre' if typed else 'p'}>")
    style = (
        "body{font:12pt sans-serif;max-width:44em;margin:2em auto;padding:0 1em}pre{background:#eee;padding:.5em}"
    )
    head = f'<meta charset="utf-8"><title>{html.escape(said[0].heading)}</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n' + "\n".join(body) + "\n</body></html>\n"


def _write_pdf(said: list[Step], path: Path) -> None:
    page = FPDF()
    page.creation_date = datetime.fromtimestamp(release.seconds(), UTC)
    page.set_title(said[0].heading)
    page.add_page()
    for number, step in enumerate(said):
        if page.will_page_break(_KEPT_TOGETHER_MM):
            page.add_page()
        page.set_font("Helvetica", "B", 12 if number else 16)
        page.multi_cell(0, 8, step.heading, new_x="LMARGIN", new_y="NEXT")
        for typed, text in _parts(step.says):
            page.set_font("Courier" if typed else "Helvetica", size=10)
            page.multi_cell(0, 6, f"  {text}" if typed else text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))
