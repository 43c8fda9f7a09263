"""Everyone else in a frame: whose passages last at its time, where they are, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.numbering import own
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.frame import Passing
from cpcl_desktop.gui.player.sighting import Point, Sighting, is_in_view, sighting_of, trail_of
from cpcl_desktop.gui.wording import decision_line


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in a frame: their passage, where they are, where they were in the last seconds, and who that is."""

    track: int
    sighting: Sighting
    trail: Sequence[Point]
    said: str
    is_boxed: bool = True
    is_marked: bool = False

    @property
    def number(self) -> str:
        """What is written at the box: of its own case, which is that of all in the footage."""
        return str(own(self.track))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is drawn of others: boxes, ways, who is marked, and what was decided about whom."""

    boxes: bool = True
    trails: bool = False
    marked: int | None = None
    decisions: Mapping[int, Decision] | None = None


def figures_at(people: Sequence[Passing], time_us: int, but: int | None, wanted: Wanted) -> list[Figure]:
    """Who of a source's people is in view at a time, but for one passage if any, from left to right."""
    if not (wanted.boxes or wanted.trails):
        return []
    figures = []
    for one in people:
        is_other = one.track != but and is_in_view(one, time_us)
        place = sighting_of(one, time_us) if is_other else None
        if place is not None:
            trail = trail_of(one, time_us) if wanted.trails else []
            said = person_line(one, (wanted.decisions or {}).get(one.track))
            figures.append(Figure(one.track, place, trail, said, wanted.boxes, one.track == wanted.marked))
    return sorted(figures, key=lambda figure: figure.sighting.box[0])


def person_line(one: Passing, decision: Decision | None) -> str:
    """Who a box is: the number of their passage, its times, and what was decided."""
    begin, end, decided = moment(one.start_us), moment(one.end_us), decision_line(decision)
    return tr("Passage {number}, {begin} – {end}. {decision}", number=own(one.track), begin=begin, end=end,
              decision=decided)  # fmt: skip


def others_line(figures: Sequence[Figure], is_beside: bool) -> str:
    """How many are in view, beside the person looked at or in all, and which passages these are."""
    if not figures:
        return tr("Nobody else is in view.") if is_beside else tr("Nobody is known to be in view.")
    numbers = ", ".join(figure.number for figure in figures)
    if not is_beside:
        return tr("%n person(s) in view: passages {numbers}.", None, len(figures), numbers=numbers)
    return tr("%n other(s) in view: passages {numbers}.", None, len(figures), numbers=numbers)
