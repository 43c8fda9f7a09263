"""Workers on other machines: started by ssh with no password, said where one does not come, and gone at the end."""

# Holds SECURITY.md: workers on other machines are started only where ssh knows the machine and asks for no password

import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.cluster.keys import make_keys
from cpcl_desktop.engine.cluster.ssh import Hosts, SshWorkers, check_reached
from cpcl_desktop.engine.errors import UsageError
from tests.engine.cluster.kit import ended, ingest, outside, spread, until
from tests.engine.cluster.ssh_kit import ABSENT, READERS, ROOT, STRANGER, server
from tests.street import write_clip

pytestmark = pytest.mark.exhaustive  # the system's ssh; what is asked of Dask, other tests ask, too

KEYS = Path("keys")
LONGEST_S = 120.0


def test_the_command_asks_nobody_and_survives_a_shell() -> None:
    hosts = Hosts(["anna@b", "c", "c"], "/opt/my python/bin/python", "/home/anna/the keys")
    assert list(hosts.workers().items()) == [
        ("anna@b-1", ("anna@b", (0, 1))),
        ("c-1", ("c", (0, 2))),
        ("c-2", ("c", (1, 2))),
    ]
    *ssh, dashes, host, there = hosts.command("c", "c-2", "tls://10.0.0.4:8786")
    assert ssh[0] == "ssh" and {"BatchMode=yes", "-tt", "-a", "-x"} <= set(ssh)
    assert (dashes, host) == ("--", "c")  # a host that begins with a dash is no option
    words = shlex.split(there)
    assert words[:2] == ["exec", "env"] and "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES=[]" in words
    assert words[words.index("dask") - 3] == "/opt/my python/bin/python"
    given = dict(zip(words[words.index("worker") + 2 :: 2], words[words.index("worker") + 3 :: 2], strict=True))
    assert given["--name"] == "c-2" and given["--dashboard-address"] == "127.0.0.1:0"
    assert given["--tls-key"] == "/home/anna/the keys/key.pem"


@pytest.mark.parametrize(("host", "keys"), [("127.0.0.1", KEYS), ("localhost", KEYS), ("10.0.0.4", None)])
def test_a_scheduler_that_others_do_not_reach_starts_none(host: str, keys: Path | None) -> None:
    with pytest.raises(UsageError, match="Nothing was started"):
        check_reached(host, keys)


def test_without_ssh_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    SshWorkers(Hosts([], "python", "keys"))
    with pytest.raises(UsageError, match="install OpenSSH"):
        SshWorkers(Hosts(["a"], "python", "keys"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ssh")


@pytest.fixture(scope="module")
def ssh(place: Path) -> Iterator[Path]:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    pytest.importorskip("cryptography", reason="the extra cluster is not installed")
    pytest.importorskip("psutil", reason="the extra cluster is not installed")
    (place / "scratch").mkdir()
    make_keys(place / "keys")
    variables = {
        "PYTHONPATH": str(ROOT),
        "CPCL_HOME": str(place / "home"),
        "DASK_TEMPORARY_DIRECTORY": str(place / "scratch"),
        "OMP_NUM_THREADS": "1",
    }
    with server(place, variables) as found:
        yield found


class Elsewhere:
    """`cpcl cluster start` with workers on hosts."""

    def __init__(self, place: Path, ssh: Path, *hosts: str) -> None:
        host = outside()
        if host.startswith("127."):
            pytest.skip("this machine has no address at which others reach it")
        self.scratch, self._told = place / "scratch", place / "complaints"
        command = [sys.executable, "-m", "cpcl_desktop.cli", "cluster", "start", "--workers", "0", "--port", "0"]
        command += ["--host", host, "--keys", str(place / "keys"), "--ssh", *hosts]
        environment = {**os.environ, "PATH": f"{ssh}:{os.environ['PATH']}", "CPCL_HOME": str(place / "home")}
        with self._told.open("wb") as told:
            self.process = subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=told, text=True
            )
        self._alarm = threading.Timer(LONGEST_S, self.process.kill)  # else a word that never comes is waited for
        self._alarm.start()
        self.address = self._said(r"--cluster (tls://\S+);")

    def come(self, count: int) -> None:
        """Wait until there are so many workers."""
        self._said(rf"^(Workers: {count})\.$")

    def _said(self, pattern: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(self.complaints())

    def complaints(self) -> str:
        return self._told.read_text()

    def end(self, by: signal.Signals) -> int:
        self._alarm.cancel()
        self.process.send_signal(by)
        status = self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def left(self) -> list[str]:
        """Processes that workers there have left: those that write below their scratch folder."""
        import psutil

        found = []
        for one in psutil.process_iter():
            try:
                if one.environ().get("DASK_TEMPORARY_DIRECTORY") == str(self.scratch):
                    found.append(" ".join(one.cmdline()))
            except psutil.Error:  # it has just gone, or is somebody else's
                continue
        return found


def test_workers_on_two_hosts_read_and_end_with_ctrl_c(
    place: Path, ssh: Path, probe: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPCL_HOME", str(place / "home"))
    clips = spread(write_clip(tmp_path / "clip.mp4", 120), tmp_path, 2)
    cluster = Elsewhere(place, ssh, *READERS, STRANGER, ABSENT)
    try:
        cluster.come(2)
        options = ["--model", probe.path, "--detector", "motion", "--keys", place / "keys", "--send"]
        said = ended(ingest(tmp_path / "case.cpcl", *clips, *options, "--cluster", cluster.address))
        assert "Sources by worker: reader-1-1 1, reader-2-1 1." in said
        told = until(lambda: (said := cluster.complaints()).count("No worker runs on") >= 2 and said)
        assert re.search(r"No worker runs on stranger \(.*[Hh]ost key verification failed", told)
        assert re.search(r"No worker runs on absent \(.*Connection refused\); the others go on\.", told)
    finally:
        status = cluster.end(signal.SIGINT)
    assert status == 0
    until(lambda: not cluster.left(), 10.0)


def test_where_the_program_is_killed_no_worker_stays(place: Path, ssh: Path) -> None:
    cluster = Elsewhere(place, ssh, READERS[0])
    try:
        cluster.come(1)
        assert cluster.left()
    finally:
        cluster.end(signal.SIGKILL)
    until(lambda: not cluster.left())
