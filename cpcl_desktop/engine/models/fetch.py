"""Fetch a model of the catalogue when somebody asks for it.

What arrives goes into a `.part` file. Stopped or cut off, the next call goes on
where that ends; only a file of the right size and hash is added.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.models.catalogue import Entry
from cpcl_desktop.engine.models.connection import connect
from cpcl_desktop.engine.models.installed import add_model
from cpcl_desktop.engine.models.offers import part_of, whole_of
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.policy import check_network

CHUNK = 1 << 16  # bytes between two reports
TRIES = 3  # in a row that bring nothing new
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_CUT = (http.client.HTTPException, URLError, OSError)  # OSError: sockets' own, and a timeout


def fetch_model(entry: Entry, report: Report) -> Bundle:
    """Fetch a file, check it and add it to the user's models.

    Raises:
        UsageError: the machine's policy forbids it.
        MachineError: no network, no such file there, the wrong content, no room. What arrived is kept, if right.
        Cancelled: what arrived is kept.
    """
    check_network(_not_fetched(entry))
    part, whole = part_of(entry), whole_of(entry)
    with _disk_in_words(part):
        part.parent.mkdir(parents=True, exist_ok=True)
        if whole.exists():  # it was fetched and could not be added
            whole.replace(part)
    _Transfer(entry, part, report).run()
    _check_hash(entry, part)
    with _disk_in_words(part):
        part.replace(whole)
    bundle = add_model(whole, "fetched", entry.licence)
    whole.unlink(missing_ok=True)
    return bundle


class _Transfer:
    """A file on its way into its part, over as many connections as it takes."""

    def __init__(self, entry: Entry, part: Path, report: Report) -> None:
        self._entry, self._part, self._report = entry, part, report
        self._began, self._had = time.monotonic(), self._there()

    def run(self) -> None:
        """Until the part has the file's size; a connection that is cut is taken up again a few times."""
        if self._there() > self._entry.size:
            self._part.unlink()
        tries = 0
        while (before := self._there()) < self._entry.size:
            cause = self._connect(before)
            tries = 0 if self._there() > before else tries + 1
            if tries == TRIES:
                raise self._unreachable(cause)

    def _connect(self, start: int) -> Exception | None:
        """One connection, from byte `start` on; returns what cut it off."""
        try:
            with self._open(start) as response:
                self._receive(response, self._first_byte(response))
        except HTTPError as error:
            error.close()
            if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not start:
                raise self._refused(worded("answers {code} {why}", code=error.code, why=error.reason)) from error
            self._part.unlink()  # what is there is not a beginning of the file; it is begun again
            return error
        except _CUT as error:
            return error
        return None

    def _open(self, start: int) -> Any:  # noqa: ANN401 (a response of whichever protocol)
        return connect(self._entry.url, _not_fetched(self._entry), {"Range": f"bytes={start}-"} if start else None)

    def _first_byte(self, response: Any) -> int:  # noqa: ANN401
        """Where in the file the response begins: at 0 where the server knows no ranges. Its size must be ours."""
        told = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        partial = response.status == http.HTTPStatus.PARTIAL_CONTENT and told is not None
        size = told[2] if partial and told else response.headers.get("Content-Length", "*")
        if size.isdecimal() and int(size) != self._entry.size:
            raise self._refused(
                worded("has a file of {size} bytes there, not of {declared}", size=size, declared=self._entry.size)
            )
        return int(told[1]) if partial and told else 0

    def _receive(self, response: Any, first: int) -> None:  # noqa: ANN401
        with _disk_in_words(self._part):
            stream: IO[bytes] = self._part.open("r+b" if first else "wb")
        with stream:
            stream.seek(first)
            while first < self._entry.size and (chunk := response.read(CHUNK)):
                with _disk_in_words(self._part):
                    stream.write(chunk[: self._entry.size - first])
                    stream.flush()
                first += len(chunk)
                self._report(self._progress(first))

    def _progress(self, done: int) -> Progress:
        fresh, seconds = done - self._had, time.monotonic() - self._began
        left = (self._entry.size - done) * seconds / fresh if fresh > 0 else None
        return Progress(tr("Fetching {name}", name=self._entry.name), done, self._entry.size, "bytes", left_s=left)

    def _there(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _refused(self, why: str) -> MachineError:
        return MachineError(
            "{name} was not fetched: {other_name} {why}. {by_hand}",
            name=self._entry.name,
            other_name=self._entry.host,
            why=why,
            by_hand=_by_hand(self._entry),
        )

    def _unreachable(self, cause: Exception | None) -> MachineError:
        reason = getattr(cause, "reason", None) or cause or worded("the connection ends early")
        rest = [_by_hand(self._entry)]
        if size := self._there():
            rest.insert(0, worded("{size} bytes are kept; fetched again, it goes on from there.", size=size))
        return MachineError(
            "{name} could not be fetched from {other_name} ({why}). {rest}",
            name=self._entry.name,
            other_name=self._entry.host,
            why=reason,
            rest=" ".join(rest),
        )


def _check_hash(entry: Entry, part: Path) -> None:
    with _disk_in_words(part), part.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != entry.sha256:
        part.unlink()
        raise MachineError(
            "What was fetched as {name} is not the file of the catalogue: its SHA-256 is {found}. It was "
            "deleted, nothing was added. {by_hand}",
            name=entry.name,
            found=found,
            by_hand=_by_hand(entry),
        )


def _not_fetched(entry: Entry) -> str:
    return worded("{name} was not fetched", name=entry.name)


def _by_hand(entry: Entry) -> str:
    """What to do without the program's own connection."""
    return worded(
        "On a machine with a network, fetch {path} (SHA-256 {sha256}), carry the file over as {other_path} and "
        "add it: in the window by Case → Add a model…, or with `cpcl models add {other_path}`.",
        path=entry.url,
        sha256=entry.sha256,
        other_path=entry.file,
    )


@contextlib.contextmanager
def _disk_in_words(part: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineError(
            "What is fetched cannot be kept as {path} ({why}); what arrived before is kept. Free space there or "
            "set CPCL_HOME to a folder of yours; fetched again, it goes on.",
            path=part,
            why=error.strerror or error,
        ) from error
