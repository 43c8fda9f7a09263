"""Scenarios from a seed: a street with one camera, a town with several."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cpcl_train.synthetic.render import Light
from cpcl_train.synthetic.town.cameras import Camera
from cpcl_train.synthetic.town.crowd import Resident, cast_crowd
from cpcl_train.synthetic.town.lights import sample_light, sample_sensor
from cpcl_train.synthetic.town.places import PLACES, Place
from cpcl_train.synthetic.town.routes import companion, sample_route
from cpcl_train.synthetic.town.walks import Passage

Draw = np.random.Generator
Size = tuple[int, int]
SIZE: Size = (432, 768)
_TOGETHER = 0.3  # of the people of a street walk in pairs
_LEAD = 20.0  # seconds before the first frame at which people may have come in
_TRANSIT = (8.0, 30.0)  # seconds from one camera to the next
_KINDS = ("square", "hall", "street", "corridor", "shop", "platform", "car park")


@dataclass(frozen=True)
class Site:
    """A camera's place: its light, and who passes through it when."""

    place: Place
    camera: Camera
    light: Light
    passages: tuple[Passage, ...]
    seed: int


@dataclass(frozen=True)
class Scenario:
    """What happens: `kind` street or town, `people`, and a site for each camera. All clocks begin together."""

    kind: str
    seed: int
    seconds: float
    fps: float
    people: tuple[Resident, ...]
    sites: tuple[Site, ...]

    @property
    def times(self) -> list[float]:
        """Seconds at which there is a frame."""
        return [i / self.fps for i in range(round(self.seconds * self.fps))]


def street(seed: int, people: int = 20, seconds: float = 60.0, fps: float = 5.0, size: Size = SIZE) -> Scenario:
    """People who walk through a street under one camera: singly, in pairs, crossing, standing, hidden at times."""
    rng = np.random.default_rng([seed, 1])
    crowd = cast_crowd(rng, people, 0.1)
    site = _site(rng, "street", "street", seed, size, changed=0.5)
    return Scenario("street", seed, seconds, fps, crowd, (_peopled(rng, site, people, seconds),))


def anywhere(seed: int, people: int = 12, seconds: float = 60.0, fps: float = 0.2, size: Size = SIZE) -> Scenario:
    """A place of any kind under one camera, as `empty_site` has it, and people who pass through it."""
    rng = np.random.default_rng([seed, 4])
    crowd = cast_crowd(rng, people, 0.1)
    return Scenario(
        "anywhere", seed, seconds, fps, crowd, (_peopled(rng, empty_site(seed, size), people, seconds),)
    )


def town(
    seed: int, people: int = 40, cameras: int = 6, seconds: float = 220.0, fps: float = 5.0, alike: float = 0.25,
    size: Size = SIZE,
) -> Scenario:  # fmt: skip
    """People who pass two to four of several cameras, each in a place and a light of its own."""
    rng = np.random.default_rng([seed, 2])
    crowd = cast_crowd(rng, people, alike)
    sites = [
        _site(rng, _KINDS[i % len(_KINDS)], f"camera-{i + 1}", seed * 100 + i, size, changed=1.0)
        for i in range(cameras)
    ]
    planned = [made for person in range(1, people + 1) for made in _itinerary(rng, sites, person, seconds)]
    walked = (tuple(p for where, p in planned if where == i) for i in range(cameras))
    filled = tuple(replace(site, passages=own) for site, own in zip(sites, walked, strict=True))
    return Scenario("town", seed, seconds, fps, crowd, filled)


def empty_site(seed: int, size: Size = SIZE) -> Site:
    """A place of any kind under a camera, and nobody who passes through it."""
    rng = np.random.default_rng([seed, 3])
    return _site(rng, str(rng.choice(_KINDS)), "camera", seed, size, changed=1.0)


def _peopled(rng: Draw, site: Site, people: int, seconds: float) -> Site:
    """The site with so many who come in within its time, some of them in pairs."""
    passages: list[Passage] = []
    while len(passages) < people:
        person = len(passages) + 1
        start = float(rng.uniform(-_LEAD, max(seconds - 15, 1)))
        made = _passage(rng, site.place, person, start, int(rng.integers(1, 4)), 0.25)
        if person < people and rng.random() < _TOGETHER / 2:
            passages += companion(made, person + 1, person)
        else:
            passages.append(made)
    return replace(site, passages=tuple(passages))


def _site(rng: Draw, kind: str, name: str, seed: int, size: Size, changed: float) -> Site:
    place = PLACES[kind](rng)
    light = sample_light(rng, str(rng.choice(place.lights)))
    camera = Camera(name, place.eye, place.target, place.focal * size[1], size, sample_sensor(rng, changed))
    return Site(place, camera, light, (), seed)


def _passage(rng: Draw, place: Place, person: int, start: float, vias: int, pauses: float) -> Passage:
    speed = float(np.clip(rng.normal(12.5, 2.2), 8, 19))
    return Passage(person, start, sample_route(rng, place, vias, pauses), speed)


def _itinerary(rng: Draw, sites: list[Site], person: int, seconds: float) -> list[tuple[int, Passage]]:
    """Which cameras somebody passes, in order, never two at once; drawn again until it fits into the time."""
    while True:
        order = rng.permutation(len(sites))[: int(rng.integers(2, 5))]
        time, planned = 0.0, list[tuple[int, Passage]]()
        for where in order:
            made = _passage(rng, sites[where].place, person, time, int(rng.integers(1, 3)), 0.2)
            planned.append((int(where), made))
            time += made.lasts + float(rng.uniform(*_TRANSIT))
        if time < seconds:
            wait = float(rng.uniform(0, seconds - time))
            return [(where, replace(made, start=made.start + wait)) for where, made in planned]
