"""Desks of a team: what one does the others have, in one log; what the log does not vouch for nobody takes."""

# Holds SECURITY.md: a case that names a team's server makes nobody ask it who did not take a case from there
# Holds SECURITY.md: a search cache that came with a team's case is not believed

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError, ServerError, UsageError
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.search.vectors import VectorIndex, refresh
from cpcl_desktop.engine.team.known import remember
from tests.passage_cases import DIM, add_footage
from tests.team_cases import Team, digests, faults, new_team, write_case
from tests.team_server import TestServer


@pytest.fixture(scope="module")
def team(team_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """A case that several tests say something in; each takes its own desks."""
    return new_team(team_server, write_case(tmp_path_factory.mktemp("team") / "a.cpcl"))


@pytest.fixture
def own_team(team_server: TestServer, tmp_path: Path) -> Team:
    return new_team(team_server, write_case(tmp_path / "a.cpcl"))


def test_what_one_desk_says_the_other_has_with_the_name_on_the_server(team: Team) -> None:
    with Case.open(team.pulled("anna")) as anna, Case.open(team.pulled("ben")) as ben:
        made = anna.decisions.decide(3, "match", note="the courier")
        anna.marks.set(3, "reviewed", True)
        assert made.user == "anna" and made not in ben.decisions.history()
        assert ben.team is not None and ben.team.bring_up_to_date() == 2
        assert ben.decisions.current()[3] == made
        ben.captions.describe(3, "a bag")
        ben.persons.merge([3, 4])
        saved = ben.searches.save("blue", '{"text": "blue"}')
        with pytest.raises(Exception, match="already"):
            anna.searches.save("blue", '{"text": "blue too"}')  # who has the turn sees what the others did
        assert anna.searches.current()[0] == saved and anna.captions.current()[3].user == "ben"
        assert [entry.user for entry in anna.log.entries()[-5:]] == ["anna", "anna", "ben", "ben", "ben"]
        anna.log.record("search", {"query": {"text": "red"}, "hits": []})
        assert anna.team is not None and ben.team.bring_up_to_date() == 1
        assert anna.log.entries() == ben.log.entries()
    back = team.pulled("rita", apart=True)
    assert faults(back) == [] and digests(anna.path) == digests(ben.path) == digests(back)
    assert faults(anna.path) == faults(ben.path) == []


def test_footage_that_an_owner_adds_and_removes_is_added_and_removed_everywhere(own_team: Team) -> None:
    team = own_team
    with Case.open(team.pulled("olga")) as olga, Case.open(team.pulled("ben")) as ben:
        model = ben.models.current()
        assert model is not None and ben.team is not None
        index = VectorIndex(model, RowLayout(DIM))
        refresh(ben, index)
        before = len(index)
        with olga.writer():
            add_footage(olga, "yard", [(7, 0, 1), (8, 3, 4)], content=9)
        ben.team.bring_up_to_date()
        refresh(ben, index)
        assert len(index) == before + 4 and ben.counts() == olga.counts()
        olga.bin.take_out([1])
        olga.bin.remove([1], with_decisions=True)
        olga.passages.join(6, 7)
        ben.team.bring_up_to_date()
        assert ben.counts() == olga.counts() and [s.id for s in ben.sources.with_bin()] == [2, 3, 4]
        olga.cameras.name({3: "odd door", 4: "odd door"})
        ben.team.bring_up_to_date()
        assert [s.camera for s in ben.sources.with_bin()] == ["door", "odd door", "odd door"]
    assert digests(olga.path) == digests(ben.path) and faults(ben.path) == []
    assert faults(team.pulled("rita", apart=True)) == []


def test_an_analyst_does_not_change_footage_and_nothing_stays_of_the_try(team: Team) -> None:
    with Case.open(team.pulled("anna")) as anna:
        before, entries = digests(anna.path), anna.log.head()
        with pytest.raises(UsageError, match=r"anna takes part in this case as an analyst.* source"):
            anna.bin.take_out([1])
        with pytest.raises(UsageError, match=r"anna takes part in this case as an analyst.* source"):
            anna.cameras.name({1: "front door"})
        with pytest.raises(CaseError, match="no passage 99"):
            anna.decisions.decide(99, "match")
        assert digests(anna.path) == before and anna.log.head() == entries
        anna.decisions.decide(3, "match")
    assert faults(anna.path) == []


def test_a_reader_reads_and_searches_and_leaves_nothing(team: Team) -> None:
    with Case.open(team.pulled("rita")) as rita, Case.open(team.pulled("ben")) as ben:
        assert rita.read_only and rita.team is not None
        ben.decisions.decide(3, "match")
        assert rita.team.follow() == "" and rita.decisions.current()[3].user == "ben"
        rita.log.record("search", {"query": {"text": "red"}, "hits": []})
        with pytest.raises(CaseError, match="only to be read"):
            rita.decisions.decide(3, None)
        with pytest.raises(CaseError, match="only to be read"):  # nothing leaves the case without a trace
            rita.log.record("export", {"what": "report", "to": "/x"})
        head = rita.log.head()
        assert ben.team is not None and ben.team.bring_up_to_date() == 0 and ben.log.head() == head


def test_while_the_server_is_gone_the_case_can_be_read_and_nothing_is_queued(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.team.server.QUIET_S", 0.0)
    with Case.open(team.pulled("anna")) as anna:
        anna.decisions.decide(3, "match")
        team.server.control("-m", "immediate", "stop")
        try:
            with pytest.raises(ServerError, match=r"nothing was changed|Nothing was sent"):
                anna.decisions.decide(3, None)
            assert "does not let you in" in anna.team.follow() and anna.read_only
            assert anna.decisions.current()[3].verdict == "match"
            anna.log.record("search", {"query": {"text": "red"}, "hits": []})
            with pytest.raises(CaseError, match="only to be read"):
                anna.log.record("export", {"what": "report", "to": "/x"})
        finally:
            team.server.control("start")
        assert anna.team.follow() == "" and not anna.read_only
        assert anna.decisions.decide(3, None).verdict is None
        assert [entry.action for entry in anna.log.entries()[-2:]] == ["decision", "decision"]
    assert faults(anna.path) == [] == faults(team.pulled("rita", apart=True))


def test_a_mirror_that_missed_its_own_commit_takes_it_from_the_server(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(team.pulled("anna")) as anna:
        send = anna.team._server._hand_over

        def die(*given: object) -> None:
            send(*given)
            raise KeyboardInterrupt  # the server has it; here nothing is committed any more

        monkeypatch.setattr(anna.team._server, "_hand_over", die)
        with pytest.raises(KeyboardInterrupt):
            anna.decisions.decide(3, "match")
        before = len(anna.decisions.history())
        monkeypatch.undo()
        assert anna.team.bring_up_to_date() == 1 and len(anna.decisions.history()) == before + 1
    assert faults(anna.path) == []


def test_rows_that_were_changed_on_the_server_past_the_log_are_not_taken(own_team: Team) -> None:
    team = own_team
    with Case.open(team.pulled("anna")) as anna, Case.open(team.pulled("ben")) as ben:
        made = anna.decisions.decide(3, "no match")
        off = "ALTER TABLE cpcl.decision DISABLE TRIGGER ALL"
        change = f"UPDATE cpcl.decision SET verdict = 'match' WHERE id = {made.id}"
        team.server.run(team.database, off, change)
        before = digests(ben.path)
        with pytest.raises(CaseError, match="does not agree with the log"):
            ben.team.bring_up_to_date()
        assert digests(ben.path) == before and ben.log.head().entries == made.id - 1


def test_a_server_with_another_case_is_not_followed(team: Team, tmp_path: Path) -> None:
    mirror = team.pulled("anna")
    other = new_team(team.server, write_case(tmp_path / "b.cpcl", (4, 5)))
    with Case.open(mirror) as anna:
        anna.decisions.decide(3, "match")
        anna._store.connection.execute("UPDATE mirror SET url = ?", (other.url("anna"),))
    with Case.open(mirror) as anna:  # a file does not make the program ask whom nobody named
        assert "was not asked" in anna.team.follow() and anna.read_only
    remember(other.url("anna"))
    with Case.open(mirror) as anna, pytest.raises(CaseError, match=r"not the one that .* followed"):
        anna.team.bring_up_to_date()


def test_one_desk_adds_footage_at_a_time(team: Team) -> None:
    with Case.open(team.pulled("olga")) as one, Case.open(team.pulled("olga")) as other:
        with one.writer(), pytest.raises(CaseError, match="another desk"), other.writer():
            pass
        with other.writer():
            pass


def test_a_role_that_was_given_since_counts_from_the_next_look_on(team: Team) -> None:
    from cpcl_desktop.engine.team.roles import Member, add_member

    with Case.open(team.pulled("rita")) as rita:
        try:
            add_member(team.server.url(team.database), Member("rita", "analyst"))
            assert rita.team.follow() == "" and not rita.read_only
            assert rita.decisions.decide(3, "match").user == "rita"
        finally:
            add_member(team.server.url(team.database), Member("rita", "reader"))
        rita.team.follow()
        assert rita.read_only


def test_waiting_ends_when_another_desk_wrote(team: Team) -> None:
    with Case.open(team.pulled("anna")) as anna, Case.open(team.pulled("ben")) as ben:
        assert not anna.team.wait(0.01)
        ben.decisions.decide(3, "match")
        assert anna.team.wait(10)
        assert anna.team.bring_up_to_date() == 1


def test_the_file_of_searches_cache_is_each_desks_own(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    from cpcl_desktop.engine.search import vectors

    monkeypatch.setattr(vectors, "CACHE_FROM", 1)
    with Case.open(team.pulled("anna")) as anna, Case.open(team.pulled("rita")) as rita:
        head = anna.log.head()
        for case in (anna, rita):
            model = case.models.current()
            assert model is not None
            vectors.open_index(case, model, RowLayout(DIM))
            with (case.path.with_name(case.path.name + "-cache") / "index.npz").open("rb") as file:
                assert case.search_cache.vouches_for(file)
        assert anna.log.head() == head
    assert faults(anna.path) == []


def test_a_cache_that_came_with_a_mirror_is_not_believed(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever hands in a mirror may have altered the cache, and whatever in the mirror says of it."""
    from cpcl_desktop.engine.search import vectors

    monkeypatch.setattr(vectors, "CACHE_FROM", 1)
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "theirs"))
    with Case.open(team.pulled("anna")) as anna:
        model = anna.models.current()
        assert model is not None
        vectors.open_index(anna, model, RowLayout(DIM))
        cache = anna.path.with_name(anna.path.name + "-cache") / "index.npz"
        with cache.open("rb") as file:
            assert anna.search_cache.vouches_for(file)
        monkeypatch.setenv("CPCL_HOME", str(tmp_path / "ours"))
        with cache.open("rb") as file:
            assert not anna.search_cache.vouches_for(file)
        (tmp_path / "ours").mkdir()
        for odd in ("", "[]", '{"x": 1}', f'{{"{anna.path}": {{"vectors": ["a"]}}}}'):
            (tmp_path / "ours" / "mirror-caches.json").write_text(odd)
            with cache.open("rb") as file:
                assert not anna.search_cache.vouches_for(file)
                anna.search_cache.note(file)
            with cache.open("rb") as file:
                assert anna.search_cache.vouches_for(file)
