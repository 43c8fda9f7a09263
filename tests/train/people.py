"""A tiny captioned set: people drawn as coloured blocks, with alpha for training only."""

import json

import cv2
import numpy as np

COLOURS = {"red": (200, 30, 30), "green": (30, 160, 40), "blue": (30, 50, 200), "white": (230, 230, 230)}
HAIR = {"black": (20, 20, 20), "blonde": (220, 190, 120)}


def draw_person(top, bottom, hair, shift):
    """A figure of three blocks, 96×48 RGBA."""
    image = np.zeros((96, 48, 4), np.uint8)
    for colour, rows in ((HAIR[hair], (4, 20)), (COLOURS[top], (20, 55)), (COLOURS[bottom], (55, 94))):
        image[slice(*rows), 10 + shift : 36 + shift] = (*colour, 255)
    return image


def record_of(top, bottom, hair, split, number, view):
    return {
        "split": split, "id": number, "camera": view,
        "file_path": f"{split}/{number}_{view}.{'png' if split == 'train' else 'jpg'}",
        "captions": [f"A person with {hair} hair in a {top} top.", f"{top} top, {bottom} trousers and {hair} hair"],
        "attributes": {"top": top, "bottom": bottom, "hair": hair, "bag": "unknown"},
    }  # fmt: skip


def write_people(root, views=3, wrong=False):
    """Every mix of colours is one person; all 24 in train, drawn anew in val, and eight of them in test.

    `wrong` adds a sentence that contradicts each image.
    """
    records = []
    mixes = [(top, bottom, hair) for top in COLOURS for bottom in COLOURS for hair in HAIR if top != bottom]
    for split, chosen in (("train", mixes), ("val", mixes), ("test", mixes[1::3])):
        (root / "imgs" / split).mkdir(parents=True)
        for number, mix in enumerate(chosen):
            for view in range(views):
                record = record_of(*mix, split, number, view)
                if wrong:
                    record["contradictions"] = [f"{mix[1]} top, {mix[0]} trousers"]
                image = draw_person(*mix, shift=2 * view)
                if split != "train":
                    image = np.where(image[..., 3:] > 0, image[..., :3], 90 + 20 * view).astype(np.uint8)
                path = root / "imgs" / record["file_path"]
                code = cv2.COLOR_RGBA2BGRA if split == "train" else cv2.COLOR_RGB2BGR
                cv2.imwrite(str(path), cv2.cvtColor(image, code))
                records.append(record)
    (root / "reid_raw.json").write_text(json.dumps(records), encoding="utf-8")
    return root
