"""What the middle of the window says while it has no hits: always what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.survey import Survey


@dataclass(frozen=True, slots=True)
class Guidance:
    """An icon, a heading, a sentence, and the ids of the commands to offer, the likeliest first."""

    icon: str
    heading: str
    text: str
    commands: tuple[str, ...] = ()


NO_CASE = Guidance(
    "video",
    tr("Drop footage here"),
    tr(
        "Videos, or folders of videos or frames. Originals are only read, never moved or changed. Everything stays "
        "on this machine."
    ),
    ("add_files", "add_folder", "open_case", "try_sample"),
)
NO_FOOTAGE = Guidance(
    "video",
    tr("Add footage to this case"),
    tr(
        "Drop videos or folders here. Originals are only read, never moved or changed. Everything stays on this "
        "machine."
    ),
    ("add_files", "add_folder"),
)
ALL_IN_BIN = Guidance(
    "bin",
    tr("All footage of this case is in the bin"),
    tr("Nothing of it is searched. Select it in the list to put it back, or add other footage."),
    ("add_files",),
)
LOOKING = Guidance(
    "reading", tr("Looking for people…"), tr("They appear here as they are found. You can search at any time.")
)
UNREAD = Guidance(
    "waiting",
    tr("Footage waits to be read"),
    tr(
        "Nobody has begun to read it. Originals are only read, never moved or changed. Everything stays on this "
        "machine."
    ),
    ("resume", "add_files"),
)
NOBODY = Guidance(
    "search",
    tr("No people were found in this footage"),
    tr(
        "Another detector, or looking at more frames per second, may find some: see Settings. Under each source "
        "stands what of it was not read or is too dark."
    ),
    ("settings", "add_files", "add_folder"),
)
SEARCHING = Guidance("search", tr("Searching…"), tr("The hits stand here as soon as they are found."))
UNANSWERED = Guidance(
    "question",
    tr("There is no answer to this search"),
    tr("Why stands above. Change the description or the filters, or clear the search to see everything."),
    ("clear_search",),
)
UNFINISHED = Guidance(
    "search",
    tr("Go on writing"),
    tr("Of what stands there, nothing is understood yet. Enter says why; Esc shows everything."),
    ("clear_search",),
)
FILTERED_OUT = Guidance(
    "search",
    tr("No passage passes the filters"),
    tr(
        "Widen the time or choose more cameras, or clear the search to see everything. Under each source stands "
        "what of it was not read, is too dark or has no colour."
    ),
    ("clear_search",),
)


Asked = Literal["answered", "searching", "unanswered", "unfinished"]  # how the last search stands
_ASKED = {"searching": SEARCHING, "unanswered": UNANSWERED, "unfinished": UNFINISHED}


def guidance(is_open: bool, is_adding: bool, survey: Survey, asked: Asked = "answered") -> Guidance:
    """What to say when there are no hits."""
    if not is_open:
        return NO_CASE
    if asked == "searching" and survey.is_several:
        return _searching_together(len(survey.cases))
    if asked in _ASKED:
        return _ASKED[asked]
    if is_adding and not survey.tracks:
        return LOOKING
    if not survey.sources and survey.binned and not survey.waiting:
        return ALL_IN_BIN
    if not survey.sources:
        return UNREAD if survey.waiting else NO_FOOTAGE
    return FILTERED_OUT if survey.tracks else NOBODY


def _searching_together(cases: int) -> Guidance:
    said = tr(
        "%n case(s) are searched as one; the first search reads all of them. The hits stand here as soon as they "
        "are found.",
        None,
        cases,
    )
    return Guidance(SEARCHING.icon, SEARCHING.heading, said)
