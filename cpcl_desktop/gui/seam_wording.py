"""What the window says of seams, at which a passage was put together, and of dividing and joining there."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.case.records import PassageJoin
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.wording import lasting

NONE_FOLLOWS = tr("No passage begins after this one in the same footage, so there is none to be joined to it.")
NOT_READ = tr(
    "Passages can be divided and joined once their footage is read to its end: reading goes on from them."
)
CHANGING = tr("What was just said of this passage is still being stored; try again in a moment.")
NOT_LOADED = tr("What this passage was put together of is still being looked up; try again in a moment.")


def seam_line(join: PassageJoin) -> str:
    """A seam: when, after how long out of sight, how alike both parts look; or that somebody said so."""
    time, gap = moment(join.end_us), lasting((join.end_us - join.start_us) / 1e6)
    if join.likeness is None:
        return tr("Joined at {time} by a user, after {gap} out of sight", time=time, gap=gap)
    return tr(
        "Put together at {time}, after {gap} out of sight: likeness {likeness} of 1, no identification",
        time=time, gap=gap, likeness=f"{join.likeness:.2f}",
    )  # fmt: skip


def no_seam_line(joins: Sequence[PassageJoin]) -> str:
    """Why a passage cannot be divided before a moment: none of its seams lies there."""
    if not joins:
        return tr("This passage was followed without a break, so there is no seam at which it could be divided.")
    times = ", ".join(moment(join.end_us) for join in joins)
    return tr("Go to a moment behind the seam at which somebody else begins. Seams: {times}.", times=times)


def divided_line(at_us: int, makes: bool) -> str:
    """Passages are divided: somebody said so, or a join was taken back."""
    if makes:
        return tr(
            "Who is seen from {time} on is a passage of its own now; undo takes that back.", time=moment(at_us)
        )
    return tr("Who is seen from {time} on is again a passage of its own.", time=moment(at_us))


def joined_line(at_us: int, makes: bool) -> str:
    """Passages are joined: somebody said so, or dividing them was taken back."""
    if makes:
        return tr(
            "Who is seen from {time} on is part of this passage now; undo takes that back.", time=moment(at_us)
        )
    return tr("Who is seen from {time} on is again part of this passage.", time=moment(at_us))
