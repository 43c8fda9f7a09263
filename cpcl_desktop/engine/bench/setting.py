"""What everything is measured with and on: the folder, the models, the demo's clip, and the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages, open_stages
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Image
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.sources.walk import find_sources

CLIP: Final = "demo/demo.mp4"
RUNS: Final = 5
FRAMES: Final = 16  # of the clip, that the detector is given


@dataclass
class Setting:
    """Where things are made, and how thorough it is. Everything in the folder goes when it is done."""

    folder: Path
    provider: str
    is_quick: bool
    report: Report

    @cached_property
    def clip(self) -> Path:
        """Footage of 17 seconds with six people."""
        return resource(CLIP)

    @cached_property
    def stages(self) -> Stages:
        """This machine's detector and model."""
        with Case.open(self.folder / "stages.cpcl", create=True) as case:
            return open_stages(case, None, None, self.provider)

    @property
    def is_open(self) -> bool:
        """Whether the models were opened, which takes a while and nothing else needs."""
        return "stages" in vars(self)

    @cached_property
    def case(self) -> Path:
        """A case of the clip."""
        path = self.folder / "small.cpcl"
        self.read(self.clip, path)
        return path

    @cached_property
    def frames(self) -> list[Image]:
        """Some frames of the clip, as an ingest looks at them."""
        with closing(open_media(self.clip).frames(IngestOptions().sample_fps)) as frames:
            return [frame.image for frame in islice(frames, FRAMES * 2, FRAMES * 3)]

    def read(self, footage: Path, case: Path) -> None:
        """Bring footage into a new case."""
        (found,) = find_sources([footage])
        with Case.open(case, create=True) as opened, opened.writer():
            ingest(opened, found, self.stages, IngestOptions(), self.report)

    def timed(self, what: str, do: Callable[[], object], runs: int = RUNS, warm_up: bool = True) -> list[float]:
        """Seconds of each run; before the first a run that does not count. `Cancelled` between runs."""
        times = []
        for number in range(-1 if warm_up else 0, runs):
            self.report(Progress(f"Measuring {what}", max(0, number), runs, "runs"))
            begun = time.perf_counter()
            do()
            times.append(time.perf_counter() - begun)
        return times[-runs:]
