"""Which Debian packages a folder of programs needs: of every library that a file in it names and that is not in it.

Read with `readelf`, so that it says the same wherever it runs; `dpkg-shlibdeps` would need each package installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from contents import belongs
from release import PackagingFailed, run

# The package of a library by its name, in Debian 12 and what follows it; libc6 has those of the C library itself.
PACKAGES: Final[Mapping[str, str]] = {
    **{
        f"{name}": "libc6"
        for name in (
            "ld-linux-aarch64.so.1", "ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libmvec.so.1",
            "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1",
        )
    },
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libwayland-server.so.0": "libwayland-server0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}  # fmt: skip
# What libraries in the folder read when they run: fontconfig its configuration (which brings a font), xkb its keys.
READ_AT_RUN_TIME: Final = ("fontconfig-config", "xkb-data")


def packages_needed(folder: Path) -> list[str]:
    """The package names for a control file's Depends, the C library with the least version that has all it must.

    Raises PackagingFailed where a library is needed whose package is not in PACKAGES.
    """
    there = {path.name for path in folder.rglob("*") if path.is_file()}  # links, too: one library may serve several
    needed, newest = dict[str, Path](), (0, 0)
    for path in _libraries(folder):
        printed = run(
            ["readelf", "--dynamic", "--version-info", "--wide", str(path)], "Libraries could not be read:"
        )
        there |= set(re.findall(r"\(SONAME\).*\[(.+)\]", printed))
        needed |= dict.fromkeys(re.findall(r"\(NEEDED\).*\[(.+)\]", printed), path)
        versions = re.findall(r"Name: GLIBC_(\d+)\.(\d+)", printed)
        newest = max(newest, *((int(major), int(minor)) for major, minor in versions), (0, 0))
    missing = {name: path for name, path in needed.items() if name not in there}
    for name, path in missing.items():
        if name not in PACKAGES:
            raise PackagingFailed(
                f"{path} needs {name}, whose package PACKAGES in {Path(__file__).name} does not say."
            )
    found = {PACKAGES[name] for name in missing} | set(READ_AT_RUN_TIME)
    return sorted(f"{name} (>= {newest[0]}.{newest[1]})" if name == "libc6" else name for name in found)


def _libraries(folder: Path) -> Iterator[Path]:
    """The programs and libraries in a folder, each once, but for those that are loaded only where CUDA is."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix().removeprefix("_internal/")
        if path.is_file() and not path.is_symlink() and belongs(name, "cpu"):
            with path.open("rb") as opened:
                if opened.read(4) == b"\x7fELF":
                    yield path
