"""The arguments of `cpcl`: each command with its options; imports nothing heavy."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cpcl_desktop import __version__


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse a command line; wrong use exits with 2 and a sentence."""
    parser = argparse.ArgumentParser(
        prog="cpcl", description="Search footage for a person by describing them. Everything stays on this machine."
    )
    parser.add_argument("--version", action="version", version=f"cpcl {__version__}")
    why = "why: goes into the case's log (default: what CPCL_PURPOSE says)"
    parser.add_argument("--purpose", metavar="TEXT", help=why)
    order = "by whose order, with its reference: goes into the case's log (default: what CPCL_AUTHORITY says)"
    parser.add_argument("--authority", metavar="TEXT", help=order)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _ingest(commands.add_parser("ingest", help="add footage to a case: find, follow, crop and embed people"))
    _search(commands.add_parser("search", help="rank a case's people by a description or an example image"))
    _info(commands.add_parser("info", help="what a case holds"))
    _models(commands.add_parser("models", help="list, add or verify models"))
    _demo(commands.add_parser("demo", help="ingest the bundled clip, run three searches, show the hits"))
    _coverage(commands.add_parser("coverage", help="what a search covers: read, missing, too dark, without colour"))
    _clock(commands.add_parser("clock", help="show or state the recorders' clocks: start, time zone, offset"))
    _log(commands.add_parser("log", help="who did what with a case, when and why"))
    _decide(commands.add_parser("decide", help="say whether a passage shows the person looked for"))
    _decisions(commands.add_parser("decisions", help="what was decided about a case's passages"))
    _report(commands.add_parser("report", help="write the matches, or the hits of searches, to be handed in"))
    _relink(commands.add_parser("relink", help="find moved or renamed footage again, by its content"))
    _verify(commands.add_parser("verify", help="check that case, log and footage, or a report, are what they were"))
    return parser.parse_args(arguments)


def seconds(text: str) -> float:
    """A time as seconds, MM:SS or HH:MM:SS, each with a fraction."""
    try:
        parts = [float(part) for part in text.split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time; write seconds, MM:SS or HH:MM:SS")
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above zero")
    return value


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)


def _ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE", help="the case file, NAME.cpcl; made if it is not there")
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="PATH", help="video files, folders of them, frame folders"
    )
    parser.add_argument(
        "--retry", action="store_true", help="read only what failed or was stopped, each as it was begun"
    )
    parser.add_argument("--model", help="image–text model by name or path (default: the case's, else the starter)")
    parser.add_argument(
        "--detector", help="person detector by name or path; 'motion' needs no file (fixed cameras)"
    )
    parser.add_argument("--sample-fps", type=_positive, default=5.0, help="frames looked at per second (default 5)")
    parser.add_argument(
        "--fps", type=_positive, help="frames per second of frame folders without times in their names"
    )
    parser.add_argument("--camera", default="", help="camera name (default: the folder's name)")
    _clock_options(parser, "--clock-offset")
    parser.add_argument("--already-cropped", action="store_true", help="each image of the folders is one person")
    _provider(parser)
    _json(parser)
    _purpose(parser)


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="what the person looks like")
    parser.add_argument("--image", type=Path, help="an example image, alone or together with the text")
    parser.add_argument("--limit", type=_count, default=20, help="how many hits (default 20)")
    _filters(parser)
    parser.add_argument("--sheet", type=Path, help="also write a picture of the hits to this PNG file")
    _json(parser)
    _purpose(parser)


def _filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source", action="append", default=[], help="only this source (path, file name or number)"
    )
    parser.add_argument("--camera", action="append", default=[], help="only this camera")
    parser.add_argument("--from", dest="from_s", type=seconds, help="not before this time within the source")
    parser.add_argument("--to", dest="to_s", type=seconds, help="not after this time within the source")


def _coverage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="also draw the timelines to this PNG file")
    _json(parser)
    _purpose(parser)


def _clock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "--source", action="append", default=[], help="only this source (path, file name or number)"
    )
    parser.add_argument("--camera", action="append", default=[], help="only this camera")
    parser.add_argument("--folder", type=Path, help="only sources in this folder")
    _clock_options(parser, "--offset")
    _json(parser)
    _purpose(parser)


def _clock_options(parser: argparse.ArgumentParser, offset: str) -> None:
    parser.add_argument(
        "--start", type=datetime.fromisoformat, metavar="TIME", help="the recorder's clock at the first frame"
    )
    parser.add_argument("--timezone", metavar="NAME", help="the recorder's time zone, such as Europe/Berlin")
    parser.add_argument(
        offset,
        dest="offset_s",
        type=float,
        metavar="SECONDS",
        help="to add to the recorder's time (negative: it is fast)",
    )


def _log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the whole log to this .json or .csv file")
    _json(parser)
    _purpose(parser)


def _decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "track", type=_count, metavar="TRACK", help="the passage's number, as `cpcl search` prints it"
    )
    parser.add_argument(
        "verdict",
        choices=("match", "no-match", "unsure", "withdraw"),
        help="the last one counts, those before are kept; withdraw takes the last one back",
    )
    parser.add_argument("--description", metavar="TEXT", default="", help="the person who is looked for")
    parser.add_argument("--note", metavar="TEXT", default="", help="why, or what else is to be seen")
    parser.add_argument(
        "--crop", type=_count, help="the picture that was looked at (default: the best of the passage)"
    )
    _purpose(parser)


def _decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--all", action="store_true", help="also those that were overruled or withdrawn")
    _json(parser)
    _purpose(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="a new or empty folder for the report"
    )
    parser.add_argument(
        "--query",
        action="append",
        default=[],
        metavar="TEXT",
        help="report the hits of this search, may be repeated (default: what was decided to be a match)",
    )
    parser.add_argument("--limit", type=_count, default=20, help="how many hits of each search (default 20)")
    _filters(parser)
    parser.add_argument("--clips", action="store_true", help="also a clip of every passage")
    parser.add_argument(
        "--margin", type=seconds, default=2.0, help="footage around a passage in its clip (default 2 s)"
    )
    parser.add_argument(
        "--burn-in", action="store_true", help="clips with the box, and the times under the picture"
    )
    parser.add_argument(
        "--blur-others", action="store_true", help="make other people in frames and clips unrecognisable"
    )
    _json(parser)
    _purpose(parser)


def _relink(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="where to look: files, folders with all in them"
    )
    _json(parser)
    _purpose(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "case", type=Path, metavar="CASE|REPORT|LOG", help="a case, a report's folder, or a log as JSON"
    )
    parser.add_argument(
        "--case", type=Path, dest="against", metavar="CASE", help="the case of the report (default: where it was)"
    )
    parser.add_argument("--no-footage", action="store_true", help="do not read the footage again")
    parser.add_argument(
        "--log-head", metavar="NUMBER:HASH", help="a head of the log noted earlier; it must still be part of it"
    )
    _json(parser)
    _purpose(parser)


def _info(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    _json(parser)


def _models(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(actions.add_parser("list", help="the models on this machine"))
    add = actions.add_parser("add", help="add a bundle (folder or zip) or a YOLOX .onnx detector")
    add.add_argument("path", type=Path, metavar="FILE")
    verify = actions.add_parser("verify", help="check every file of the models against its hash")
    verify.add_argument("name", nargs="?", help="name or path of one model (default: all)")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    parser.add_argument(
        "--out", type=Path, help="folder for the case and the contact sheet (default: a temporary one)"
    )
    _provider(parser)


def _purpose(parser: argparse.ArgumentParser) -> None:
    # As the option before the command; not given here, it leaves that one alone.
    for name in ("--purpose", "--authority"):
        parser.add_argument(name, metavar="TEXT", default=argparse.SUPPRESS, help="goes into the case's log")


def _provider(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--provider", default="auto", help="auto, cpu, cuda, … (default auto)")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
