"""How strong hits are, in the window: the sentence above the grid, the cards, and the line between them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.gui import wording
from cpcl_desktop.gui.commands import build_actions
from cpcl_desktop.gui.look.pictures import array_of
from cpcl_desktop.gui.look.theme import apply_theme, colours_of
from cpcl_desktop.gui.panels.results_model import BELOW_LINE_ROLE
from cpcl_desktop.gui.panels.results_view import ResultsView

LABELS = ("strong", "weak", "fair", "weak", "weak")


def hit_of(rank, label):
    path = Path("/v/gate.mp4")
    strength = {"strong": 0.8, "fair": 0.3, "weak": 0.05, None: None}[label]
    return Hit(
        rank, 1 / rank, rank, rank, 1, path, "gate", 0, 0, 9, (0, 0, 9, 9), None, strength=strength, label=label
    )


def answer_of(labels, answer):
    hits = [hit_of(rank, label) for rank, label in enumerate(labels, start=1)]
    presence = None if answer is None else 0.5
    return Answer(Query(text="red"), "starter", "00", 1200, 99, hits, presence=presence, answer=answer)


@pytest.fixture
def view(qtbot, qapp):
    apply_theme(qapp, "light")
    holder = QWidget()
    qtbot.addWidget(holder)
    made = ResultsView(build_actions(holder))
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    yield made


def first_below(view):
    return [row for row in range(view.model.rowCount()) if view.model.index(row).data(BELOW_LINE_ROLE)]


def coloured(view, row) -> int:
    """How many pixels of the line's colour stand just left of a card."""
    cell = view.grid.visualRect(view.model.index(row))
    edge = cell.adjusted(0, 0, 4 - cell.width(), 0)
    shot = view.grid.viewport().grab(edge).toImage().convertToFormat(QImage.Format.Format_RGB888)
    accent = QColor(colours_of(view.palette()).accent)
    apart = np.abs(array_of(shot).astype(int) - (accent.red(), accent.green(), accent.blue())).sum(axis=2)
    return int((apart < 40).sum())


def test_a_line_stands_after_the_last_hit_that_is_not_weak(view):
    view.show_answer(answer_of(LABELS, "likely"))
    assert first_below(view) == [3]
    assert coloured(view, 3) > 100
    assert coloured(view, 2) == coloured(view, 4) == 0
    assert view.model.rowCount() == len(LABELS)  # nothing is hidden


@pytest.mark.parametrize("labels", [("weak", "weak"), ("strong", "fair"), (None, None)])
def test_without_two_sides_there_is_no_line(view, labels):
    view.show_answer(answer_of(labels, "perhaps" if labels[0] else None))
    assert first_below(view) == []


def test_the_sentence_above_says_whether_anyone_like_that_is_there():
    likely = wording.answer_line(answer_of(LABELS, "likely"))
    assert likely.startswith("Likely someone like that is here")
    assert "2 more below the line, which fit weakly." in likely and likely.endswith(wording.SCORE_CAVEAT)
    nothing = wording.answer_line(answer_of(("weak", "weak"), "nothing"))
    assert nothing.startswith("Nobody like that was found among the 1,200 passages read; these look most alike.")
    assert "below the line" not in nothing


def test_a_hit_is_shown_and_spoken_with_its_label():
    hit = hit_of(2, "fair")
    assert wording.hit_figure(hit) == "score 0.50, fair"
    assert ", score 0.50, fair," in wording.spoken_hit(hit, True)
    assert (
        wording.card_figure(hit) == "fair 0.50" and wording.card_figure(replace(hit, score=-0.001)) == "fair 0.00"
    )
    without = replace(hit, label=None)
    assert wording.hit_figure(without) == wording.card_figure(without) == "score 0.50"
