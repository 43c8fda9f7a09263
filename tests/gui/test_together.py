"""Several cases open as one in the real window: searched, looked through, decided about, each in its own file."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

import cpcl_desktop.engine.case.log_table as log_table
from cpcl_desktop.__main__ import build_parser
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.doctor import examination
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.federation.opening import opened_together
from cpcl_desktop.engine.numbering import among, own, place_of
from cpcl_desktop.engine.persons import kept
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import Pointed
from cpcl_desktop.engine.search.searcher import searcher_for
from cpcl_desktop.gui.dialogs.machine_dialog import MachineDialog
from cpcl_desktop.gui.dialogs.together_dialog import TogetherDialog
from cpcl_desktop.gui.lanes.frame import StillOrder
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.report import ClipOrder
from cpcl_desktop.gui.lanes.saved import SavedSearches
from cpcl_desktop.gui.machine_wording import as_text
from cpcl_desktop.gui.panels.sources_model import STATE_ROLE
from cpcl_desktop.gui.proof_wording import bar_lines
from cpcl_desktop.gui.views.person_models import ITEM_ROLE
from cpcl_desktop.gui.writing import NO_TRACE, OF_ONE, OPEN_ONE
from tests.gui.conftest import ingest_clip, write_clip
from tests.gui.hands import TIMEOUT, drop, open_case, open_first, search
from tests.passage_cases import add_footage

CONTROL = Qt.KeyboardModifier.ControlModifier
SOUTH = 1  # its place


@pytest.fixture(scope="module")
def south_made(tmp_path_factory, probe_model) -> Path:
    """A second case, of a clip that the first has not."""
    folder = tmp_path_factory.mktemp("south")
    return ingest_clip(folder / "made.cpcl", write_clip(folder / "yard.mp4", ground=9), probe_model)


@pytest.fixture
def pair(ingested, south_made, tmp_path) -> list[Path]:
    cases = {"north": ingested, "south": south_made}
    for name, made in cases.items():
        (tmp_path / f"{name}.cpcl").write_bytes(made.read_bytes())
    return [tmp_path / f"{name}.cpcl" for name in cases]


@pytest.fixture
def together(qtbot, window, pair):
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases(pair)
    return window


def hits_of(window) -> list:
    return list(window.page.results.model.hits)


def decided_in(path: Path) -> dict[int, tuple]:
    with Case.open(path) as case:
        return {track: (one.verdict, one.note, one.description) for track, one in case.decisions.current().items()}


def actions_in(path: Path) -> list[str]:
    with Case.open(path) as case:
        return [entry.action for entry in case.log.entries()]


def settle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.desk.deciding.is_busy, timeout=TIMEOUT)


def test_they_open_as_one_and_everything_says_of_which_case_it_is(qtbot, together, settings, pair):
    panel, filters = together.sources_panel, together.page.panel.filters
    assert together.windowTitle() == "2 cases together: north, south — CPCL Desktop"
    assert "2 cases together: north, south" in together.status._counts.text()
    assert [one.name for one in panel.model.sources] == ["north: crossing.mp4", "south: yard.mp4"]
    assert [hit.case for hit in hits_of(together)] == ["north", "north", "south", "south"]
    assert filters.cases.isVisible() and "By case" in group_choices(together)
    assert settings.recent()[0] == tuple(pair) and settings.recent_cases()[:2] == pair
    qtbot.waitUntil(lambda: filters.cases._counts == {"north": 2, "south": 2}, timeout=TIMEOUT)
    assert filters.sources._counts == {"north:1": 2, "south:1": 2}
    open_case(qtbot, together, pair[SOUTH])  # one by itself again
    assert not filters.cases.isVisible() and "By case" not in group_choices(together)
    assert [hit.case for hit in hits_of(together)] == ["", ""] and together.windowTitle().startswith("south —")


def group_choices(window) -> list[str]:
    groups = window.page.results.bar.groups
    return [groups.itemText(at) for at in range(groups.count())]


def test_a_search_ranks_as_the_engine_does_and_can_be_narrowed_and_grouped_by_case(
    qtbot, together, pair, monkeypatch
):
    hits = search(qtbot, together, "red")
    with opened_together(pair, Case.open) as cases:
        expected = searcher_for(cases).rank(Query("red", limit=60)).hits
    assert [(hit.track, hit.score, hit.case) for hit in hits] == [(h.track, h.score, h.case) for h in expected]
    assert {hit.case for hit in hits} == {"north", "south"}
    for path, place in zip(pair, (0, SOUTH), strict=True):
        with Case.open(path) as case:
            (entry,) = [one for one in case.log.entries() if one.action == "search"]
        assert [hit[0] for hit in entry.details["hits"]] == [
            own(hit.track) for hit in hits if place_of(hit.track) == place
        ]
    results = together.page.results
    for grouping, headings in (
        ("case", ["north · 2 hits", "south · 2 hits"]),
        ("source", ["north: crossing.mp4 · 2 hits", "south: yard.mp4 · 2 hits"]),
    ):
        results.group(grouping)
        assert sorted(results.model._headings.values()) == headings
    monkeypatch.setattr(kept, "KEPT_FROM", 2)  # passages, from which on a worker groups them
    results.group("person")
    qtbot.waitUntil(lambda: "Likely" in "".join(results.model._headings.values()), timeout=TIMEOUT)
    results.group("passage")
    chip = together.page.panel.filters.cases
    for is_negated, left in ((False, "south"), (True, "north")):
        with qtbot.waitSignal(together.desk.answered, timeout=TIMEOUT):
            chip.choose(["south"], is_negated)
            chip.changed.emit()
        assert [hit.case for hit in hits_of(together)] == [left, left]


def test_decisions_go_into_the_case_of_the_hit_with_undo_over_all_of_them(qtbot, together, answers, pair):
    before = [actions_in(path) for path in pair]
    search(qtbot, together, "red")
    grid, act = together.page.results.grid, together.actions_by_id
    grid.selectAll()
    act["decide_match"].trigger()
    settle(qtbot, together)
    assert [decided_in(path) for path in pair] == [{1: ("match", "", "red"), 2: ("match", "", "red")}] * 2
    assert together.page.results.progress == "4 of 4 decided"
    row = next(at for at, hit in enumerate(hits_of(together)) if hit.case == "south")
    hit = hits_of(together)[row]
    grid.select_row(row)
    answers.written_note = "red jacket"
    act["note"].trigger()
    act["bookmark"].trigger()
    settle(qtbot, together)
    assert decided_in(pair[SOUTH])[own(hit.track)] == ("match", "red jacket", "red")
    with Case.open(pair[SOUTH]) as case:
        assert case.marks.current() == {own(hit.track): frozenset({"bookmark"})}
    for _ in range(3):  # bookmark, note, all four at once
        act["undo"].trigger()
        settle(qtbot, together)
    assert [decided_in(path) for path in pair] == [{}, {}] and together.page.results.progress == "0 of 4 decided"
    act["redo"].trigger()
    settle(qtbot, together)
    assert [len(decided_in(path)) for path in pair] == [2, 2]
    said = [actions_in(path)[len(known) :] for path, known in zip(pair, before, strict=True)]
    assert said[0].count("decision") == 6 and said[SOUTH].count("decision") == 8 and "mark" not in said[0]
    with qtbot.waitSignal(together.desk.deciding.decided, timeout=TIMEOUT):  # by somebody else, in one of them
        with Case.open(pair[SOUTH]) as case:
            case.decisions.decide(1, "no match")
        together.desk.look()
    assert together.desk.deciding.decisions[among(SOUTH, 1)].verdict == "no match"


def test_a_hit_is_played_from_its_own_footage_and_is_an_example_for_all(qtbot, together, pair):
    hits = search(qtbot, together, "blue")
    row = next(at for at, hit in enumerate(hits) if hit.case == "south")
    together.page.results.grid.select_row(row)
    with qtbot.waitSignals([together.player.feed.arrived, together.player.shown_moments], timeout=TIMEOUT):
        QTest.keyClick(together.page.results.grid, Qt.Key.Key_Return)
    assert together.player.hit.case == "south" and together.player.hit.path.name == "yard.mp4"
    assert {place_of(moment.crop) for moment in together.player.strip.moments} == {SOUTH}
    assert together.player.shown.time_us == hits[row].time_us
    with Case.open(pair[SOUTH]) as case:
        viewed = [one.details["track"] for one in case.log.entries() if one.action == "view"]
    assert viewed == [own(hits[row].track)] and "view" not in actions_in(pair[0])
    other = hits[row].track ^ 3  # the other passage of that footage: 1 or 2
    together.player.people.asked.emit(other)  # a click on somebody else's box
    qtbot.waitUntil(lambda: together.player.hit.track == other, timeout=TIMEOUT)
    together.player.people.asked.emit(hits[row].track)
    qtbot.waitUntil(lambda: together.player.hit.track == hits[row].track, timeout=TIMEOUT)
    with qtbot.waitSignal(together.desk.answered, timeout=TIMEOUT):
        together.actions_by_id["more_like_this"].trigger()
    answer = together.page.results.answer
    assert answer.query.like == (hits[row].track,) and len(answer.hits) == 4
    together.page.results.grid.select_row(0)
    with qtbot.waitSignal(together.desk.answered, timeout=TIMEOUT):
        together.actions_by_id["less_like_this"].trigger()
    (chip,) = together.page.panel.chips.findChildren(type(together.page.results.more))
    assert hits_of(together) and f"passage {answer.hits[0].number}" in chip.text()


def test_stills_and_clips_are_of_the_case_of_the_footage_and_told_in_its_log(
    qtbot, together, answers, pair, monkeypatch
):
    hits = search(qtbot, together, "blue")
    row = next(at for at, hit in enumerate(hits) if hit.case == "south")
    together.page.results.grid.select_row(row)
    with qtbot.waitSignals([together.player.feed.arrived, together.player.shown_moments], timeout=TIMEOUT):
        QTest.keyClick(together.page.results.grid, Qt.Key.Key_Return)
    for command, name in (("save_still", "still.png"), ("export_clip", "clip.mp4")):
        target = pair[0].with_name(name)
        monkeypatch.setattr(answers, "excerpt", lambda parent, title, proposed, target=target: target)
        with qtbot.waitSignal(together.desk.excerpted, timeout=TIMEOUT):
            together.actions_by_id[command].trigger()
        said = json.loads(Path(f"{target}.json").read_text())
        assert said["passage"] == own(hits[row].track) and target.stat().st_size > 0
    assert actions_in(pair[SOUTH]).count("export") == 2 and "export" not in actions_in(pair[0])


def test_pages_are_over_all_and_the_log_is_of_one_of_them(qtbot, together, pair):
    act, views = together.actions_by_id, together.views
    act["view_coverage"].trigger()
    qtbot.waitUntil(lambda: views.coverage.model.rowCount() == 2, timeout=TIMEOUT)
    bars = [bar_lines(views.coverage.model.index(row).data(ITEM_ROLE))[0] for row in range(2)]
    assert [bar.split(" · ")[0] for bar in bars] == ["1. north: crossing.mp4", "1. south: yard.mp4"]
    written = pair[0].with_name("coverage.json")
    with qtbot.waitSignal(views.coverage.said, timeout=TIMEOUT):
        views.coverage.write(written)
    told = json.loads(written.read_text())
    assert told["cases"] == [{"name": path.stem, "case": str(path)} for path in pair] and len(told["sources"]) == 2
    assert all("export" in actions_in(path) for path in pair)
    act["view_persons"].trigger()
    qtbot.waitUntil(lambda: views.persons.proposal.passages == 4, timeout=TIMEOUT)
    assert views.persons.sheet.name.isReadOnly() and not views.persons.under_way.jobs
    log = views.log
    act["view_log"].trigger()
    for place, path in enumerate(pair):
        log.case_box.setCurrentIndex(place)
        log.case_box.activated.emit(place)
        with Case.open(path) as case:
            head, path_of_log = str(case.log.head()), case.path
        qtbot.waitUntil(lambda head=head: log.model.state.head == head, timeout=TIMEOUT)
        act["verify"].trigger()
        qtbot.waitUntil(lambda: log.verdict is not None, timeout=TIMEOUT)
        assert str(log.verdict.head) == head and path_of_log == path and log.verdict.faults == []
    act["view_models"].trigger()
    assert views.models.case_line.text() == OPEN_ONE


def test_passages_are_joined_and_divided_in_their_own_case(qtbot, together, answers, monkeypatch, pair):
    monkeypatch.setattr(answers, "follower", lambda parent, hit, followers: followers[0])
    row = next(at for at, hit in enumerate(hits_of(together)) if hit.case == "south")
    together.page.results.grid.select_row(row)
    with qtbot.waitSignals([together.player.feed.arrived, together.player.shown_moments], timeout=TIMEOUT):
        QTest.keyClick(together.page.results.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: together.player.strip.joins is not None, timeout=TIMEOUT)

    def press(key, modifier) -> list[tuple[str, int]]:
        with qtbot.waitSignals([together.desk.answered, together.player.shown_moments], timeout=TIMEOUT):
            QTest.keyClick(together.player, key, modifier)
        qtbot.waitUntil(lambda: together.player.strip.joins is not None, timeout=TIMEOUT)
        return sorted((hit.case, own(hit.track)) for hit in hits_of(together))

    both = [("north", 1), ("north", 2), ("south", 1), ("south", 2)]
    assert press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier) == both[:3]
    assert together.player.hit.track == among(SOUTH, 1) and len(together.player.strip.joins) == 1
    (seam,) = together.player.strip.joins
    together.player.cameras.go(seam.end_us + 500_000)
    qtbot.waitUntil(lambda: not together.player.feed.busy, timeout=TIMEOUT)
    assert press(Qt.Key.Key_D, Qt.KeyboardModifier.NoModifier) == both
    assert together.player.hit.track == among(SOUTH, 2)
    assert press(Qt.Key.Key_Z, CONTROL) == both[:3] and press(Qt.Key.Key_Z, CONTROL) == both
    assert [action for action in actions_in(pair[SOUTH]) if action == "passages"] == ["passages"] * 4
    assert "passages" not in actions_in(pair[0])
    hits = search(qtbot, together, "red")
    with opened_together(pair, Case.open) as cases:
        expected = searcher_for(cases).rank(Query("red", limit=60)).hits
    assert [(hit.track, hit.score) for hit in hits] == [(hit.track, hit.score) for hit in expected]


def test_what_belongs_to_one_case_is_off_says_why_and_leads_there(qtbot, together, pair):
    act, said = together.actions_by_id, []
    assert [name for name in OF_ONE if act[name].isEnabled()] == []
    assert all(act[name].toolTip().endswith(OPEN_ONE) for name in OF_ONE - {"report"})
    assert "A report is about one case" in act["report"].toolTip()
    together.dropping.said.connect(said.append)
    drop(together, pair[0].with_name("clip.mp4"))
    assert said == [OPEN_ONE] and not together.desk.is_ingesting
    row = next(at for at, hit in enumerate(hits_of(together)) if hit.case == "south")
    hit = hits_of(together)[row]
    together.page.results.grid.select_row(row)
    act["open_its_case"].trigger()
    qtbot.waitUntil(lambda: together.player.hit is not None, timeout=TIMEOUT)
    assert together.desk.workspace.occasion.paths == (pair[SOUTH],)
    assert together.pages.is_in_player and together.player.hit.track == own(hit.track)
    assert not act["open_its_case"].isEnabled() and act["add_files"].isEnabled()


def test_what_is_written_is_proposed_beside_its_case_and_named_after_all(
    qtbot, window, answers, pair, monkeypatch, tmp_path
):
    (tmp_path / "far").mkdir()
    far = pair[SOUTH].rename(tmp_path / "far" / "south.cpcl")
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases([pair[0], far])
    hits = hits_of(window)
    window.page.results.grid.select_row(next(at for at, hit in enumerate(hits) if hit.case == "south"))
    with qtbot.waitSignals([window.player.feed.arrived, window.player.shown_moments], timeout=TIMEOUT):
        QTest.keyClick(window.page.results.grid, Qt.Key.Key_Return)
    act, proposed = window.actions_by_id, []
    monkeypatch.setattr(answers, "excerpt", lambda parent, title, path: proposed.append(path))
    for name in ("save_still", "export_clip"):
        act[name].trigger()
    assert [path.parent for path in proposed] == [far.parent, far.parent]
    window.asking.on_save_coverage_picture()
    assert proposed[-1] == tmp_path / "north + south coverage.png"
    monkeypatch.setattr(examination, "CHECKS", {"folders": examination.CHECKS["folders"]})
    act["machine"].trigger()
    dialog = window.findChild(MachineDialog)
    qtbot.waitUntil(lambda: not dialog.under_way.jobs, timeout=TIMEOUT)
    assert "case 2 · good" in as_text(dialog.findings) and "The folder of case 2" in dialog.page.toPlainText()
    dialog.done(0)


def test_a_search_is_saved_in_the_first_case_that_can_be_written_to(pair, monkeypatch):
    opened = Case.open_or_read

    def first_to_be_read(path, *more):
        return Case.read(path) if path == pair[0] else opened(path, *more)

    monkeypatch.setattr(Case, "open_or_read", first_to_be_read)
    lane = SavedSearches(Occasion(pair[0], others=(pair[SOUTH],)))
    kept = lane.save("red ones", Query("red"))
    lane.close()
    assert kept.case == "south" and place_of(kept.changed.search) == SOUTH


def test_a_passage_is_not_shown_later_where_its_case_was_not_opened(qtbot, together, answers, pair, monkeypatch):
    row = next(at for at, hit in enumerate(hits_of(together)) if hit.case == "south")
    together.page.results.grid.select_row(row)
    with monkeypatch.context() as patched:  # a machine's policy asks for a purpose, and the user gives none
        patched.setattr("cpcl_desktop.gui.dialogs.asking.wants_purpose", lambda: True)
        patched.setattr(answers, "occasion", lambda *_: None)
        together.actions_by_id["open_its_case"].trigger()
    assert together.desk.survey.is_several
    shown = []
    monkeypatch.setattr(together.pages, "show_passage", shown.append)
    open_case(qtbot, together, pair[SOUTH])
    qtbot.wait(50)
    assert together.desk.workspace.occasion.paths == (pair[SOUTH],) and shown == []


def test_what_cannot_go_together_is_refused_by_the_engines_sentence(qtbot, window, pair, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda _, title, error: told.append((title, error)))
    other = pair[0].with_name("other.cpcl")
    with Case.open(other, create=True) as case:
        add_footage(case, "gate", [(1, 0, 2)])
    for cases, kind, words in (
        ([pair[0], other], CaseError, "their scores cannot be compared"),
        ([pair[0], pair[0]], UsageError, "was named twice"),
    ):
        window.asking.open_cases(cases)
        qtbot.waitUntil(lambda: len(told) == 1, timeout=TIMEOUT)
        (title, error) = told.pop()
        assert title == "The cases were not opened together" and isinstance(error, kind) and words in str(error)
    assert window.desk.workspace is None and window.asking.choosers._settings.recent() == []


def test_dropped_files_and_arguments_open_so_and_closing_lets_go_of_all(qtbot, window, pair):
    given = [str(path) for path in pair]
    assert build_parser().parse_args(given).cases == pair and build_parser().parse_args([]).cases == []
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        drop(window, *pair)
    assert window.desk.workspace.occasion.paths == tuple(pair)
    search(qtbot, window, "red")
    open_first(qtbot, window)
    window.desk.close()
    if sys.platform.startswith("linux"):
        held = [os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()]
        assert [name for name in held if name.startswith(str(pair[0].parent)) and ".cpcl" in name] == []
    menu = window._recent._menu
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "2 cases together: north, south"


def test_footage_that_two_of_them_hold_is_searched_once_and_what_either_says_counts(qtbot, window, pair):
    again = pair[0].with_name("again.cpcl")
    again.write_bytes(pair[0].read_bytes())
    with Case.open(again) as case:
        case.decisions.decide(1, "unsure", note="seen before")
        case.searches.save("by number", '{"like": [2], "sources": ["1"], "text": "red"}')
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        window.asking.open_cases([pair[0], again])
    qtbot.waitUntil(lambda: len(hits_of(window)) == 2, timeout=TIMEOUT)
    model = window.sources_panel.model
    assert [model.data(model.index(row), STATE_ROLE).text for row in range(2)][
        1
    ] == "Searched as north: crossing.mp4"
    assert "1 source is in several of the cases" in window.page.place.text
    qtbot.waitUntil(lambda: 1 in window.desk.deciding.decisions, timeout=TIMEOUT)
    assert window.desk.deciding.decisions[1].note == "seen before"
    window.page.results.select(1)
    window.actions_by_id["decide_match"].trigger()
    settle(qtbot, window)
    assert decided_in(pair[0])[1][0] == "match" and decided_in(again)[1][0] == "unsure"
    window.actions_by_id["undo"].trigger()
    settle(qtbot, window)
    assert window.desk.deciding.decisions[1].verdict == "unsure"  # what counted before, of whichever case
    search(qtbot, window, "a person in red")
    assert "in several of the cases" not in window.page.panel.notice.text  # above, once
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.desk.saving.open(window.page.panel.box.searches.saved[0])  # of the case whose copy is not searched
    asked = window.page.panel.query(60)
    assert (asked.like, asked.sources) == ((2,), ("north:1",)) and len(hits_of(window)) == 2


def test_what_is_said_of_footage_in_two_cases_follows_what_others_do_to_it(qtbot, window, pair):
    again = pair[0].with_name("again.cpcl")
    again.write_bytes(pair[0].read_bytes())
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases([pair[0], again])
    place, panel = window.page.place, window.sources_panel
    assert place.text.endswith("again: crossing.mp4 (found as north: crossing.mp4).")
    assert panel._count.text() == "1 source" and "1 source  ·" in window.status._counts.text()
    window.page.place.findChild(QToolButton).click()  # read, and put away
    window.desk.refresh()
    qtbot.waitUntil(lambda: not window.desk.surveying.is_busy, timeout=TIMEOUT)
    assert place.isHidden()
    with Case.open(pair[0]) as case:  # another window
        case.bin.take_out([1])
    window.desk.look()
    qtbot.waitUntil(
        lambda: place.text.endswith("north: crossing.mp4 (found as again: crossing.mp4)."), timeout=TIMEOUT
    )
    assert place.isVisible() and "in the bin of a case" in place.text and panel._count.text() == "1 source"
    with Case.open(again) as case:
        case.bin.take_out([1])
    window.desk.look()
    qtbot.waitUntil(place.isHidden, timeout=TIMEOUT)


def test_hits_and_decisions_follow_where_another_window_reads_the_searched_copy_to_its_end(qtbot, window, pair):
    again = pair[0].with_name("again.cpcl")
    again.write_bytes(pair[0].read_bytes())
    counters = Counters(9.0, 9.0, 90, 90, 1.0)
    with Case.open(pair[0]) as case:
        case.tracks.finish_source(1, "partial", "", [], counters)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases([pair[0], again])
    assert {hit.case for hit in hits_of(window)} == {"again"}
    window.page.results.select(among(SOUTH, 1))
    window.actions_by_id["decide_match"].trigger()
    settle(qtbot, window)
    window.pages.show_hit(hits_of(window)[0])
    with Case.open(pair[0]) as case:  # as another window does
        case.tracks.finish_source(1, "done", "", [], counters)
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.desk.look()
    assert {hit.case for hit in hits_of(window)} == {"north"} and not window.pages.is_in_player
    qtbot.waitUntil(lambda: set(window.desk.deciding.decisions) == {1}, timeout=TIMEOUT)
    window.page.results.select(2)
    window.actions_by_id["decide_match"].trigger()
    settle(qtbot, window)
    assert set(window.desk.deciding.decisions) == {1, 2}
    assert set(decided_in(pair[0])) == {2} and set(decided_in(again)) == {1}


def test_footage_that_comes_is_no_reason_to_answer_anew(qtbot, together, pair):
    shifts, surveys = [], []
    together.desk.searched_otherwise.connect(lambda: shifts.append(1))
    together.desk.surveyed.connect(surveys.append)
    with Case.open(pair[SOUTH]) as case:
        case.sources.add(pair[0].with_name("new.mp4"), "video", "d" * 64, 99, "roof", {})
    together.desk.refresh()
    qtbot.waitUntil(lambda: bool(surveys) and len(surveys[-1].sources) == 3, timeout=TIMEOUT)
    assert not shifts


def test_a_decision_that_another_case_outvotes_is_told_and_what_counts_is_shown(qtbot, window, pair, monkeypatch):
    again = pair[0].with_name("again.cpcl")
    again.write_bytes(pair[0].read_bytes())
    drafted, told = log_table.drafted, []
    late = "2999-01-01T00:00:00.000+00:00"
    monkeypatch.setattr(log_table, "drafted", lambda *said, **more: replace(drafted(*said, **more), time=late))
    with Case.open(again) as case:
        case.decisions.decide(1, "no match")
    monkeypatch.setattr(log_table, "drafted", drafted)
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append((said[1], str(said[2]))))
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases([pair[0], again])
    qtbot.waitUntil(lambda: 1 in window.desk.deciding.decisions, timeout=TIMEOUT)
    window.page.results.select(1)
    window.actions_by_id["decide_match"].trigger()
    settle(qtbot, window)
    ((title, sentence),) = told
    assert title == "Stored, but another case's decision counts"
    assert "It still counts and is shown; yours is kept" in sentence
    assert window.desk.deciding.decisions[1].verdict == "no match" and decided_in(pair[0])[1][0] == "match"


def test_nothing_is_taken_out_of_the_footage_of_one_that_can_only_be_read(qtbot, window, pair, monkeypatch):
    opened = Occasion._open
    monkeypatch.setattr(
        Occasion, "_open", lambda said, path: Case.read(path) if path == pair[SOUTH] else opened(said, path)
    )
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.asking.open_cases(pair)
    for row, is_free in ((0, True), (2, False)):
        with qtbot.waitSignal(window.player.feed.arrived, timeout=TIMEOUT):
            window.pages.show_hit(hits_of(window)[row])
        for name in ("export_clip", "save_still"):
            action = window.actions_by_id[name]
            assert action.isEnabled() == is_free and action.toolTip().endswith(NO_TRACE) != is_free
    source, out = among(SOUTH, 1), pair[0].parent
    for order in (
        ClipOrder(source, (0, 1_000_000), None, out / "a.mp4"),
        StillOrder(source, 0, Pointed(None), out / "a.png"),
    ):
        with qtbot.waitSignal(window.desk.failed, timeout=TIMEOUT) as failed:
            window.desk.write_excerpt(order)
        assert "its log could not say what was taken out" in str(failed.args[1])
    assert not [*out.glob("a.*")]


def test_saved_searches_of_all_are_offered_and_a_new_one_is_in_the_first(
    qtbot, together, answers, pair, monkeypatch
):
    with Case.open(pair[SOUTH]) as case:
        case.searches.save("by number", '{"like": [2], "sources": ["1"], "text": "red"}')
    saving, menu, failures = together.desk.saving, together.page.panel.box.searches, []
    saving.failed.disconnect()
    saving.failed.connect(lambda title, error: failures.append(str(error)))
    monkeypatch.setattr(answers, "search_name", lambda parent, before: "red ones")
    together.page.panel.box.line.setText("red")
    together.actions_by_id["save_search"].trigger()
    qtbot.waitUntil(lambda: len(menu.saved) == 2, timeout=TIMEOUT)
    menu.menu().aboutToShow.emit()
    assert {"red ones · north", "by number · south"} <= {action.text() for action in menu.menu().actions()}
    with Case.open(pair[0]) as case:
        assert [one.name for one in case.searches.current()] == ["red ones"]
    with qtbot.waitSignal(together.desk.answered, timeout=TIMEOUT):
        saving.open(next(one for one in menu.saved if one.name == "by number"))
    asked = together.page.panel.query(60)
    assert asked.like == (among(SOUTH, 2),) and asked.sources == ("south:1",)
    assert {hit.case for hit in hits_of(together)} == {"south"}
    together.actions_by_id["save_search"].trigger()
    qtbot.waitUntil(lambda: len(failures) == 1, timeout=TIMEOUT)
    assert "names passages, footage or cases" in failures[0]
    saving.rename(next(one for one in menu.saved if one.name == "by number"), "by its number")
    qtbot.waitUntil(lambda: "by its number" in [one.name for one in menu.saved], timeout=TIMEOUT)
    with Case.open(pair[SOUTH]) as case:
        assert [one.name for one in case.searches.current()] == ["by its number"]


def test_the_chooser_takes_two_or_more_in_their_order(qtbot, pair):
    more = pair[0].with_name("more.cpcl")
    dialog = TogetherDialog(pair, pair[:1], lambda parent: [more, pair[SOUTH]])
    qtbot.addWidget(dialog)
    assert dialog.chosen == (pair[0],) and not dialog.open_button.isEnabled()
    dialog._on_more()
    assert dialog.chosen == (pair[0], pair[SOUTH], more) and dialog.open_button.isEnabled()
    dialog.list.setCurrentRow(2)
    dialog.move_current(-1)
    dialog.move_current(-1)
    dialog.move_current(-1)  # it is the first already
    assert dialog.chosen == (more, pair[0], pair[SOUTH])
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen == (more, pair[SOUTH])
