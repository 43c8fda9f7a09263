"""A picture of sentences and the passages that they bring, found and missed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.pictures import lettering
from cpcl_desktop.engine.records import Image

from . import scores
from .figures import SEED
from .scores import Embedded, Floats
from .sets import PeopleSet

FOUND, MISSED, SHOWN, COLUMNS = 4, 2, 5, 2
CELL_WIDTH, CELL_HEIGHT, GAP = 108, 190, 14  # pixels
MARGIN, LINE, RANK_ROW = 24, 20, 22  # pixels
PAPER, INK, FAINT = 250, 30, 110  # grey levels
RIGHT = (0, 114, 178)  # a blue that people who confuse red and green tell apart, too
MOST_BYTES = 400_000
_PANEL_WIDTH = SHOWN * (CELL_WIDTH + GAP) + MARGIN
_TEXT_LINES = 2
_SMALLEST = (cv2.IMWRITE_PNG_COMPRESSION, 9, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_FILTERED)


def draw_hits(found: Embedded, people: PeopleSet, folder: Path) -> Path:
    """Write hits.png, and return where it is; `MachineError` when it cannot be written.

    Which sentences are shown is drawn at random, once and for all, among those whose person comes first and
    among the others, one sentence a person.
    """
    evidence = scores.evidence(found)
    passages = scores.mean_of_crops(evidence, found.crop_people)
    panels = [_panel(found, people, evidence, passages, query) for query in _queries(passages, found)]
    rows = [np.hstack(panels[at : at + COLUMNS]) for at in range(0, len(panels), COLUMNS)]
    path = folder / "hits.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_small_png(np.vstack(rows)))
    except OSError as error:
        raise MachineError(f"The picture of hits could not be written to {path} ({error.strerror}).") from error
    return path


def place_of(passages: Floats, found: Embedded, query: int) -> int:
    """At which place, from 1, the person meant comes."""
    order = np.argsort(-passages[query], kind="stable")
    return 1 + int(np.flatnonzero(order == found.text_people[query])[0])


def _queries(passages: Floats, found: Embedded) -> list[int]:
    places = {query: place_of(passages, found, query) for query in range(len(passages))}
    drawn = np.random.default_rng(SEED).permutation(len(passages)).tolist()
    right = _one_each([query for query in drawn if places[query] == 1], found, FOUND, set())
    taken = {int(found.text_people[query]) for query in right}
    return right + _one_each([query for query in drawn if places[query] > 1], found, MISSED, taken)


def _one_each(queries: Sequence[int], found: Embedded, count: int, taken: set[int]) -> list[int]:
    kept, seen = [], set(taken)
    for query in queries:
        person = int(found.text_people[query])
        if person not in seen and len(kept) < count:
            kept.append(query)
            seen.add(person)
    return kept


def _panel(found: Embedded, people: PeopleSet, evidence: Floats, passages: Floats, query: int) -> Image:
    top = (_TEXT_LINES + 1) * LINE + 12
    panel = np.full((top + RANK_ROW + CELL_HEIGHT + MARGIN, _PANEL_WIDTH, 3), PAPER, np.uint8)
    texts = [text for said in people.captions.values() for text in said]
    for number, line in enumerate(_lines(texts[query])):
        lettering.write(panel, line, (MARGIN, (number + 2) * LINE + 4), 15, INK)
    lettering.write(panel, _verdict(place_of(passages, found, query)), (MARGIN, LINE), 13, FAINT)
    for rank, person in enumerate(np.argsort(-passages[query], kind="stable")[:SHOWN].tolist()):
        left = MARGIN + rank * (CELL_WIDTH + GAP)
        own = np.flatnonzero(found.crop_people == person)
        best = people.images[int(own[evidence[query, own].argmax()])]
        _put(panel, best, (left, top + RANK_ROW), rank + 1, person == found.text_people[query])
    return panel


def _verdict(place: int) -> str:
    return "Found first" if place == 1 else f"Missed: the person meant comes at place {place}"


def _lines(text: str) -> list[str]:
    """The text in lines that fit; the last holds the rest, and is cut when drawn."""
    room, lines = _PANEL_WIDTH - 2 * MARGIN, [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == _TEXT_LINES or lettering.width(longer, 15) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _put(panel: Image, crop: Image, at: tuple[int, int], rank: int, right: bool) -> None:
    left, top = at
    factor = min(CELL_WIDTH / crop.shape[1], CELL_HEIGHT / crop.shape[0])
    width, height = (max(1, int(side * factor)) for side in (crop.shape[1], crop.shape[0]))
    shown = cv2.resize(crop, (width, height), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
    panel[top : top + height, left : left + width] = shown
    lettering.write(panel, str(rank), (left, top - 6), 14, INK)
    if right:
        cv2.rectangle(panel, (left - 3, top - 3), (left + width + 2, top + height + 2), RIGHT, 4)
        tick = np.array([(left + 18, top - 12), (left + 23, top - 7), (left + 33, top - 19)], np.int32)
        cv2.polylines(panel, [tick], False, RIGHT, 3, cv2.LINE_AA)


def _small_png(picture: Image) -> bytes:
    """With as many shades as fit into the bytes that a page can carry."""
    for bits in range(8):
        step = 1 << bits
        coarse = cv2.cvtColor(picture // step * step + step // 2, cv2.COLOR_RGB2BGR)
        data = cv2.imencode(".png", coarse, _SMALLEST)[1].tobytes()
        if len(data) < MOST_BYTES:
            break
    return data
