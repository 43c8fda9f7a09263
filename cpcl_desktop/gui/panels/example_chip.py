"""The example that is searched by, in the query box: its picture, and how much it counts beside the words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton

from cpcl_desktop.engine.records import Query
from cpcl_desktop.gui import query_wording
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.look.pictures import fitted
from cpcl_desktop.gui.look.text_size import fit_to_text

_PREVIEW = QSize(64, 38)
_WIDE = 12  # letters, of the slider


class ExampleChip(QFrame):
    """Hidden while there is no example; the weight shows while there are words beside it."""

    removed = Signal()
    weighed = Signal()  # another weight

    def __init__(self) -> None:
        super().__init__(objectName="example")
        self._preview = QLabel()
        self._preview.setAccessibleName(query_wording.EXAMPLE)
        self.slider = QSlider(Qt.Orientation.Horizontal, minimum=0, maximum=100, singleStep=5, pageStep=10)
        fit_to_text(self, lambda: self.slider.setFixedWidth(_WIDE * self.fontMetrics().averageCharWidth()))
        self.slider.setAccessibleName(query_wording.WEIGHT)
        self.slider.valueChanged.connect(self._on_weighed)
        self.remove = QToolButton()
        set_icon(self.remove, "close")
        self.remove.setToolTip(query_wording.REMOVE_EXAMPLE)
        self.remove.setAccessibleName(query_wording.REMOVE_EXAMPLE)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 3, 2, 3)
        row.setSpacing(2)
        for widget in (self._preview, self.slider, self.remove):
            row.addWidget(widget)
        self.set_weight(Query().weight)
        self.slider.hide()
        self.hide()

    @property
    def weight(self) -> float:
        """What the example counts, 0..1."""
        return float(self.slider.value()) / 100

    def set_weight(self, weight: float) -> None:
        """Show a weight, without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(100 * weight))
        self.slider.blockSignals(False)
        self.slider.setToolTip(query_wording.weight_tip(self.weight))

    def show_example(self, image: QImage | None, named: str = "") -> None:
        """Show a picture, or without one what the example is called; neither: no example."""
        self.setVisible(image is not None or bool(named))
        if image is not None:
            self._preview.setPixmap(QPixmap.fromImage(fitted(image, _PREVIEW, self.devicePixelRatio())))
        else:
            self._preview.setText(named)
        self._preview.setToolTip(named)

    def offer_weight(self, has_words: bool) -> None:
        """Offer to weigh it where there are words to weigh it against."""
        self.slider.setVisible(has_words)

    def _on_weighed(self) -> None:
        self.slider.setToolTip(query_wording.weight_tip(self.weight))
        self.weighed.emit()
