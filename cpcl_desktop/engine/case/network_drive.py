"""Whether a path lies on a network drive: footage may, the case file should not.

SQLite relies on file locks and on writes that are really written; over a
network neither can be counted on, and a break of the connection may cost the case.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from cpcl_desktop.bundle.worded import worded

# File systems that lie elsewhere, as Linux and macOS call them.
_NAMES = """
    afpfs afs beegfs ceph cifs coda davfs ftp fuse.ceph fuse.cephfs fuse.curlftpfs fuse.davfs fuse.davfs2
    fuse.glusterfs fuse.goofys fuse.gvfsd-fuse fuse.mfs fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs
    glusterfs gpfs lustre ncp ncpfs nfs nfs4 orangefs pvfs2 smb smb2 smb3 smbfs webdav
"""
NETWORK_TYPES = frozenset(_NAMES.split())
_MAC_MOUNT = re.compile(r"^(?P<what>.*) on (?P<where>/.*) \((?P<kind>\w+)[,)]")
_REMOTE = 4  # GetDriveTypeW: a drive on a network


def network_notice(case: Path) -> str:
    """The sentence for a case on a network drive; empty where it is not, or that cannot be told."""
    kind = network_kind(case.absolute())
    if not kind:
        return ""
    return worded(
        "The case {name} is on a network drive ({kind}), where a broken connection can damage it and a second "
        "program is not kept from writing to it. Keep the case on a disk of this machine; footage may stay.",
        name=case.name,
        kind=kind,
    )


def network_kind(path: Path) -> str:
    """What kind of network drive an absolute path lies on, empty for none."""
    if sys.platform == "win32":
        return _windows_kind(path)
    try:
        table = _mac_mounts() if sys.platform == "darwin" else linux_mounts_in(_read("/proc/self/mounts"))
        return kind_in(table, path.resolve())  # a link may lead to the network
    except (OSError, subprocess.SubprocessError):
        return ""


def kind_in(mounts: Iterable[tuple[str, str]], path: PurePath) -> str:
    """The network type of the innermost of these mounts (where, type) that holds a path, the last of equals."""
    inside = [(where, kind) for where, kind in mounts if path.is_relative_to(where)]
    if not inside:
        return ""
    depth = max(len(PurePosixPath(where).parts) for where, _ in inside)
    kind = [kind for where, kind in inside if len(PurePosixPath(where).parts) == depth][-1]
    return kind if kind in NETWORK_TYPES else ""


def linux_mounts_in(text: str) -> list[tuple[str, str]]:
    """Where and type of each line of /proc/mounts, in which a space is written \\040."""
    fields = [line.split(" ") for line in text.splitlines()]
    return [(_unescaped(line[1]), line[2]) for line in fields if len(line) > 2]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _mac_mounts() -> list[tuple[str, str]]:
    done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True)
    return mac_mounts_in(done.stdout)


def mac_mounts_in(text: str) -> list[tuple[str, str]]:
    """Where and type of each line that macOS's `mount` prints."""
    found = (_MAC_MOUNT.match(line) for line in text.splitlines())
    return [(match["where"], match["kind"]) for match in found if match]


def _windows_kind(path: PureWindowsPath | Path) -> str:
    """A path by server name, or a letter that stands for one."""
    if is_unc(PureWindowsPath(path)):
        return worded("network share")
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE:
            return worded("network drive letter")
    return ""


def is_unc(path: PureWindowsPath) -> bool:
    r"""Whether a path names a server: \\server\share, also as \\?\UNC\server\share."""
    drive = path.drive.replace("/", "\\")
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:8].upper() == "UNC\\"
    return drive.startswith("\\\\")


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="surrogateescape")
