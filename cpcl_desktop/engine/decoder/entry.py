"""What starts the decoder process, and how a program notices that it was started as one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

FLAG = "--decode"  # not for users: a frozen program has no other executable than itself


def decoder_command() -> list[str]:
    """What starts a decoder process; its arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # -P: a module in the folder that the user happens to work in must not be taken for one of ours.
    return [sys.executable, "-P", "-m", "cpcl_desktop.engine.decoder.process"]


def is_decoder(arguments: Sequence[str] | None = None) -> bool:
    """Whether a program's arguments (those of the process: None) ask for a decoder and nothing else."""
    return _given(arguments)[:1] == [FLAG]


def decoder_main(arguments: Sequence[str] | None = None) -> int:
    """Be the decoder process, whose arguments follow the flag."""
    from cpcl_desktop.engine.decoder.process import main  # late: nobody else needs its decoders

    return main(_given(arguments)[1:])


def _given(arguments: Sequence[str] | None) -> list[str]:
    return list(sys.argv[1:] if arguments is None else arguments)
