"""Pictures of phones behind which a short film is stored: Google's and Samsung's motion photos."""

from __future__ import annotations

from pathlib import Path

from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.media.file_view import Bytes
from cpcl_desktop.engine.media.recording_starts import is_still
from cpcl_desktop.engine.media.recordings import film_behind

_JPEG = b"\xff\xd8\xff"


def holds_film(image: Path) -> bool:
    """Whether a film is stored behind a JPEG or a HEIF picture; False where the file cannot be read (any more)."""
    try:
        with open_regular(image) as file:
            data = Bytes(file, image.stat().st_size)
            still = data.at(0, 3) == _JPEG or is_still(data, 0)
            return still and film_behind(data, lambda: None) is not None
    except OSError:
        return False
