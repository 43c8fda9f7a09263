"""A link that breaks while a desk has the turn to add footage: told in words, and the turn is gone with it."""

from collections.abc import Iterator

import pytest

from cpcl_desktop.engine.case.whole import prepare
from cpcl_desktop.engine.errors import CaseError, ServerError
from cpcl_desktop.engine.team.roles import Member
from cpcl_desktop.engine.team.server import Server
from tests.team_server import ADMIN, TestServer


@pytest.fixture(scope="module")
def url(team_server: TestServer) -> str:
    address = team_server.new_database("links")
    prepare(address)
    return address


@pytest.fixture
def server(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("cpcl_desktop.engine.team.server.QUIET_S", 0.0)
    one = Server(url)
    yield one
    one.close()


def test_a_server_that_stops_in_the_turn_to_add_footage_is_told_in_words(
    team_server: TestServer, server: Server
) -> None:
    with pytest.raises(ServerError, match="this desk's turn to add footage"), server.writer():
        team_server.control("-m", "immediate", "stop")
        try:
            server.head()
        finally:
            team_server.control("start")
    with server.writer():
        assert server.me() == Member(ADMIN, "owner")


def test_a_link_that_broke_does_not_add_footage_beside_another_desk(
    team_server: TestServer, server: Server, url: str
) -> None:
    other = Server(url)
    with pytest.raises(ServerError, match="same command goes on from there"), server.writer():
        with pytest.raises(CaseError, match="another desk"), other.writer():
            pass
        end = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
        team_server.run("links", end)
        with other.writer(), server.snapshot():
            pass
    other.close()
    assert server.head() == (0, "0" * 64)


def test_nobody_has_the_turn_when_a_context_ends_without_a_link(server: Server) -> None:
    with server.writer():
        server.close()
    with server.writer():
        pass
