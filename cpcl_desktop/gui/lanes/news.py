"""The lane of news: waits until a team's server tells that somebody wrote to the case, and asks it nothing.

Of several cases that are open as one it asks each team's server, so that no other lane waits for one that is away.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CpclError, ServerError
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.team.server import Server
from cpcl_desktop.gui.lanes.occasion import Occasion

LOOK_S = 0.2  # how soon the waiting ends that is asked to: closing a case waits for it
_AT_ONCE_S = 0.01


class TeamNews:
    """What the server of a team's case tells, by a link of its own. As `reader` says, it belongs to one lane."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion
        self._server: Server | None = None
        self._teams: list[Case] | None = None  # of several cases those that are teams'
        self._opened = contextlib.ExitStack()

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

    def catch_up(self) -> None:
        """Take over what others did in those of several cases that are teams'.

        One that cannot be keeps none of the others from it; ServerError then says which, and why.
        """
        if self._teams is None:
            self._teams = self._open_teams()
        away = []
        for case in self._teams:
            assert case.team is not None
            try:
                case.team.bring_up_to_date()
            except CpclError as error:
                away.append(f"{case.path.name}: {shown(error)}")
        if away:
            told = "\n".join(away)
            raise ServerError(told)

    def _open_teams(self) -> list[Case]:
        """Those of the cases that follow a server and may take over what it has."""
        with contextlib.ExitStack() as opened:
            teams = []
            for place in range(len(self._occasion.paths)):
                case = self._occasion.of(place).open()
                team = case.team
                if team is None or (case.read_only and team.standing.role != "reader"):
                    case.close()
                else:
                    teams.append(opened.enter_context(case))
            self._opened = opened.pop_all()
        return teams

    def _begin(self) -> bool:
        if self._occasion.others:  # the servers of several are asked, see `catch_up`
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
        """Let go of the server, and of the cases."""
        if self._server is not None:
            self._server.close()
        self._server, self._teams = None, None
        self._opened.close()
