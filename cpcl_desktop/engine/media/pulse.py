"""What a reading of media tells whoever watches it, as it goes on: so that one that is stuck or dies is placed."""

from __future__ import annotations

from cpcl_desktop.engine.records import Gap


class Pulse:
    """Hears nothing; the decoder process has one that tells the program."""

    def beat(self) -> None:
        """A packet or a file is about to be read; may raise to end the reading."""

    def at_file(self, name: str) -> None:
        """The image file `name` of a folder is about to be read."""

    def decoded(self, count: int, time_us: int, decoded_s: float) -> None:
        """A frame came out: how many have by now, its time, and how many seconds were decoded before it."""

    def gap(self, gap: Gap) -> None:
        """A gap was found."""


SILENT = Pulse()
