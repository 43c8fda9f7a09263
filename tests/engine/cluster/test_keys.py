"""Keys of a cluster: who has them is let in, nobody else is."""

# Holds SECURITY.md: machines that read together speak by TLS alone, with keys of one private authority

import os
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cpcl_desktop.engine.cluster.dask import connected, load, workers_of
from cpcl_desktop.engine.cluster.keys import AUTHORITY, CERTIFICATE, KEY, make_keys
from cpcl_desktop.engine.cluster.start import started
from cpcl_desktop.engine.errors import MachineError, UsageError
from tests.engine.cluster.kit import outside, until

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytest.importorskip("cryptography", reason="the extra cluster is not installed")


psutil = pytest.importorskip("psutil", reason="the extra cluster is not installed")


def listening(process: Any) -> list[int]:
    """Ports at which a process and those that it started can be reached from elsewhere."""
    every = [process, *process.children(recursive=True)]
    open_ones = [one for each in every for one in each.net_connections("inet") if one.status == "LISTEN"]
    return [one.laddr.port for one in open_ones if one.laddr.ip not in ("127.0.0.1", "::1")]


def speaks_tls(host: str, port: int, keys: Path) -> bool:
    """Whether what listens there begins with TLS."""
    context = ssl.create_default_context(cafile=str(keys / AUTHORITY))
    context.check_hostname = False
    context.load_cert_chain(keys / CERTIFICATE, keys / KEY)
    try:
        with socket.create_connection((host, port), 5) as plain, context.wrap_socket(plain) as one:
            return one.version() is not None
    except OSError:  # or nobody answers to a beginning of TLS
        return False


def test_keys_are_made_once_for_their_owner(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    make_keys(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted((AUTHORITY, CERTIFICATE, KEY))
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    kept = (folder / KEY).read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        make_keys(folder)
    assert (folder / KEY).read_bytes() == kept
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MachineError, match="could not be written"):
        make_keys(tmp_path / "file" / "keys")


def test_who_has_the_keys_is_let_in_and_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    make_keys(own)
    make_keys(other)
    monkeypatch.setattr("cpcl_desktop.engine.cluster.dask.PATIENCE_S", 3.0)
    host = outside()
    with started(1, own, host, 0) as address:
        assert address.startswith(f"tls://{host}:")
        command = [
            sys.executable,
            "-m",
            "dask",
            "worker",
            address,
            "--no-nanny",
            "--nthreads",
            "1",
            "--dashboard-address",
            "127.0.0.1:0",
        ]
        command += ["--tls-ca-file", str(own / AUTHORITY), "--tls-cert", str(own / CERTIFICATE)]
        worker = subprocess.Popen([*command, "--tls-key", str(own / KEY)], cwd=tmp_path, stderr=subprocess.DEVNULL)
        try:
            with connected(address, own) as client:
                assert until(lambda: len(workers_of(client)) == 2)
                ports = listening(psutil.Process())
                assert len(ports) >= 4  # the scheduler, two workers and what looks after one of them
                assert [port for port in ports if not speaks_tls(host, port, own)] == []
        finally:
            worker.kill()
            worker.wait()
        with pytest.raises(MachineError, match="No scheduler answers"), connected(address, other):
            pass
        plain = address.replace("tls://", "tcp://")
        with pytest.raises(OSError, match=r"(?i)tim|clos|connect"):  # Dask's own: `connected` would not even try
            load().Client(plain, timeout=3, set_as_default=False)


def test_a_cluster_that_others_reach_needs_keys() -> None:
    with pytest.raises(UsageError, match="could run programs"), started(1, None, host="0.0.0.0"):
        pass
