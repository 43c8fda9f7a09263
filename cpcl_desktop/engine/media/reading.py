"""Opening media in this very process; the program does so only inside its decoder process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cpcl_desktop.engine.media.frame_folder import FrameFolder
from cpcl_desktop.engine.media.listing import images_in, is_image
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.video import Video


def open_here(
    path: Path,
    folder_fps: float | None = None,
    kind: str | None = None,
    threads: int | None = None,
    pulse: Pulse = SILENT,
    refused: Mapping[str, str] | None = None,
    part: int = 1,
    from_first: bool = False,
) -> Video | FrameFolder:
    """As `decoder.open_media`; `refused` names files of a folder that must not be decoded, and why.

    Raises MediaError, a plain sentence, when nothing in it can be decoded.
    """
    if path.is_dir():
        files = images_in(path, recursive=kind == "crops")
    elif is_image(path) and kind != "video":
        files, path = [path], path.parent
    else:
        return Video(path, threads, pulse, part, from_first)
    return FrameFolder(path, files, folder_fps, "crops" if kind == "crops" else "frames", pulse, refused or {})
