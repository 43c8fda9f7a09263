"""The part of the table of commands that is about who else, and which other camera, is shown in the player."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.command import VIEW, Command
from cpcl_desktop.gui.situation import is_in_player

PLAYER_COMMANDS: Sequence[Command] = (
    Command("boxes_of_others", VIEW, tr("Boxes of &everyone in view"),
            tr("Draw a numbered box around everyone else in view; a click opens their passage"), ("V",),
            does="people", when=is_in_player, separated=True, checkable=True),
    Command("ways_of_people", VIEW, tr("&Ways of the last seconds"),
            tr("Draw where the people in view went in the last five seconds"), ("Shift+V",), does="people",
            when=is_in_player, checkable=True),
    Command("next_person", VIEW, tr("Next person in view"),
            tr("Go to the next person in view, from left to right"), ("P",), does="people", when=is_in_player),
    Command("previous_person", VIEW, tr("Previous person in view"),
            tr("Go to the person in view before, from right to left"), ("Shift+P",), does="people",
            when=is_in_player),
    Command("open_person", VIEW, tr("Open the passage of that person"),
            tr("Open the passage of the person in view that the keyboard is at"), ("Return", "Enter"),
            does="people", when=is_in_player),
    Command("other_cameras", VIEW, tr("Othe&r cameras at this time"),
            tr("Show what other cameras saw at the same corrected time, all in step"), ("W",), "video",
            does="cameras", when=is_in_player, separated=True, checkable=True),
    Command("choose_cameras", VIEW, tr("Choose the other cameras…"),
            tr("Choose which cameras stand beside this one, eight at most"), ("Shift+W",), does="cameras",
            when=is_in_player),
    Command("next_camera", VIEW, tr("Next camera"), tr("Make the next of the pictures the main one"), ("A",),
            does="cameras", when=is_in_player),
    Command("previous_camera", VIEW, tr("Previous camera"), tr("Make the picture before the main one"),
            ("Shift+A",), does="cameras", when=is_in_player),
)  # fmt: skip
