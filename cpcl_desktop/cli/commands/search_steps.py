"""What `cpcl search` asks of likely persons: where else each hit was, and one step after another."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cpcl_desktop.cli import appearances, terminal
from cpcl_desktop.cli.commands.search import described_answer, say_answer
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.persons.persons import CAVEAT, Persons, persons_of
from cpcl_desktop.engine.persons.shown import described_appearance, described_way, gap_words
from cpcl_desktop.engine.persons.then import Leg, Step, ThenAnswer, search_then
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.search.searcher import Searcher

_HEADER = (
    *("step", "track", "source", "camera", "passage"),
    *("corrected time", "since the last", "fits", "same person"),
)


def steps_of(given: Sequence[tuple[str, Any]], first: Query) -> list[Step]:
    """The steps of a request, from its options in order; `UsageError` where they make none."""
    steps = [Step(first)]
    for option, value in given:
        last = steps[-1]
        if option == "then":
            steps.append(Step(replace(first, text=value, image=None, like=(), unlike=())))
        elif option == "at":
            steps[-1] = replace(last, query=replace(last.query, cameras=(*last.query.cameras, value)))
        elif len(steps) == 1:
            raise UsageError("--within says how long after the step before; write it behind a --then.")
        elif last.within_s is not None:
            raise UsageError("A step has one --within; write a --then between two of them.")
        else:
            steps[-1] = replace(last, within_s=value)
    if len(steps) == 1:
        raise UsageError("--at names the camera of a step, and there is no --then; for one search use --camera.")
    return steps


def _check(request: argparse.Namespace) -> None:
    """Refuse options that are for one search only."""
    if request.cameras:
        raise UsageError("With --then, name the camera of each step with --at, not with --camera.")
    if request.sheet or request.elsewhere:
        raise UsageError("--sheet and --elsewhere show the hits of one search; leave them out with --then.")


def run_steps(searcher: Searcher, request: argparse.Namespace, first: Query) -> int:
    """Search step by step, and show the answers."""
    _check(request)
    steps = steps_of(request.steps, first)
    answer = search_then(searcher, _persons_for(searcher.federation, request), steps, request.limit)
    if request.json:
        terminal.say_json(
            {
                "steps": [_described_step(step) for step in steps],
                "notes": list(answer.notes),
                "caveat": CAVEAT,
                "ways": [described_way(way) for way in answer.ways],
            }
        )
    else:
        _say_ways(answer)
    return DONE


def show_elsewhere(cases: Federation, answer: Answer, request: argparse.Namespace) -> int:
    """Show an answer's hits, and where else their likely persons were."""
    persons = _persons_for(cases, request)
    if request.json:
        terminal.say_json(described_answer(answer) | _described_elsewhere(answer, persons))
    else:
        say_answer(answer, [request.case, *request.others])
        _say_elsewhere(answer, persons)
    return DONE


def _persons_for(cases: Federation, request: argparse.Namespace) -> Persons:
    """The likely persons of the cases, with progress on the terminal."""
    with terminal.TerminalReport() as report:
        return persons_of(cases, report, request.clocks_within)


def _described_step(step: Step) -> dict[str, Any]:
    return {"text": step.query.text, "at": list(step.query.cameras), "within_s": step.within_s}


def _say_ways(answer: ThenAnswer) -> None:
    for way in answer.ways:
        called = f"person {way.called}" + (f" “{way.name}”" if way.name else "")
        terminal.say(f"{way.rank}. {called}: {way.score:.3f}")
        terminal.say_table(_HEADER, [_leg_row(number, leg) for number, leg in enumerate(way.legs, start=1)])
    if not answer.ways:
        terminal.say("Nobody was found who answers every step in turn.")
    if any(not leg.is_certain for way in answer.ways for leg in way.legs):
        terminal.say("(?) Whether this fits depends on how far the recorders' clocks are off.")
    for note in answer.notes:
        terminal.say(note)
    terminal.say(CAVEAT)


def _leg_row(number: int, leg: Leg) -> tuple[object, ...]:
    one, hit = leg.appearance, leg.hit
    return (
        number,
        told(one.case, one.track),
        one.source,
        one.camera,
        f"{moment(round(one.begin_s * 1e6))} – {moment(round(one.end_s * 1e6))}",
        appearances.shown_time(one.time),
        gap_words(leg.gap_s, leg.gap_doubt_s) + ("" if leg.is_certain else " (?)"),
        "" if hit is None else f"{hit.score:.3f} {hit.label or ''}".rstrip(),
        leg.same or "",
    )


def _described_elsewhere(answer: Answer, persons: Persons) -> dict[str, Any]:
    """Where else the persons of an answer's hits were seen, as JSON has it."""
    return {
        "elsewhere": [
            {
                "track": told(hit.case, hit.track),
                "person": told(person.case, person.number),
                "name": person.name,
                "appearances": [described_appearance(one) for one in persons.elsewhere(hit.track)],
            }
            for hit in answer.hits
            for person in [persons.of(hit.track)]
        ]
    }


def _say_elsewhere(answer: Answer, persons: Persons) -> None:
    """Where else the persons of an answer's hits were seen, a table for each."""
    alone = []
    for hit in answer.hits:
        if not (others := persons.elsewhere(hit.track)):
            alone.append(hit.number)
            continue
        person = persons.of(hit.track)
        called = f"person {person.called}" + (f" “{person.name}”" if person.name else "")
        terminal.say()
        terminal.say(f"Hit {hit.rank}, passage {hit.number}: likely {called}, also seen here:")
        appearances.say_appearances(others, "from the hit", "same person")
    if alone:
        terminal.say(f"No other passage looks like: {', '.join(alone)}.")
    terminal.say(CAVEAT)
