"""Opening media in this very process; the program does so only inside its decoder process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cpcl_desktop.engine.media.folder_walk import images_in
from cpcl_desktop.engine.media.frame_folder import FrameFolder
from cpcl_desktop.engine.media.listing import kind_of
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.video import Video


def open_here(
    path: Path,
    folder_fps: float | None = None,
    kind: str | None = None,
    threads: int | None = None,
    pulse: Pulse = SILENT,
    refused: Mapping[str, str] | None = None,
) -> Video | FrameFolder:
    """As `media.open_media`; `refused` names files of a folder that must not be decoded, and why.

    Raises MediaError, a plain sentence, when nothing in it can be decoded.
    """
    if path.is_dir():
        files = images_in(path, recursive=kind == "crops")
    elif kind in ("frames", "crops") or (kind is None and kind_of(path) == "image"):
        files, path = [path], path.parent
    else:
        return Video(path, threads, pulse)
    return FrameFolder(path, files, folder_fps, "crops" if kind == "crops" else "frames", pulse, refused or {})
