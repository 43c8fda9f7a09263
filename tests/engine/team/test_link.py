"""Who is let in, and how: by TLS with a checked certificate, and never by a password that others could read."""

# Holds SECURITY.md: a team's server is asked by TLS with a checked certificate only, or by a socket of this machine

import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.whole import prepare
from cpcl_desktop.engine.errors import ServerError, UsageError
from cpcl_desktop.engine.team.link import open_link, shown
from cpcl_desktop.engine.team.roles import Member, add_member, role_on
from tests.team_server import TestServer, tls_door, write_certificate

SECRET = "correct-horse"


@pytest.fixture(scope="module")
def database(team_server: TestServer) -> str:
    url = team_server.new_database("doors")
    prepare(url)
    add_member(url, Member("anna", "analyst"))
    team_server.run("doors", f"ALTER ROLE anna PASSWORD '{SECRET}'")
    return "doors"


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("cryptography")
    folder = tmp_path_factory.mktemp("door")
    write_certificate(folder)
    return folder


@pytest.fixture
def door(team_server: TestServer, database: str, certified: Path) -> Iterator[Callable[..., str]]:
    """The address of somebody by TLS."""
    with tls_door(team_server, certified) as port:

        def url(user: str, host: str = "localhost", known: Path = certified) -> str:
            return f"postgresql://{user}@{host}:{port}/{database}?sslrootcert={known}/server.crt"

        yield url


@pytest.fixture
def password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:anna:{SECRET}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    return file


def test_by_tls_with_a_password_that_lies_in_its_file(door: Callable[..., str], password: Path) -> None:
    with open_link(door("anna")) as link:
        assert link.pgconn.ssl_in_use and role_on(link) == Member("anna", "analyst")


def test_a_network_that_falls_silent_is_noticed_on_both_sides(door: Callable[..., str], password: Path) -> None:
    with open_link(door("anna")) as link:
        said = link.info.get_parameters()
        names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")
        assert [said[name] for name in names] == ["10", "5", "3", "20000"]
        kept = [link.execute(f"SHOW tcp_keepalives_{name}").fetchone()[0] for name in ("idle", "interval", "count")]
        assert kept == ["10", "5", "3"] or sys.platform == "win32"


def test_by_the_socket_of_this_machine(team_server: TestServer, database: str) -> None:
    with open_link(team_server.url(database, "anna")) as link:
        assert not link.pgconn.ssl_in_use and role_on(link) == Member("anna", "analyst")


def test_a_certificate_of_another_name_or_of_nobody_known_is_refused(
    door: Callable[..., str], password: Path, tmp_path: Path
) -> None:
    with pytest.raises(ServerError, match="does not match host name"):
        open_link(door("anna", "127.0.0.1"))
    write_certificate(tmp_path)
    with pytest.raises(ServerError, match="certificate verify failed"):
        open_link(door("anna", known=tmp_path))


def test_a_server_without_tls_is_told_nothing(password: Path) -> None:
    pytest.importorskip("psycopg", exc_type=ImportError)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def refuse() -> None:
            one, _ = listening.accept()
            with one:
                heard.append(one.recv(100))
                one.sendall(b"N")  # what a server without TLS answers
                heard.append(one.recv(100))

        thread = threading.Thread(target=refuse)
        thread.start()
        with pytest.raises(ServerError, match="SSL"):
            open_link(f"postgresql://anna@127.0.0.1:{port}/doors?sslrootcert=system")
        thread.join(10)
    assert len(heard[0]) == 8 and heard[1:] == [b""]  # the question for TLS, and no word more


def test_a_wrong_password_is_told_and_not_shown(door: Callable[..., str], password: Path) -> None:
    password.write_text("*:*:*:anna:of-another\n")
    with pytest.raises(ServerError, match="password authentication failed") as refused:
        open_link(door("anna"))
    assert "of-another" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"postgresql://anna:{SECRET}@host/doors", "holds a password"),
        (f"postgresql://anna@host/doors?password={SECRET}", "holds a password"),
        (f"host=host user=anna password={SECRET} dbname=doors", "no address"),
        (f"postgresql://anna@host/doors?sslpassword={SECRET}", "says sslpassword"),
        (f"postgresql://anna@host/doors?options=-csearch_path%3D{SECRET}", "says options"),
        ("postgresql://anna@host", "no address"),
        ("", "no address"),
        ("postgresql://anna@host/doors?sslmode=require", "sslmode=require"),
        (f"postgresql://anna@host/doors?{SECRET}=1", "no address"),
        (f"of {SECRET}", "no address"),
    ],
)
def test_an_address_that_says_too_much_is_refused_and_not_repeated(url: str, words: str) -> None:
    pytest.importorskip("psycopg", exc_type=ImportError)
    with pytest.raises(UsageError, match=words) as refused:
        open_link(url)
    assert SECRET not in str(refused.value)


def test_an_address_is_shown_without_what_is_not_needed() -> None:
    pytest.importorskip("psycopg", exc_type=ImportError)
    assert shown("postgresql://anna@host:5433/doors?sslrootcert=/x") == "host:5433/doors"


def test_the_policy_of_the_machine_forbids_it(
    team_server: TestServer, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("network = false\n")
    monkeypatch.setattr("cpcl_desktop.engine.runtime.policy.policy_file", lambda: file)
    with pytest.raises(UsageError, match="forbids"):
        open_link(team_server.url(database, "anna"))


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'cpcl-desktop\[team\]'"):
        open_link("postgresql://anna@host/doors")
