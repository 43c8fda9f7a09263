"""Writes a scenario down: one MP4 a camera and `truth.json` for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av

from cpcl_train.synthetic.assets import load_library
from cpcl_train.synthetic.pose import read_motions
from cpcl_train.synthetic.render import Renderer
from cpcl_train.synthetic.town.actors import Actor
from cpcl_train.synthetic.town.filming import TARGET, Set
from cpcl_train.synthetic.town.scenarios import Scenario, Site
from cpcl_train.synthetic.town.truth import Filmed, Sighting
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
    """Render every camera into `folder`; returns the path of `truth.json`.

    The truth holds the people (number, words, whom they are dressed like) and for each camera its file and
    frames: number, time, and for each person in it `id`, `full`, `visible`, `share` and `head` (see `Sighting`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    crew = Crew(scenario, assets)
    cameras = []
    for site in scenario.sites:
        name = f"{site.camera.name}.mp4"
        seen: list[dict[str, object]] = []
        _encode(folder / name, site.camera.size, scenario.fps, _noted(crew.film(site), seen))
        height, width = site.camera.size
        cameras.append({"name": site.camera.name, "file": name, "place": site.place.kind, "width": width,
                        "height": height, "frames": seen})  # fmt: skip
        report(f"{name}: {len(seen)} frames")
    crew.release()
    people = [{"id": each.number, "alike": each.alike, **each.words} for each in scenario.people]
    truth = {"kind": scenario.kind, "seed": scenario.seed, "fps": scenario.fps, "seconds": scenario.seconds,
             "people": people, "cameras": cameras}  # fmt: skip
    path = folder / "truth.json"
    path.write_text(json.dumps(truth) + "\n", encoding="utf-8")
    return path


def _noted(frames: Iterator[Filmed], notes: list[dict[str, object]]) -> Iterator[Filmed]:
    for number, frame in enumerate(frames):
        notes.append(
            {"n": number, "time_s": round(frame.time, 3), "people": [_note(each) for each in frame.people]}
        )
        yield frame


def _note(seen: Sighting) -> dict[str, object]:
    head = [round(v, 1) for v in seen.head]
    return {"id": seen.person, "full": seen.full, "visible": seen.visible, "share": seen.share, "head": head}


def _encode(path: Path, size: tuple[int, int], fps: float, frames: Iterator[Filmed]) -> None:
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        rate = Fraction(fps).limit_denominator(1000)
        stream = container.add_stream("libx264", rate=rate, options={"crf": _CRF, "preset": "veryfast"})
        stream.height, stream.width = size
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame.picture, format="rgb24")))
        container.mux(stream.encode(None))
