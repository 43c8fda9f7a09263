"""Pausing what a cluster reads, from anywhere: a word kept by its scheduler, which every run asks for."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from cpcl_desktop.engine.cluster.dask import Client

_WORD: Final = "cpcl-paused"


def set_paused(client: Client, paused: bool) -> None:
    """Let every run on this cluster wait, or go on."""
    client.set_metadata(_WORD, paused)


def is_paused(client: Client) -> bool:
    """Whether runs are to wait; no where nobody can be asked."""
    with suppress(OSError, TimeoutError, KeyError):
        return bool(client.get_metadata(_WORD, False))
    return False
