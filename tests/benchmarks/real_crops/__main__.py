"""How good is it? Retrieval of real people by what a witness says of them, as figures and as a picture.

    python -m tests.benchmarks.real_crops [--bundle FOLDER_OR_NAME] [--json FILE] [--pictures FOLDER]
                                          [--compare] [--speed] [--threads N]

Sets: `dev`, the development set of the test data, and `dev+`, the same with 60
further crops out of its clips (crops.jsonl: other moments, sides and
distances, cut by the frame's edge or by others) and two people more. Every
sentence is asked; figures are means over people, in percent, and their 95 %
intervals come from drawing people again 2,000 times. With so few people they
are wide: what lies within them is no difference.

"single crops" ranks crops by cosine. "passages" ranks people, by the mean over
their crops of the cosine to the crop as it differs from the mean of all, less
what its attributes contradict where the bundle counts that: as a search does.
Presence: how often a
sentence's top score where its person is beats one where that person is not.

Measured (mean, interval; starter 0.1, and the bundle of the next version, whose
towers are pretrained and which has attributes; two busy cores):

    dev     single crops   R@1  50.0 (29 to 71) and 70.6 (53 to 88)
            passages       R@1  47.1 (24 to 68) and 79.4 (59 to 94)
                           mAP  61.2 (43 to 78) and 86.8 (75 to 97)
            as searched    mAP  62.8 (46 to 79) and 82.1 (70 to 93)
            presence            72.1 (61 to 83) and 81.4 (73 to 90)
    dev+    single crops   R@1  39.5 (21 to 61) and 52.6 (34 to 71)
            passages       R@1  42.1 (21 to 63) and 63.2 (45 to 82)
                           mAP  58.0 (42 to 74) and 77.5 (65 to 89)
            as searched    mAP  55.9 (41 to 72) and 70.9 (59 to 82)
            presence            69.0 (60 to 80) and 76.9 (69 to 86)

Person by person the next version gains 21.1 points of R@1 (5 to 40) on dev+.
There, against the mean over crops, mirrored views change mAP by -4.0 (-8.5 to
-0.1) and +1.7 (-0.6 to +5.0), the best crop by +1.4 (-4.3 to +7.4) and -2.5
(-7.6 to +2.8), the mean of both by +0.5 and +0.9, leaving out attributes by
+0.7 (-5.6 to +6.7); searching by cosine as now costs the next version 6.6
(1.3 to 13.5). The machine had other work, too: 6 to 8 and 11 to 14 ms a crop
in batches of 4, 2 and 14 to 15 ms a sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.models.installed import STARTER, find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.sessions import usable_cores

from . import measuring
from .figures import NAMES, Figure
from .pictures import draw_hits
from .scores import embed_set
from .sets import PeopleSet, data_folder, load_dev, load_widened
from .speed import RUNS, measure_speed

Table = dict[str, list[Figure]]
_TABLES = ("retrieval", "gains", "gains over shipped")


def main() -> int:
    """Measure what was asked for; 1 where something is missing, with the sentence that says what."""
    try:
        _measure(_request())
    except CpclError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _request() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bundle", default=STARTER, help="folder or name of a model (default: the one that ships)")
    parser.add_argument("--json", type=Path, help="write all figures to this file, too")
    parser.add_argument("--pictures", type=Path, help="draw sentences found and missed into this folder")
    parser.add_argument("--compare", action="store_true", help="other scores and mirrored views, person by person")
    parser.add_argument("--speed", action="store_true", help="milliseconds, beside the model that ships")
    parser.add_argument("--threads", type=int, default=usable_cores(), help="for crops (default: usable cores)")
    return parser.parse_args()


def _measure(request: argparse.Namespace) -> None:
    embedder = Embedder(find_model(request.bundle, "image-text"), "cpu", request.threads)
    sets = [load(data_folder()) for load in (load_dev, load_widened)]
    measured: dict[str, Any] = {"bundle": embedder.name, "manifest_sha256": embedder.sha256}
    for people in sets:
        measured[people.name] = _measure_set(embedder, people, request)
    if request.speed:
        measured["speed"] = _measure_speed(embedder, sets[-1], request.threads)
    if request.json:
        request.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def _measure_set(embedder: Embedder, people: PeopleSet, request: argparse.Namespace) -> dict[str, Any]:
    found = embed_set(embedder, people)
    told: dict[str, Any] = {
        "crops": len(people.images),
        "people": len(people.captions),
        "retrieval": measuring.tables(found, people),
        "presence": measuring.presences(found),
    }
    _print_set(embedder, people, told)
    if request.compare:
        told["gains"] = measuring.compared(embedder, found, people)
        _print_table("gain over passages, points", told["gains"], sign="+")
        shipped = embed_set(_shipped(request.threads), people)
        told["gains over shipped"] = measuring.gained(found, shipped)
        _print_table("gain over the model that ships, points", told["gains over shipped"], sign="+")
    if request.pictures and people.name == "dev+":
        print(draw_hits(found, people, request.pictures))
    return _plain(told)


def _measure_speed(embedder: Embedder, people: PeopleSet, threads: int) -> dict[str, Any]:
    both = [_shipped(threads), embedder]
    texts = [text for said in people.captions.values() for text in said]
    print(f"\nspeed, threads: {threads} for crops, 1 for sentences; medians of {RUNS}, in turn")
    told = {}
    for label, times in zip(("shipped", "given"), measure_speed(both, people.images, texts), strict=True):
        told[label] = times
        print(f"  {label:8}", "   ".join(f"{name} {took:.2f}" for name, took in times.items()))
    return {"threads": threads, **told}


def _shipped(threads: int) -> Embedder:
    return Embedder(find_model(STARTER, "image-text"), "cpu", threads)


def _print_set(embedder: Embedder, people: PeopleSet, told: dict[str, Any]) -> None:
    heading = f"{embedder.name} on {people.name}: {told['crops']} crops of {told['people']} people"
    _print_table(heading, told["retrieval"])
    for name, each in told["presence"].items():
        print(f"  presence told from absence by the top score of {name}: {_cell(each)}")


def _print_table(heading: str, table: Table, sign: str = "") -> None:
    print(f"\n{heading:44}" + "".join(f"{name:>24}" for name in NAMES))
    for name, row in table.items():
        print(f"  {name:42}" + "".join(f"{_cell(each, sign):>24}" for each in row))


def _cell(figure: Figure, sign: str = "") -> str:
    return f"{figure.value:{sign}.1f} ({figure.low:{sign}.1f} to {figure.high:{sign}.1f})"


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    tables = {key: _plain_table(value) for key, value in told.items() if key in _TABLES}
    presence = {name: asdict(each) for name, each in told["presence"].items()}
    return told | tables | {"presence": presence}


def _plain_table(table: Table) -> dict[str, dict[str, dict[str, float]]]:
    return {
        row.strip(): {name: asdict(each) for name, each in zip(NAMES, figures, strict=True)}
        for row, figures in table.items()
    }


if __name__ == "__main__":
    sys.exit(main())
