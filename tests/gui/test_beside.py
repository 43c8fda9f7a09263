"""The window with its long work in processes beside it: the same comes of it, whatever becomes of them."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import BundleError, CaseError, MachineError
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.engine.persons import kept, persons
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.gui.lanes.decision import FEW
from cpcl_desktop.gui.lanes.group import Groups
from cpcl_desktop.gui.lanes.ingest import Equipment, Ingests
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.report import ClipOrder, ReportOrder
from cpcl_desktop.gui.lanes.waiting import Footage, WaitingList
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.settings import MODEL
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.worker import ProcessWorker, ThreadWorker
from tests.faults.kills import results
from tests.gui.worker import orders
from tests.passage_cases import add_footage
from tests.probe import write_probe

from .conftest import OFTEN, ingest_clip, write_clip
from .hands import TIMEOUT, drop, open_case

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="ends processes with signals")
pytestmark = pytest.mark.exhaustive  # what is called of libraries, threads call in the other tests
LONG_S = 60


@pytest.fixture
def make_worker():
    return ProcessWorker


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory) -> Path:
    """Footage that takes some seconds to read."""
    walks = [
        (range(20 + 50 * who, 45 + 50 * who), 10, 10, (200, 20 * who, 20), (10, 10, 20 * who)) for who in range(10)
    ]
    return write_clip(tmp_path_factory.mktemp("long") / "long.mp4", LONG_S, walks)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, long_clip, probe_model) -> list:
    """What an ingest of it leaves that nobody interrupted."""
    return results(ingest_clip(tmp_path_factory.mktemp("undisturbed") / "case.cpcl", long_clip, probe_model))


@pytest.fixture
def told(monkeypatch) -> list:
    """Errors that were shown: title and error."""
    shown = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: shown.append(said[1:]))
    return shown


def worker_of(window) -> int:
    """The process of the writer's lane."""
    return window.desk.workspace.writer._worker._process._process.pid


def when_read(window, do) -> None:
    """Have something done once, as soon as footage is being read."""
    done = []

    def look(progress) -> None:
        if progress.rate is not None and not done:
            done.append(progress)
            do()

    window.desk.ingesting.connect(lambda job: job.progressed.connect(look))


def run(qtbot, job) -> object:
    """Have a job done; what it gave."""
    gave, failed = [], []
    job.succeeded.connect(gave.append)
    job.failed.connect(failed.append)
    with qtbot.waitSignal(job.ended, timeout=TIMEOUT):
        job.start()
    assert not failed, failed
    return gave[0]


def entries(path: Path) -> list[tuple]:
    """The log without what differs from run to run: times, names of files, what a thread or process costs."""
    with Case.read(path) as case:
        kept = [e for e in case.log.entries() if e.details.get("outcome") != OFTEN]
    told = [(e.action, e.purpose, e.authority, e.user, dict(e.details)) for e in kept]
    return [(*said, sorted(details)) for *said, details in told]


def test_what_is_read_beside_the_window_is_what_a_thread_reads(qtbot, window, answers, clip, settings, tmp_path):
    with Case.open(answers.case, create=True):
        pass
    open_case(qtbot, window, answers.case)
    occasion = window.desk.workspace.occasion
    occasion.purpose, occasion.authority = "Order 17", "Court"
    stages, equipped = [], []
    window.desk.equipped.connect(equipped.append)
    window.desk.ingesting.connect(lambda job: job.progressed.connect(stages.append))
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT) as added:
        drop(window, clip)
    assert [source.state for source in added.args[0].sources] == ["done"]
    assert isinstance(equipped[0], Equipment) and equipped[0].provider
    assert {"Opening the models", f"Reading {clip.name}"} <= {progress.stage for progress in stages}
    assert worker_of(window) != os.getpid()

    other = Occasion(tmp_path / "other.cpcl", "Order 17", "Court")
    with Case.open(other.path, create=True):
        pass
    list_ = WaitingList(other)
    found = list_.add(Footage((clip,)), settings.choices(), silent)
    list_.close()
    Ingests(other).add(found, settings.choices(), lambda _: None, silent)
    assert results(answers.case) == results(other.path)
    said = [entry for entry in entries(answers.case) if entry[0] != "list"]  # which the window asked for
    assert said == entries(other.path) and said[-1][1:3] == ("Order 17", "Court")


def test_the_case_is_worked_in_while_footage_is_read_beside_it(qtbot, window, case_file, long_clip, clip, tmp_path):
    open_case(qtbot, window, case_file)
    workspace = window.desk.workspace
    later = tmp_path / "later.mp4"
    later.write_bytes(clip.read_bytes() + b"later")
    when_read(window, lambda: [job.pause() for job in workspace.writer.jobs])
    drop(window, long_clip)
    qtbot.waitUntil(lambda: any(job.is_paused for job in workspace.writer.jobs), timeout=TIMEOUT)
    with Case.open(case_file) as other, pytest.raises(CaseError, match="by another program"), other.writer():
        pass
    window.page.results.grid.select_row(0)
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        window.triage.on_decide_match()
    assert [kept.name for kept in run(qtbot, workspace.save_search_job("red ones", Query(text="red"))).all]
    run(qtbot, workspace.bin_job([1], True))
    run(qtbot, workspace.bin_job([1], False))
    drop(window, later)
    qtbot.waitUntil(lambda: later in [source.path for source in window.desk.survey.waiting], timeout=TIMEOUT)
    assert all(job.is_paused for job in workspace.writer.jobs if job.title == long_clip.name)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        for job in workspace.writer.jobs:
            job.go_on()
    qtbot.waitUntil(lambda: [s.state for s in window.desk.survey.sources] == ["done"] * 3, timeout=TIMEOUT)
    with Case.read(case_file) as case:
        assert [d.verdict for d in case.decisions.current().values()] == ["match"]
    assert run(qtbot, workspace.study.verify_job(False)).faults == []


@posix_only
def test_stopped_and_killed_while_it_reads_it_goes_on_to_the_same_end(
    qtbot, window, answers, told, long_clip, undisturbed
):
    when_read(window, window.actions_by_id["cancel"].trigger)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, long_clip)
    qtbot.waitUntil(lambda: [s.state for s in window.desk.survey.sources] == ["partial"], timeout=TIMEOUT)
    stopped = worker_of(window)
    when_read(window, lambda: os.kill(worker_of(window), signal.SIGKILL))
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["resume"].trigger()
    ((title, error),) = told
    assert title == "The footage was not added" and isinstance(error, MachineError) and "SIGKILL" in str(error)
    qtbot.waitUntil(lambda: window.actions_by_id["resume"].isEnabled(), timeout=TIMEOUT)
    assert [s.state for s in window.desk.survey.sources] == ["partial"]
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["resume"].trigger()
    qtbot.waitUntil(lambda: [s.state for s in window.desk.survey.sources] == ["done"], timeout=TIMEOUT)
    assert results(answers.case) == undisturbed and worker_of(window) != stopped and len(told) == 1


def test_closing_the_case_while_it_reads_ends_the_process(qtbot, window, answers, long_clip):
    closed = []

    def close() -> None:
        closed.append(window.desk.workspace.writer._worker._process._process)
        window.actions_by_id["close_case"].trigger()

    when_read(window, close)
    drop(window, long_clip)
    qtbot.waitUntil(lambda: bool(closed) and window.desk.workspace is None, timeout=TIMEOUT)
    assert closed[0].poll() == 0
    with Case.open(answers.case) as case, case.writer():
        assert [source.state for source in case.sources.all()] == ["partial"]


def test_what_fails_beside_the_window_is_told_as_ever(qtbot, window, answers, told, settings, clip, tmp_path):
    with Case.open(answers.case, create=True) as case, case.writer():  # another program is adding footage
        open_case(qtbot, window, answers.case)
        with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
            drop(window, clip)
    settings.set(MODEL, "nowhere")
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["resume"].trigger()
    assert [type(error) for _, error in told] == [CaseError, BundleError]
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    settings.set(MODEL, str(write_probe(tmp_path / "again").path))
    with qtbot.waitSignal(window.desk.added, timeout=TIMEOUT) as added:
        drop(window, broken)
    assert [(s.state, s.path) for s in added.args[0].sources] == [("failed", broken)] and len(told) == 2


def test_every_kind_of_long_work_goes_over_and_comes_back(qtbot, settings, case_file, clip, tmp_path):
    """By one process for all lanes, so that it is started once."""
    wider = installed.add_model(write_probe(tmp_path / "wider", "wider", (3, 4, 5, 0, 1, 2, 0, 1)).path).path
    worker = ProcessWorker()
    workspace = Workspace(case_file, make_worker=lambda: worker)
    survey = run(qtbot, workspace.open_job(False, settings.choices()))
    (source,) = survey.sources
    study, workspace.occasion.purpose = workspace.study, "order 17"
    order = ReportOrder(tmp_path / "report", ReportOptions(), (Query(text="red"),), purpose="order 18")
    assert run(qtbot, workspace.report_job(order)).folder == tmp_path / "report"
    target = tmp_path / "clip.mp4"
    assert run(qtbot, workspace.excerpt_job(ClipOrder(source.id, (2_000_000, 3_000_000), None, target)))
    assert target.stat().st_size > 0
    assert run(qtbot, study.verify_job(True)).faults == []
    assert [found.source.id for found in run(qtbot, study.check_job([source]))] == [source.id]
    with Case.open(case_file) as case:
        case.captions.describe(1, "a man in red", 1)
    assert run(qtbot, study.pairs_job(tmp_path / "pairs"))
    assert run(qtbot, study.training_set_job(tmp_path / "more" / "pairs")).model.is_dir()
    assert [one.outcome for one in run(qtbot, workspace.relink_job(clip.parent))] == ["in place"]
    plan = run(qtbot, study.plan_job(wider, "cpu"))
    assert plan.pictures == survey.crops
    assert run(qtbot, study.reindex_job("change", wider, "cpu")).models.current.name == "wider"
    assert run(qtbot, study.reindex_job("back", None, "cpu")).models.kept.name == "wider"
    assert "deleted" in run(qtbot, study.reindex_job("drop", None, "cpu")).said
    run(qtbot, workspace.bin_job([source.id], True))
    assert run(qtbot, workspace.empty_bin_job([source.id], True)) == 1
    assert run(qtbot, workspace.retry_job(replace(settings.choices(), provider="cpu"))).sources == []
    qt = Order(orders.loaded, (("PySide6", "shiboken6"),))
    assert run(qtbot, workspace.writer.order("loaded", qt)) == []
    workspace.close()
    with Case.read(case_file) as case:
        assert [e.purpose for e in case.log.entries("export")][:1] == ["order 18"]


def test_likely_persons_of_several_cases_are_grouped_beside_the_window(monkeypatch, tmp_path):
    people = {"north": [(1, 0, 2), (2, 5, 7), (3, 9, 11)], "south": [(1, 20, 22), (2, 25, 27), (4, 30, 32)]}
    for content, (name, seen) in enumerate(people.items(), start=1):
        with Case.open(tmp_path / f"{name}.cpcl", create=True) as case:
            add_footage(case, "gate", seen, content=content)
    occasion = Occasion(tmp_path / "north.cpcl", others=(tmp_path / "south.cpcl",))
    lane = Groups(occasion, ThreadWorker())
    in_this_one = lane.persons(Course(silent, silent))
    lane.close()
    monkeypatch.setattr(kept, "KEPT_FROM", 6)
    monkeypatch.setattr(persons, "group", None)  # in this process
    lane = Groups(occasion, ProcessWorker())
    beside = lane.persons(Course(silent, silent))
    lane.close()
    assert beside.tracks.tolist() == in_this_one.tracks.tolist() == [1, 2, 3, *(among(1, n) for n in (1, 2, 3))]
    assert beside.groups.tolist() == in_this_one.groups.tolist() and len(set(beside.groups.tolist())) < 6


def test_models_of_the_machine_are_added_and_checked_beside_it(qtbot, window, tmp_path):
    given = write_probe(tmp_path / "given", "given").path
    name = run(qtbot, window.desk.machine.add_job(given))
    (row,) = [row for row in run(qtbot, window.desk.machine.models_job()) if row.name == name]
    assert run(qtbot, window.desk.machine.verify_job([row.path])) == {row.path: ""}
    with pytest.raises(AssertionError, match="BundleError"):
        run(qtbot, window.desk.machine.add_job(tmp_path))


def test_many_decisions_are_stored_beside_the_window_and_few_in_it(qtbot, window, tmp_path):
    path, deciding = tmp_path / "many.cpcl", window.desk.deciding
    with Case.open(path, create=True) as case:
        add_footage(case, "gate", [(number % 9, number, number + 0.5) for number in range(FEW + 20)], crops=1)
    with qtbot.waitSignal(deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, path)
    worker = window.desk.workspace._decisions._worker
    deciding.judge(window.page.results.model.hits[0], "match")
    qtbot.waitUntil(lambda: not deciding.is_busy, timeout=TIMEOUT)
    assert worker._process is None
    window.page._limit = 2 * FEW
    with qtbot.waitSignal(window.desk.answered, timeout=TIMEOUT):
        window.page.more_asked.emit(2 * FEW)
    deciding.judge_all(window.page.results.model.hits, "unsure")
    qtbot.waitUntil(lambda: not deciding.is_busy, timeout=TIMEOUT)
    assert worker._process is not None and len(deciding.decisions) == FEW + 20
    with Case.open(path) as case:
        assert case.decisions.current() == deciding.decisions
