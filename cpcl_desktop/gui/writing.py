"""Which commands are off where a case can only be read, and where several are read as one; they say why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.label_commands import LABEL_COMMANDS

if TYPE_CHECKING:  # loaded with the first case, not with the window
    from cpcl_desktop.engine.case.mirror import Standing

_FOOTAGE: Final = ("add_files", "add_folder", "add_crops", "watch_folder", "resume", "read_again")
_STATED: Final = ("clock", "camera")
_PLACES: Final = ("relink", "relink_selected", "take_out", "put_back", "empty_bin")
_HITS: Final = ("decide_match", "decide_no_match", "decide_unsure", "undecide", "bookmark", "reviewed", "note")
_LABELS: Final = tuple(one.id for one in LABEL_COMMANDS)
_GROUPS: Final = ("group_match", "group_no_match", "group_unsure", "group_undecide")
_PASSAGES: Final = ("somebody_else", "same_as_next")
_PERSONS: Final = ("merge_persons", "split_person", "name_person")
_MODELS: Final = ("change_model", "model_back", "drop_model", "give_up_model")
_EXPORTS: Final = ("report", "export_clip", "save_still", "write_pairs", "train_on_these")
_OTHERS: Final = ("occasion", "merge_cases", "save_search", "undo", "redo")
_OF_HITS: Final = (*_HITS, *_GROUPS, *_LABELS, *_PASSAGES, *_PERSONS)
WRITES: Final = frozenset((*_FOOTAGE, *_STATED, *_PLACES, *_OF_HITS, *_MODELS, *_EXPORTS, *_OTHERS))
"""Commands by their names in the table."""
WHY_NOT: Final = tr("The case can only be read: its file or its folder cannot be written to.")
_OF_ONE_CASE: Final = (
    *_FOOTAGE, *_STATED, *_PLACES, *_PERSONS, *_MODELS, "check_again", "merge_cases", "labels",
    "report", "view_describe", "skip_passage", "write_pairs", "train_on_these",
)  # fmt: skip
OF_ONE: Final = frozenset(_OF_ONE_CASE)
"""Commands that are about one case, though several are read as one."""
OPEN_ONE: Final = tr(
    "This is done in one case at a time: open that case by itself (Case → Open its case by itself)."
)
_REPORT_OF_ONE: Final = tr(
    "A report is about one case, whose log and footage it can be checked against: open that case by itself (Case → "
    "Open its case by itself), and write one for each."
)


_FROM_FOOTAGE: Final = frozenset({"export_clip", "save_still"})
NO_TRACE: Final = tr("The case of this footage can only be read: its log could not say what was taken out of it.")


def hindrance(name: str, is_read_only: bool, is_several: bool, is_shown_barred: bool = False) -> str:
    """Why a command is off, whatever is selected; empty where it is not.

    `is_shown_barred`: the case of the footage in the player can only be read, of several.
    """
    if is_several and name in OF_ONE:
        return _REPORT_OF_ONE if name == "report" else OPEN_ONE
    if is_several and is_shown_barred and name in _FROM_FOOTAGE:
        return NO_TRACE
    if is_several and is_shown_barred and name in _PASSAGES:
        return WHY_NOT
    return WHY_NOT if is_read_only and name in WRITES else ""


def team_line(stands: Standing) -> str:
    """What stands above the hits of a case that follows a team's."""
    if stands.role == "reader":
        return tr(
            "This is a team's case, in which {name} takes part as a reader: it can be searched and "
            "checked, nothing of that goes into its log, and everything that would write to it is off.",
            name=stands.member,
        )
    return tr(
        "This is a team's case: what you decide goes to all who work in it, under the name {name}.",
        name=stands.member,
    )


def read_only_line(case: Path) -> str:
    """What stands above the hits of such a case."""
    return tr(
        "The case {name} can only be read: its file or its folder cannot be written to. It can be searched and "
        "checked, and nothing of that goes into its log; everything that would write to it is off. To work in it, "
        "have the permissions changed or copy it to another folder, and open it again.",
        name=case.name,
    )
