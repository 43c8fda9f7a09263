"""Where something went wrong, without what it was about: for texts that others may read.

Messages of exceptions name footage and quote what was typed. A trace has the kinds of the exceptions and the places
in the code; a text that is to be read by its owner first may have messages, with paths and names replaced.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.runtime.places import user_folder

_ROOTS: Final = ("cpcl_desktop", "site-packages", "lib", "Lib")  # from where on a path of code is told
_PATH: Final = re.compile(
    r"(?P<quote>['\"“])(?:[A-Za-z]:[\\/]|\\\\|~?/)[^'\"”]*['\"”]|(?:[A-Za-z]:[\\/]|\\\\|(?<![\w.<])~?/)\S.*"
)
_FILE: Final = re.compile(r"[^\s'\"“”/\\]+\.(?!py\b)[A-Za-z][A-Za-z0-9]{1,4}\b(?![\w.(])")


def trace_of(error: BaseException) -> Iterator[str]:
    """The kind of an exception and the places it came through, then of what caused it, line by line."""
    now: BaseException | None = error
    while now is not None:
        yield type(now).__qualname__
        for frame in traceback.extract_tb(now.__traceback__):
            yield f"  {code_path(frame.filename)}:{frame.lineno} in {frame.name}"
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def code_path(path: str) -> str:
    """The path of a file of code from its package on."""
    parts = Path(path).parts
    at = max((i for i, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 1)
    return "/".join(parts[at:])


def without_names(text: str, user: str = "") -> str:
    """A text in which absolute paths, names of files and the user's name are replaced, line by line.

    What stands behind a path in its line goes with it, since a path may have spaces; places in code stay.
    """
    return "\n".join(_line_without(line, user) for line in text.split("\n"))


def _line_without(line: str, user: str) -> str:
    if place := re.fullmatch(
        r'(\s*File ")([^"]*)("(?:, line .*)?)', line
    ):  # of a traceback, ours or faulthandler's
        return f"{place[1]}{code_path(place[2])}{place[3]}"
    line = _FILE.sub("<file>", _PATH.sub(lambda found: f"{found['quote'] or ''}<path>{found['quote'] or ''}", line))
    return re.sub(rf"\b{re.escape(user)}\b", "<user>", line) if user else line


def user_name() -> str:
    """What the user's folder is called: the name that paths give away; empty for none."""
    folder = user_folder()
    return "" if folder is None else folder.name
