"""Read mutated media as the program does: no crash, no hang beyond the limit, no silent success.

    python -m tests.faults.mutations [--count 500] [--seed 1] [--odd FOLDER]

Small clips of many formats, and the odd files where there are any, are changed
by byte flips, cuts and splices, all from one seed. A file that gives fewer
frames than it did must say so: by an error, by a gap, by a note where its
damaged timestamps hide the gap, or, where a cut took its end off and the
format states no length, not at all: nobody could know.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.decoder.limits import Limits
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.reading import open_here
from tests.footage import write

LIMITS = Limits(silence_s=20.0)
MOST_S = 120.0  # for one of these small files, however busy the machine
COUNT = 50  # frames of a clip of ours
CLIPS = {
    "clip.mp4": {},
    "fragments.mp4": {"container": {"movflags": "frag_keyframe+empty_moov"}},
    "clip.mkv": {"container": {"cluster_time_limit": "500"}},
    "clip.ts": {},
    "clip.flv": {},
    "clip.avi": {"codec": "mpeg4", "options": {"g": "25", "b": "1000000"}},
    "clip.webm": {"codec": "libvpx", "options": {"g": "25", "deadline": "realtime", "b": "1000000"}},
    "clip.mov": {"codec": "mjpeg", "pix_fmt": "yuvj420p", "options": {}},
    "clip.mpg": {"codec": "mpeg2video", "options": {"g": "12", "b": "1000000"}},
    "clip.264": {},
}
STATES_NO_LENGTH = {".ts", ".mpg", ".264"}  # of these, a recording that was cut is just a shorter one


@dataclass(frozen=True, slots=True)
class Base:
    """A sound file (or one whose faults are known) and how many frames it gives; None: it gives an error."""

    path: Path
    frames: int | None


@dataclass(slots=True)
class Outcome:
    """What reading the mutated files showed."""

    results: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0

    def __str__(self) -> str:
        told = ", ".join(f"{count} {what}" for what, count in self.results.most_common())
        faults = "".join(f"\n  {fault}" for fault in self.faults)
        return (
            f"{self.results.total()} mutated files: {told}; the slowest took {self.slowest_s:.1f} s; "
            f"{len(self.faults)} faults.{faults}"
        )


def bases(folder: Path, odd: Path | None) -> list[Base]:
    """Our clips, and the odd files."""
    paths = [write(folder / name, COUNT, **how) for name, how in CLIPS.items()]
    paths += sorted(odd.iterdir()) if odd else []
    return [Base(path, _frames(path)) for path in paths]


def _frames(path: Path) -> int | None:
    try:
        return sum(1 for _ in open_here(path).shots())
    except MediaError:
        return None


def flipped(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(rng.choice([1, 3, 10, 100])):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """The end missing."""
    return data[: rng.randrange(1, len(data) + 1)]


def spliced(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """A stretch replaced by one of another file, of any length, or by none."""
    other = rng.choice([*others, b""])
    start, length = rng.randrange(len(data)), rng.choice([0, 100, 5000])
    at = rng.randrange(len(other)) if other else 0
    return data[:start] + other[at : at + rng.choice([100, 5000])] + data[start + length :]


MUTATIONS: Sequence[Callable[[bytes, Sequence[bytes], random.Random], bytes]] = (flipped, cut, spliced)


def run(folder: Path, known: Sequence[Base], count: int, seed: int) -> Outcome:
    """Mutate and read so many files."""
    rng, outcome = random.Random(seed), Outcome()
    contents = {base: base.path.read_bytes() for base in known}
    chosen = [base for base in known if contents[base]]
    for number in range(count):
        base, mutate = rng.choice(chosen), rng.choice(MUTATIONS)
        path = folder / f"{number:04}-{mutate.__name__}-{base.path.name}"
        path.write_bytes(mutate(contents[base], list(contents.values()), rng))
        start = time.monotonic()
        try:
            result = read(path, base, mutate is cut)
        except Exception as error:  # whatever gets out of the reader is what is looked for here
            result = f"fault: {type(error).__name__}: {error}"
        took = time.monotonic() - start
        outcome.slowest_s = max(outcome.slowest_s, took)
        if took > MOST_S:
            result = f"fault: took {took:.0f} s"
        outcome.results[result.partition(":")[0]] += 1
        if result.startswith("fault"):
            outcome.faults.append(f"{path.name}: {result}")
        else:
            path.unlink()
    return outcome


def read(path: Path, base: Base, was_cut: bool) -> str:
    """What comes of reading a file, as one word, or a fault."""
    try:
        media = IsolatedMedia(path, limits=LIMITS)
        times = [shot.time_us for shot in media.shots()]
    except MediaError as error:
        return "refused" if path.name in str(error) else f"fault: a sentence without the file: {error}"
    if any(b <= a for a, b in pairwise(times)):
        return "fault: times do not rise"
    if any(gap.end_us <= gap.start_us for gap in media.gaps):
        return "fault: a gap without length"
    if media.gaps:
        lost = any("decoder" in gap.reason for gap in media.gaps)
        return "read with its decoder lost" if lost else "read with gaps"
    if len(times) >= (base.frames or 0):
        return "read whole"
    if any(told in " ".join(media.notes) for told in ("did not come out", "not to be shown")):
        return "read with a note of frames missing"
    if was_cut and base.path.suffix in STATES_NO_LENGTH:
        return "read as a shorter one"
    return f"fault: {len(times)} of {base.frames} frames and not a word; {media.notes}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--odd", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for the files that showed a fault")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = request.keep or Path(name)
        (Path(name) / "bases").mkdir()
        outcome = run(folder, bases(Path(name) / "bases", request.odd), request.count, request.seed)
    print(outcome)
    return bool(outcome.faults)


if __name__ == "__main__":
    sys.exit(main())
