"""The AppImage: a tree that may lie anywhere, packed behind the runtime that mounts it and starts its AppRun."""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import release
from contents import FOLDER
from linux.tree import FILES, lay, settle
from release import PackagingFailed, run

# AppImage's own runtime, linked statically, so that nothing but FUSE is needed. No package of PyPI,
# npm or Debian was found that carries it (the tools there fetch it from this address), so the tests put other bytes
# in its place and unpack what they made; behind the real one .github/workflows/packages.yml runs the image.
RUNTIME: Final = "https://github.com/AppImage/type2-runtime/releases/download/20251108/runtime-{machine}"
RUNTIME_SHA256: Final[Mapping[str, str]] = {
    "x86_64": "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d",
    "aarch64": "00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444",
}


def lay_app_dir(build: Path, root: Path) -> None:
    """The tree of a folder that build.py made, as an AppDir in `root`: AppRun, desktop file and icon at its top.

    Raises PackagingFailed.
    """
    lay(build, root)
    share = root / "usr" / "share"
    shutil.copy(FILES / "AppRun", root / "AppRun")
    (root / "AppRun").chmod(0o755)
    shutil.copy(share / "applications" / f"{FOLDER}.desktop", root)
    shutil.copy(share / "icons" / "hicolor" / "256x256" / "apps" / f"{FOLDER}.png", root)
    (root / ".DirIcon").symlink_to(f"{FOLDER}.png")
    settle(root)


def image(build: Path, runtime: Path, out: Path, work: Path) -> Path:
    """Make the AppImage in the folder `out`; its path. `work` is an empty folder.

    Raises PackagingFailed, also where `runtime` is another than the one that is known.
    """
    machine = platform.machine()
    given = hashlib.sha256(runtime.read_bytes()).hexdigest() if runtime.is_file() else "no file"
    if given != RUNTIME_SHA256.get(machine):
        raise PackagingFailed(
            f"{runtime} is not the runtime for {machine} that is known here ({given}); fetch it from "
            f"{RUNTIME.format(machine=machine)}."
        )
    lay_app_dir(build, work / "AppDir")
    packed = work / "packed"
    options = ["-root-owned", "-noappend", "-no-progress", "-comp", "zstd", "-Xcompression-level", "9", "-b", "1M"]
    run(["mksquashfs", str(work / "AppDir"), str(packed), *options], "No image made:")
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{release.TITLE.replace(' ', '_')}-{release.VERSION}-{machine}.AppImage"
    with target.open("wb") as written:  # the runtime looks for the file system right behind itself
        for part in (runtime, packed):
            with part.open("rb") as read:
                shutil.copyfileobj(read, written)
    target.chmod(0o755)
    return target
