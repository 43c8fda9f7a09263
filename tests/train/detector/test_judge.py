"""What a card says of a detector, against numbers worked out by hand."""

import numpy as np
import pytest

from cpcl_desktop.bundle.boxes import Floats
from cpcl_train.detector.cutouts import Pixels
from cpcl_train.detector.judge import HEIGHTS, figures_of, heights_svg, score_people
from cpcl_train.detector.judging import look
from cpcl_train.detector.scenes import Sample, no_boxes
from cpcl_train.detector.ship import OnnxDetector


def boxes(*rows: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(-1, 4)


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def picture(there: np.ndarray, unsure: np.ndarray | None = None) -> Sample:
    return Sample(np.zeros((1, 1, 3), np.uint8), there, no_boxes() if unsure is None else unsure)


def test_somebody_counts_once_and_the_unsure_not_at_all() -> None:
    sample = picture(boxes((10, 10, 30, 60)), boxes((100, 10, 120, 60)))
    found = boxes((10, 10, 30, 60), (11, 11, 31, 61), (101, 12, 119, 58))
    figures = figures_of(1, score_people([sample], [(found, scores(0.9, 0.8, 0.7))]))
    assert (figures.people, figures.recall, figures.precision) == (1, 1.0, 0.5)


def test_a_hesitant_box_is_no_find_but_counts_in_the_curve() -> None:
    sample = picture(boxes((0, 0, 20, 50)))
    figures = figures_of(1, score_people([sample], [(boxes((0, 0, 20, 50)), scores(0.2))]))
    assert (figures.ap50, figures.recall) == (1.0, 0.0)


def test_heights_are_told_apart() -> None:
    sample = picture(boxes((0, 0, 9, 20), (50, 0, 90, 100)))
    figures = figures_of(1, score_people([sample], [(boxes((50, 0, 90, 100)), scores(0.9))]))
    found = {one.least: (one.found, one.people) for one in figures.heights}
    assert found[16] == (0, 1) and found[96] == (1, 1) and sum(n for _, n in found.values()) == 2
    svg = heights_svg([("a", figures.heights)])
    assert svg.count("<circle") == 2 and all(f">{least}<" in svg for least in HEIGHTS)


def test_where_nobody_is_every_box_is_false() -> None:
    nobody = picture(no_boxes())
    found = [(boxes((0, 0, 9, 20)), scores(0.9)), (no_boxes(), scores())]
    figures = figures_of(2, score_people([nobody, nobody], found))
    assert (figures.pictures, figures.people, figures.precision, figures.ap50) == (2, 0, 0.0, 0.0)


def test_the_score_from_which_on_most_boxes_are_right() -> None:
    found = boxes((0, 0, 20, 50), (300, 0, 320, 50), (100, 0, 120, 50), (200, 0, 220, 50))
    sample = picture(boxes((0, 0, 20, 50), (100, 0, 120, 50)))
    judged = score_people([sample], [(found, scores(0.9, 0.6, 0.5, 0.3))])
    assert [judged.score_for(share) for share in (1.0, 0.6, 0.5, 0.1)] == pytest.approx([0.9, 0.5, 0.3, 0.3])
    assert score_people([sample], [(no_boxes(), scores())]).score_for(0.8) is None


class Sharp(OnnxDetector):
    """Finds who is painted white: the pixels of each column of white, as they are in the picture given."""

    def __init__(self) -> None: ...

    def find(self, picture: Pixels) -> tuple[Floats, Floats]:
        rows, columns = np.nonzero(picture[:, :, 0] == 255)
        return boxes((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)), scores(0.9)


def test_heights_are_those_that_the_network_sees_whatever_the_frame_has() -> None:
    image = np.zeros((540, 960, 3), np.uint8)
    image[100:190, 200:230] = 255
    sample = Sample(image, boxes((200, 100, 230, 190)), boxes((600, 0, 660, 300)))
    looked = look(Sharp(), [sample], 480)
    assert looked.scores().heights.tolist() == [45] and looked.scores().recall == 1
    assert looked.truth[0].unsure.tolist() == [[300, 0, 330, 150]] and looked.truth[0].image.size == 3
    small = look(Sharp(), [sample], 120)
    assert len(small.promised().heights) == 0 and small.promised().precision == 1  # 11 pixels: neither way
