"""What the window says of labels."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.plain_text import line
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.look.names import entry

_MOST_ON_A_BUTTON = 24  # letters


def command(digit: int, name: str | None) -> str:
    """The command that gives the label of a key, None: which has no name yet."""
    return tr("New label on key {digit}…", digit=digit) if name is None else entry(name)


def group_command(digit: int, name: str | None) -> str:
    """As `command`, to the whole group."""
    if name is None:
        return tr("New label on key {digit}, for the whole group…", digit=digit)
    return tr("{label}: the whole group", label=entry(name))


def tag(label: Label) -> str:
    """A label as it stands on hits: its key, where it has one, and its name."""
    return f"{label.digit} {label.name}" if label.digit else label.name


def sign(label: Label) -> str:
    """A label where there is room for one letter: its key, or the first letter of one without a key."""
    return str(label.digit) if label.digit else line(label.name)[:1].upper()


def short(name: str) -> str:
    """A name as buttons have room for it."""
    return entry(name if len(name) <= _MOST_ON_A_BUTTON else f"{name[: _MOST_ON_A_BUTTON - 1]}…")


def some(names: Sequence[str]) -> str:
    """The first of several names, as there is room for it, and how many more there are."""
    if not names:
        return ""
    first = line(names[0])[:_MOST_ON_A_BUTTON]
    return first if len(names) == 1 else f"{first} +{len(names) - 1}"


def given_line(name: str, number: int, sets: bool) -> str:
    """To how many hits a label was given, or off how many it was taken."""
    if sets:
        return tr("Label {label}: given to %n hit(s).", None, number, label=name)
    return tr("Label {label}: taken off %n hit(s).", None, number, label=name)


def spoken(label: Label) -> str:
    """A label of a hit, as a screen reader says it."""
    return tr("label {label}", label=tag(label))
