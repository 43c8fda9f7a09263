"""The steps that are measured, each on the real window with the real case, as a user would come to them."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from cpcl_desktop.engine.records import Answer
from cpcl_desktop.engine.search.united import UnitedIndex
from cpcl_desktop.engine.search.vectors import VectorIndex
from cpcl_desktop.gui.lanes.group import LikelyPersons
from cpcl_desktop.gui.window import MainWindow
from tests.benchmarks.window.watch import Painted, Watch, resident_mib

DESCRIPTIONS = (
    "woman in a red coat and blue jeans",
    "man with a black backpack and a white shirt",
    "person in a green jacket, grey trousers, no hat",
    "man in a blue hoodie",
    "woman with long blonde hair and a yellow dress",
)
STALL_MS, FRAME_MS = 50.0, 16.0
FRAMES = 300
QUIET_S = 20.0


class Steps:
    """What is done to a window, and noted by a watch."""

    def __init__(self, window: MainWindow, watch: Watch, runs: int) -> None:
        self.window, self.watch, self.runs = window, watch, runs
        self.results, self.grid = window.page.results, window.page.results.grid
        self.painted = Painted(self.grid.viewport())
        self.answers: list[Answer] = []
        window.desk.answered.connect(self._answer_came)
        for owner in (window.desk, window.pages, window.views):
            owner.failed.connect(lambda title, error: print(f"{title}: {error!r}", file=sys.stderr))
        self.memory_mib: dict[str, float] = {}

    def open(self, *paths: Path) -> None:
        """From the choice of a case, or several, to the first passages on the screen, then what goes on behind."""
        with self.watch.step("open the case, first passages", 3000):
            self._answered(lambda: self.window.asking.open_cases(paths))
        with self.watch.step("loading and counting behind that"):
            self._idle()
        self.memory_mib["open"] = resident_mib()

    def search(self) -> None:
        """Enter in the query box, to the first hits on the screen; the first search of a case apart."""
        for number, text in enumerate(DESCRIPTIONS * self.runs):
            name = "Enter → first hits" if number else "Enter → first hits, first search"
            self.window.views.describe()
            self.window.page.panel.box.line.setText(text)
            with self.watch.step(name, 200):
                line = self.window.page.panel.box.line
                self._answered(lambda line=line: QTest.keyClick(line, Qt.Key.Key_Return))  # type: ignore[misc]
            with self.watch.step("counts of the filters after it"):
                self._idle()
        self.memory_mib["searched"] = resident_mib()

    def many(self, hits: int) -> None:
        """As many hits as that, as "Show more" brings them, then the same answer by itself."""
        page = self.window.page
        page._limit = hits
        with self.watch.step(f"show more: {hits:,} hits in all"):
            self._answered(lambda: page.more_asked.emit(hits))
        self._idle()
        page.more_asked.disconnect()  # all that follows is measured with so many, not with more
        self.memory_mib[f"{hits} hits"] = resident_mib()
        answer = self._answer
        fresh = replace(answer, hits=answer.hits[:])
        half = replace(answer, hits=answer.hits[: len(answer.hits) // 2])
        self._each(
            "show the answer", lambda: self.results.show_answer(answer), lambda: self.results.show_answer(None)
        )
        self._each("the same answer again", lambda: self.results.show_answer(fresh))
        show_half = lambda: self.results.show_answer(half)  # noqa: E731
        self._each("twice as many, same order", lambda: self.results.show_answer(fresh), show_half)

    def scroll(self, name: str) -> None:
        """Through the hits, by pages and by parts of one; a frame is a step with all that it draws."""
        bar, watch = self.grid.verticalScrollBar(), self.watch
        self._idle()
        for frame in range(FRAMES):
            far = frame % 30 == 0
            with watch.step(f"scroll {name}, a frame", FRAME_MS):
                bar.setValue(bar.maximum() * frame // FRAMES if far else bar.value() + 40)
                self.grid.viewport().repaint()

    def views(self) -> None:
        """Each view, and each way to group."""
        back = lambda: self.results.show_view("cards")  # noqa: E731
        self.grid.select_row(len(self.results.model.hits) // 2)
        self._each("to the list", lambda: self.results.show_view("list"), back)
        self.scroll("the list")
        timeline = self.results.timeline
        shown: list[object] = []
        show = self.results.show_timeline
        self.results.show_timeline = lambda made: (show(made), shown.append(made))  # type: ignore[method-assign]

        def to_timeline() -> None:
            shown.clear()
            self.results.show_view("timeline")
            self.watch.until(lambda: bool(timeline.timeline.names))

        self._each("to the timeline", to_timeline, back)
        self._each("zoom the timeline", lambda: timeline.zoom(0.7))
        self._each("next mark", lambda: QTest.keyClick(timeline, Qt.Key.Key_Right))
        for _ in range(self.runs):
            with self.watch.step("paint the timeline", FRAME_MS):
                timeline.repaint()
        self._each("to the map", lambda: self.results.show_view("map"), back)
        canvas = self.results.map.canvas
        move = lambda: QApplication.sendEvent(canvas, _move(QPointF(300, 200)))  # noqa: E731
        self._each("point at the map", move)
        self._each("another camera on the map", self._next_camera)
        back()
        orders = self.results.bar.orders
        for order in ("time", "camera"):
            to = lambda name=order: orders.setCurrentIndex(orders.findData(name))  # noqa: E731
            self._each(f"sort by {order}", to, lambda: orders.setCurrentIndex(0))
        orders.setCurrentIndex(0)
        passages = lambda: self.results.group("passage")  # noqa: E731
        several = ("case",) if self.window.desk.survey.is_several else ()
        for grouping in ("camera", "source", *several):
            self._each(f"group by {grouping}", lambda g=grouping: self.results.group(g), passages)  # type: ignore[misc]
        self.results.group("passage")
        tracks = np.sort(self.results.model.columns.tracks)
        persons = LikelyPersons(tracks, tracks % 5000)

        def by_person() -> None:
            self.results.model.grouping = "person"  # without the job, whose time is another matter
            self.results.show_persons(persons)

        self._each("group by likely person", by_person, passages)
        self._each("back to passages", passages, by_person)

    def choose(self) -> None:
        """Selecting, and one decision."""
        self.grid.setFocus()
        self._each("select all", self.grid.selectAll, self.grid.clearSelection)
        self._each("what is selected", self.grid.selected_hits)
        self._each(
            "a step by key", lambda: QTest.keyClick(self.grid, Qt.Key.Key_Right), lambda: self.grid.select_row(9)
        )
        for row in range(self.runs):
            self.grid.select_row(row)
            decided: list[object] = []
            self.window.desk.deciding.decided.connect(lambda known, _, decided=decided: decided.append(known))
            known, triage = self.window.desk.deciding.expected(self.results.model.hits[row]), self.window.triage
            decide = triage.on_decide_unsure if known.verdict == "match" else triage.on_decide_match
            with self.watch.step("decide, stored and shown"):
                decide()
                self.watch.until(lambda decided=decided: bool(decided))  # type: ignore[misc]
            self._idle()
        self._choose_all()

    def _choose_all(self) -> None:
        """One key about all that is shown, and one that takes it back; the rest of the window goes on meanwhile."""
        deciding, triage = self.window.desk.deciding, self.window.triage
        for name, do in (("all hits", triage.on_decide_no_match), ("taking that back", deciding.undo)):
            self.grid.selectAll()
            with self.watch.step(f"decide about {name}: the key", STALL_MS):
                do()
            with self.watch.step(f"decide about {name}: until stored"):
                self.watch.until(lambda: not deciding.is_busy)
            self._idle()
            self.memory_mib[f"decided about {name}"] = resident_mib()

    def log(self) -> None:
        """The page of the log: its first page, jumps to any place, and narrowing by words that one entry has."""
        view = self.window.views.log
        with self.watch.step("the log's first page"):
            self.window.actions_by_id["view_log"].trigger()
            self.watch.until(lambda: view.model.entry(0) is not None)
        rows = view.model.rowCount()
        for jump in range(20):
            row = (rows - 1) * (jump + 1) // 20
            with self.watch.step("a jump in the log"):
                view.table.scrollTo(view.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
                self.watch.until(lambda row=row: view.model.entry(row) is not None)  # type: ignore[misc]
        with self.watch.step("the log narrowed by words"):
            view.words.setText("number 47111")
            self.watch.until(lambda: view.model.rowCount() == 1 and view.model.entry(0) is not None)
        self.window.actions_by_id["view_search"].trigger()

    def ingest(self, clip: Path) -> None:
        """A clip is read into the case, while the last answer is kept current; first nothing is, to compare."""
        with self.watch.step(f"nothing to do, {QUIET_S:.0f} s"):
            self.watch.rest(QUIET_S)
        ended: list[object] = []
        self.window.desk.idle.connect(lambda: ended.append(None))
        with self.watch.step(f"ingest {clip.name}"):
            self.window.asking.add_footage([clip])
            self.watch.until(lambda: bool(ended))
            self._idle()
        self.memory_mib["ingested"] = resident_mib()

    # --- helpers

    def _answer_came(self, answer: Answer) -> None:
        self.answers[:] = [answer]  # the last alone: an answer of 100,000 hits takes megabytes, which are measured

    @property
    def _answer(self) -> Answer:
        return self.answers[-1]

    def _answered(self, ask: Callable[[], object]) -> None:
        """Ask, and wait until the answer is on the screen."""
        self.answers.clear()
        self.painted.again()
        ask()
        self.watch.until(lambda: bool(self.answers))
        self.painted.again()
        self.watch.until(lambda: self.painted.seen)

    def _each(self, name: str, do: Callable[[], object], before: Callable[[], object] | None = None) -> None:
        """A step as often as was asked for."""
        for _ in range(self.runs):
            if before is not None:
                before()
                self.watch.rest()
            with self.watch.step(name, STALL_MS):
                do()

    def _idle(self) -> None:
        """Until no lane has anything to do."""
        workspace = self.window.desk.workspace
        assert workspace is not None
        lanes = (workspace.query, workspace.facet, workspace.survey, workspace.picture, workspace.group)
        answering = self.window.desk.answering
        self.watch.until(lambda: not answering.is_getting_ready and not any(lane.jobs for lane in lanes))
        self.watch.rest(0.1)
        self.watch.until(lambda: not any(lane.jobs for lane in lanes))

    def _next_camera(self) -> None:
        places = self.results.map.places
        places.setCurrentIndex((places.currentIndex() + 1) % places.count())

    def vectors_mib(self) -> float:
        """What the vectors of the case take in the search's index."""
        workspace = self.window.desk.workspace
        assert workspace is not None
        searcher = workspace._queries._searcher
        index = None if searcher is None else searcher.indexes.kept()
        parts = [part for _, part in index.parts] if isinstance(index, UnitedIndex) else [index]
        return sum(_mib(part) for part in parts if isinstance(part, VectorIndex))


def _mib(index: VectorIndex) -> float:
    means = len(index.starts) * (index.layout.length + 1) * 2  # one of each passage, at half precision
    return (index.all_rows().data.nbytes + means) / 2**20


def _move(place: QPointF) -> QMouseEvent:
    nothing = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, place, place, nothing, nothing, Qt.KeyboardModifier.NoModifier)
