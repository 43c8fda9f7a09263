"""A system of its own, to install into: Debian in a folder, entered without touching this one. Needs root."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SUITE = os.environ.get("CPCL_TEST_SUITE", "bookworm")  # the oldest that the package is for
_BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
# What a running system has mounted; in a mount namespace of its own, so that nothing of it outlives the command.
_ENTER = """
mount -t proc proc "$0/proc" && mkdir -p "$0/dev/shm" && mount -t tmpfs tmpfs "$0/dev/shm" || exit 99
if [ -d /tmp/.X11-unix ]; then mkdir -p "$0/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi
exec chroot "$0" "$@"
"""


def why_not() -> str | None:
    """What this machine lacks for it, None where it lacks nothing."""
    if os.name != "posix" or os.geteuid() != 0:
        return "only root may enter another system"
    return next((f"{tool} is not installed" for tool in ("debootstrap", "unshare") if not shutil.which(tool)), None)


@dataclass(frozen=True)
class Debian:
    """A minimal system in `root`."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Debian:
        """Take its packages from the mirror that this machine uses."""
        subprocess.run(["debootstrap", "--variant=minbase", SUITE, root], check=True, capture_output=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc") / name, root / "etc" / name)
        made = cls(root)
        made.run("useradd", "--create-home", "analyst")
        made.run("apt-get", "update", network=True)
        return made

    def copy(self, root: Path) -> Debian:
        """The same system once more."""
        subprocess.run(["cp", "--archive", self.root, root], check=True)
        return Debian(root)

    def run(self, *command: str, network: bool = False, check: bool = True, **variables: str) -> str:
        """What a command prints in there, by default with no network at all."""
        apart = ["--mount", "--pid", "--fork", *([] if network else ["--net"])]
        done = subprocess.run(
            ["unshare", *apart, "sh", "-c", _ENTER, self.root, *command],
            env=_BARE | variables, capture_output=True, encoding="utf-8", timeout=900,
        )  # fmt: skip
        assert not check or done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def as_analyst(self, *command: str, **variables: str) -> str:
        """The same as somebody who is not root."""
        return self.run("runuser", "-u", "analyst", "--", *command, HOME="/home/analyst", **variables)

    def install(self, *packages: str) -> str:
        """Packages, or files of packages, with what they depend on and nothing that they only recommend."""
        return self.run("apt-get", "install", "-y", "--no-install-recommends", *packages, network=True)

    def files(self) -> set[str]:
        """Everything in it but what package management and users keep."""
        kept = ("var/lib/dpkg", "var/lib/apt", "var/cache", "var/log", "home", "tmp", "proc", "dev", "run")
        found = set()
        for folder, _, names in os.walk(self.root):
            below = os.path.relpath(folder, self.root)
            if not below.startswith(kept):
                found |= {f"{below}/{name}" for name in names} | {below}
        return found
