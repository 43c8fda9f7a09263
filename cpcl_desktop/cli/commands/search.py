"""`cpcl search`: rank the passages of a case, or of several as one, by a description, an example, or both."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import compress
from pathlib import Path
from typing import Any

from cpcl_desktop.cli import common, several, terminal
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.cli.step_options import add_steps
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.recorder_time import described_time
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.engine.routes import described_route
from cpcl_desktop.engine.search.colour_words import colour_line
from cpcl_desktop.engine.search.negation import negation_line
from cpcl_desktop.engine.search.notes import (
    below_line,
    idle_negations,
    notes_on,
    presence_line,
    read_as_line,
    uncalibrated_line,
)
from cpcl_desktop.engine.search.searcher import Searcher, searcher_for
from cpcl_desktop.engine.search.strength import described_presence, described_strength, last_above_line
from cpcl_desktop.engine.search.support import described_support

CAVEAT = "A score is a reason to look, not an identification."
_HEADER = (
    "rank",
    "score",
    "strength",
    "shown",
    "track",
    "source",
    "camera",
    "moment",
    "passage",
    "recorder time",
    "corrected time",
)
_OF_THE_CLOCK = ("recorder time", "corrected time")  # left out where no hit has a recorder's time
_MARKS = {"yes": "+", "no": "-", "unclear": "?"}
_MARKS_MEAN = "+ yes, - no, ? cannot be told"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl search`."""
    several.add_cases_and_text(parser)
    parser.add_argument("--image", type=common.path, help="an example image, alone or together with the text")
    parser.add_argument(
        "--like", type=several.passage, nargs="+", default=[], metavar="TRACK",
        help="who looks like these passages on the average, such as those confirmed; alone or together with "
        "the text",
    )  # fmt: skip
    parser.add_argument(
        "--unlike", type=several.passage, nargs="+", default=[], metavar="TRACK",
        help="who does not look like these passages; mostly together with the text",
    )  # fmt: skip
    parser.add_argument(
        "--weight", type=common.share, default=Query().weight, metavar="SHARE",
        help="how much the example counts beside the text, 0 to 1 (default 0.5)",
    )  # fmt: skip
    parser.add_argument(
        "--add", type=common.text, action="append", default=[], metavar="PHRASE",
        help="more of the description, such as an answer to the question that was suggested; may be repeated",
    )  # fmt: skip
    add_steps(parser)
    parser.add_argument("--limit", type=common.count, default=20, help="how many hits (default 20)")
    common.add_filters(parser)
    common.add_literal(parser)
    parser.add_argument("--sheet", type=common.path, help="also write a picture of the hits to this PNG file")
    common.add_provider(parser)
    common.add_json(parser)
    common.add_purpose(parser)


def run(request: argparse.Namespace) -> int:
    """Search, and show the hits."""
    with several.searched_cases(request) as cases:
        for member in cases.members if request.sheet else ():
            check_output(member.case, request.sheet)
        searcher = searcher_for(cases, request.provider)
        if request.steps:
            from cpcl_desktop.cli.commands.search_steps import run_steps  # late: few need it

            return run_steps(searcher, request, _first(request, cases))
        answer = _answer(searcher, request)
        if request.sheet:
            _write_sheet(cases, answer, request.sheet)
        if request.elsewhere:
            from cpcl_desktop.cli.commands.search_steps import show_elsewhere  # late, as above

            return show_elsewhere(cases, answer, request)
    if request.json:
        terminal.say_json(described_answer(answer))
    else:
        say_answer(answer, [request.case, *request.others])
    return DONE


def _first(request: argparse.Namespace, cases: Federation) -> Query:
    """The description and the example image of a request, with its filters."""
    text = ", ".join(part for part in (request.text, *request.add) if part)
    like, unlike = (tuple(map(cases.number_of, said)) for said in (request.like, request.unlike))
    example = {"like": like, "unlike": unlike, "weight": request.weight}
    query = replace(common.query_of(request, text), **example)
    if request.image is None:
        return query
    from cpcl_desktop.engine.decoder.errands import read_still  # late: only an example needs a decoder

    return replace(query, image=read_still(request.image))


def _answer(searcher: Searcher, request: argparse.Namespace) -> Answer:
    query = _first(request, searcher.federation)
    answer = searcher.search(query)
    if query.image is not None and (reason := searcher.embedder.image_session.provider.reason):
        terminal.complain(reason)
    return answer


def _write_sheet(cases: Federation, answer: Answer, path: Path) -> None:
    from cpcl_desktop.engine.pictures.contact_sheet import write_sheet  # late: few searches ask for one

    write_sheet(cases, [answer], path)
    cases.record_same("export", {"what": "contact sheet", "to": str(path)})


def described_answer(answer: Answer) -> dict[str, Any]:
    """An answer as `--json` prints it."""
    return {
        "query": answer.query.text,
        "model": {"name": answer.model_name, "sha256": answer.model_sha256},
        "searched": {"tracks": answer.tracks_searched, "crops": answer.crops_searched, **_described_cases(answer)},
        "read_as": [asdict(one) for one in answer.read_as],
        "unknown_words": list(answer.unknown_words),
        "unused_words": list(answer.unused_words),
        "notes": notes_on(answer),
        **described_presence(answer),
        "ask": [asdict(one) for one in answer.ask],
        "hits": [_described_hit(hit) for hit in answer.hits],
    }


def _described_cases(answer: Answer) -> dict[str, Any]:
    """What was searched of each of several cases; nothing of one."""
    if not answer.cases:
        return {}
    cases = [
        {"name": one.name, "case": str(one.path), "head": one.head, "tracks": one.tracks, "crops": one.crops}
        for one in answer.cases
    ]
    return {"cases": cases}


def _described_hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **described_strength(hit),
        "track": told(hit.case, hit.track),
        **({"case": hit.case} if hit.case else {}),
        "source": str(hit.path),
        "camera": hit.camera,
        "time_s": hit.time_us / 1e6,
        "start_s": hit.start_us / 1e6,
        "end_s": hit.end_us / 1e6,
        "box": [round(side, 2) for side in hit.box],
        "image": hit.image,
        "without_colour": hit.without_colour,
        **described_route(hit.route),
        **described_time(hit.time),
        "phrases": described_support(hit.phrases),
    }


def say_answer(answer: Answer, cases: Sequence[Path] = ()) -> None:
    """An answer as a table, with what was searched and what the model could not know.

    With the `cases`, an empty answer says where to read what it covers.
    """
    example = "example image" if answer.query.image is not None else "passages like these"
    terminal.say(f"{answer.query.text or example}: {answer.tracks_searched} people's passages searched")
    if answer.cases:
        told_of = ", ".join(f"{one.name} {one.tracks}" for one in answer.cases)
        terminal.say(f"{len(answer.cases)} cases were searched as one: {told_of}.")
    if answer.unknown_words:
        terminal.say(f"The model was not taught: {', '.join(answer.unknown_words)}. These words did not count.")
    for sentence in (read_as_line(answer), *answer.notes, negation_line(idle_negations(answer))):
        if sentence:
            terminal.say(sentence)
    if answer.hits:
        _say_hits(answer)
        _say_question(answer)
    else:
        binned = len(answer.basis.in_bin)
        searched = f" outside the bin, in which sources are ({binned})," if binned else ""
        terminal.say(f"Nothing to show: no passage{searched} passes the filters.")
    if cases and (not answer.hits or answer.answer == "nothing"):
        covers = f"`cpcl coverage {' '.join(map(terminal.shown_path, cases))}` says what."
        terminal.say(f"That covers what was read, in light and in colour; {covers}")


def _say_question(answer: Answer) -> None:
    """The one question that would part the hits best, and how to go on with its answer."""
    if answer.ask:
        best = answer.ask[0]
        yes, no = (f'--add "{phrase}"' for phrase in best.phrases)
        terminal.say(f"These stand close together. Ask the witness: {best.question} Then {yes}, or {no}.")


def _say_hits(answer: Answer) -> None:
    terminal.say(presence_line(answer) or uncalibrated_line(answer))
    phrases = [one.text for one in answer.hits[0].phrases]
    if phrases:
        named = ", ".join(f"{number} “{text}”" for number, text in enumerate(phrases, start=1))
        terminal.say(f"Shown ({_MARKS_MEAN}), in this order: {named}")
    shown = [_is_shown(column, answer) for column in _HEADER]
    header = [column for column, is_shown in zip(_HEADER, shown, strict=True) if is_shown]
    rows = [list(compress(_row(hit), shown)) for hit in answer.hits]
    terminal.say_table(header, rows, last_above_line(answer.hits), below_line(answer))
    for note in dict.fromkeys(hit.time.note for hit in answer.hits if hit.time.note):
        terminal.say(f"(?) {note}")
    if sentence := colour_line(answer):
        terminal.say(sentence)
    terminal.say(CAVEAT)


def _is_shown(column: str, answer: Answer) -> bool:
    """Whether any hit has something in this column."""
    if column == "shown":
        return any(hit.phrases for hit in answer.hits)
    if column == "strength":
        return answer.answer is not None
    return column not in _OF_THE_CLOCK or any(hit.time.recorder for hit in answer.hits)


def _row(hit: Hit) -> tuple[object, ...]:
    return (
        hit.rank,
        f"{hit.score:.3f}",
        hit.label or "",
        "".join(_MARKS[one.support] for one in hit.phrases),
        told(hit.case, hit.track),
        hit.source_name,
        hit.camera,
        hit.image or moment(hit.time_us),
        f"{moment(hit.start_us)} – {moment(hit.end_us)}",
        _shown(hit.time.recorder),
        _shown(hit.time.corrected) + (" (?)" if hit.time.ambiguous else ""),
    )


def _shown(time: datetime | None) -> str:
    return "" if time is None else time.isoformat(" ", "milliseconds")
