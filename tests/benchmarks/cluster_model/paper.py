"""100 million pictures, by what was measured of a million: the table of CONTRIBUTING.md, "Past one machine"."""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.cluster_model.figures import FILM, QUIET, Figure, values
from tests.benchmarks.cluster_model.schedule import Cluster, measured

PICTURES = 100e6
WITHIN_MS = 200.0  # an answer
HITS = 200
MONTH_H = 730.0

SEARCHING: Mapping[str, Figure] = {
    "numbers": Figure(783, "numbers a row", "the model in the box: 384 of the vector, 399 of attributes"),
    "passage": Figure(2.16, "pictures a passage", FILM),
    "picture_kb": Figure(17.9, "kB a picture", FILM),
    "small_ms": Figure(29.39, "ms", f"{QUIET}, a search with 200 hits over 10,000 pictures"),
    "large_ms": Figure(55.94, "ms", f"{QUIET}, the same over 1,000,000"),
}
PRICES: Mapping[str, Figure] = {
    "core_h": Figure(0.04, "an hour of a core €", "assumed"),
    "object_gb": Figure(0.02, "a month of a GB in object storage €", "assumed"),
    "memory_gb": Figure(3.0, "of memory €", "assumed"),
}
PASSAGE = SEARCHING["passage"].value
_HALF, _FLOAT, _LONG = 2, 4, 8  # bytes of a number
_COLUMNS = 4  # of a picture in the index, beside its row: picture, passage, source, time


def search_ms(pictures: float) -> float:
    """A search on two cores: what it takes at any size, and what grows with the pictures."""
    told = values(SEARCHING)
    each = (told["large_ms"] - told["small_ms"]) / (1e6 - 1e4)
    return told["small_ms"] + each * (pictures - 1e4)


def shards() -> int:
    """Workers of two cores among which an answer is there in time."""
    count = 1
    while search_ms(PICTURES / count) > WITHIN_MS:
        count += 1
    return count


def ranked_bytes(passage: float = PASSAGE) -> float:
    """Memory of a picture that every search goes through: its share of its passage's row, of so many pictures."""
    return (_HALF * (SEARCHING["numbers"].value + 1) + _LONG) / passage


def held_bytes(passage: float = PASSAGE) -> float:
    """Memory of a picture in the index as it is now: its own row, too, and its columns."""
    return ranked_bytes(passage) + _HALF * SEARCHING["numbers"].value + _LONG * _COLUMNS


def sent_kb() -> tuple[float, float]:
    """Over the network to each worker and back for a search: one row, and number and score of each hit."""
    return _FLOAT * (values(SEARCHING)["numbers"] + 1) / 1000, HITS * (_LONG + _FLOAT) / 1000


def day_costs(cluster: Cluster) -> dict[str, float]:
    """€ of a day of one camera: to read it, and a month of its pictures and of its share of the memory."""
    told, price, day_h = values(SEARCHING), values(PRICES), 24.0
    pictures = cluster.crops_h * day_h
    return {
        "read": 2 * day_h / cluster.rate * price["core_h"],  # a worker has two cores
        "pictures": pictures * told["picture_kb"] / 1e6 * price["object_gb"],
        "memory": pictures * held_bytes() / 1e9 * price["memory_gb"],
        "ranked": pictures * ranked_bytes() / 1e9 * price["memory_gb"],
    }


def rows() -> list[tuple[str, str]]:
    """What is asked, and the figure."""
    cluster, told, cost, workers, gb = (
        measured(),
        values(SEARCHING),
        day_costs(measured()),
        shards(),
        PICTURES / 1e9,
    )
    days = PICTURES / cluster.crops_h / 24
    held, ranked = held_bytes(), ranked_bytes()
    out_kb, back_kb = sent_kb()
    return [
        ("footage behind it", f"{days:,.0f} days of one camera, at {cluster.crops_h:,.0f} pictures an hour"),
        (
            "reading it",
            f"{days / cluster.rate:,.0f} days by one worker of two cores, {days / cluster.rate / 64:,.1f} by 64",
        ),
        ("memory of the index as it is now", f"{held * gb:,.0f} GB ({held:,.0f} bytes a picture)"),
        ("of that what a search goes through", f"{ranked * gb:,.0f} GB ({ranked:,.0f} bytes a picture)"),
        ("a search by one worker", f"{search_ms(PICTURES) / 1000:,.1f} s"),
        (f"workers for an answer in {WITHIN_MS:,.0f} ms", f"{workers}, with {held * gb / workers:,.1f} GB each"),
        ("what a search sends", f"{out_kb:,.1f} kB to each worker, {back_kb:,.1f} kB back for {HITS} hits"),
        ("pictures of its hits", f"{told['picture_kb'] * HITS / 1000:,.1f} MB"),
        ("all pictures", f"{told['picture_kb'] * PICTURES / 1e6:,.0f} GB, {told['picture_kb']:,.1f} kB each"),
        ("prices, assumed", "; ".join(f"{price.unit} {price.value:,.2f}" for price in PRICES.values())),
        ("reading a day of one camera", f"€ {cost['read']:,.2f}"),
        (
            "keeping that for a month",
            f"€ {cost['pictures']:,.3f} for pictures in object storage, € {cost['memory']:,.2f} for memory",
        ),
        ("the same with only what a search goes through in memory", f"€ {cost['ranked']:,.2f} for memory"),
    ]


def table() -> str:
    """As Markdown."""
    lines = [f"| {name} | {figure} |" for name, figure in rows()]
    return "\n".join(["| 100 million pictures | |", "|---|---|", *lines])
