"""Opens every window, page and dialog of the program on a case, and says what of each is wrong: run as a process.

A language, a size of text and a side to read from hold for a whole process, hence this one.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QWidget

from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import choose

WAIT_S = 600.0  # ends what hangs; how long a thing takes, the machine decides
NO_NETWORK = (
    "No model can be fetched: the policy of this machine forbids it to use a network "
    "(/etc/cpcl-desktop/policy.toml). Nothing was sent or fetched. A model can be added from a file: in the window "
    "by Case → Add a model…, or with `cpcl models add FILE`."
)
STILL_S = 0.5  # in which nothing moves, after which a page has come to rest


@dataclass
class Visit:
    """What was found, by what was shown; `check` looks at a window."""

    check: Callable[[QWidget], list[str]]
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, name: str, window: QWidget) -> None:
        """Look at what is shown now."""
        self.found[name] = self.check(window)


class Calm(QObject):
    """Knows when the window was last laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Takes nothing."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self.moved = time.monotonic()
        return False


def is_working(application: QApplication) -> bool:
    """Whether anything is still done for a case, in whichever lane; what comes of it may move something."""
    from cpcl_desktop.gui.jobs import Lane  # the window's modules are read once the language is chosen
    from cpcl_desktop.gui.window import MainWindow

    workspaces = [one.desk.workspace for one in application.topLevelWidgets() if isinstance(one, MainWindow)]
    held = [one for workspace in workspaces if workspace for one in (workspace, workspace.study)]
    return any(lane.jobs for one in held for lane in vars(one).values() if isinstance(lane, Lane))


def settle(application: QApplication) -> None:
    """Until nothing is done and nothing has moved for a while."""
    calm = Calm()

    def is_calm() -> bool:
        if is_working(application):
            calm.moved = time.monotonic()
        return time.monotonic() > calm.moved + STILL_S

    application.installEventFilter(calm)
    wait_for(application, "rest", is_calm)
    application.removeEventFilter(calm)


def wait_for(application: QApplication, what: str, is_so: Callable[[], object]) -> None:
    """Until something is so; it must be."""
    until = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < until, f"{what} did not come"
        application.processEvents()
        time.sleep(0.005)


def pages(application, window, case: Path) -> Iterator[str]:
    """All that the window itself shows, by name, one after the other."""
    act: Mapping[str, QAction] = window.actions_by_id
    settle(application)
    yield "no case"
    answers: list[object] = []
    window.desk.answered.connect(answers.append)
    window.asking.open_case(case)
    wait_for(application, "an answer", lambda: answers)
    settle(application)
    yield "cards"
    answers.clear()
    window.page.panel.box.line.setText("woman in a red top, without a hat, zorble")
    window.page.search()
    wait_for(application, "an answer", lambda: answers)
    settle(application)
    yield "hits of a search"
    for view in ("list", "timeline", "map"):
        act[f"view_{view}"].trigger()
        settle(application)
        yield view
    act["view_cards"].trigger()
    window.page.results.grid.selectAll()
    act["compare"].trigger()
    settle(application)
    yield "side by side"
    for page in ("persons", "coverage", "log", "models", "describe"):
        act[f"view_{page}"].trigger()
        settle(application)
        yield f"page {page}"
    act["view_search"].trigger()
    window.pages.turn_to(0)
    settle(application)
    yield "player"


def merged_of(source: Source) -> object:
    """A merge with one of everything that can be told of it."""
    from cpcl_desktop.engine.merge.differences import ONE_CAMERA, Difference
    from cpcl_desktop.engine.merge.labels import OtherKey
    from cpcl_desktop.engine.merge.merge import Merged
    from cpcl_desktop.engine.merge.said import Conflict, NotCarried
    from cpcl_desktop.engine.merge.taking import Taken

    verdicts = [
        ("a.cpcl", "match", "anna", "2026-03-12T12:00"),
        ("b.cpcl", "no match", "bo", "2026-03-12T13:00"),
    ]
    return Merged(
        [Taken("a.cpcl", source, outcome) for outcome in ("taken", "known", "replaced")],
        12,
        {"source": 3, "track": 40, "crop": 160},
        [
            Difference(1, source.name, "a.cpcl", "clock", "2026-03-12T12:00:00 (user), +0 s", "not known"),
            Difference(
                1, source.name, "a.cpcl", "read with", "found by motion, 2 frames a second", "found by cpcl"
            ),
            Difference(2, "b.mp4", "a.cpcl", ONE_CAMERA, "ch01 (/north/ch01)", "ch01 (/south/ch01)"),
        ],
        [Conflict(7, "no match", verdicts)],
        [NotCarried("a.cpcl", "person", 31, "it undid a decision that was not carried")],
        [OtherKey("Vehicle", "a.cpcl", 4, 0)],
    )


def dialogs(window) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every dialog by its name, and what opens it, for as long as it is open or at once."""
    from cpcl_desktop.engine.coverage.abreast import Abreast, Cameras
    from cpcl_desktop.engine.errors import MediaError
    from cpcl_desktop.engine.models import catalogue
    from cpcl_desktop.engine.models.offers import Offer
    from cpcl_desktop.gui.dialogs.cameras_dialog import CamerasDialog
    from cpcl_desktop.gui.dialogs.crash_dialog import CrashDialog
    from cpcl_desktop.gui.dialogs.fetch_dialog import FetchDialog
    from cpcl_desktop.gui.dialogs.merged_dialog import MergedDialog
    from cpcl_desktop.gui.dialogs.messages import show_error, tell_done
    from cpcl_desktop.gui.lanes.frame import Follower
    from cpcl_desktop.gui.lanes.models import Offered

    by_command = (
        "settings",
        "shortcuts",
        "machine",
        "about",
        "occasion",
        "note",
        "labels",
        "save_search",
        "report",
    )
    for name in (*by_command, "open_together"):
        yield name, window.actions_by_id[name].trigger
    source = window.desk.survey.sources[0]
    choosers = window.asking.choosers
    yield "clock", lambda: choosers.clocks(window, source, [source, source])
    yield "camera", lambda: choosers.cameras(window, [source], [source, source], [])
    hit = window.page.results.model.hits[0]
    yield "later passage", lambda: choosers.follower(window, hit, [Follower(hit, 1_400_000, QImage())] * 3)
    beside = Cameras(Abreast(source, 0), [Abreast(source, 0)], [(source, "no clock"), (source, "no common zone")])
    yield "other cameras", CamerasDialog(beside, 0, [source.id], 8, window).open
    yield "stop?", lambda: choosers.confirm_stop(window, "adding footage")
    yield "stop merging?", lambda: choosers.confirm_stop(window, "merging cases")
    yield "stop training?", lambda: choosers.confirm_stop(window, "training")
    yield "sure?", lambda: choosers.confirm(window, "Drop the model before?", "There is no way back then.", "Drop")
    offer = Offer(catalogue.catalogue()[0], kept=1_200_000)
    yield "download?", FetchDialog(Offered([offer], ""), window).open
    yield "no download", FetchDialog(Offered([offer], NO_NETWORK), window).open
    yield "report of an error", CrashDialog("KeyError\n  somewhere", lambda: None, lambda: None, window).open
    yield "an error", lambda: show_error(window, "The search failed", MediaError("The file cannot be read."))
    yield "merged", MergedDialog(merged_of(source), window).open
    yield "done", lambda: tell_done(window, "The report is written", "3 items.", "Open it", lambda: None)


def visit_dialog(application: QApplication, name: str, open_it: Callable[[], object], visit: Visit) -> None:
    """Open a dialog, look at it as soon as it is there, and close it."""
    begun = time.monotonic()

    def on_tick() -> None:
        shown = application.activeModalWidget()
        if shown is not None and time.monotonic() - begun > STILL_S:
            if name not in visit.found:
                visit.look(name, shown)
            shown.done(0)  # whatever it would ask before it closes

    timer = QTimer(interval=50)
    timer.timeout.connect(on_tick)
    timer.start()
    open_it()
    wait_for(application, name, lambda: name in visit.found and application.activeModalWidget() is None)
    timer.stop()


def visit_all(options: Mapping[str, object]) -> dict[str, list[str]]:
    """Go through everything; `options` as `visited` in `test_cut.py` makes them."""
    from cpcl_desktop.gui.application import application, make_window
    from cpcl_desktop.gui.settings import TEXT_SIZE, Settings
    from tests.gui.cut import faults_in
    from tests.gui.window_states import states

    running = application()
    if options["right_to_left"]:
        running.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settings = Settings(QSettings(str(options["settings"]), QSettings.Format.IniFormat))
    settings.set(TEXT_SIZE, str(options["text"]))
    window = make_window(settings)
    screen = running.primaryScreen().availableSize()
    assert [screen.width(), screen.height()] == options["screen"]
    visit = Visit(lambda shown: faults_in(shown, screen))
    window.resize(screen - QSize(2, 36))
    window.show()
    for name in pages(running, window, Path(str(options["case"]))):
        visit.look(name, window)
    for name, shown in states(window, lambda: settle(running)):
        visit.look(name, shown)
    for name, open_it in dialogs(window):
        visit_dialog(running, name, open_it, visit)
    window.actions_by_id["guide"].trigger()
    settle(running)
    visit.look("guide", window.about_program.guide)
    window.about_program.guide.close()
    window.desk.shut()
    return visit.found


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    choose(given["language"])
    print(json.dumps(visit_all(given), ensure_ascii=True))
