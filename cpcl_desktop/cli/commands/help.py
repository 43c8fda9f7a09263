"""`cpcl help`: what `--json` prints and what the exit statuses say, or the options of a command."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Mapping

from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.json_keys import OBJECT_KEYS
from cpcl_desktop.cli.main import main
from cpcl_desktop.cli.status import DONE, MEANINGS
from cpcl_desktop.engine.coverage.source_keys import SOURCE_KEYS
from cpcl_desktop.engine.plain_text import SCHEMA

JSON = "json"
_WIDTH = 100  # columns of what is printed
_ABOUT_JSON = (
    f"With --json a command prints one JSON object, in ASCII. Its “schema” is {SCHEMA}: the number grows when a "
    "key changes its name or its meaning; keys may be added without that.",
    "A name that ends in _s is in seconds, _us in microseconds, _px in pixels, _bytes in bytes, _fps in frames a "
    "second. Times of day are ISO 8601. A box is left, top, right and bottom, in pixels of the upright picture. "
    "What is not known is null, or an empty text.",
    "Where several cases are read as one, numbers of passages, persons and sources are texts, NAME:NUMBER.",
    "“sources” of ingest, info, coverage and a report's report.json has these keys for each source; a point stands "
    "before what is inside, * for dark, grey and small:",
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl help`."""
    parser.add_argument(
        "topic", nargs="?", choices=(JSON, *COMMANDS), metavar="TOPIC", help="json, or a command (default: all)"
    )


def run(request: argparse.Namespace) -> int:
    """Explain the topic."""
    if request.topic != JSON:
        return main([request.topic, "--help"] if request.topic else ["--help"])
    terminal.say_text(json_help())
    return DONE


def json_help() -> str:
    """What is to be known of `--json`, and of exit statuses."""
    paragraphs = [textwrap.fill(paragraph, _WIDTH) for paragraph in _ABOUT_JSON]
    statuses = {str(status): meaning for status, meaning in MEANINGS.items()}
    commands = [f"cpcl {name}:\n\n{_listed(keys)}" for name, keys in OBJECT_KEYS.items()]
    parts = [*paragraphs, _listed(SOURCE_KEYS), *commands, "Exit statuses:", _listed(statuses)]
    return "\n\n".join(parts) + "\n"


def _listed(meanings: Mapping[str, str]) -> str:
    """Names and meanings in two columns."""
    indent = max(map(len, meanings)) + 4
    return "\n".join(
        textwrap.fill(f"  {name:{indent - 2}}{meaning}", _WIDTH, subsequent_indent=" " * indent)
        for name, meaning in meanings.items()
    )
