"""Icons: our own line drawings in `resources/icons`, inked in the theme's text colour, crisp at 100-300 %."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton

from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.gui.look.text_size import fit_to_text

SIZES = (16, 20, 24, 32, 48, 64)  # pixels; Qt takes the one that fits the widget and the screen
_NAME = "iconName"
_CROSS = 0.75  # of a line's height


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or button the icon of that name; `ink_again` redraws it when the theme changes."""
    target.setProperty(_NAME, name)
    target.setIcon(icon(name))


def ink_again(root: QObject) -> None:
    """Redraw every icon under `root` in the colours that now hold."""
    targets: list[QAction | QAbstractButton] = [*root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for target in targets:
        if name := target.property(_NAME):
            target.setIcon(icon(name))


def icon(name: str) -> QIcon:
    """The icon of that name in the palette's text colour, dimmed where it is disabled."""
    drawn = QIcon()
    palette = QApplication.palette()
    modes = (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    )
    for mode, group in modes:
        ink = palette.color(group, QPalette.ColorRole.WindowText).rgba()
        for size in SIZES:
            drawn.addPixmap(QPixmap.fromImage(_inked(name, size, ink)), mode)
    return drawn


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    drawn = QIcon()
    for size in (*SIZES, 128, 256):
        drawn.addPixmap(QPixmap.fromImage(_image("application", size)))
    return drawn


def icon_button(icon: str, told: str, name: str) -> QToolButton:
    """A button that shows an icon alone: its tip says what it does, its accessible name also to what."""
    made = QToolButton()
    set_icon(made, icon)
    made.setToolTip(told)
    made.setAccessibleName(name)
    return made


def cross_button(told: str, name: str) -> QToolButton:
    """A small cross, beside what it takes away."""
    made = icon_button("close", told, name)
    fit_to_text(made, lambda: made.setIconSize(QSize(1, 1) * round(_CROSS * made.fontMetrics().height())))
    return made


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: QColor) -> None:
    """Draw an icon in a colour of one's own."""
    _drawing(name, colour.name()).render(painter, area)


@cache
def _image(name: str, size: int) -> QImage:
    """An icon in black; `application` in its own colours."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(image.rect()), QColor(Qt.GlobalColor.black))
    painter.end()
    return image


@cache
def _inked(name: str, size: int, ink: int) -> QImage:
    """The same shape in a colour (`QColor.rgba`): drawing it anew takes much longer, and a window has hundreds.

    Kept, since many buttons show one icon; what shows it shares its pixels.
    """
    image = _image(name, size).copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor.fromRgba(ink))
    painter.end()
    return image


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
