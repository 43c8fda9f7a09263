"""What a lost decoder left unread, and where the next one starts."""

from __future__ import annotations

from dataclasses import dataclass

# How far behind the place where a decoder was lost the next one starts, should the one before be lost as well.
_SKIPS_US = (1_000_000, 2_000_000, 5_000_000, 15_000_000, 60_000_000, 300_000_000, 1_800_000_000)


@dataclass(slots=True)
class Hole:
    """What a lost decoder left unread: from where, why, and how often it has been tried to go on."""

    start_us: int
    reason: str
    tries: int = 0

    @property
    def behind_us(self) -> int | None:
        """Where the next decoder is to start, in microseconds; None when enough were lost here."""
        return self.start_us + _SKIPS_US[self.tries] if self.tries < len(_SKIPS_US) else None
