"""What decides which commands are available, and the conditions that the table of commands names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which commands are available."""

    is_open: bool = False  # a case
    is_read_only: bool = False  # the case: nothing can be written to it
    is_several: bool = False  # several cases are open as one
    is_adding: bool = False  # footage is being found or read
    is_in_player: bool = False
    is_passage_shown: bool = False  # there; else it shows footage alone
    is_at_hits: bool = False  # the page for searching is shown, and not the player
    is_shown_barred: bool = False  # the footage in the player is of a case to which nothing can be written
    has_sources: bool = False
    has_unread: bool = False  # footage that waits, was stopped or failed
    has_passages: bool = False
    has_hits: bool = False
    is_hit_chosen: bool = False  # in the player, or in the grid
    has_new: bool = False  # passages read since the hits were found
    is_source_selected: bool = False  # in the list of footage, and it was begun
    is_waiting_selected: bool = False  # there, and it was not
    is_unread_selected: bool = False  # there: it failed, or was not read to the end
    is_binned_selected: bool = False  # there: it lies in the bin
    has_binned: bool = False
    can_undo: bool = False
    can_redo: bool = False
    is_at_persons: bool = False  # the page of likely persons is shown
    is_at_coverage: bool = False
    is_at_log: bool = False
    is_checking: bool = False  # the case, by the page of the log
    is_at_models: bool = False
    is_own_model: bool = False  # the one selected is the user's, not the program's
    can_change_model: bool = False  # the case to the one selected
    is_at_describe: bool = False
    has_described: bool = False  # a passage of the case
    has_kept_model: bool = False  # the case has vectors of the model before
    has_begun_model: bool = False  # a change of the case's model was begun
    are_persons_chosen: bool = False  # two or more
    are_passages_chosen: bool = False  # of a likely person, and not all


When = Callable[[Situation], bool]


def always(now: Situation) -> bool:
    """Whatever is shown."""
    return True


def is_open(now: Situation) -> bool:
    """A case is open."""
    return now.is_open


def is_several(now: Situation) -> bool:
    """Several cases are open as one."""
    return now.is_several


def is_adding(now: Situation) -> bool:
    """Footage is being added."""
    return now.is_adding


def is_in_player(now: Situation) -> bool:
    """Footage is shown, at a hit or alone."""
    return now.is_in_player


def is_passage_shown(now: Situation) -> bool:
    """A hit is shown in its footage."""
    return now.is_passage_shown


def can_paste(now: Situation) -> bool:
    """The page for searching is shown, and there is something to search."""
    return now.is_open and now.is_at_hits


def has_hits(now: Situation) -> bool:
    """There are hits."""
    return now.has_hits


def has_new(now: Situation) -> bool:
    """There is more than the hits shown."""
    return now.has_new


def is_hit_chosen(now: Situation) -> bool:
    """A hit is shown or selected."""
    return now.is_hit_chosen


def is_hit_selected(now: Situation) -> bool:
    """A hit is selected, and not in the player yet."""
    return now.is_hit_chosen and not now.is_in_player


def is_source_selected(now: Situation) -> bool:
    """Footage that is in the case is selected."""
    return now.is_source_selected


def can_take_out(now: Situation) -> bool:
    """Footage is selected that is in the case, or waits."""
    return now.is_source_selected or now.is_waiting_selected


def can_read_again(now: Situation) -> bool:
    """Footage is selected that was not read to the end, and none is being read."""
    return now.is_unread_selected and not now.is_adding


def can_find(now: Situation) -> bool:
    """Footage is selected, and none is being read."""
    return now.is_source_selected and not now.is_adding


def is_binned_selected(now: Situation) -> bool:
    """Footage in the bin is selected."""
    return now.is_binned_selected


def can_empty(now: Situation) -> bool:
    """Something is in the bin, and no footage is being read."""
    return now.has_binned and not now.is_adding


def can_merge(now: Situation) -> bool:
    """A case is open, and no footage is being read."""
    return now.is_open and not now.is_adding


def can_resume(now: Situation) -> bool:
    """Footage is unread, and none is being read."""
    return now.is_open and not now.is_adding and now.has_unread


def can_relink(now: Situation) -> bool:
    """There is footage, and none is being read."""
    return now.is_open and not now.is_adding and now.has_sources


def can_report(now: Situation) -> bool:
    """There is somebody to report of."""
    return now.is_open and now.has_passages


def can_undo(now: Situation) -> bool:
    """A decision can be taken back."""
    return now.can_undo


def can_redo(now: Situation) -> bool:
    """A decision can be made again."""
    return now.can_redo


def is_at_persons(now: Situation) -> bool:
    """The page of likely persons is shown."""
    return now.is_open and now.is_at_persons


def are_persons_chosen(now: Situation) -> bool:
    """Two likely persons or more are selected."""
    return now.are_persons_chosen


def are_passages_chosen(now: Situation) -> bool:
    """Some passages of a likely person are selected."""
    return now.are_passages_chosen


def is_at_coverage(now: Situation) -> bool:
    """The page of coverage is shown."""
    return now.is_open and now.is_at_coverage


def is_at_log(now: Situation) -> bool:
    """The page of the log is shown."""
    return now.is_open and now.is_at_log


def can_verify(now: Situation) -> bool:
    """The page of the log is shown, and no check is under way."""
    return is_at_log(now) and not now.is_checking


def is_at_models(now: Situation) -> bool:
    """The page of models is shown."""
    return now.is_at_models


def is_own_model(now: Situation) -> bool:
    """A model of the user's is selected."""
    return now.is_at_models and now.is_own_model


def can_change_model(now: Situation) -> bool:
    """The selected model can be the case's."""
    return now.is_at_models and now.can_change_model


def has_kept_model(now: Situation) -> bool:
    """There is a way back to the model before."""
    return now.is_at_models and now.has_kept_model


def has_begun_model(now: Situation) -> bool:
    """A change of models was begun."""
    return now.is_at_models and now.has_begun_model


def is_at_describe(now: Situation) -> bool:
    """The page for describing is shown."""
    return now.is_open and now.is_at_describe


def has_described(now: Situation) -> bool:
    """The page for describing is shown, and something is described."""
    return is_at_describe(now) and now.has_described
