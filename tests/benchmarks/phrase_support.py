"""How often "yes" and "no" to a description's phrases are right, on real crops, and what the sentences for it cost.

    python tests/benchmarks/phrase_support.py DATA [MODEL ...]

DATA is the folder of test data, of which the development set is used; MODEL a
bundle (default: the one that ships). Every phrase of every caption is asked
of every person. It is true of those whose own captions have it, and false of
those whose captions contradict it: another sex, a colour of the same garment
or hair, a length of hair, a garment for the same part of the body that cannot
be taken for it. Where captions say nothing it is not asked. A share that is
right is given as it would be if true and false phrases were equally many,
and, in brackets, by how many of the people the answers are spread.

Measured (61 crops, 17 people; starter 0.1, and the bundle of the next
version, whose towers are pretrained), on two busy cores:

    all phrases     “yes” right 91 % and 95 %, “no” 92 % and 91 %;
                    “yes” is said of 34 % and 35 % of what is true, “no” of
                    52 % and 64 % of what is false, the rest is unclear
    top             “yes” 93 % and 94 %, “no” 93 % and 93 %
    bottom          “yes” 98 % and 98 %, “no” 83 % and 81 %
    shoes           “yes” 80 % and 100 %, “no” 84 % and 92 %
    sex             “yes” 100 % (of two people) and 87 %
    hats, glasses   neither is ever said: zero-shot contrasts are at chance
    “no …”          who shows it comes before who does not in 31 % and 24 % of
                    pairs, 43 % and 39 % without a penalty; the person
                    described is first in 47.8 % and 67.4 % (49.8 and 67.9)
    first search    18 sentences in 39 and 114 ms; none when met again

The bars were chosen on the same people, so expect somewhat less elsewhere.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.records import StoredModel, VectorRows
from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search import prompts
from cpcl_desktop.engine.search.grammar import parse
from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.plan import Plan, plan_of, uncertain
from cpcl_desktop.engine.search.ranking import losses_of, rank
from cpcl_desktop.engine.search.reading import read
from cpcl_desktop.engine.search.support import Passages, PictureEvidence, supports
from cpcl_desktop.engine.search.vectors import VectorIndex

Vectors = np.ndarray  # of the crops of one person, N×dim
COLOURED = ("top", "bottom", "dress", "shoes", "headwear", "hair")
WORN = {"top": ("top", "dress"), "bottom": ("bottom", "dress"), "dress": ("top", "bottom", "dress")}


def people_of(data: Path, embedder: Embedder) -> tuple[dict[str, Vectors], dict[str, list[Phrase]]]:
    """By person: the vectors of the crops, and the phrases of the captions."""
    rows = [json.loads(line) for line in _lines(data)]
    images = [cv2.cvtColor(cv2.imread(str(data / row["image"])), cv2.COLOR_BGR2RGB) for row in rows]
    vectors = embedder.images(images)
    passages, phrases = {}, {}
    for person in sorted({row["person_id"] for row in rows}):
        mine = [number for number, row in enumerate(rows) if row["person_id"] == person]
        passages[person] = vectors[mine]
        captions = rows[mine[0]]["captions"]
        phrases[person] = [phrase for caption in captions for phrase in parse(caption).phrases]
    return passages, phrases


def passages_of(people: Sequence[Vectors]) -> Passages:
    """The crops of each person as one passage."""
    of = np.repeat(np.arange(len(people)), [len(one) for one in people])
    return Passages(np.concatenate(people), of, len(people))


def truth(phrase: Phrase, own: list[Phrase]) -> bool | None:
    """Whether a phrase is true of somebody with these phrases; None where that is not known."""
    if any(phrase.text.casefold() == other.text.casefold() for other in own):
        return True
    asked = phrase.options[0]
    same = [other.options[0] for other in own if other.kind == phrase.kind]
    if phrase.kind == "sex":
        return any(other.thing == asked.thing for other in same) if same else None
    if asked.colours and phrase.kind in COLOURED:
        colours = [colour for other in same for colour in other.colours]
        if colours and not any(_alike(colour, asked.colours) for colour in colours):
            return False
    if phrase.kind == "hair" and asked.length:
        lengths = {other.length for other in same if other.length}
        return False if lengths and asked.length not in lengths and "medium" not in lengths else None
    if phrase.kind in WORN and asked.thing != "clothes":
        worn = {other.options[0].thing for other in own if other.kind in WORN[phrase.kind]} - {"clothes"}
        alike = {asked.thing}.union(*(same for same in prompts._SAME if asked.thing in same))
        return False if worn and not worn & alike else None
    return None


def _alike(colour: str, asked: tuple[str, ...]) -> bool:
    """Whether somebody could have meant the same by both."""
    return any(
        one == colour or not prompts.rivals([one], [colour]) or not prompts.rivals([colour], [one]) for one in asked
    )


def measure(embedder: Embedder, data: Path) -> None:
    """Print, for each kind of phrase, how often the answers are right and how many phrases get one."""
    passages, phrases = people_of(data, embedder)
    evidence = PictureEvidence(embedder)
    asked = {phrase.text.casefold(): phrase for own in phrases.values() for phrase in own}
    answers: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for phrase in asked.values():
        told = supports([phrase], passages_of(list(passages.values())), [evidence])
        for (person, own), (one,) in zip(phrases.items(), told, strict=True):
            if (known := truth(phrase, own)) is not None:
                answers[phrase.kind].append((known, one.support, person))
                answers["all"].append((known, one.support, person))
    print(f"{embedder.name}, {sum(map(len, passages.values()))} crops of {len(passages)} people")
    for kind, rows in answers.items():
        _say(kind, rows)


def _say(kind: str, rows: list[tuple[bool, str, str]]) -> None:
    said = {}
    for verdict, right in (("yes", True), ("no", False)):
        shares = [_share([v == verdict for t, v, _ in rows if t is is_true]) for is_true in (right, not right)]
        people = len({person for _, v, person in rows if v == verdict})
        precision = shares[0] / sum(shares) if sum(shares) else float("nan")
        said[verdict] = (
            f"“{verdict}” right {precision:4.0%} ({people:2}), said of {shares[0]:4.0%} where it is right"
        )
    true = sum(t for t, *_ in rows)
    print(f"  {kind:9} {true:3} true, {len(rows) - true:3} false: {said['yes']}; {said['no']}")


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def denial(embedder: Embedder, data: Path) -> None:
    """Print what ruling something out does: captions that are true of somebody, with "no …" of what is not.

    How often who shows it is ranked before who does not, and how often the
    person described is first, without and with penalties.
    """
    passages, phrases = people_of(data, embedder)
    people = list(passages)
    vectors = np.concatenate(list(passages.values())).astype(np.float16)
    tracks = np.repeat(np.arange(len(people)), [len(one) for one in passages.values()])
    numbers = np.arange(1, len(vectors) + 1)
    dim = vectors.shape[1]
    index = VectorIndex(StoredModel(1, "", "", data, dim, len(vectors), None), RowLayout(dim))
    index.add(VectorRows(vectors, numbers, tracks, tracks, numbers))
    asked = {phrase.text.casefold(): phrase for own in phrases.values() for phrase in own}
    captions = {row["person_id"]: row["captions"] for row in map(json.loads, _lines(data))}
    for penalty in (0.0, 0.1, 0.2, 0.3, 0.5):
        before, first = [], []
        for person, phrase in ((person, phrase) for person in people for phrase in asked.values()):
            plan = _denying(phrase, embedder, penalty)
            shows = [truth(phrase, phrases[other]) for other in people]
            if plan is None or shows[people.index(person)] is not False:
                continue
            losses = losses_of(plan, index, embedder.prompts)
            for caption in captions[person]:
                query = RowLayout(dim).query(embedder.prompts([caption])[0], np.empty(0, np.float32))[None]
                order = rank(index, query, len(people), None, losses).tracks.tolist()
                before += [
                    order.index(a) < order.index(b) for a in _where(shows, True) for b in _where(shows, False)
                ]
                first.append(people[order[0]] == person)
        print(
            f"  penalty {penalty}: who shows what is ruled out comes before who does not in {np.mean(before):.0%} "
            f"of pairs; the person described is first in {np.mean(first):.1%} of {len(first)}"
        )


def _denying(phrase: Phrase, embedder: Embedder, penalty: float) -> Plan | None:
    reading = read(Query(f"person, no {phrase.text}"), [], embedder.was_taught)
    plan = replace(plan_of(reading, embedder.untaught_words), penalty=penalty)
    return plan if plan.against and not uncertain(reading, plan) else None


def _where(shows: list[bool | None], value: bool) -> list[int]:
    return [at for at, one in enumerate(shows) if one is value]


def _lines(data: Path) -> list[str]:
    return (data / "captions.jsonl").read_text(encoding="utf-8").splitlines()


def cost(embedder: Embedder, data: Path) -> None:
    """Print how many sentences a caption's phrases need when none was met before, and how long they take."""
    passages, phrases = people_of(data, embedder)
    counts, times = [], []
    for own in phrases.values():
        fresh = Embedder(embedder.bundle, "cpu")
        fresh.text("a person")  # opens the network
        half = own[: (len(own) + 1) // 2]  # the first caption's
        start = time.perf_counter()
        PictureEvidence(fresh).weigh(half, passages_of(list(passages.values())[:1]))
        times.append((time.perf_counter() - start) * 1000)
        counts.append(len(fresh._prompts))
    print(
        f"  sentences of a first search: median {np.median(counts):.0f} in {np.median(times):.0f} ms; "
        f"most {max(counts)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path, nargs="*")
    request = parser.parse_args()
    bundles = [Bundle.open(path) for path in request.models] or [find_model(None, "image-text")]
    for bundle in bundles:
        embedder = Embedder(bundle, "cpu")
        measure(embedder, request.data / "retrieval_dev")
        denial(embedder, request.data / "retrieval_dev")
        cost(embedder, request.data / "retrieval_dev")


if __name__ == "__main__":
    main()
