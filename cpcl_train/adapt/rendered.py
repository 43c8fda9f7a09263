"""The rendered people that are learnt again and judged by: the same for every case, made once and kept.

Nobody of them is of those that shipped models learnt from: they are drawn from a seed of their own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.data.annotations import AnnotatedImage, read_annotations
from cpcl_train.synthetic.dataset import Report, render_dataset

REPLAY, CHOICE, FROZEN = "replay", "choice", "frozen"
_PEOPLE: Final = {REPLAY: 240, CHOICE: 60, FROZEN: 300}
_VIEWS: Final = 2
_SEED: Final = 20_013
CAPTIONS: Final = 2
"""Of each picture, how many are used."""


def rendered_people(folder: Path, assets: Path | None, processes: int, report: Report) -> list[AnnotatedImage]:
    """The set in a folder, with splits named as above; what is not there is rendered, or gone on with.

    A set that is whole is taken as it is: any that has val and test people will do. They are finished pictures with
    backgrounds, as those of a case are. Raises as `render_dataset` and `read_annotations`.
    """
    if not (folder / "reid_raw.json").is_file():
        known = _PEOPLE[REPLAY] + _PEOPLE[CHOICE]
        frozen = _PEOPLE[FROZEN]
        render_dataset(folder, 0, _SEED, assets, _VIEWS, processes, report, val_people=known, test_people=frozen)
    images = [image for image in read_annotations(folder) if image.split != "train"]
    people = np.unique([image.person for image in images if image.split == "val"])
    again = set(people[: len(people) * _PEOPLE[REPLAY] // (_PEOPLE[REPLAY] + _PEOPLE[CHOICE])].tolist())
    named = [replace(image, split=_use_of(image, again)) for image in images]
    if {image.split for image in named} != _PEOPLE.keys():
        raise UsageError(
            f"{folder} has too few people in its val and test splits to learn again and judge by; name another "
            "folder with --renders, or none. Nothing was written."
        )
    return named


def _use_of(image: AnnotatedImage, again: set[int]) -> str:
    if image.split == "test":
        return FROZEN
    return REPLAY if image.person in again else CHOICE
