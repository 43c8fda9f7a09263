"""Single errands of a decoder's process: one picture of an image file, packets copied into a clip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cpcl_desktop.engine.decoder.handle import Decoder, DecoderLost
from cpcl_desktop.engine.decoder.limits import LIMITS, Limits
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.records import Image


def read_still(path: Path, limits: Limits = LIMITS) -> Image:
    """H×W×3 RGB of an image file, turned upright; MediaError when it is no image or crashes its decoder."""
    decoder = Decoder(limits)
    try:
        return decoder.picture({"do": "still", "path": str(path)})
    except DecoderLost as lost:
        raise MediaError(f"{path.name} cannot be read: {lost}.") from lost
    finally:
        decoder.end()


def copy_frames(
    path: Path, times: Sequence[int], target: Path, limits: Limits = LIMITS, from_first: bool = False
) -> bool:
    """As `clip_copy.copy_packets`; MediaError also when the file crashes or hangs the process that reads it."""
    decoder = Decoder(limits)
    try:
        wanted = {"path": str(path), "times": list(times), "from_first": from_first}
        decoder.ask({"do": "copy", "target": str(target), **wanted})
        return bool(decoder.hear(limits.patience_s(path))[0]["copied"])
    except DecoderLost as lost:
        raise MediaError(f"{path.name} cannot be copied from: {lost}.") from lost
    finally:
        decoder.end()
