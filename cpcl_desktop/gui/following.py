"""Being told of what others do in a team's case, so that its server need not be asked every few seconds.

Where the server tells nothing, because it is gone or the network swallows it, `asks` says when to ask all the same.
The servers of several cases that are open as one are asked every few seconds, in a lane where nothing waits for
them.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.workspace import Workspace

AGAIN_MS = 5000  # until it is waited for again, after that failed
ASK_S = 60.0  # between questions to a server that tells of itself what is new


class Following(QObject):
    """Waits for news of one case; of one that is no team's there are none, and it ends at once."""

    told = Signal()  # somebody wrote to the team's case
    cut_off = Signal(object)  # why a server of several cases does not answer; once, until all answer again

    def __init__(self) -> None:
        super().__init__()
        self._workspace: Workspace | None = None
        self._waiting, self._catching_up = Latest(), Latest()
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS, timeout=self._wait)
        self._is_told = False  # by a server that answers
        self._is_due = True
        self._is_cut_off = False
        self._asked = 0.0

    def begin(self, workspace: Workspace) -> None:
        """Wait for news of this case from now on."""
        self.end()
        self._workspace = workspace
        self._wait()

    def end(self) -> None:
        """The case is being closed."""
        self._again.stop()
        self._waiting.cancel()
        self._catching_up.cancel()
        self._is_cut_off = False
        self._workspace, self._is_told, self._is_due = None, False, True

    @property
    def has_more(self) -> bool:
        """Whether the server told of something since it was asked last."""
        return self._is_told and self._is_due

    def asks(self) -> bool:
        """Whether to ask the server now, which is then done: it told of news, tells nothing, or not for long.

        Of several cases never: theirs are being asked from now on, and what comes of it stands in the cases.
        """
        if self._workspace is not None and self._workspace.occasion.others:
            self._catch_up(self._workspace)
            return False
        asks = self._is_due or not self._is_told or time.monotonic() - self._asked > ASK_S
        if asks:
            self._asked, self._is_due = time.monotonic(), False
        return asks

    def missed(self) -> None:
        """The server did not answer what it was asked: it is to be asked again."""
        self._asked = float("-inf")

    def _catch_up(self, workspace: Workspace) -> None:
        if not self._catching_up.busy:
            job = workspace.catch_up_job()
            job.succeeded.connect(self._on_caught_up)
            job.failed.connect(lambda error: self._on_cut_off(workspace, error))
            self._catching_up.start(job)

    def _wait(self) -> None:
        workspace = self._workspace
        if workspace is not None:
            job = workspace.await_news_job()
            job.succeeded.connect(lambda is_teams: self._on_told(workspace, is_teams))
            job.failed.connect(lambda error: self._on_silence(workspace, error))
            self._waiting.start(job)

    def _on_told(self, workspace: Workspace, is_teams: bool) -> None:
        if workspace is self._workspace and is_teams:
            self._is_told = self._is_due = True
            self.told.emit()
            self._wait()

    def _on_caught_up(self) -> None:
        self._is_cut_off = False

    def _on_cut_off(self, workspace: Workspace, error: Exception) -> None:
        if workspace is self._workspace and not self._is_cut_off:  # the servers are asked on
            self._is_cut_off = True
            self.cut_off.emit(error)

    def _on_silence(self, workspace: Workspace, error: Exception) -> None:
        """The server tells nothing for now, or for good where it may not be asked; why, who asks it is told."""
        if workspace is self._workspace:
            self._is_told = False
            if not isinstance(error, UsageError):
                self._again.start()
