"""What a window shows only at times: filters that are set, jobs, notices, a review; see `every_window`."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.sources.arrivals import Arrivals
from cpcl_desktop.gui.describe_wording import verdict_lines
from cpcl_desktop.gui.jobs import Lane
from cpcl_desktop.gui.lanes.training import Trained
from cpcl_desktop.gui.panels.filters.let_through import Filters
from cpcl_desktop.gui.panels.job_card import REPORTING, JobWords, Listed
from cpcl_desktop.gui.watching import Watched

States = Iterator[tuple[str, QWidget]]
Settle = Callable[[], None]

EVERY_KIND = Filters(
    cameras=("a camera of a long name at the back entrance of the building, towards the car park",),
    time_of_day="22:30-05:45",
    between=("2026-03-12T22:30:00/2026-03-14T05:45:30", "2026-03-15T00:00:00/2026-03-16T00:00:00"),
    decision=("match", "unsure"),
    from_px=80.0,
    to_px=160.0,
    from_s=3600.0,
    negated=("decision", "from_px"),
)


def states(window, settle: Settle) -> States:
    """Each by its name, with the window to look at, while it lasts; the window is as before at the end."""
    for state in (filters, many_sources, jobs, notices, review, verdict):
        yield from state(window, settle)


def filters(window, settle: Settle) -> States:
    """All of them set, and what each opens."""
    bar = window.page.panel.filters
    bar.set_filters(EVERY_KIND)
    settle()
    yield "filters that are set", window
    for chip in (bar.heights, bar.day, bar.within, bar.between):
        chip.open()
        settle()
        yield f"what the filter {chip.name} opens", chip.popup
        chip.popup.close()
    bar.clear()
    bar._more.click()
    settle()
    yield "all filters", window
    bar._more.click()


def many_sources(window, settle: Settle) -> States:
    """A list in which there is something to find, and folders that are watched."""
    panel = window.sources_panel
    one = window.desk.survey.sources[0]
    found = ("done", "failed", "partial", "waiting")
    sources = [
        replace(one, id=number, state=found[number % 4], path=Path(f"/r/{number}.mp4")) for number in range(1, 41)
    ]
    panel.show_sources(sources)
    panel.watched.show_folders([Watched(Arrivals(Path("/recorders/of the back entrance")), is_on=True, added=7)])
    settle()
    yield "many sources", window
    panel.finder.buttons["failed"].click()
    settle()
    yield "those that failed", window
    panel.finder.clear()
    panel.watched.show_folders([])
    panel.show_sources(window.desk.survey.sources)


def jobs(window, settle: Settle) -> States:
    """Cards of what runs and waits, and the lines of what ended."""
    panel, may_end = window.sources_panel, threading.Event()
    lane = Lane("held")

    def held(_) -> None:
        may_end.wait(60)
        raise MediaError("The recorder's disk {name} cannot be read any more: look at its cable.", name="D:")

    listed = Listed(JobWords(), lambda _: None)
    waiting = [lane.job(f"recorder-{number}.mp4", held) for number in range(3)]
    for job in waiting:
        job.listed = listed
        panel.follow(job)
        job.start()
    report = lane.job("the report of March", lambda _: None)
    panel.follow_other(report, REPORTING)
    report.start()
    settle()
    yield "jobs under way", window
    may_end.set()
    while lane.jobs:
        settle()
    panel.jobs.ended.more.setChecked(True)
    settle()
    yield "jobs that ended", window
    panel.jobs.ended.more.setChecked(False)
    panel.jobs.forget()
    lane.close()


def notices(window, settle: Settle) -> States:
    """All that stands above the hits, with its buttons."""
    shown = (window.page.equipment, window.page.footage, window.page.place, window.page.panel.notice)
    before = [notice.text for notice in shown]
    for notice in shown:
        notice.say("Three of the sources are not where they were, and one of them could not be read.", "Go on")
    settle()
    yield "notices", window
    for notice, text in zip(shown, before, strict=True):
        notice.say(text)


def review(window, settle: Settle) -> States:
    """Hits one after the other."""
    act = window.actions_by_id
    act["view_search"].trigger()
    act["review"].trigger()
    settle()
    yield "a review", window
    if act["review"].isChecked():
        act["review"].trigger()


def verdict(window, settle: Settle) -> States:
    """What the gate said of a model that was trained."""
    training = window.views.describe_page.training
    facts = {"groups": 40, "chance": 0.02}
    said = verdict_lines(Trained(True, "", Path("/models/the new model of March"), facts))
    window.actions_by_id["view_describe"].trigger()
    training.verdict.setText("\n".join(said))
    training.add.show()
    settle()
    yield "a verdict", window
    training.add.hide()
    training.verdict.setText("")
    window.actions_by_id["view_search"].trigger()
