"""The files of an installation, below any root: the programs in a folder of their own, and what points to them."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
from pathlib import Path
from typing import Final

import release
from contents import FOLDER, PROGRAMS
from icons import SIZES, SOURCE, png
from manuals import write as write_manuals
from release import PackagingFailed

HOME: Final = f"usr/lib/{FOLDER}"
FILES: Final = Path(__file__).with_name("files")
# A file of `files` by where it lies below usr/share; what stands between @ in it is filled in.
_POINTERS: Final = {
    "cpcl-desktop.desktop": f"applications/{FOLDER}.desktop",
    "cpcl-desktop.xml": f"mime/packages/{FOLDER}.xml",
    "cpcl-desktop.metainfo.xml": f"metainfo/{release.IDENTIFIER}.metainfo.xml",
}


def lay(build: Path, root: Path) -> None:
    """Lay the programs of `build`, a folder that build.py made, and all that belongs to them, below `root`.

    Raises PackagingFailed where `build` is no such folder.
    """
    if missing := [name for name in PROGRAMS if not (build / name).is_file()]:
        raise PackagingFailed(f"{build} has no {missing[0]}; give the folder {FOLDER} that build.py made.")
    shutil.copytree(build, root / HOME, symlinks=True)
    share = root / "usr" / "share"
    for name, place in _POINTERS.items():
        _write(share / place, _filled_in((FILES / name).read_text(encoding="utf-8")).encode())
    for size in SIZES:
        _write(share / f"icons/hicolor/{size}x{size}/apps/{FOLDER}.png", png(size))
        _write(share / f"icons/hicolor/{size}x{size}/mimetypes/{_type_icon()}.png", png(size))
    _write(share / f"icons/hicolor/scalable/apps/{FOLDER}.svg", SOURCE.read_bytes())
    _write(share / f"icons/hicolor/scalable/mimetypes/{_type_icon()}.svg", SOURCE.read_bytes())
    write_manuals(root / "usr", tuple(PROGRAMS))
    share.joinpath("zsh", "site-functions").rename(
        share / "zsh" / "vendor-completions"
    )  # what Debian's zsh looks in
    for page in (share / "man" / "man1").iterdir():
        _write(page.with_name(f"{page.name}.gz"), compressed(page.read_bytes()))
        page.unlink()
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    for name in PROGRAMS:
        (commands / name).symlink_to(f"../lib/{FOLDER}/{name}")


def settle(root: Path) -> None:
    """Give everything below `root` the modes that a system's files have, and the time of the release."""
    when = release.seconds()
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)


def compressed(data: bytes) -> bytes:
    """As gzip, the same bytes at any time."""
    return gzip.compress(data, 9, mtime=0)


def _type_icon() -> str:
    return release.CASE_TYPE.replace("/", "-")


def _filled_in(text: str) -> str:
    values = {"@VERSION@": release.VERSION, "@DATE@": str(release.day()), "@IDENTIFIER@": release.IDENTIFIER}
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
