"""What the window says of likely persons: always that they are a proposal, never that somebody is somebody."""

from __future__ import annotations

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.persons.persons import Appearance, Person
from cpcl_desktop.engine.persons.shown import gap_words, person_words
from cpcl_desktop.engine.recorder_time import ClockTime
from cpcl_desktop.gui.lanes.person import Proposal
from cpcl_desktop.gui.wording import count

_NAMED = 5  # sources that a line names


def proposal_line(proposal: Proposal) -> str:
    """What the proposal holds."""
    if not proposal.passages:
        return ""
    seen = f"{count(len(proposal.persons), 'likely person')} seen again or named"
    return f"{count(proposal.passages, 'passage')}: {seen}, {count(proposal.alone, 'passage')} like no other."


def unclocked_line(proposal: Proposal) -> str:
    """Which recorders' clocks are not known, so that nothing follows by time; empty for none."""
    if not proposal.unclocked:
        return ""
    more = f" and {len(proposal.unclocked) - _NAMED} more" if len(proposal.unclocked) > _NAMED else ""
    return f"The recorder's clock is not known of: {', '.join(proposal.unclocked[:_NAMED])}{more}."


def against_lines(person: Person) -> list[str]:
    """What contradicts that it is one person, could not be checked, or was kept apart."""
    apart = [f"Person {one.person} looks like this one and was kept apart: {one.because}" for one in person.apart]
    return [*person.against, *apart]


def card_lines(person: Person) -> list[str]:
    """A likely person in short lines: what they are called, how often seen, and what speaks against it."""
    called, _, said = person_words(person).partition(": ")
    where, _, label = said.partition(", belonging together: ")  # how firmly first: there may be little room
    said = f"{label}: {where}" if label else where
    doubts = len(against_lines(person))
    return [called, said, f"{count(doubts, 'reason')} to doubt it" if doubts else "Nothing contradicts it"]


def appearance_lines(one: Appearance) -> list[str]:
    """An appearance in lines: where, when in the file and by the clock, how long after the last, how firmly."""
    when = f"{moment(round(one.begin_s * 1e6))} – {moment(round(one.end_s * 1e6))}"
    clock = true_time(one.time)
    gap = gap_words(one.gap_s, one.gap_doubt_s)
    belongs = f"belongs: {one.label}" if one.label else "like no other"
    lines = (
        one.source if one.camera == one.source else f"{one.camera} · {one.source}",
        f"{when} in the file",
        f"{clock} corrected" if clock else "",
        " · ".join(filter(None, (f"passage {one.track}", gap and f"{gap} since the last", belongs))),
    )
    return list(filter(None, lines))


def true_time(time: ClockTime) -> str:
    """The corrected time to the second, marked where it is doubtful; empty where it is not known."""
    return "" if time.corrected is None else time.corrected.isoformat(" ", "seconds") + " (?)" * time.ambiguous


def spoken_person(person: Person) -> str:
    """A likely person as a screen reader says it."""
    speaks = len(against_lines(person))
    said = f", {count(speaks, 'reason')} to doubt it" if speaks else ""
    return f"Proposal: {person_words(person)}{said}"


def spoken_appearance(one: Appearance) -> str:
    """An appearance as a screen reader says it."""
    return ", ".join(appearance_lines(one))
