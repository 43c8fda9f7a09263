"""Whether there is a newer version: looked up only when somebody asks, at one address that this machine names.

At the address lies a JSON object: `{"version": "0.2.0", "page": "https://…"}`, the newest version and where it is
described. Nothing is sent beside the program's own version, and nothing is installed.
"""

from __future__ import annotations

import http.client
import json
import os
import re
from dataclasses import dataclass
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from cpcl_desktop import __version__
from cpcl_desktop.bundle.typed import Misfit, build
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MachineError, UsageError
from cpcl_desktop.engine.models.catalogue import may_be_asked
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.policy import check_network, policy

VARIABLE: Final = "CPCL_UPDATES"
LARGEST: Final = 1 << 16  # bytes of an answer
_VERSION: Final = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version that the address names, and the page that describes it, empty for none."""

    version: str
    page: str = ""

    @property
    def is_newer(self) -> bool:
        """Whether it is newer than this program."""
        return _numbers(self.version) > _numbers(__version__)

    @property
    def sentence(self) -> str:
        """What a user reads of it."""
        if not self.is_newer:
            return tr("This is version {here}; {newest} is the newest.", here=__version__, newest=self.version)
        told = tr("Version {newest} is out; this is {here}.", newest=self.version, here=__version__)
        where = tr("It is described at {page}", page=self.page)
        return f"{told} {where}" if self.page else told


def address() -> str:
    """Where to look, as the machine's policy says, else CPCL_UPDATES; empty where none is named."""
    return policy().updates or os.environ.get(VARIABLE, "")


def look_for_new_version() -> Newest:
    """Ask at the address.

    Raises:
        UsageError: no address is named, or the policy forbids it, or the address is not encrypted.
        MachineError: there was no answer, or one that says nothing.
    """
    unasked = worded("No new version was looked for")
    check_network(unasked)
    url = address()
    if not url:
        raise UsageError(
            "No address to look for new versions is named on this machine, so nothing was asked. Versions and what "
            "changed in them are listed in CHANGELOG.md where you got this program. An address is named by "
            "`updates` in the machine's policy, or by {variable_name}.",
            variable_name=VARIABLE,
        )
    if not may_be_asked(url):
        raise UsageError(
            "{unasked}: {path} is not an encrypted address (https://…). Have it put right.",
            unasked=unasked,
            path=url,
        )
    from cpcl_desktop.engine.models.connection import connect  # late: nothing else loads what uses a network

    host = urlsplit(url).hostname
    try:
        with connect(url, unasked) as response:
            told = response.read(LARGEST + 1)
    except HTTPError as error:
        error.close()
        raise MachineError(
            "{name} answers {code} {why}; it is not known which is newest.",
            name=host,
            code=error.code,
            why=error.reason,
        ) from error
    except (http.client.HTTPException, URLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise MachineError(
            "{name} could not be asked ({why}); it is not known which version is newest.", name=host, why=reason
        ) from error
    return _read(told, str(host))


def _read(told: bytes, host: str) -> Newest:
    try:
        if len(told) > LARGEST:
            raise Misfit("the answer is longer than any that belongs")
        newest = build(Newest, json.loads(told), "answer")
        if not _VERSION.fullmatch(newest.version):
            raise Misfit(f"answer.version is {newest.version[:40]!r}, where a version belongs")
    except (ValueError, RecursionError) as error:
        raise MachineError(
            "What {name} answers names no version ({why}); nothing was done.", name=host, why=error
        ) from error
    return newest


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
