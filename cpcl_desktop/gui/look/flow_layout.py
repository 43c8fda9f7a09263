"""A layout that puts widgets side by side and goes on in the next row where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

ROWS = 2


class FlowLayout(QLayout):
    """Rows from top to bottom, each centred on its tallest widget; hidden widgets take no room."""

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, until anything changes
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Put one more at the end."""
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """One of them, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take one out."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Rows come and go with the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all rows; Qt asks for it a dozen times each time that it lays out."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), is_tried=True)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something else may be needed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        """Place everything."""
        super().setGeometry(area)
        self._place(area, is_tried=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the widest, and what holds it, allow: of this width Qt asks how high it must be."""
        holder = self.parentWidget()
        return self.minimumSize().expandedTo(QSize(0 if holder is None else holder.minimumWidth(), 0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The largest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def width_of(self, rows: int) -> int:
        """The least width at which all stand in so many rows."""
        width = self.minimumSize().width()
        while len(self._rows(width)) > rows:
            width += max(1, self.spacing())
        return width

    def _place(self, area: QRect, is_tried: bool) -> int:
        """Fill rows; returns their height."""
        top, rows = area.top(), self._rows(area.width())
        for row in rows:
            height, left = max(item.sizeHint().height() for item in row), area.left()
            for item in row:
                size = item.sizeHint()
                if not is_tried:
                    place = QRect(QPoint(left, top + (height - size.height()) // 2), size)
                    item.setGeometry(QStyle.visualRect(self._direction, area, place))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return top - area.top() - (self.spacing() if rows else 0)

    @property
    def _direction(self) -> Qt.LayoutDirection:
        """From which side rows are filled."""
        holder = self.parentWidget()
        return Qt.LayoutDirection.LeftToRight if holder is None else holder.layoutDirection()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in (one for one in self._items if not one.isEmpty()):
            needed = item.sizeHint().width()
            if not rows or left + needed > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += needed + self.spacing()
        return rows


def flowing(widgets: Sequence[QWidget], spacing: int = 8, rows: int = ROWS) -> QWidget:
    """A widget that holds these, in up to so many rows."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    layout = FlowLayout(holder, spacing)
    for widget in widgets:
        layout.addWidget(widget)
    bound(holder, rows)
    return holder


def bound(holder: QWidget, rows: int = ROWS) -> None:
    """Let what `flowing` made be as wide as so many rows need, with what it shows now.

    Qt reckons how low a window can get from the narrowest rows; without a bound that would be one widget a row.
    """
    layout = holder.layout()
    assert isinstance(layout, FlowLayout)
    holder.setMinimumWidth(layout.width_of(rows))
