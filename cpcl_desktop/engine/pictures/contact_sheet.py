"""A contact sheet: the hits of one or more searches as one picture, for looking and for handing round."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.numbering import of_case, own
from cpcl_desktop.engine.people.stored_picture import decode_jpeg
from cpcl_desktop.engine.pictures.lettering import write
from cpcl_desktop.engine.pictures.png import write_png
from cpcl_desktop.engine.records import Answer, Hit

CELL_WIDTH, CELL_HEIGHT = 120, 240  # pixels of a crop
LABEL, TITLE, MARGIN = 48, 30, 10  # pixels
PAPER, INK, FAINT = 250, 30, 110  # grey levels

Sheet = npt.NDArray[np.uint8]


def write_sheet(searched: Case | Federation, answers: Sequence[Answer], path: Path, columns: int = 8) -> None:
    """Write a PNG with one titled row of hits per answer, best first; `MachineError` if it cannot be written."""
    cases = federated(searched)
    sheet = np.vstack([_row(cases, answer, columns) for answer in answers])
    write_png(sheet, path, "The contact sheet")


def _row(cases: Federation, answer: Answer, columns: int) -> Sheet:
    width = MARGIN + columns * (CELL_WIDTH + MARGIN)
    title = np.full((TITLE, width, 3), PAPER, np.uint8)
    write(title, answer.query.text or "example image", (MARGIN, 21), 16, INK)
    cells = np.full((CELL_HEIGHT + LABEL + MARGIN, width, 3), PAPER, np.uint8)
    for column, hit in enumerate(answer.hits[:columns]):
        left = MARGIN + column * (CELL_WIDTH + MARGIN)
        cells[: CELL_HEIGHT + LABEL, left : left + CELL_WIDTH] = _cell(cases, hit)
    return np.vstack([title, cells])


def _cell(cases: Federation, hit: Hit) -> Sheet:
    cell = np.full((CELL_HEIGHT + LABEL, CELL_WIDTH, 3), PAPER, np.uint8)
    crop = decode_jpeg(cases.member_of(hit.crop).case.gallery.crop_jpeg(own(hit.crop)))
    factor = min(CELL_WIDTH / crop.shape[1], CELL_HEIGHT / crop.shape[0])
    size = (max(1, int(crop.shape[1] * factor)), max(1, int(crop.shape[0] * factor)))
    cell[: size[1], : size[0]] = cv2.resize(
        crop, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    )
    moment = hit.image or f"{hit.time_us / 1e6:.1f} s"
    write(cell, f"{hit.rank}. {hit.score:.3f}", (0, CELL_HEIGHT + 14), 12, INK)
    name = hit.path.stem if hit.source_name == hit.path.name else hit.source_name
    write(cell, f"{moment} {of_case(hit.case, name)}", (0, CELL_HEIGHT + 29), 11, FAINT)
    if hit.time.corrected is not None:
        doubt = " (?)" if hit.time.ambiguous else ""
        write(cell, f"{hit.time.corrected:%Y-%m-%d %H:%M:%S}{doubt}", (0, CELL_HEIGHT + 44), 11, FAINT)
    return cell
