"""Footage that newly arrives in a folder: a video counts once its size and time have stood still for a while.

A copy over a network grows for minutes; read too early it would be another file than the one that is there then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.listing import is_video
from cpcl_desktop.engine.media.litter import is_litter_file, is_litter_folder

STILL_S = 5.0

_Stands = tuple[int, int]  # size in bytes, time of the last change in nanoseconds


class Arrivals:
    """The videos under a folder, with those that are `known` and not new any more (paths below the folder)."""

    def __init__(self, folder: Path, known: Iterable[str] = ()) -> None:
        self.folder = folder
        self.known = set(known)
        self._seen: dict[str, tuple[_Stands, float]] = {}  # what is new, how it stands, since when

    @property
    def is_settling(self) -> bool:
        """Whether something new may still be growing."""
        return bool(self._seen)

    def take_as_known(self) -> None:
        """What is there now is not new; MediaError where the folder cannot be looked at."""
        self.known |= {name for name, _ in self._videos()}

    def look(self, now_s: float) -> list[Path]:
        """What arrived and has stood still by now (seconds of a clock that never goes back), each told once.

        MediaError where the folder cannot be looked at.
        """
        there = dict(self._videos())
        new = {name: stands for name, stands in there.items() if name not in self.known}
        self._seen = {
            name: (stands, self._since(name, stands, now_s)) for name, stands in new.items() if stands[0] > 0
        }
        settled = sorted(name for name, (_, since) in self._seen.items() if now_s - since >= STILL_S)
        self.known |= set(settled)
        for name in settled:
            del self._seen[name]
        return [self.folder / name for name in settled]

    def _since(self, name: str, stands: _Stands, now_s: float) -> float:
        before, since = self._seen.get(name, (None, now_s))
        return since if before == stands else now_s

    def _videos(self) -> Iterator[tuple[str, _Stands]]:
        if not self.folder.is_dir():
            raise MediaError(
                "{path} is not there any more, or cannot be read; nothing new was looked for.", path=self.folder
            )
        for directory, folders, files in os.walk(self.folder):
            folders[:] = sorted(one for one in folders if not one.startswith(".") and not is_litter_folder(one))
            for name in files:
                file = Path(directory, name)
                if name.startswith(".") or is_litter_file(name) or not is_video(file):
                    continue
                try:
                    stat = file.stat()
                except OSError:  # it has just gone again
                    continue
                yield file.relative_to(self.folder).as_posix(), (stat.st_size, stat.st_mtime_ns)
