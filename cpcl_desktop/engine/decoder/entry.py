"""What starts the decoder process, and how a program notices that it was started as one."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime import own_process

FLAG = "--decode"  # not for users


def decoder_command() -> list[str]:
    """What starts a decoder process; its arguments follow."""
    return own_process.command(FLAG, "cpcl_desktop.engine.decoder.process")


def is_decoder(arguments: Sequence[str] | None = None) -> bool:
    """Whether a program's arguments (those of the process: None) ask for a decoder and nothing else."""
    return own_process.given(arguments)[:1] == [FLAG]


def decoder_main(arguments: Sequence[str] | None = None) -> int:
    """Be the decoder process, whose arguments follow the flag."""
    from cpcl_desktop.engine.decoder.process import main  # late: nobody else needs its decoders

    return main(own_process.given(arguments)[1:])
