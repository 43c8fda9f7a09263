"""What is measured of a bundle on a set: the tables' rows, and scores compared person by person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cpcl_desktop.engine.people.embed import Embedder

from . import figures, scores
from .figures import Figure, ranked, with_intervals
from .scores import Embedded, Floats, Ints
from .sets import PeopleSet

Pool = Callable[[Floats, Ints], Floats]

# Who looks how. Nobody in the footage carries anything by which a witness would know them.
KINDS: Mapping[str, tuple[str, ...]] = {
    "all in dark clothes": ("A02", "A03", "A04", "A08", "A12"),
    "a hat, cap or helmet": ("A11", "A13", "A15", "A17"),
    "a skirt or dress": ("A07", "A09", "A12", "B01"),
}
FEWEST = 4  # people of a kind that get a row; even then an interval only knows these few


def tables(found: Embedded, people: PeopleSet) -> dict[str, list[Figure]]:
    """R@1, R@5 and mAP, by what is ranked."""
    by_person = passages(found, scores.mean_of_crops)
    rows = {
        "single crops": with_intervals(ranked(scores.cosines(found), found.text_people, found.crop_people)),
        "passages, best crop by cosine": with_intervals(_by_person(found, _as_searched(found))),
        "passages": with_intervals(by_person),
    }
    names = list(people.captions)
    for kind, members in KINDS.items():
        chosen = figures.people_of_kind(names, members)
        if len(chosen) >= FEWEST:
            rows[f"  {kind} ({len(chosen)})"] = with_intervals(by_person[chosen])
    return rows


def presences(found: Embedded) -> dict[str, Figure]:
    """Presence told from absence by the top score, in percent, by what is ranked."""
    ours = scores.mean_of_crops(scores.evidence(found), found.crop_people)
    return {
        "passages, best crop by cosine": figures.presence(_as_searched(found), found.text_people),
        "passages": figures.presence(ours, found.text_people),
    }


def compared(embedder: Embedder, found: Embedded, people: PeopleSet) -> dict[str, list[Figure]]:
    """What other scores gain over the passages' score, in points, person by person."""
    base = passages(found, scores.mean_of_crops)
    both = scores.embed_set(embedder, people, mirrored=True)
    others = {
        "mirrored views": passages(both, scores.mean_of_crops),
        "best crop": passages(found, scores.best_crop),
        "half and half": passages(found, scores.half_and_half),
        "best crop, mirrored views": passages(both, scores.best_crop),
        "half and half, mirrored views": passages(both, scores.half_and_half),
        "attributes at 0.02": _mean_by(found, scores.evidence(found, scores.ATTRIBUTE_WEIGHT)),
        "by cosine alone": _mean_by(found, scores.cosines(found)),
        "best crop by cosine alone": _by_person(found, _as_searched(found)),
    }
    return {name: with_intervals(other - base) for name, other in others.items()}


def gained(found: Embedded, before: Embedded) -> dict[str, list[Figure]]:
    """What one model gains over another on the same set, in points, person by person."""
    return {
        "passages": with_intervals(passages(found, scores.mean_of_crops) - passages(before, scores.mean_of_crops)),
        "passages, best crop by cosine": with_intervals(
            _by_person(found, _as_searched(found)) - _by_person(before, _as_searched(before))
        ),
    }


def passages(found: Embedded, pool: Pool) -> Floats:
    """P×3: each person's figures when passages are ranked by all evidence."""
    return _by_person(found, pool(scores.evidence(found), found.crop_people))


def _mean_by(found: Embedded, scored: Floats) -> Floats:
    return _by_person(found, scores.mean_of_crops(scored, found.crop_people))


def _as_searched(found: Embedded) -> Floats:
    """Q×P, as `search/ranking.py` ranks a sentence that rules nothing out."""
    return scores.best_crop(scores.cosines(found), found.crop_people)


def _by_person(found: Embedded, scored: Floats) -> Floats:
    return ranked(scored, found.text_people, np.arange(scored.shape[1]))
