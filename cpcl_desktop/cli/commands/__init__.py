"""The commands of `cpcl`: a table of them, and a module for each.

A module has `add(parser)`, which gives a parser the command's arguments, and
`run(request)`, which carries it out and returns the exit status. A command is
loaded when it is used, so that `cpcl --help` loads none of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Command:
    """What is known of a command before it is loaded: what it does, in a few words, and where it is.

    One that `decodes` opens footage as soon as it is loaded.
    """

    help: str
    module: str
    decodes: bool = False


def _here(name: str, help: str, decodes: bool = False) -> tuple[str, Command]:
    return name, Command(help, f"{__name__}.{name}", decodes)


COMMANDS: Final[Mapping[str, Command]] = dict(
    (
        _here("ingest", "add footage to a case: find, follow, crop and embed people", decodes=True),
        _here("search", "rank a case's people by a description or an example image"),
        _here("info", "what a case holds"),
        _here("models", "list, add, import, verify, remove or fetch models, choose the default"),
        _here("demo", "ingest the bundled clip, run three searches, show the hits", decodes=True),
        _here("coverage", "what a search covers: read, missing, too dark, without colour"),
        _here("clock", "show or state the recorders' clocks: start, time zone, offset, doubt"),
        _here("camera", "show or name the cameras that footage is of"),
        _here("log", "who did what with a case, when and why"),
        _here("decide", "say whether a passage shows the person looked for"),
        _here("decisions", "what was decided about a case's passages"),
        _here("label", "labels of the case's own: make, give to passages, rename, take away"),
        _here("passages", "which ways people took, and where passages were joined; take that back"),
        _here("persons", "which passages likely show the same person; merge, split, name them"),
        _here("report", "write the matches, or the hits of searches, to be handed in"),
        _here("pairs", "write the matches as a data set, to train a model on"),
        _here("reindex", "change a case's model, or go back to the one before"),
        _here("relink", "find moved or renamed footage again, by its content"),
        _here("merge", "put cases together into one, with what people decided and each case's log"),
        _here("cluster", "read on several machines: make keys, start workers here, pause them"),
        _here("case", "put a case on a team's server, or take one from there"),
        _here("team", "who works in a team's case; bring this machine's copy of it up to date"),
        _here("bin", "take sources out of a case's searches, put them back, or remove them for good"),
        _here("verify", "check that case, log and footage, or a report, are what they were"),
        _here("doctor", "what this machine has of what is needed; how decoders are confined"),
        _here("version", "which version this is; looks for a newer one when asked"),
        _here("bench", "how fast the program is on this machine; compares with an earlier time"),
        _here("help", "what --json prints, the exit statuses, or a command's options"),
    )
)
