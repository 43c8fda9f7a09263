"""How the program looks: two colour tables, the palette and the style sheet made from them.

Custom painting takes its colours from `colours_of(palette)`, so whatever is
drawn follows the theme without knowing it. The style sheet is
`resources/style/desktop.qss`, in which `@name` stands for a colour of the table.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from cpcl_desktop.engine.runtime.places import resource

_Role = QPalette.ColorRole
_STILL = "isStill"  # a property of the application
_SIZE = "textSize"  # another: the size of text, 1.0 as the system has it
_ICONS = (
    QStyle.PixelMetric.PM_SmallIconSize,
    QStyle.PixelMetric.PM_ButtonIconSize,
    QStyle.PixelMetric.PM_ToolBarIconSize,
)
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


_DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration  # looked up once: Qt asks for hints thousands of times


class _Style(QProxyStyle):
    """Qt's own style Fusion. What else is answered in Python stands in styles of its own, see `_style`."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def sizeFromContents(  # noqa: N802 - Qt's name
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """A choice has room for all of its text: Qt reckons it without the blank edges of Chinese signs."""
        whole = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # its stub lacks None
        return whole + QSize(option.fontMetrics.height(), 0) if kind == QStyle.ContentsType.CT_ComboBox else whole


class _Still(_Style):
    """In which bars of unknown length and the like stand still."""

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        """No animation takes any time."""
        return 0 if hint == _DURATION else super().styleHint(hint, option, widget, data)


class _Scaled(_Style):
    """For text of another size than the system's."""

    def pixelMetric(  # noqa: N802 - Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Icons are as large as the text beside them."""
        pixels = super().pixelMetric(metric, option, widget)
        return round(pixels * _text_size()) if metric in _ICONS else pixels


class _StillScaled(_Still, _Scaled):
    """Both."""


def _style() -> _Style:
    """One that answers in Python only what is needed now: Qt asks so often that each of its waits would be seen."""
    if is_still():
        return _StillScaled() if _text_size() != 1.0 else _Still()
    return _Scaled() if _text_size() != 1.0 else _Style()


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours. Text on its ground has a contrast of at least 4.5 : 1."""

    window: str  # the ground of everything
    surface: str  # cards, lists, fields
    raised: str  # buttons
    hover: str
    border: str
    text: str
    muted: str  # secondary text
    accent: str
    on_accent: str
    selected: str  # the ground of what is selected
    done: str
    warning: str
    warning_ground: str
    failed: str
    stage: str  # behind pictures and frames


LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e8eef7",
    border="#d3d9e1",
    text="#1a1f26",
    muted="#566070",
    accent="#1f5fbf",
    on_accent="#ffffff",
    selected="#d9e7fb",
    done="#1a7438",
    warning="#855400",
    warning_ground="#fff3d1",
    failed="#b3261e",
    stage="#e4e8ee",
)
DARK = Colours(
    window="#1a1d22",
    surface="#22262c",
    raised="#2b3038",
    hover="#30363f",
    border="#3c434d",
    text="#e9ebee",
    muted="#a5aeba",
    accent="#82b1ff",
    on_accent="#0a1a33",
    selected="#28405f",
    done="#62cd85",
    warning="#ecbf57",
    warning_ground="#3a3220",
    failed="#ff9189",
    stage="#121417",
)


def colours_of(palette: QPalette) -> Colours:
    """The colour table that a palette was made from."""
    # By the text, because a style sheet makes the ground of some widgets transparent.
    return DARK if palette.color(_Role.Text).lightness() > 128 else LIGHT


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks: "system", "light" or "dark"; its text's size (1: the system's); whether it moves."""

    appearance: str = "system"
    text_size: float = 1.0
    is_still: bool = False


def apply_look(application: QApplication, look: Look) -> None:
    """Dress the application: colours, the size of text, and whether menus and lists move as they appear."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPointSizeF(font.pointSizeF() * look.text_size)
    application.setFont(font)
    for effect in _EFFECTS:
        application.setEffectEnabled(effect, not look.is_still)
    application.setProperty(_STILL, look.is_still)
    application.setProperty(_SIZE, look.text_size)
    apply_theme(application, look.appearance)


def is_still() -> bool:
    """Whether nothing in the window shall move by itself."""
    application = QApplication.instance()
    return application is not None and bool(application.property(_STILL))


def _text_size() -> float:
    application = QApplication.instance()
    return float((application and application.property(_SIZE)) or 1.0)


def apply_theme(application: QApplication, appearance: str) -> None:
    """Dress the application in colours; `appearance` is "system", "light" or "dark"."""
    colours = _choose(application, appearance)
    application.setStyle(_style())
    application.setPalette(_palette(colours))
    application.setStyleSheet(_style_sheet(colours))


def scaled_font(widget: QWidget, factor: float, bold: bool = False, fixed: bool = False) -> QFont:
    """The window's font for such a widget, larger or smaller; `fixed`: with letters of one width.

    `look.text_size` sets it so that it stays right when the size of the text changes.
    """
    usual = QApplication.font(widget)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if fixed else QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * factor)
    font.setBold(bold)
    return font


def _choose(application: QApplication, appearance: str) -> Colours:
    if appearance == "system":
        return DARK if application.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if appearance == "dark" else LIGHT


def _style_sheet(colours: Colours) -> str:
    text = resource("style/desktop.qss").read_text(encoding="utf-8")
    table = asdict(colours) | {"icons": resource("icons").as_posix()}
    return re.sub(r"@([a-z_]+)", lambda match: table[match[1]], text)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, colour in _roles(colours).items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.Text, _Role.ButtonText, _Role.WindowText):
        faded = QColor(colours.muted)
        faded.setAlphaF(0.6)
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colours.window,
        _Role.WindowText: colours.text,
        _Role.Base: colours.surface,
        _Role.AlternateBase: colours.window,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.muted,
        _Role.Button: colours.raised,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.failed,
        _Role.ToolTipBase: colours.surface,
        _Role.ToolTipText: colours.text,
        _Role.Highlight: colours.accent,
        _Role.HighlightedText: colours.on_accent,
        _Role.Accent: colours.accent,
        _Role.Link: colours.accent,
        _Role.Light: colours.surface,
        _Role.Midlight: colours.hover,
        _Role.Mid: colours.border,
        _Role.Dark: colours.border,
        _Role.Shadow: colours.border,
    }
