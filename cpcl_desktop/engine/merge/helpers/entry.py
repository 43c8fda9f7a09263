"""What starts a helper's process, and how a program notices that it was started as one."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime import own_process

FLAG = "--help-merging"  # not for users


def helper_command() -> list[str]:
    """What starts a helper."""
    return own_process.command(FLAG, "cpcl_desktop.engine.merge.helpers.process")


def is_helper(arguments: Sequence[str] | None = None) -> bool:
    """Whether a program's arguments (those of the process: None) ask for a helper and nothing else."""
    return own_process.given(arguments)[:1] == [FLAG]


def helper_main() -> int:
    """Be a helper's process."""
    from cpcl_desktop.engine.merge.helpers.process import main  # late: nobody else needs what it checks with

    return main()
