"""What a command of the window is."""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.situation import When, always

CASE, FOOTAGE, SEARCH, VIEW = tr("&Case"), tr("&Footage"), tr("&Search"), tr("&View")
DECISIONS, PAGES, HELP = tr("&Decisions"), tr("&Pages"), tr("&Help")
LABELS = tr("&Labels")  # the menus, in no order


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` names it, `keys` are portable key sequences, `when` says whether it is available.

    `does` names who carries it out and the method: by default `on_<id>` of what
    asks the user.
    """

    id: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    does: str = ""
    when: When = always
    separated: bool = False  # a line above it in the menu
    checkable: bool = False
    given: object = None  # what the method is given, if anything
    sheet: str | None = None  # its keys as the sheet of keys has them, empty for not at all; None: as they are

    @property
    def slot(self) -> tuple[str, str]:
        """Who carries it out, and the method's name."""
        owner, _, name = (self.does or f"asking.on_{self.id}").partition(".")
        return owner, name or f"on_{self.id}"
