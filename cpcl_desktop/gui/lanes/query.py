"""The query lane: searches, and examples to search by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.engine.records import Answer, Image, Query
from cpcl_desktop.engine.runtime.memory import give_back
from cpcl_desktop.engine.runtime.native import FAISS, ONNX_RUNTIME, load_first
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.reader import CaseReader

if TYPE_CHECKING:
    from cpcl_desktop.engine.search.index_rows import PicturePlaces
    from cpcl_desktop.engine.search.searcher import Searcher
    from cpcl_desktop.engine.search.traits import TraitsOf


class Queries(CaseReader):
    """The query lane: searches, and examples to search by."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self._searcher: Searcher | None = None
        self._traits: TraitsOf | None = None
        self.indexed: PicturePlaces | None = None  # what the index last had of the case

    def search(self, query: Query, choices: Choices, is_asked: bool = True) -> Answer:
        """The answer to a query; without text and image, all passages in the footage's order.

        Only what the user asked for goes into the log, not what the window looks up to stay current.
        """
        from cpcl_desktop.engine.search.browse import browse, listed

        if not query.is_search:
            cases, traits = self.cases, self._traits_of()
            return browse(cases, query, traits) if is_asked else listed(cases, query, traits)
        searcher = self._current_searcher(choices)
        answer = searcher.search(query) if is_asked else searcher.rank(query)
        self.indexed = searcher.places()
        return answer

    def prepare(self, choices: Choices) -> None:
        """Load what the first search needs, where there is anything to be searched."""
        if self.cases.models():
            self.indexed = self._current_searcher(choices).prepare()
            give_back()

    def read_example(self, path: Path) -> Image:
        """An image file, as an example to search by."""
        from cpcl_desktop.engine.decoder.errands import read_still

        return read_still(path)

    def close(self) -> None:
        """Let go of the index and the cases."""
        self._searcher = self._traits = self.indexed = None
        super().close()

    def _traits_of(self) -> TraitsOf:
        from cpcl_desktop.engine.search.traits import TraitsOf

        if self._traits is None:
            self._traits = TraitsOf(self.cases)
        return self._traits

    def _current_searcher(self, choices: Choices) -> Searcher:
        from cpcl_desktop.engine.search.searcher import searcher_for

        models = self.cases.models()
        if self._searcher is None:
            for library in (FAISS, ONNX_RUNTIME):
                load_first(*library)
        if self._searcher is None or (models and models[0][1].sha256 != self._searcher.embedder.sha256):
            self._searcher = searcher_for(self.cases, choices.provider)
        return self._searcher
