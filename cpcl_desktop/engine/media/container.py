"""Opening a media file with FFmpeg, and what can be wrong with the file before it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import av
import av.logging
from av.container import InputContainer
from av.error import FFmpegError

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.file_view import WHOLE, Extent, Patch, PatchedFile

# Things FFmpeg would "play" that are not footage: text drawn as pictures, and lists that point elsewhere.
_NOT_FOOTAGE = {"tty", "bin", "xbin", "adf", "idf", "hls", "dash", "concat", "imf", "lavfi", "ffmetadata"}

# Texts in a file that are no UTF-8 do not keep it from being opened; from PyAV 19 on they never do.
_ANY_TEXT: dict[str, Any] = {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}


@contextmanager
def opened(
    path: Path, patches: tuple[Patch, ...] = (), past_bad_sectors: bool = False, extent: Extent = WHOLE
) -> Iterator[InputContainer]:
    """An extent of the file, read-only and closed on leaving; MediaError with a plain sentence when FFmpeg cannot.

    `past_bad_sectors`: what its disk fails to give reads as zeros.
    """
    check_readable(path)
    av.logging.set_level(av.logging.PANIC)  # prints nothing, counts errors
    with ExitStack() as stack:
        # `file:` keeps names with colons or leading dashes from being read as something else;
        # the whitelist keeps a crafted file from reaching the network.
        source: PatchedFile | str = f"file:{path}"
        if patches or past_bad_sectors or not extent.is_whole:
            source = stack.enter_context(closing(PatchedFile(path, patches, extent)))
        try:
            container = av.open(source, "r", options={"protocol_whitelist": "file"}, **_ANY_TEXT)
        except (FFmpegError, OSError, ValueError) as error:
            raise MediaError(_sentence(path, error)) from error
        stack.enter_context(closing(container))
        if _NOT_FOOTAGE & set(container.format.name.split(",")):
            raise MediaError(f"{path.name} is not a video: its content is a list or text, not footage.")
        yield container


def errors_logged() -> int:
    """Errors that FFmpeg logged in this process since a file was first opened."""
    return int(av.logging.get_last_error()[0])


def ended_prematurely() -> bool:
    """Whether the last of these errors says that the file ends in the middle of something."""
    last = av.logging.get_last_error()[1]
    return last is not None and "ended prematurely" in last[2]


def check_readable(path: Path) -> None:
    """MediaError with a plain sentence when the file is missing, forbidden, failing or empty."""
    try:
        with open_regular(path) as file:
            empty = not file.read(1)
    except FileNotFoundError as error:
        raise MediaError(f"{path} does not exist.") from error
    except PermissionError as error:
        raise MediaError(f"{path.name} cannot be opened: no permission to read it.") from error
    except OSError as error:
        raise MediaError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if empty:
        raise MediaError(f"{path.name} is empty (0 bytes); there is nothing to read.")


def check_still_there(path: Path) -> None:
    """MediaError when a file that was being read has gone, as with a drive that was unplugged."""
    try:
        check_readable(path)
    except MediaError as error:
        raise MediaError(
            f"{path.name} can no longer be read; its drive or network share has gone. What was read "
            "before is kept: bring it back and run the same again."
        ) from error


def _sentence(path: Path, error: Exception) -> str:
    with open_regular(path) as file:
        head = file.read(64)
    if head[4:8] in (b"ftyp", b"mdat", b"moov", b"wide", b"free"):
        return (
            f"{path.name} has no index: the recording was cut off before the recorder finished "
            "writing the file, and its frames cannot be told apart without it."
        )
    return f"{path.name} is not a video that can be read ({_plain(error)})."


def _plain(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:].rstrip(".")
