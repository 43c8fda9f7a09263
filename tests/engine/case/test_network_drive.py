import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from cpcl_desktop.engine.case import network_drive
from cpcl_desktop.engine.case.network_drive import is_unc, kind_in, linux_mounts_in, mac_mounts_in, network_notice

LINUX = r"""
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
nas:/cases /mnt/cases nfs4 rw,vers=4.2 0 0
//nas/evidence /mnt/my\040evidence cifs rw 0 0
/dev/sdb1 /mnt/cases/local ext4 rw 0 0
me@host:/x /home/me/remote fuse.sshfs rw 0 0
/dev/sdc1 /media/ext fuseblk rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@nas._smb._tcp.local/cases on /Volumes/the cases (smbfs, nodev, nosuid, mounted by me)
nas:/export on /Volumes/nfs (nfs)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/a.cpcl", ""),
        ("/mnt/cases/2024/a.cpcl", "nfs4"),
        ("/mnt/cases", "nfs4"),
        ("/mnt/cases2/a.cpcl", ""),
        ("/mnt/cases/local/a.cpcl", ""),
        ("/mnt/my evidence/a.cpcl", "cifs"),
        ("/home/me/remote/a.cpcl", "fuse.sshfs"),
        ("/media/ext/a.cpcl", ""),
    ],
)
def test_linux_mounts(path: str, kind: str) -> None:
    assert kind_in(linux_mounts_in(LINUX), PurePosixPath(path)) == kind


def test_a_mount_over_another_hides_it() -> None:
    table = [("/", "ext4"), ("/m", "ext4"), ("/m", "nfs")]
    assert kind_in(table, PurePosixPath("/m/a")) == "nfs" and kind_in(table[::-1], PurePosixPath("/m/a")) == ""


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/Users/me/a.cpcl", ""), ("/Volumes/the cases/a.cpcl", "smbfs"), ("/Volumes/nfs/x/a.cpcl", "nfs")],
)
def test_mac_mounts(path: str, kind: str) -> None:
    assert kind_in(mac_mounts_in(MAC), PurePosixPath(path)) == kind


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\nas\cases\a.cpcl", True),
        ("//nas/cases/a.cpcl", True),
        (r"\\?\UNC\nas\cases\a.cpcl", True),
        (r"\\?\C:\cases\a.cpcl", False),
        (r"C:\cases\a.cpcl", False),
    ],
)
def test_windows_server_names(path: str, unc: bool) -> None:
    assert is_unc(PureWindowsPath(path)) is unc


@pytest.mark.skipif(sys.platform != "linux", reason="reads this system's own table of mounts")
def test_a_case_here_is_on_no_network_drive_and_a_link_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert network_notice(Path("/proc/self/a.cpcl")) == ""  # whatever lies under this test's folder
    (tmp_path / "nas").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nas")
    table = f"/dev/sda1 / ext4 rw 0 0\nnas:/cases {tmp_path.resolve() / 'nas'} nfs rw 0 0\n"
    monkeypatch.setattr(network_drive, "_read", lambda _: table)
    said = network_notice(tmp_path / "link" / "a.cpcl")
    assert said.startswith("The case a.cpcl is on a network drive (nfs)") and "on a disk of this machine" in said
    assert network_notice(tmp_path / "a.cpcl") == ""
