"""What is said where a decision, or taking one back, could not be stored as it was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown


def barred_lines(makes: bool, stored: int, barred: Mapping[str, CpclError]) -> list[str]:
    """How many passages of a step over several cases are stored, or taken back, and why those of others are not."""
    if not stored:
        done = tr("Nothing of it was stored.") if makes else tr("Nothing of it was taken back.")
    elif makes:
        done = tr("For %n passage(s) it is stored, and undo takes that back.", None, stored)
    else:
        done = tr("For %n passage(s) it was taken back; undo goes on with the others.", None, stored)
    return [done, *(_barred_line(name, error) for name, error in barred.items())]


def _barred_line(name: str, error: CpclError) -> str:
    return tr("The case {name} could not be written to: {sentence}", name=name, sentence=shown(error))


def overtaken_line(number: int) -> str:
    """Of how many passages somebody else said something since, which taking a step back leaves."""
    return tr(
        "Somebody else decided about %n of these passage(s) since. That stays; the rest was taken back.",
        None,
        number,
    )


def outvoted_line(number: int) -> str:
    """Of how many passages another case's decision counts, though something was decided just now."""
    return tr(
        "About %n of these passage(s) another of the cases has a decision with a later time, by the clock of the "
        "machine on which it was made. It still counts and is shown; yours is kept in the log of its own case. "
        "Have the clocks of both machines checked, and decide again when that time is past.",
        None,
        number,
    )


def gone_line(tracks: Sequence[str]) -> str:
    """Which passages a case has no more."""
    if len(tracks) == 1:
        said = tr(
            "The case has no passage {track} any more; what was decided of others is stored.", track=tracks[0]
        )
    else:
        said = tr(
            "The case has no passage {track} any more, nor %n other(s) of these; what was decided of the rest is "
            "stored.",
            None,
            len(tracks) - 1,
            track=tracks[0],
        )
    return said + " " + tr("Search again to see which passages there are now.")
