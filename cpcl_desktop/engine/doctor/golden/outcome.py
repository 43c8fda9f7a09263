"""What comes out of the golden clip, and how it is kept as JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.regular_file import read_regular
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.evidence.outputs import write_json
from cpcl_desktop.engine.people.focus import Gaze
from cpcl_desktop.engine.records import Box
from cpcl_desktop.engine.runtime.places import resource

EXPECTED: Final = "demo/golden.json"
GRID: Final = (6, 8)  # rows, columns; a frame is kept as the mean colours of so many fields
_BY_GAZE: Final = ("passages", "ranking", "content")
DIGITS = 6  # of scores, and one of pixels: far below every tolerance


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its span, when and where its pictures were cut, and the mean of their vectors (unit norm)."""

    start_us: int
    end_us: int
    crops: Sequence[tuple[int, Box]]
    vector: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that is compared.

    `gaze` is what the detector may choose in a frame, which depends on the provider (`people/focus.py`) and changes
    what it finds. `models` are SHA-256 of manifests, by what the model does, with its name; `times_us` and
    `pictures` (uint8 frames×rows×columns×3) are of the frames looked at, `ranking` gives for each description the
    numbers of the passages, best first, with their scores, and `content` is the case's hash over passages, pictures
    and vectors.
    """

    provider: str
    gaze: Gaze
    versions: Mapping[str, str]
    clip: str
    models: Mapping[str, tuple[str, str]]
    times_us: Sequence[int]
    pictures: npt.NDArray[np.uint8]
    passages: Sequence[Passage]
    ranking: Mapping[str, Sequence[tuple[int, float]]]
    content: str

    def described(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "provider": self.provider,
            "versions": dict(self.versions),
            "clip": self.clip,
            "models": {role: list(model) for role, model in self.models.items()},
            "times_us": list(self.times_us),
            "pictures": base64.b64encode(self.pictures.tobytes()).decode(),
            "passages": [_described(passage) for passage in self.passages],
            "ranking": {
                words: [[number, round(score, DIGITS)] for number, score in ranked]
                for words, ranked in self.ranking.items()
            },
            "content": self.content,
        }


def expected(gaze: Gaze) -> Outcome:
    """What came out when the program was made; `MachineError` where its file is not what it was."""
    try:
        kept = json.loads(read_regular(resource(EXPECTED)))
        return _read(kept | kept["by_gaze"][gaze.name], gaze)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MachineError(
            "The golden results that ship with the program cannot be read ({why}). Install the program anew.",
            why=error,
        ) from error


def write(outcomes: Sequence[Outcome], path: Path) -> None:
    """Keep outcomes, one for each gaze, as what is to be expected; what none changes is kept once."""
    told = {outcome.gaze.name: outcome.described() for outcome in outcomes}
    common = {key: value for key, value in next(iter(told.values())).items() if key not in _BY_GAZE}
    by_gaze = {gaze: {key: one[key] for key in _BY_GAZE} for gaze, one in told.items()}
    write_json(path, common | {"by_gaze": by_gaze})


def _described(passage: Passage) -> dict[str, Any]:
    return {
        "start_us": passage.start_us,
        "end_us": passage.end_us,
        "crops": [[time_us, *(round(side, 1) for side in box)] for time_us, box in passage.crops],
        "vector": base64.b64encode(passage.vector.astype("<f2").tobytes()).decode(),
    }


def _read(kept: Mapping[str, Any], gaze: Gaze) -> Outcome:
    pictures = np.frombuffer(base64.b64decode(kept["pictures"]), np.uint8)
    return Outcome(
        kept["provider"],
        gaze,
        kept["versions"],
        kept["clip"],
        {role: (name, sha256) for role, (name, sha256) in kept["models"].items()},
        kept["times_us"],
        pictures.reshape(-1, *GRID, 3),
        [_passage(passage) for passage in kept["passages"]],
        {words: [(number, score) for number, score in ranked] for words, ranked in kept["ranking"].items()},
        kept["content"],
    )


def _passage(kept: Mapping[str, Any]) -> Passage:
    crops = [(time_us, (x1, y1, x2, y2)) for time_us, x1, y1, x2, y2 in kept["crops"]]
    vector = np.frombuffer(base64.b64decode(kept["vector"]), "<f2").astype(np.float32)
    return Passage(kept["start_us"], kept["end_us"], crops, vector)
