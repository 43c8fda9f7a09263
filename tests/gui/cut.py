"""What of a window is cut: controls that show less of their text than there is, windows larger than a screen."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from cpcl_desktop.gui.look.elided_label import ElidedLabel

SLACK = 1  # pixels, of rounding
_IN_LINE = 2  # pixels that Qt keeps free at both ends of a line that is typed
FRAME = QSize(2, 36)  # what a desktop's frame and title add to a window


def faults_in(window: QWidget, screen: QSize) -> list[str]:
    """What of a window that is shown is cut, and whether it asks for more than a screen of this size."""
    found = [fault for widget in shown_in(window) for fault in _faults_of(widget)]
    least = window.minimumSizeHint().expandedTo(window.minimumSize()) + FRAME
    if least.width() > screen.width() or least.height() > screen.height():
        found.append(f"{_name(window)} asks for at least {_size(least)}")
    taken = window.size() + FRAME
    if taken.width() > screen.width() or taken.height() > screen.height():
        found.append(f"{_name(window)} is {_size(taken)}")
    return found


def shown_in(window: QWidget) -> Iterator[QWidget]:
    """The window and all in it that can be seen, or could be by scrolling."""
    yield window
    yield from (one for one in window.findChildren(QWidget) if one.isVisibleTo(window) and one.window() is window)


def _faults_of(widget: QWidget) -> Iterator[str]:
    said = next((said_of(widget) for kind, said_of in _KINDS if isinstance(widget, kind)), None)
    needed, given = said if said is not None else (None, None)
    if needed is not None and (needed.width() > given.width() + SLACK or needed.height() > given.height() + SLACK):
        yield f"{_name(widget)} needs {_size(needed)} and has {_size(given)}"
    if isinstance(widget, QHeaderView):
        yield from _cut_sections(widget)
    if is_outside(widget):
        place, room = widget.geometry(), widget.parentWidget().size()
        yield f"{_name(widget)} at {place.x()},{place.y()} {_size(place.size())} is outside of {_size(room)}"


def is_outside(widget: QWidget) -> bool:
    """Whether a part of it is where its parent is no more; what can be scrolled to is not."""
    parent = widget.parentWidget()
    if widget.isWindow() or parent is None or widget.size().isEmpty() or not _says(widget):
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea):
        return False
    return not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry())


def _says(widget: QWidget) -> bool:
    return isinstance(widget, tuple(kind for kind, _ in _KINDS))


# --- what each kind needs, and what it has: of sizes of the text, or of the whole with what stands around it

Sizes = tuple[QSize, QSize] | None


def _button(button: QAbstractButton) -> Sizes:
    return None if not button.text() else (button.sizeHint(), button.size())


def _label(label: QLabel) -> Sizes:
    if isinstance(label, ElidedLabel) or not label.text():
        return None
    if label.wordWrap():
        return QSize(0, label.heightForWidth(label.width())), label.size()
    return label.sizeHint(), label.size()


def _combo(combo: QComboBox) -> Sizes:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room: QRect = combo.style().subControlRect(control, option, field, combo)
    drawn = (
        combo.fontMetrics().boundingRect(combo.currentText()).size()
    )  # by which Qt reckons, less its blank edges
    return QSize(drawn.width(), 0), room.size()


def _line(line: QLineEdit) -> Sizes:
    """What a spin box says; what is typed can be of any length, and Qt ends a long placeholder in …."""
    if not isinstance(line.parentWidget(), QAbstractSpinBox):
        return None
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room: QRect = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    return _text_size(line.fontMetrics(), line.displayText()), room.size() - QSize(2 * _IN_LINE, 0)


def _group(group: QGroupBox) -> Sizes:
    return _text_size(group.fontMetrics(), group.title()), group.size()


def _tabs(tabs: QTabBar) -> Sizes:
    return tabs.sizeHint(), tabs.size()


def _cut_sections(header: QHeaderView) -> Iterator[str]:
    if header.orientation() == Qt.Orientation.Vertical:
        return
    metrics = header.fontMetrics()
    for section in (one for one in range(header.count()) if not header.isSectionHidden(one)):
        said = str(header.model().headerData(section, header.orientation()) or "")
        if header.sectionSize(section) < metrics.horizontalAdvance(said):
            yield f"the header “{said}” has {header.sectionSize(section)} pixels"


_KINDS: tuple[tuple[type[QWidget], Callable[..., Sizes]], ...] = (
    (QAbstractButton, _button),
    (QLabel, _label),
    (QComboBox, _combo),
    (QLineEdit, _line),
    (QGroupBox, _group),
    (QTabBar, _tabs),
)


def _text_size(metrics: QFontMetrics, text: str) -> QSize:
    return QSize(metrics.horizontalAdvance(text), metrics.height())


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or (text() if callable(text) else "") or widget.windowTitle()
    return f"{type(widget).__name__} “{str(said)[:60]}”"
