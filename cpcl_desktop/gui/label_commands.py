"""The part of the table of commands that is about labels: two for each key, the second for the group."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.case.labels import DIGITS
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import LABELS, Command
from cpcl_desktop.gui.situation import is_hit_chosen, is_open

_FIRST, _LAST = DIGITS[0], DIGITS[-1]

LABEL_COMMANDS: Sequence[Command] = (
    *(
        Command(
            f"label_{digit}", LABELS, tr("Label of the key"),
            tr("Give the key's label to the hits, or take it off; a new key asks for a name"), (str(digit),),
            does="label_keys.on_label", given=digit, when=is_hit_chosen, checkable=True,
            sheet=f"{_FIRST} … {_LAST}" if digit == _FIRST else "",
        )
        for digit in DIGITS
    ),
    *(
        Command(
            f"label_group_{digit}", LABELS, tr("Label of the key: the whole group"),
            tr("The same for all hits that are proposed to show the same person"), (f"Alt+{digit}",),
            does="label_keys.on_label_group", given=digit, when=is_hit_chosen, separated=digit == _FIRST,
            sheet=f"Alt+{_FIRST} … Alt+{_LAST}" if digit == _FIRST else "",
        )
        for digit in DIGITS
    ),
    Command("labels", LABELS, tr("&Names and keys…"), tr("Name labels, say which key gives which, take one away"),
            does="label_keys", when=is_open, separated=True),
)  # fmt: skip
