"""What the window says of likely persons: always that they are a proposal, never that somebody is somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.numbering import called as called_number
from cpcl_desktop.engine.persons.shown import gap_words
from cpcl_desktop.engine.recorder_time import ClockTime
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.gui.lanes.person import Proposal

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance, Person

CAVEAT = tr("Passages are grouped by looks, time and place: a proposal to be checked, never an identification.")
NOBODY = tr("Nobody was likely seen more than once, and nobody is named. Every passage stands by itself.")
_STRENGTHS: Mapping[str | None, str] = {
    "strong": tr("strong", "how firmly passages belong together"),
    "fair": tr("fair", "how firmly passages belong together"),
    "weak": tr("weak", "how firmly passages belong together"),
}
_NAMED = 5  # sources that a line names


def proposal_line(proposal: Proposal) -> str:
    """What the proposal holds."""
    if not proposal.passages:
        return ""
    return tr(
        "{passages}: {seen}, {alone}.",
        passages=tr("%n passage(s)", None, proposal.passages),
        seen=tr("%n likely person(s) seen again or named", None, len(proposal.persons)),
        alone=tr("%n passage(s) like no other", None, proposal.alone),
    )


def unclocked_line(proposal: Proposal) -> str:
    """Which recorders' clocks are not known, so that nothing follows by time; empty for none."""
    named, more = ", ".join(proposal.unclocked[:_NAMED]), len(proposal.unclocked) - _NAMED
    if more > 0:
        return tr("The recorder's clock is not known of: {sources} and %n more.", None, more, sources=named)
    return tr("The recorder's clock is not known of: {sources}.", sources=named) if named else ""


def against_lines(person: Person) -> list[str]:
    """What contradicts that it is one person, could not be checked, or was kept apart."""
    apart = [
        tr(
            "Person {number} looks like this one and was kept apart: {reason}",
            number=called_number(one.case, one.person),
            reason=shown(one.because),
        )
        for one in person.apart
    ]
    return [*map(shown, person.against), *apart]


def called(person: Person) -> str:
    """A likely person's number and name."""
    if person.name:
        return tr("Person {number} “{name}”", number=person.called, name=person.name)
    return tr("Person {number}", number=person.called)


def person_line(person: Person) -> str:
    """What a likely person is called, how often seen, and how firmly the passages belong together."""
    if not _is_seen_again(person):
        return tr("{person}: 1 passage, like no other", person=called(person))
    return tr(
        "{person}: {seen}, belonging together: {strength}",
        person=called(person), seen=_seen(person), strength=_STRENGTHS[person.label],
    )  # fmt: skip


def card_lines(person: Person) -> list[str]:
    """A likely person in short lines: what they are called, how often seen, and what speaks against it."""
    doubts = len(against_lines(person))
    return [
        called(person),
        # How firmly first: there may be little room.
        tr("{strength}: {seen}", strength=_STRENGTHS[person.label], seen=_seen(person))
        if _is_seen_again(person)
        else tr("1 passage, like no other"),
        tr("%n reason(s) to doubt it", None, doubts) if doubts else tr("Nothing contradicts it"),
    ]


def _is_seen_again(person: Person) -> bool:
    return len(person.appearances) > 1


def _seen(person: Person) -> str:
    """How often a person was seen, and at how many cameras."""
    passages = len(person.appearances)
    cameras = len({(one.case, one.camera) for one in person.appearances})
    if cameras == 1:
        return tr("%n passage(s) at one camera", None, passages)
    return tr("%n passage(s) at {cameras} cameras", None, passages, cameras=cameras)


def appearance_lines(one: Appearance) -> list[str]:
    """An appearance in lines: where, when in the file and by the clock, how long after the last, how firmly."""
    when = f"{moment(round(one.begin_s * 1e6))} – {moment(round(one.end_s * 1e6))}"
    clock, gap = true_time(one.time), gap_words(one.gap_s, one.gap_doubt_s)
    facts = [
        tr("passage {number}", number=one.number),
        tr("{time} since the last", time=gap) if gap else "",
        tr("belongs: {strength}", strength=_STRENGTHS[one.label]) if one.label else tr("like no other"),
    ]
    lines = (
        one.source if one.camera == one.source else f"{one.camera} · {one.source}",
        tr("{time} in the file", time=when),
        tr("{time} corrected", time=clock) if clock else "",
        " · ".join(filter(None, facts)),
    )
    return list(filter(None, lines))


def true_time(time: ClockTime) -> str:
    """The corrected time to the second, marked where it is doubtful; empty where it is not known."""
    return "" if time.corrected is None else time.corrected.isoformat(" ", "seconds") + " (?)" * time.ambiguous


def spoken_person(person: Person) -> str:
    """A likely person as a screen reader says it."""
    said, doubts = person_line(person), len(against_lines(person))
    if doubts:
        return tr("Proposal: {person}, %n reason(s) to doubt it", None, doubts, person=said)
    return tr("Proposal: {person}", person=said)


def spoken_appearance(one: Appearance) -> str:
    """An appearance as a screen reader says it."""
    return ", ".join(appearance_lines(one))
