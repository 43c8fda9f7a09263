"""`cpcl persons`: which passages likely show the same person, and what the user decides about that."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence

from cpcl_desktop.cli import appearances, common, several, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.persons.deciding import merge_persons, name_person, split_person
from cpcl_desktop.engine.persons.persons import CAVEAT, Person, Persons, persons_of
from cpcl_desktop.engine.persons.shown import described_person
from cpcl_desktop.engine.recorder_time import clock_doubt_s, doubt_words

_PERSON = "a person is meant by the number of any of its passages"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl persons`."""
    several.add_cases(parser)
    one_of = parser.add_mutually_exclusive_group()
    option = one_of.add_argument
    option("--of", type=several.passage, metavar="TRACK", help="only the person that this passage shows")
    option("--merge", type=common.count, nargs="+", metavar="PERSON", help=f"these are one person; {_PERSON}")
    option("--split", type=common.count, metavar="PERSON", help="the passages that --take names are somebody else")
    named = "call a person by a name, “” for none"
    option("--name", nargs=2, type=common.text, metavar=("PERSON", "NAME"), help=named)
    option("--undo", action="store_true", help="let the last of these decisions count no more; may be repeated")
    parser.add_argument(
        "--take", type=common.count, nargs="+", metavar="TRACK", help="with --split: which passages"
    )
    parser.add_argument("--note", type=common.text, metavar="TEXT", default="", help="why, with a decision")
    common.add_clocks_within(parser)
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Carry out a decision, where one is asked for, and show the persons it is about, else all or one."""
    _check(request)
    decides = bool(request.merge or request.split or request.name or request.undo)
    with _opened(request, decides) as cases, terminal.TerminalReport() as report:
        of = cases.number_of(request.of) if request.of else None
        concerned = _decide(cases.only, request, report) if decides else [] if of is None else [of]
        persons = persons_of(cases, report, request.clocks_within)
        if decides:  # what was undone may be of passages in the bin, or removed since
            concerned = [track for track in concerned if track in persons.passages.tracks]
        shown = [persons.person(label) for label in dict.fromkeys(map(persons.label_of, concerned))]
        shown = shown if concerned else persons.repeated()
        numbers = [told(person.case, person.number) for person in shown]
        cases.record_same("list", {"persons": numbers, "of": request.of if len(cases.members) > 1 else of})
    if request.json:
        terminal.say_json(_described(persons, shown, request.clocks_within))
    else:
        _say(persons, shown, everything=not concerned)
        _say_doubts(persons, request.clocks_within)
        terminal.say(CAVEAT)
    return DONE


@contextlib.contextmanager
def _opened(request: argparse.Namespace, decides: bool) -> Iterator[Federation]:
    """The cases of a request; to decide one, which must be open for writing."""
    if not decides:
        with several.searched_cases(request) as cases:
            yield cases
        return
    if request.others:
        raise UsageError(
            "What is decided about likely persons belongs to one case, and here are several; name one. Nothing was "
            "changed."
        )
    with common.open_case(request) as case:
        yield Federation([case])


def _check(request: argparse.Namespace) -> None:
    if bool(request.split) != bool(request.take):
        raise UsageError("A person is split with both: --split PERSON --take TRACK … Nothing was changed.")
    if request.name and not request.name[0].isdecimal():
        raise UsageError(
            f"--name takes a person's number, then the name; “{request.name[0]}” is no number. Nothing was changed."
        )


def _decide(case: Case, request: argparse.Namespace, report: terminal.TerminalReport) -> Sequence[int]:
    """Carry out what was asked for; passages that it is about."""
    if request.undo:
        undone = case.persons.undo(request.note)
        return undone.tracks
    persons = persons_of(case, report, request.clocks_within)
    if request.merge:
        decision = merge_persons(case, persons, request.merge, request.note)
    elif request.split:
        decision = split_person(case, persons, request.split, request.take, request.note)
    else:
        decision = name_person(case, persons, int(request.name[0]), request.name[1], request.note)
    return (*decision.tracks, *decision.rest)


def _described(persons: Persons, shown: Sequence[Person], clocks_within: float | None) -> dict[str, object]:
    return {
        "passages": len(persons.passages),
        "alone": persons.alone(),
        "unclocked": persons.unclocked(),
        "clocks": [
            {
                **({"case": source.case} if source.case else {}),
                "source": str(source.path),
                "camera": source.camera,
                "doubt_s": clock_doubt_s(source.clock) if clocks_within is None else clocks_within,
                "doubt_is_stated": source.clock.doubt_s is not None or clocks_within is not None,
            }
            for source in persons.clocked()
        ],
        "caveat": CAVEAT,
        "persons": [described_person(person) for person in shown],
    }


def _say(persons: Persons, shown: Sequence[Person], everything: bool) -> None:
    for person in shown:
        appearances.say_person(person)
    if everything:
        terminal.say(
            f"{len(persons.passages)} passages: {len(shown)} likely persons seen again or named, "
            f"{persons.alone()} passages like no other."
        )
    if unclocked := persons.unclocked():
        named = ", ".join(unclocked[:5]) + (f" and {len(unclocked) - 5} more" if len(unclocked) > 5 else "")
        terminal.say(f"The recorder's clock is not known of: {named}. `cpcl clock` states it.")


def _say_doubts(persons: Persons, clocks_within: float | None) -> None:
    """By how much the clocks were taken to be off, which decides what is two places at once."""
    if clocks_within is not None:
        terminal.say(f"Every recorder's clock was taken to be off by at most {clocks_within:g} s.")
        return
    doubts = Counter(doubt_words(source.clock) for source in persons.clocked())
    if doubts:
        told = "; ".join(f"{words}: {count} source{'s' if count > 1 else ''}" for words, count in doubts.items())
        terminal.say(f"Clocks were taken to be off by at most {told}. `cpcl clock --doubt` states it of each.")
