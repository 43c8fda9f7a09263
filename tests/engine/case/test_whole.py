"""A whole case to a server and back: nothing is lost on the way, and what was edited goes neither way."""

# Holds SECURITY.md: a team's case in which a row was edited is neither sent nor taken over
# Holds SECURITY.md: a case that is sent runs no SQL of its file on the server

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import whole
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.case.mirror import case_tables
from cpcl_desktop.engine.case.schema import USER_VERSION
from cpcl_desktop.engine.errors import Cancelled, CaseError, UsageError
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.team import preparing
from cpcl_desktop.engine.team.roles import Member, add_member
from cpcl_desktop.engine.team.tables import by_name
from tests.team_cases import Team, digests, faults, new_team, write_case
from tests.team_server import TestServer


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    return new_team(team_server, write_case(tmp_path_factory.mktemp("whole") / "a.cpcl"))


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the digests of rows included, with the types that values have."""
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    connection.close()
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def page_of(path: Path) -> int:
    """The size of a file's pages, on which its size depends."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA page_size").fetchone()[0])


def test_a_case_comes_back_as_it_went_row_by_row(team: Team) -> None:
    back = team.pulled("rita", apart=True)
    assert digests(back) == digests(team.file) and faults(back) == []
    assert rows_of(back) == rows_of(team.file) and page_of(back) == page_of(team.file) == 8192
    with Case.read(back) as case, Case.read(team.file) as was:
        assert case.log.entries() == was.log.entries() and case.team is None
        last = case.log.entries()[-1]
        assert last.action == "export" and last.details["to"].endswith(f"/{team.database}")
        assert b"\xff" in str(case.sources.get(3).path).encode("utf-8", "surrogateescape")
    with Case.open(back) as case:
        case.decisions.decide(4, "match")  # a case of its own
    assert faults(back) == []


def test_vectors_are_pgvectors_where_it_is_there(team: Team) -> None:
    (kind,) = team.server.run(team.database, "SELECT pg_typeof(data)::text FROM cpcl.vector LIMIT 1")[0]
    has_it = team.server.run(team.database, "SELECT 1 FROM pg_extension WHERE extname = 'vector'")
    assert kind == ("halfvec" if has_it else "bytea")
    if not has_it:
        pytest.skip("no pgvector on this server")
    near = "SELECT a.crop FROM cpcl.vector a, cpcl.vector b WHERE b.crop = 3 ORDER BY a.data <#> b.data LIMIT 1"
    assert team.server.run(team.database, near) == [(3,)]


def test_a_mirror_holds_the_same_and_says_what_it_follows(team: Team) -> None:
    mirror = team.pulled("anna")
    assert digests(mirror) == digests(team.file) and faults(mirror) == []
    with Case.read(mirror) as case:
        assert case.team is not None and case.team.standing.url == team.url("anna")
        assert (case.team.standing.member, case.team.standing.role) == ("anna", "analyst")
        with pytest.raises(UsageError, match="follows a team's case"):
            whole.push(case, team.url("olga"), silent)


def test_a_case_that_was_edited_is_not_sent(team: Team, tmp_path: Path) -> None:
    edited = shutil.copy(team.file, tmp_path / "edited.cpcl")
    with sqlite3.connect(edited) as connection:
        connection.execute("UPDATE decision SET verdict = 'match' WHERE verdict = 'unsure'")
    connection.close()
    url = team.server.new_database("edited")
    whole.prepare(url)
    with Case.open(edited) as case:
        entries = case.log.head().entries
        with pytest.raises(CaseError, match=r"Row \d+ of the table decision was changed\. Nothing was sent"):
            whole.push(case, url, silent)
        assert case.log.head().entries == entries
    with pytest.raises(CaseError, match="no case at"):
        whole.pull(url, tmp_path / "none.cpcl", silent)
    assert not (tmp_path / "none.cpcl").exists()


def test_a_place_that_is_taken_stays_as_it_is(team: Team) -> None:
    with Case.open(team.file) as case, pytest.raises(CaseError, match="There is a case at"):
        whole.push(case, team.url("olga"), silent)
    with pytest.raises(UsageError, match="is there already"):
        whole.pull(team.url("anna"), team.file, silent)


def test_a_pull_that_is_stopped_leaves_no_file(team: Team, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if "track" in progress.stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        whole.pull(team.url("anna"), tmp_path / "cut.cpcl", stop)
    assert list(tmp_path.iterdir()) == []


def test_what_was_edited_on_the_server_is_not_taken(team_server: TestServer, tmp_path: Path) -> None:
    team = new_team(team_server, write_case(tmp_path / "b.cpcl"))
    off = "ALTER TABLE cpcl.decision DISABLE TRIGGER ALL"
    team_server.run(team.database, off, "UPDATE cpcl.decision SET verdict = 'match' WHERE verdict = 'unsure'")
    with pytest.raises(CaseError, match="decision were changed on the server"):
        team.pulled("anna")
    assert not list(tmp_path.glob("anna*"))


def test_a_row_in_anothers_place_on_the_server_is_not_taken(team_server: TestServer, tmp_path: Path) -> None:
    """Its key has the bytes of another's, and is not text: `team.rows` says how a server has it so."""
    file, cache = write_case(tmp_path / "c.cpcl"), tmp_path / "index.npz"
    cache.write_bytes(b"vectors")
    with Case.open(file) as case, cache.open("rb") as noted:
        case.search_cache.note(noted)
    team = new_team(team_server, file)
    off = "ALTER TABLE cpcl.search_cache DISABLE TRIGGER ALL"
    same = "E'\\x1ab' || encode(convert_to(made_from, 'UTF8'), 'hex')"
    columns = ", ".join(name for name in by_name(case_tables())["search_cache"].columns if name != "made_from")
    team_server.run(
        team.database,
        off,
        f"INSERT INTO cpcl.search_cache (made_from, {columns}) SELECT {same}, {columns} FROM cpcl.search_cache",
    )
    with pytest.raises(CaseError, match="of the table search_cache was added, or put in another's place"):
        team.pulled("anna")
    assert not list(tmp_path.glob("anna*"))


def test_a_file_does_not_run_its_own_sql_on_the_server(team_server: TestServer, tmp_path: Path) -> None:
    file = write_case(tmp_path / "crafted.cpcl")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        crafted = "sql || '; CREATE TABLE cpcl.taken (by text)'"
        connection.execute(f"UPDATE sqlite_master SET sql = {crafted} WHERE name = '_sqlite_migrations'")
    connection.close()
    team = new_team(team_server, file)
    assert team_server.run(team.database, "SELECT to_regclass('cpcl.taken')") == [(None,)]
    assert digests(team.pulled("rita", apart=True)) == digests(file)


def test_a_case_that_did_not_arrive_is_in_its_log_as_such(team_server: TestServer, tmp_path: Path) -> None:
    file, url = write_case(tmp_path / "cut.cpcl"), team_server.new_database("cut_off")
    with Case.open(file) as case:
        entries = case.log.head().entries
        with pytest.raises(CaseError, match=r"was not prepared|does not take part"):
            whole.push(case, url, silent)
        whole.prepare(url)
        add_member(url, Member("nadja", "analyst"))
        with pytest.raises(UsageError, match="takes an owner"):
            whole.push(case, team_server.url("cut_off", "nadja"), silent)
        assert case.log.head().entries == entries  # asked before anything was written down

        def stop(progress: Progress) -> None:
            if progress.stage == "Sending track":
                raise Cancelled("Stopped.")

        with pytest.raises(Cancelled):
            whole.push(case, url, stop)
        said = [entry.details for entry in case.log.entries()[entries:]]
        assert [told.get("failed") for told in said] == [None, "Stopped."]
        assert summary(case.log.entries()[-1]).endswith("not sent, or not known to be")
        assert whole.push(case, url, silent) == case.log.head()  # nothing was left of the try
    assert faults(file) == []


def test_a_database_of_another_version_takes_no_case(team_server: TestServer, tmp_path: Path) -> None:
    url = team_server.new_database("older")
    preparing.prepare(url, case_tables(), USER_VERSION - 1)
    with Case.open(write_case(tmp_path / "new.cpcl")) as case, pytest.raises(CaseError, match="another version"):
        whole.push(case, url, silent)
    with pytest.raises(CaseError, match="no case at"):
        whole.pull(url, tmp_path / "none.cpcl", silent)
