"""What the model goes by: each figure with its unit and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

QUIET = "measured on two cores of an AMD EPYC, quiet: cpcl bench (tests/benchmarks/baseline.json)"
FILM = "measured: footage_sizes, people-walking.mp4 made 1920×1080, 25 frames/s, 4 Mb/s"
JOINED = "measured: joining_speed --crops 100 800 --picture 17900, seconds of processor, loaded"
STRETCHES = "measured: stretch_costs --clip hd-walking.mp4 --picture 17900, seconds of processor, loaded"

CLIP_RATE = 8.9  # × real time, of the clip of cpcl bench
FILM_COST = 0.307 / 0.186  # seconds of processor a second of footage, of the film by those of that clip


@dataclass(frozen=True)
class Figure:
    """A number, and whether it was measured, by what, or assumed, and why."""

    value: float
    unit: str
    source: str


READING: Mapping[str, Figure] = {
    "rate": Figure(
        CLIP_RATE / FILM_COST,
        "× real time",
        f"{QUIET}, 1,088 s of footage against 272 s, and by how much dearer this film is; {FILM}",
    ),
    "begin_s": Figure(1.2, "s", "fitted on the measured point of two films of 139 s, see points"),
    "link_mb_s": Figure(117.5, "MB/s", "assumed: each machine is connected by 1 Gb/s, 94 % of it for footage"),
    "hash_mb_s": Figure(1700.0, "MB/s", "measured: SHA-256 by one core, seconds of processor"),
    "write_mb_s": Figure(500.0, "MB/s", "measured: merge_speed, a plain copy written through to the disk, loaded"),
    "video_mb_h": Figure(1818.0, "MB an hour", FILM),
    "reads": Figure(2, "times", "assumed: nothing that was hashed is still in a worker's memory"),
    "crops_h": Figure(1620.0, "pictures an hour", FILM),
    "part_kb": Figure(22.8, "kB of a part a picture", FILM),
    "look_s": Figure(0.32, "s a long film", STRETCHES),
    "unite_stretch_s": Figure(0.030, "s a stretch", STRETCHES),
    "unite_crop_s": Figure(0.000275, "s a picture of a film in stretches", STRETCHES),
    "join_source_s": Figure(0.032, "s a source", JOINED),
    "join_crop_s": Figure(0.000152, "s a picture", JOINED),
}
ARCHIVE: Mapping[str, Figure] = {
    "films": Figure(1000, "sources", "assumed: two weeks of one camera, or a day of fourteen"),
    "median_s": Figure(900.0, "s", "assumed: a recorder's files are mostly of minutes"),
    "spread": Figure(0.8, "", "assumed: lognormal, the longest of 1,000 then lasts three and a half hours"),
}
GIGABIT = Figure(117.5, "MB/s", "assumed: 94 % of a gigabit a second carries footage")


def values(table: Mapping[str, Figure]) -> dict[str, float]:
    """The numbers alone."""
    return {name: figure.value for name, figure in table.items()}
