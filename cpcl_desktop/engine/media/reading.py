"""Opening media in this very process; the program does so only inside its decoder process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cpcl_desktop.engine.media.folder_walk import images_in
from cpcl_desktop.engine.media.frame_folder import FrameFolder
from cpcl_desktop.engine.media.listing import FOLDER_READING, kind_of
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.still import still_of
from cpcl_desktop.engine.media.video import Video
from cpcl_desktop.engine.media.webp_film import WebpFilm
from cpcl_desktop.engine.records import SourceKind


def open_here(
    path: Path,
    folder_fps: float | None = None,
    kind: str | None = None,
    threads: int | None = None,
    pulse: Pulse = SILENT,
    refused: Mapping[str, str] | None = None,
    reading: int = FOLDER_READING,
    part: int = 1,
    from_first: bool = False,
    until_us: int | None = None,
) -> Video | WebpFilm | FrameFolder:
    """As `decoder.open_media`; `refused` names files of a folder that must not be decoded, and why.

    `reading` is the way in which a folder is read, see `listing`; `until_us` holds for what is read by `Video`.

    Raises MediaError, a plain sentence, when nothing in it can be decoded.
    """
    if path.is_dir():
        files = images_in(path, recursive=kind == "crops")
    elif kind in ("frames", "crops") or (kind is None and kind_of(path) == "image"):
        files, path = [path], path.parent
    elif still_of(path).kind == "WebP":
        return WebpFilm(path, pulse)
    else:
        return Video(path, threads, pulse, part, from_first, until_us)
    given: SourceKind = "crops" if kind == "crops" else "frames"
    return FrameFolder(path, files, folder_fps, given, pulse, refused or {}, reading)
