"""What starts the worker's process, and how the program notices that it was started as one."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime import own_process

FLAG = "--work"  # not for users


def worker_command() -> list[str]:
    """What starts a worker's process; its arguments follow."""
    return own_process.command(FLAG, "cpcl_desktop.gui.worker.process")


def is_worker(arguments: Sequence[str] | None = None) -> bool:
    """Whether the program's arguments (those of the process: None) ask for a worker and nothing else."""
    return own_process.given(arguments)[:1] == [FLAG]


def worker_main(arguments: Sequence[str] | None = None) -> int:
    """Be the worker's process, whose arguments follow the flag."""
    from cpcl_desktop.gui.worker.process import main  # late: the window needs none of it

    return main(own_process.given(arguments)[1:])
