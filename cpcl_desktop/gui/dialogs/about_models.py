"""The commands about models that ask first: downloading one, changing the case's, deleting for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.lanes.models import Offered
from cpcl_desktop.gui.views.models_view import ModelsView, question_of

if TYPE_CHECKING:
    from cpcl_desktop.engine.ingest.reindex_plan import ReindexPlan


class AboutModels(QObject):
    """One method `on_<id>` for each such command of the table."""

    def __init__(self, window: QWidget, view: ModelsView, choosers: Choosers) -> None:
        super().__init__(window)
        self._window, self._view, self._choosers = window, view, choosers
        view.planned.connect(self._on_planned)
        view.offered.connect(self._on_offered)

    def on_change_model(self) -> None:
        """Ask what it would take, then whether it is wanted."""
        self._view.plan()

    def _on_planned(self, plan: ReindexPlan) -> None:
        if self._choosers.confirm(self._window, *question_of(plan)):
            self._view.change(plan)

    def on_fetch_model(self) -> None:
        """Ask which model to download, after it was said who would be asked."""
        self._view.look_for_offers()

    def _on_offered(self, offered: Offered) -> None:
        offer = self._choosers.offer(self._window, offered)
        if offer is not None:
            self._view.fetch(offer.entry)

    def on_remove_model(self) -> None:
        """Delete the selected model, if that is meant."""
        row = self._view.current
        text = tr(
            "Its files are deleted from this machine. Cases that were indexed with it can be searched when it is "
            "added again as it was."
        )
        if row is not None and self._choosers.confirm(
            self._window, tr("Remove {name}?", name=row.name), text, tr("Remove it")
        ):
            self._view.remove(row)

    def on_drop_model(self) -> None:
        """Delete the vectors kept of the model before, if that is meant."""
        text = tr(
            "The vectors of the model used before are deleted. There is no way back to it but embedding anew."
        )
        if self._choosers.confirm(self._window, tr("Drop the model before?"), text, tr("Drop its vectors")):
            self._view.on_drop_model()

    def on_give_up_model(self) -> None:
        """Forget a change that was begun, if that is meant."""
        text = tr("What was embedded for it is deleted; the case stays with the model that it uses.")
        if self._choosers.confirm(self._window, tr("Give up the change?"), text, tr("Give it up")):
            self._view.on_give_up_model()
