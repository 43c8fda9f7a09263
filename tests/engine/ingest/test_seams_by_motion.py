"""What detection by motion misses where a stretch of a long film begins, as CONTRIBUTING and the guide say."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources
from tests import street as scene


def _wall(path: Path, first_s: float, last_s: float) -> Path:
    """Thirteen seconds of a textured wall, before which somebody crosses from one time to another."""
    first, last = round(first_s * scene.FPS), round(last_s * scene.FPS)
    cells = np.random.default_rng(1).integers(90, 160, (24, 32, 3)).astype(np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(scene.FPS), options={"g": "10", "crf": "14"})
        stream.width, stream.height, stream.pix_fmt = scene.WIDTH, scene.HEIGHT, "yuv420p"
        for index in range(13 * scene.FPS):
            image = cells.repeat(10, 0).repeat(10, 1)
            if first <= index <= last:
                x = 20 + 260 * (index - first) // (last - first)
                image[80:116, x : x + 24], image[116:152, x : x + 24] = scene.RED, scene.BLUE
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("walker", "spans"),
    [
        ((7.6, 9.2), []),
        ((7.4, 9.2), [(7.4, 7.8)]),
        ((8.0, 9.4), [(9.0, 9.4)]),
        ((7.2, 9.8), [(7.2, 9.8)]),
    ],
)
def test_by_motion_who_is_there_only_while_a_background_is_learnt_is_missed(
    case: Case, probe: Bundle, tmp_path: Path, walker: tuple[float, float], spans: Sequence[tuple[float, float]]
) -> None:
    film = _wall(tmp_path / "wall.mp4", *walker)
    moving = Stages(MotionDetector(), Embedder(probe, "cpu", 1))
    source = ingest(case, find_sources([film])[0], moving, IngestOptions(stretch_s=8.0), silent)
    assert [(one.start_us / 1e6, one.end_us / 1e6) for one in case.passages.all([source.id])] == spans
