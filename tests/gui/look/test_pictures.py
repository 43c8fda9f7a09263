"""Pictures across the border to Qt, read in lanes without Qt's readers."""

import ast
from pathlib import Path

import cv2
import numpy as np

import cpcl_desktop.gui.lanes as lanes
from cpcl_desktop.gui.look.pictures import array_of, picture_of

READERS = {"fromData", "loadFromData", "QImageReader", "QSvgRenderer"}


def test_a_stored_picture_is_shown_as_it_was() -> None:
    red = np.zeros((72, 24, 3), np.uint8)
    red[:36] = (220, 20, 20)
    jpeg = cv2.imencode(".jpg", red[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 100])[1].tobytes()
    image = picture_of(jpeg)
    assert (image.width(), image.height()) == (24, 72)
    assert np.abs(array_of(image).astype(int) - red)[[5, 60]].max() < 8


def test_what_is_no_picture_is_a_null_one() -> None:
    assert picture_of(b"\xff\xd8 cut").isNull()


def test_no_lane_lets_qt_find_out_what_a_picture_is() -> None:
    files = sorted(Path(lanes.__file__).parent.glob("*.py"))
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    named |= {node.id for node in nodes if isinstance(node, ast.Name)}
    assert len(files) > 8 and not named & READERS
