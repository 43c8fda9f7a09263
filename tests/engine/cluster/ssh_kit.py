"""An `ssh` that gets to this machine under the names of others, by a server of its own that knows nobody else."""

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
READERS = ("reader-1", "reader-2")
STRANGER = "stranger"  # whose key nobody has seen
ABSENT = "absent"  # where nobody answers
ANSWER_S = 20

_SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv {variables}
"""
_CLIENT = """
Host reader-*
    HostKeyAlias readers
Host stranger
    HostKeyAlias stranger
Host absent
    Port {free}
Host *
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {folder}/user
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/known
    GlobalKnownHostsFile /dev/null
"""


def program(name: str) -> str:
    """Where a program of OpenSSH lies; who has not got it skips the test."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"there is no {name} here (package openssh-server)")
    return found


def free_port() -> int:
    """A port at which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server(folder: Path, variables: Mapping[str, str]) -> Iterator[Path]:
    """A server with a client that knows its `READERS`; the folder in which that lies as `ssh`.

    Whoever it lets in has these variables. Nothing of the machine's own configuration is read or changed.
    """
    sshd, ssh, keygen = program("sshd"), program("ssh"), program("ssh-keygen")
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    ports = {"port": free_port(), "free": free_port()}
    told = " ".join(f'"{name}={value}"' for name, value in variables.items())
    (folder / "server").write_text(_SERVER.format(folder=folder, variables=told, **ports))
    (folder / "client").write_text(_CLIENT.format(folder=folder, user=getpass.getuser(), **ports))
    (folder / "known").write_text(f"readers {(folder / 'host.pub').read_text()}")
    bin = folder / "bin"
    bin.mkdir()
    (bin / "ssh").write_text(f'#!/bin/sh\nexec {ssh} -F {folder}/client "$@"\n')
    (bin / "ssh").chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where its start-up script would make it
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([sshd, "-D", "-e", "-f", str(folder / "server")], stderr=log)
        try:
            check_gets_in(bin / "ssh", folder / "log")
            yield bin
        finally:
            running.terminate()
            running.wait()


def check_gets_in(ssh: Path, log: Path) -> None:
    """Skip where the server lets even its own user not in, as where root has no password at all."""
    asked = [str(ssh), "-o", "BatchMode=yes", "-o", "ConnectionAttempts=20", READERS[0], "true"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=ANSWER_S * 2, stdin=subprocess.DEVNULL)
    if done.returncode:
        pytest.skip(f"sshd lets nobody in here: {done.stderr.strip()} {log.read_text(errors='replace')[-300:]}")
