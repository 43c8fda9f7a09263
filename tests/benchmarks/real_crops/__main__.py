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
0.02 times what its attributes contradict, where the bundle has attributes.
"best crop by cosine" ranks people as a search does.
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
from .speed import measure_speed

Table = dict[str, list[Figure]]


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
    if request.pictures and people.name == "dev+":
        print(draw_hits(found, people, request.pictures))
    return _plain(told)


def _measure_speed(embedder: Embedder, people: PeopleSet, threads: int) -> dict[str, Any]:
    both = [Embedder(find_model(STARTER, "image-text"), "cpu", threads), embedder]
    texts = [text for said in people.captions.values() for text in said]
    print(f"\nspeed on {threads} threads for crops and one for sentences, medians, in turn")
    told = {}
    for label, times in zip(("shipped", "given"), measure_speed(both, people.images, texts), strict=True):
        told[label] = times
        print(f"  {label:8}", "   ".join(f"{name} {took:.2f}" for name, took in times.items()))
    return {"threads": threads, **told}


def _print_set(embedder: Embedder, people: PeopleSet, told: dict[str, Any]) -> None:
    heading = f"{embedder.name} on {people.name}: {told['crops']} crops of {told['people']} people"
    _print_table(heading, told["retrieval"])
    for name, share in told["presence"].items():
        print(f"  presence told from absence by the top score of {name}: {share:.1f}")


def _print_table(heading: str, table: Table, sign: str = "") -> None:
    print(f"\n{heading:44}" + "".join(f"{name:>24}" for name in NAMES))
    for name, row in table.items():
        cells = (f"{each.value:{sign}.1f} ({each.low:{sign}.1f} to {each.high:{sign}.1f})" for each in row)
        print(f"  {name:42}" + "".join(f"{cell:>24}" for cell in cells))


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    tables = {key: _plain_table(told[key]) for key in ("retrieval", "gains") if key in told}
    return told | tables


def _plain_table(table: Table) -> dict[str, dict[str, dict[str, float]]]:
    return {
        row.strip(): {name: asdict(each) for name, each in zip(NAMES, figures, strict=True)}
        for row, figures in table.items()
    }


if __name__ == "__main__":
    sys.exit(main())
