"""Work in a process beside the window: what it says arrives as from a thread, and no end of it is unheard."""

import os
import pkgutil
import queue
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import cpcl_desktop.engine
from cpcl_desktop.engine.errors import Cancelled, CpclError, MachineError, MediaError
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.runtime import language
from cpcl_desktop.gui.dialogs.messages import details_of
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.order import Order
from cpcl_desktop.gui.worker.wire import pack, pack_failure, receive
from cpcl_desktop.gui.worker.worker import ProcessWorker, ThreadWorker, Worker
from tests.gui.worker import orders

SOON_S = 20.0  # on a machine that is busy
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="ends processes with signals")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


@pytest.fixture(scope="module")
def shared() -> Iterator[ProcessWorker]:
    """One for all tests that leave it as it was."""
    made = ProcessWorker()
    yield made
    made.close()


@pytest.fixture
def worker() -> Iterator[ProcessWorker]:
    made = ProcessWorker()
    yield made
    made.close()


def silent_course() -> Course:
    return Course(lambda _: None, lambda _: None)


def done(worker: Worker, order: Order) -> object:
    return worker.do(order, silent_course())


def wait_for(path: Path) -> None:
    until = time.monotonic() + SOON_S
    while not path.exists() or not path.read_text():
        assert time.monotonic() < until
        time.sleep(0.01)


def is_there(process: int) -> bool:
    """Whether it runs; one that ended and whose parent has not asked yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def in_a_thread(worker: Worker, order: Order, course: Course) -> queue.SimpleQueue:
    """Have it done, as a lane does; what it gave or raised comes through the queue."""
    ended: queue.SimpleQueue = queue.SimpleQueue()

    def do() -> None:
        try:
            ended.put(worker.do(order, course))
        except Exception as error:
            ended.put(error)

    threading.Thread(target=do, daemon=True).start()
    return ended


@pytest.mark.parametrize("kind", ["process", "thread"])
def test_what_it_says_comes_in_order_and_then_what_it_gives(shared, kind):
    said = []
    course = Course(lambda progress: said.append((progress.stage, progress.done)), said.append)
    worker = shared if kind == "process" else ThreadWorker()
    words, pid, _ = worker.do(Order(orders.speak, announces=True), course)
    assert said == [("stage 0", 0), 0, ("stage 1", 1), 1, ("stage 2", 2), 2] and words == "done"
    assert (int(pid) == os.getpid()) == (kind == "thread")


def test_one_process_serves_one_order_after_the_other(shared):
    assert done(shared, Order(orders.pid)) == done(shared, Order(orders.pid)) != os.getpid()


def test_progress_is_dropped_where_nobody_could_read_it(shared):
    told = []
    shared.do(Order(orders.many, (2000,)), Course(told.append, told.append))
    assert told[0] == Progress("on and on") and len(told) < 100


def test_what_a_library_prints_does_not_get_between(shared):
    assert done(shared, Order(orders.print_something)) == "said"


@posix_only
def test_it_lets_the_window_go_first(shared):
    assert done(shared, Order(orders.niceness)) > os.nice(0)


def test_it_knows_no_qt(shared):
    assert done(shared, Order(orders.loaded, (("PySide6", "shiboken6"),))) == []


def test_it_speaks_the_windows_language(worker):
    before = language.chosen()
    language.choose("zh_CN")
    try:
        assert done(worker, Order(orders.speak, announces=True))[2] == "zh_CN"
    finally:
        language.choose(before)


# --- errors


def every_error() -> list[type[CpclError]]:
    """The tree of our errors, once everything that adds to it is imported."""
    for module in pkgutil.walk_packages(cpcl_desktop.engine.__path__, "cpcl_desktop.engine."):
        import_module(module.name)
    found, left = [], [CpclError]
    while left:
        kind = left.pop()
        found.append(kind)
        left += [one for one in kind.__subclasses__() if one.__module__.startswith("cpcl_desktop.")]
    return found


def test_every_error_of_ours_goes_over_as_itself(tmp_path):
    kinds = every_error()
    assert len(kinds) >= 8  # six of them, their base, and `MemoryExhausted`
    for kind in kinds:
        (tmp_path / "sent").write_bytes(pack_failure(kind("What happened.")))
        with (tmp_path / "sent").open("rb") as stream:
            word, error = receive(stream)
        assert (word, type(error), str(error)) == ("failed", kind, "What happened.")


def test_an_error_arrives_with_where_it_happened(shared):
    with pytest.raises(MediaError) as caught:
        done(shared, Order(orders.fail_from))
    assert str(caught.value) == "It cannot be read."
    assert "It broke" in details_of(caught.value) and "in fail_from" in details_of(caught.value)


@pytest.mark.parametrize("error", [ValueError("three"), KeyError("name"), orders.Own("Own."), OSError(28, "full")])
def test_other_errors_arrive_too(shared, error):
    with pytest.raises(type(error)) as caught:
        done(shared, Order(orders.fail, (error,)))
    assert caught.value.args == error.args


def test_what_does_not_pickle_is_told_in_words(shared):
    with pytest.raises(RuntimeError, match="Holding: it holds a lock"):
        done(shared, Order(orders.fail_strangely))
    with pytest.raises(TypeError, match="pickle"):
        done(shared, Order(orders.give_strangely))
    with pytest.raises(Exception, match="pickle"):
        done(shared, Order(orders.fail, (threading.Lock(),)))
    with pytest.raises(MemoryError):
        done(shared, Order(orders.exhaust))
    assert done(shared, Order(orders.pid)) != os.getpid()


def test_a_message_that_breaks_off_is_the_end(tmp_path):
    whole = pack("told", Progress("one"))
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut").write_bytes(whole[:length])
        with (tmp_path / "cut").open("rb") as stream:
            assert receive(stream) is None


# --- steering


def test_stopped_it_ends_as_cancelled_and_serves_on(shared, tmp_path):
    course = silent_course()
    ended = in_a_thread(shared, Order(orders.go_on, (tmp_path / "count",)), course)
    wait_for(tmp_path / "count")
    course.stop()
    assert isinstance(ended.get(timeout=SOON_S), Cancelled)
    course.stop()  # of what has ended: the next order is not meant
    assert done(shared, Order(orders.pid)) != os.getpid()


def test_what_was_stopped_before_it_began_never_works(shared, tmp_path):
    course = silent_course()
    course.stop()
    with pytest.raises(Cancelled):
        shared.do(Order(orders.go_on, (tmp_path / "count",)), course)
    assert not (tmp_path / "count").exists()


def test_paused_it_waits_at_its_next_report_until_it_may_go_on(shared, tmp_path):
    notes, course = tmp_path / "count", silent_course()
    ended = in_a_thread(shared, Order(orders.go_on, (notes,)), course)
    wait_for(notes)
    course.pause()
    held, until = "", time.monotonic() + SOON_S
    while (now := notes.read_text()) != held or not now:  # it has not heard of that yet
        assert time.monotonic() < until
        held = now
        time.sleep(0.5)
    assert ended.empty()
    course.go_on()
    while notes.read_text() in (held, ""):
        assert time.monotonic() < until
        time.sleep(0.01)
    course.pause()
    course.stop()  # a paused one can be stopped
    assert isinstance(ended.get(timeout=SOON_S), Cancelled)


# --- ends


@posix_only
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV] if sys.platform != "win32" else [])
def test_a_process_that_dies_ends_its_work_with_a_sentence_and_the_next_is_done(worker, how):
    before = done(worker, Order(orders.pid))
    with pytest.raises(
        MachineError, match=rf"ended in the middle \({how.name}\).*is kept\. Ask for the same again"
    ):
        done(worker, Order(orders.die, (how,)))
    assert done(worker, Order(orders.pid)) not in (before, os.getpid())


def test_work_that_ends_its_process_is_told_of_too(worker):
    with pytest.raises(MachineError, match=r"\(exit status 3\)"):
        done(worker, Order(orders.leave))


def test_one_that_ends_before_it_begins_is_told_of_and_not_asked_again(worker, monkeypatch):
    ready = "import os; from cpcl_desktop.gui.worker.wire import pack; os.write(1, pack('ready')); os.read(0, 1)"
    monkeypatch.setattr("cpcl_desktop.gui.worker.worker.worker_command", lambda: [sys.executable, "-c", ready])
    for _ in range(2):
        with pytest.raises(MachineError, match=r"ended in the middle \(exit status \d\)"):
            done(worker, Order(orders.pid))
    monkeypatch.undo()
    assert done(worker, Order(orders.pid)) != os.getpid()


@posix_only
def test_one_that_went_while_nothing_was_asked_of_it_is_replaced(worker):
    before = done(worker, Order(orders.pid))
    os.kill(before, signal.SIGKILL)
    assert done(worker, Order(orders.pid)) not in (before, os.getpid())


def test_it_goes_by_itself_when_nothing_is_asked_of_it(worker, monkeypatch):
    soon = "import cpcl_desktop.gui.worker.process as p; p.IDLE_S = 0.2; p.main()"
    monkeypatch.setattr("cpcl_desktop.gui.worker.worker.worker_command", lambda: [sys.executable, "-c", soon])
    before = done(worker, Order(orders.pid))
    assert worker._process._process.wait(SOON_S) == 0
    assert done(worker, Order(orders.pid)) != before


@linux_only
def test_closing_ends_it(worker):
    process = done(worker, Order(orders.pid))
    assert is_there(process)
    worker.close()
    assert not is_there(process)
    worker.close()


@pytest.mark.parametrize(
    ("command", "why"),
    [(["no such program"], "No such file"), ([sys.executable, "-c", "exit(7)"], "exit status 7")],
)
def test_one_that_cannot_be_started_is_told_of(worker, monkeypatch, command, why):
    monkeypatch.setattr("cpcl_desktop.gui.worker.worker.worker_command", lambda: command)
    with pytest.raises(MachineError, match=rf"could not be started \({why}.*The case is as it was"):
        done(worker, Order(orders.pid))
    monkeypatch.undo()
    assert done(worker, Order(orders.pid)) != os.getpid()


@linux_only
def test_it_ends_soon_after_a_window_that_was_killed(tmp_path):
    """Whatever it is doing then: nobody is left who writes on."""
    notes, named = tmp_path / "count", tmp_path / "pid"
    window = textwrap.dedent(f"""
        from pathlib import Path
        from cpcl_desktop.gui.worker.course import Course
        from cpcl_desktop.gui.worker.order import Order
        from cpcl_desktop.gui.worker.worker import ProcessWorker
        from tests.gui.worker import orders
        worker, course = ProcessWorker(), Course(lambda _: None, lambda _: None)
        Path({str(named)!r}).write_text(str(worker.do(Order(orders.pid), course)))
        worker.do(Order(orders.go_on, (Path({str(notes)!r}),)), course)
    """)
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen([sys.executable, "-c", window], cwd=root) as killed:
        wait_for(notes)
        process = int(named.read_text())
        assert is_there(process)
        killed.kill()
    until = time.monotonic() + SOON_S
    while is_there(process):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_the_frozen_program_is_its_own_worker(monkeypatch):
    from cpcl_desktop.__main__ import main
    from cpcl_desktop.gui.worker.entry import worker_command

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--work"]
    monkeypatch.setattr("cpcl_desktop.gui.worker.process.main", lambda arguments: (7, *arguments))
    assert main(["--work", "en"]) == (7, "en")
