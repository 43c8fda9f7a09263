"""Single errands of a decoder's process: a picture of an image, packets copied into a clip, what confines it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from cpcl_desktop.engine.decoder.attempts import Attempt
from cpcl_desktop.engine.decoder.confinement import Barrier
from cpcl_desktop.engine.decoder.handle import Decoder, DecoderLost
from cpcl_desktop.engine.decoder.limits import LIMITS, Limits
from cpcl_desktop.engine.errors import MachineError, MediaError
from cpcl_desktop.engine.records import Image


def read_still(path: Path, limits: Limits = LIMITS) -> Image:
    """H×W×3 RGB of an image file, turned upright; MediaError when it is no image or crashes its decoder."""
    decoder = Decoder(limits)
    try:
        return decoder.picture({"do": "still", "path": str(path)})
    except DecoderLost as lost:
        raise MediaError("{name} cannot be read: {why}.", name=path.name, why=lost) from lost
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
        raise MediaError("{name} cannot be copied from: {why}.", name=path.name, why=lost) from lost
    finally:
        decoder.end()


def try_confinement(limits: Limits = LIMITS) -> tuple[list[Barrier], list[Attempt]]:
    """What holds a decoder process back on this machine, and what became of its attempts to do it nevertheless.

    MachineError when no decoder can be started here or it does not survive them.
    """
    decoder = Decoder(limits)
    try:
        with tempfile.TemporaryDirectory() as name:
            footage, beside = Path(name) / "footage", Path(name) / "beside"
            for file in (footage, beside):
                file.write_bytes(b"")
            decoder.ask({"do": "attempt", "path": str(footage), "beside": str(beside), "folder": name})
            told, _ = decoder.hear(limits.silence_s)
    except DecoderLost as lost:
        raise MachineError("Whether decoders are confined could not be tried: {why}.", why=lost) from lost
    finally:
        decoder.end()
    return [Barrier(**one) for one in told["barriers"]], [Attempt(**one) for one in told["attempts"]]
