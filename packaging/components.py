"""Whose everything in the frozen folder is: each file belongs to a component with version, licence and source.

Python's packages say it in their own records, the system's libraries by its package manager, and libraries inside
packages in `native.toml`. What is in the folder counts, not what is installed; a file of nobody is an error.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path
from typing import Any
from urllib.parse import quote

from contents import PROGRAMS, RESOURCES, ROOT, STAND_INS, NotAsExpected
from cpcl_desktop import __version__
from licences import licence_of, texts_for
from versions import bills_of, in_bills, in_bytes

OURS = "CPCL Desktop"
_NATIVE = tomllib.loads(Path(__file__).with_name("native.toml").read_text(encoding="utf-8"))["library"]
_PYTHONS = ("libpython*", "python3*", "Python*", "base_library.zip", "*.pyd")
_IS_TEXT = re.compile(r"(?i)(^|[/_.-])(licen[cs]e|copying|notice|thirdpartynotices|third.party)[^/]*$")
_NO_TEXTS = (".py", ".pyc", ".json")
_FFMPEG = {  # what it says of itself, in SPDX's words
    "LGPL version 3 or later": "LGPL-3.0-or-later",
    "LGPL version 2.1 or later": "LGPL-2.1-or-later",
    "GPL version 3 or later": "GPL-3.0-or-later",
    "GPL version 2 or later": "GPL-2.0-or-later",
}
_OF_PYINSTALLER = ("pyimod", "pyi_", "_pyi_", "pyiboot", "_distutils_hack")


@dataclass(slots=True)
class Component:
    """Something that somebody made: `licence` is an SPDX expression or a name, `files` are paths in the folder.

    `texts` are the words of its licence, `inside` the SBOMs (CycloneDX, JSON) that its package brings of its own
    parts. A Python package without files lies in the programs themselves.
    """

    name: str
    version: str
    licence: str
    source: str
    texts: tuple[str, ...] = ()
    purl: str = ""
    inside: tuple[Path, ...] = ()
    files: list[str] = field(default_factory=list)
    is_model: bool = False


def components(folder: Path, modules: Sequence[str]) -> list[Component]:
    """All that a folder with the programs consists of, ordered by name; `modules` are those inside the programs.

    Raises NotAsExpected that names what belongs to nobody.
    """
    census = _Census(folder)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            census.add(path.relative_to(folder).as_posix())
    for top in sorted({module.partition(".")[0] for module in modules}):
        census.add_module(top)
    if census.unclaimed:
        raise NotAsExpected(
            "Nobody says whose these are; add them to packaging/native.toml: " + ", ".join(census.unclaimed)
        )
    return sorted(census.found.values(), key=lambda one: (one.name.lower(), one.version))


class _Census:
    """The components found so far, by a key of their own."""

    def __init__(self, folder: Path) -> None:
        self.found: dict[str, Component] = {}
        self.unclaimed: list[str] = []
        self._folder = folder
        self._packages = {str(file): package for package in distributions() for file in package.files or ()}
        self._owners = packages_distributions()
        self._system = _system_packages([path.name for path in sorted((folder / "_internal").glob("lib*.so*"))])
        self._by_name = {package.metadata["Name"]: package for package in distributions()}

    def add(self, name: str) -> None:
        """Find whose a file is, by its path in the folder."""
        own = name.removeprefix("_internal/")
        component = self._ours(own) or self._native(own) or self._python(own)
        if component is None:
            self.unclaimed.append(name)
        else:
            component.files.append(name)

    def add_module(self, top: str) -> None:
        """Find whose a module of the programs is, by the first part of its name."""
        if top in sys.stdlib_module_names or top.startswith("_sysconfigdata") or top == "cpcl_desktop":
            return
        if top.startswith(_OF_PYINSTALLER):
            self._package(self._by_name["pyinstaller"])
        elif top in self._owners:
            self._package(self._by_name[self._owners[top][0]])
        elif not any(name.startswith((f"{top}/", f"{top}.")) for name in self._packages):
            self.unclaimed.append(f"the module {top}")

    def _ours(self, own: str) -> Component | None:
        model = re.match(rf"{RESOURCES}/models/([^/]+)/", own)
        if model:
            texts = (_read(ROOT / "resources" / "models" / model[1] / "LICENCE.txt"),)
            made = Component(f"model {model[1]}", __version__, "Apache-2.0", "this project", texts, is_model=True)
            return self._have(made)
        is_stand_in = sys.platform == "linux" and any(fnmatch(own, pattern) for pattern in STAND_INS)
        if own.startswith("cpcl_desktop/") or is_stand_in or own == "LICENSE":
            texts = (_read(ROOT / "LICENSE"),)
            return self._have(Component(OURS, __version__, "Apache-2.0", "this project", texts))
        return self._package(self._by_name["pyinstaller"]) if Path(own).stem in PROGRAMS else None

    def _native(self, own: str) -> Component | None:
        row = next((row for row in _NATIVE if any(fnmatch(own, pattern) for pattern in row["files"])), None)
        if row is None:
            return None
        name, licence, system = row["name"], row["licence"], self._system.get(own)
        if system is not None:
            name, texts = f"{name} ({system.name})", (system.text,) if system.text else texts_for(licence)
            return self._have(Component(name, system.version, licence, system.source, texts, system.purl))
        version = self._version(row, own)
        licence = _FFMPEG[_ffmpeg()[1]] if name == "FFmpeg" else licence
        texts = texts_for(licence, row.get("copyright", ""))
        return self._have(Component(name, version, licence, row["source"].format(version=version), texts))

    def _version(self, row: Mapping[str, Any], own: str) -> str:
        """The version of a library, as a row of native.toml says how it is known; nothing where it is not."""
        if row["name"] == "FFmpeg":
            return _ffmpeg()[0]
        if "package" in row:
            return self._by_name[row["package"]].version
        inside = self._folder / "_internal"
        alike = sorted(path for pattern in row["files"] for path in inside.glob(pattern))
        return (
            in_bytes(row.get("release", ""), [inside / own, *alike])
            or in_bills(row.get("billed", Path(own).name), self._packages.get(own))
            or (row["built"].get(_ffmpeg()[0], "") if "built" in row and own.startswith("av") else "")
        )

    def _python(self, own: str) -> Component | None:
        if own in self._packages:
            return self._package(self._packages[own])
        if any(fnmatch(own, pattern) for pattern in _PYTHONS):
            version, source = platform.python_version(), "https://www.python.org/downloads/source/"
            purl = f"pkg:generic/python@{version}"
            return self._have(Component("Python", version, "PSF-2.0", source, _pythons_licence(), purl))
        info = re.match(r"(.+)-[^-]+\.dist-info/", own)
        return self._package(self._by_name[info[1]]) if info and info[1] in self._by_name else None

    def _package(self, package: Distribution) -> Component:
        name = package.metadata["Name"]
        if (key := f"{name} {package.version}") in self.found:
            return self.found[key]
        licence, places = licence_of(package), [Path(str(file)) for file in package.files or ()]
        texts = [place for place in places if _IS_TEXT.search(str(place)) and place.suffix not in _NO_TEXTS]
        made = Component(
            name,
            package.version,
            licence,
            f"https://pypi.org/project/{name}/{package.version}/",
            tuple(_read(Path(str(package.locate_file(text)))) for text in texts) or texts_for(licence),
            f"pkg:pypi/{name.lower()}@{package.version}",
            bills_of(package),
        )
        return self._have(made)

    def _have(self, made: Component) -> Component:
        return self.found.setdefault(f"{made.name} {made.version}", made)


@dataclass(frozen=True, slots=True)
class _SystemPackage:
    name: str
    version: str
    source: str
    text: str

    @property
    def purl(self) -> str:
        return f"pkg:deb/debian/{self.name}@{quote(self.version)}"


def _system_packages(files: Sequence[str]) -> dict[str, _SystemPackage]:
    """What Debian's package manager says of libraries that were taken from the system, by their names."""
    if not files or shutil.which("dpkg-query") is None:
        return {}
    # By exact paths, which is quick; the package manager knows those in /lib, which is a link now, by either name.
    folders = ["/lib", "/usr/lib"]
    folders += [f"{root}/{path.name}" for root in folders for path in Path("/usr/lib").glob("*-linux-*")]
    places = [f"{folder}/{name}" for name in files for folder in folders]
    asked = subprocess.run(["dpkg-query", "-S", *places], capture_output=True, text=True)
    owners = {line.rpartition("/")[2]: line.partition(":")[0] for line in asked.stdout.splitlines()}
    form = "${Package} ${Version} ${source:Package} ${source:Version}\n"
    shown = subprocess.run(["dpkg-query", "-W", "-f", form, *owners.values()], capture_output=True, text=True)
    known = {}
    for name, version, source, source_version in (line.split() for line in shown.stdout.splitlines()):
        text = Path("/usr/share/doc", name, "copyright")
        where = f"https://snapshot.debian.org/package/{source}/{source_version}/"
        known[name] = _SystemPackage(name, version, where, _read(text) if text.is_file() else "")
    return {file: known[owner] for file, owner in owners.items() if owner in known and file in files}


def _pythons_licence() -> tuple[str, ...]:
    places = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
    places.append(Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"))
    return next(((_read(place),) for place in places if place.is_file()), texts_for("PSF-2.0"))


def _ffmpeg() -> tuple[str, str]:
    """FFmpeg's release, and the licence that it says it was built under."""
    import av  # late: it is heavy
    from av._core import library_meta

    return str(av.ffmpeg_version_info), str(library_meta["libavcodec"]["license"])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()
