"""The lane of news: waits until a team's server tells that somebody wrote to the case, and asks it nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from cpcl_desktop.engine.errors import ServerError
from cpcl_desktop.engine.team.server import Server
from cpcl_desktop.gui.lanes.occasion import Occasion

LOOK_S = 0.2  # how soon the waiting ends that is asked to: closing a case waits for it
_AT_ONCE_S = 0.01


class TeamNews:
    """What the server of a team's case tells, by a link of its own. As `reader` says, it belongs to one lane."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion
        self._server: Server | None = None

    def await_news(self, stop_if_asked: Callable[[], None]) -> bool:
        """Wait until somebody wrote to a team's case; False where it is none. Asked first, it returns at once.

        It does so, too, after the server was gone: what came meanwhile is to be looked for. `stop_if_asked` raises
        Cancelled where it shall end. ServerError while the server does not answer; UsageError, CaseError as
        `Mirror.bring_up_to_date`.
        """
        if self._server is None:
            return self._begin()
        try:
            while not self._server.wait(LOOK_S):
                stop_if_asked()
        except ServerError:
            self.close()
            raise
        return True

    def _begin(self) -> bool:
        if self._occasion.others:  # the servers of several are asked, every few seconds
            return False
        with self._occasion.open() as case:
            server = None if case.team is None else case.team.news()
        if server is None:
            return False
        with contextlib.ExitStack() as otherwise:
            otherwise.callback(server.close)
            server.wait(_AT_ONCE_S)
            otherwise.pop_all()
        self._server = server
        return True

    def close(self) -> None:
        """Let go of the server."""
        if self._server is not None:
            self._server.close()
        self._server = None
