"""Films a scenario and writes it down: one MP4 a camera and `truth.json` for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av

from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.pose import read_motions
from cpcl_train.synthetic.render import Renderer
from cpcl_train.synthetic.town.actors import Actor
from cpcl_train.synthetic.town.filming import TARGET, Set
from cpcl_train.synthetic.town.records import CameraTruth, Moment, Truth, write_truth
from cpcl_train.synthetic.town.scenarios import Scenario, Site
from cpcl_train.synthetic.town.truth import Filmed
from cpcl_train.synthetic.town.walks import walk
from cpcl_train.synthetic.wardrobe import Wardrobe

_CRF = "23"


class Crew:
    """A renderer and the actors of a scenario; close it by `release`."""

    def __init__(self, scenario: Scenario, assets: Path | None = None) -> None:
        """Raises `AssetError` where the assets are missing and `MachineError` where EGL is."""
        self.scenario = scenario
        wardrobe = Wardrobe(load_library(assets))
        motions = read_motions(wardrobe.library)
        self._renderer = Renderer(*TARGET)
        self._actors = {
            each.number: Actor(wardrobe, motions, self._renderer, each.person, each.number)
            for each in scenario.people
        }

    def film(self, site: Site, every: int = 1) -> Iterator[Filmed]:
        """The frames of one camera, or every n-th of them."""
        scene = Set(site.seed, site.place, site.camera, site.light)
        tracks = walk(site.passages, site.place.blocks) if site.passages else []
        return scene.film(self._renderer, self._actors, tracks, self.scenario.times[::every])

    def release(self) -> None:
        """Give the graphics memory back."""
        for actor in self._actors.values():
            actor.release()
        self._renderer.release()


def record(
    scenario: Scenario, folder: Path, assets: Path | None = None, report: Callable[[str], None] = print
) -> Path:
    """Render every camera into `folder`; returns the path of `truth.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    crew = Crew(scenario, assets)
    cameras = []
    for site in scenario.sites:
        moments: list[Moment] = []
        path = folder / f"{site.camera.name}.mp4"
        _encode(path, site.camera.size, scenario.fps, _noted(crew.film(site), moments))
        cameras.append(CameraTruth(site.camera.name, path, site.place.kind, site.camera.size, tuple(moments)))
        report(f"{path.name}: {len(moments)} frames")
    crew.release()
    people = {each.number: {"alike": each.alike, **each.words} for each in scenario.people}
    return write_truth(Truth(scenario.kind, scenario.seed, scenario.fps, people, tuple(cameras)), folder)


def _noted(frames: Iterator[Filmed], moments: list[Moment]) -> Iterator[Filmed]:
    for frame in frames:
        moments.append(Moment(frame.time, frame.people))
        yield frame


def _encode(path: Path, size: tuple[int, int], fps: float, frames: Iterator[Filmed]) -> None:
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        rate = Fraction(fps).limit_denominator(1000)
        stream = container.add_stream("libx264", rate=rate, options={"crf": _CRF, "preset": "veryfast"})
        stream.height, stream.width = size
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame.picture, format="rgb24")))
        container.mux(stream.encode(None))
