"""Labels by keys: given and taken off, named in place, undone; seen on hits, in filters, in the player."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.labels import DIGITS, kind_of
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.numbering import among
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.gui.dialogs.labels_dialog import LabelsDialog
from cpcl_desktop.gui.lanes.decision import Decisions, Step
from cpcl_desktop.gui.lanes.labels import LabelChange, Labels, LabelStep, Wish, let
from cpcl_desktop.gui.lanes.occasion import Occasion
from cpcl_desktop.gui.lanes.storing import Marking, Passages
from cpcl_desktop.gui.panels.label_tags import INK, LOOKS
from cpcl_desktop.gui.panels.results_model import LABELS_ROLE
from cpcl_desktop.gui.worker.course import Course
from cpcl_desktop.gui.worker.worker import ThreadWorker
from tests.passage_cases import add_footage, case_of_people

from .hands import TIMEOUT, open_case

PEOPLE = 6
CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def case_file(tmp_path):
    return case_of_people(tmp_path / "labels.cpcl", PEOPLE)


@pytest.fixture
def ready(qtbot, window, case_file, answers, monkeypatch):
    monkeypatch.setattr(answers, "label_name", lambda parent, digit: f"Suspect {digit}")
    with qtbot.waitSignal(window.desk.deciding.decided, timeout=TIMEOUT):
        open_case(qtbot, window, case_file)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    window.page.results.grid.select_row(0)
    window.page.results.focus_view()
    return window


def press(window, key, modifiers=NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def given(window) -> dict[str, list[int]]:
    """What the window shows: passages by label."""
    model, found = window.page.results.model, {}
    for row, hit in enumerate(model.hits):
        for label in model.index(row).data(LABELS_ROLE):
            found.setdefault(label.name, []).append(hit.track)
    return {name: sorted(tracks) for name, tracks in found.items()}


def expect(qtbot, window, wanted: dict[str, list[int]]) -> None:
    qtbot.waitUntil(lambda: given(window) == wanted and not window.desk.deciding.is_busy, timeout=TIMEOUT)


def test_a_key_names_its_label_once_gives_it_and_takes_it_off(qtbot, ready, case_file, answers) -> None:
    grid, first = ready.page.results.grid, ready.page.results.model.hits[0].track
    press(ready, Qt.Key.Key_4)
    expect(qtbot, ready, {"Suspect 4": [first]})
    assert grid.currentIndex().row() == 0  # unlike a verdict, it goes nowhere
    assert "label 4 Suspect 4" in ready.page.results.model.spoken(0)
    assert ready.actions_by_id["label_4"].text() == "Suspect 4" and ready.actions_by_id["label_4"].isChecked()
    assert ready.actions_by_id["label_5"].text().startswith("New label on key 5")
    answers.label_name = lambda parent, digit: pytest.fail("asked a second time")
    press(ready, Qt.Key.Key_A, CONTROL)
    press(ready, Qt.Key.Key_4)
    every = sorted(hit.track for hit in ready.page.results.model.hits)
    expect(qtbot, ready, {"Suspect 4": every})
    press(ready, Qt.Key.Key_4)
    expect(qtbot, ready, {})
    press(ready, Qt.Key.Key_Z, CONTROL)  # one step for all of them
    expect(qtbot, ready, {"Suspect 4": every})
    press(ready, Qt.Key.Key_Z, CONTROL)
    expect(qtbot, ready, {"Suspect 4": [first]})
    press(ready, Qt.Key.Key_Z, CONTROL)
    expect(qtbot, ready, {})
    press(ready, Qt.Key.Key_Z, CONTROL)  # and the label itself
    qtbot.waitUntil(lambda: not ready.desk.deciding.labels, timeout=TIMEOUT)
    press(ready, Qt.Key.Key_Y, CONTROL)
    press(ready, Qt.Key.Key_Y, CONTROL)
    expect(qtbot, ready, {"Suspect 4": [first]})
    with Case.read(case_file) as case:
        assert verify_case(case, silent, footage=False).faults == []
        assert [one.is_kept for one in case.labels.history()] == [1, 0, 1]


def test_alt_gives_a_label_to_the_whole_group(qtbot, ready) -> None:
    press(ready, Qt.Key.Key_5, ALT)
    expect(qtbot, ready, {"Suspect 5": [1, 7, 8]})  # whom one person likely is
    press(ready, Qt.Key.Key_5, ALT)
    expect(qtbot, ready, {})


def test_a_new_label_goes_to_the_group_at_which_its_key_was_pressed(qtbot, ready) -> None:
    press(ready, Qt.Key.Key_5, ALT)
    ready.page.results.grid.select_row(1)  # while the label is being made
    expect(qtbot, ready, {"Suspect 5": [1, 7, 8]})


def test_labels_are_filters_with_counts_that_follow_a_new_name(qtbot, ready, answers) -> None:
    filters, desk = ready.page.panel.filters, ready.desk
    assert filters.labels.isHidden()
    with qtbot.waitSignal(desk.answering.counted, timeout=TIMEOUT):
        press(ready, Qt.Key.Key_4)
        expect(qtbot, ready, {"Suspect 4": [1]})
    assert not filters.labels.isHidden()
    filters.labels.choose(["Suspect 4"])
    with qtbot.waitSignal(desk.answered, timeout=TIMEOUT):
        filters.labels.changed.emit()
    assert [hit.track for hit in ready.page.results.model.hits] == [1]
    (label,) = desk.deciding.labels
    with qtbot.waitSignal(desk.answered, timeout=TIMEOUT):
        desk.undoing.labelling.let(label, Wish("The courier", 9))
    assert filters.filters().labels == ("The courier",) and "The courier" in filters.labels.text()
    expect(qtbot, ready, {"The courier": [1]})
    with qtbot.waitSignal(desk.answered, timeout=TIMEOUT):
        desk.undoing.labelling.let(desk.deciding.labels[0], None)
    assert filters.filters().labels == () and filters.labels.isHidden()
    qtbot.waitUntil(lambda: len(ready.page.results.model.hits) == PEOPLE + 2, timeout=TIMEOUT)
    ready.views.on_undo()
    expect(qtbot, ready, {"The courier": [1]})


def test_a_label_that_a_colleague_renames_or_takes_away_asks_nothing_in_ones_name(qtbot, ready, case_file) -> None:
    page, desk = ready.page, ready.desk
    press(ready, Qt.Key.Key_4)
    expect(qtbot, ready, {"Suspect 4": [1]})
    page.panel.filters.labels.choose(["Suspect 4"])
    with qtbot.waitSignal(desk.answered, timeout=TIMEOUT):
        page.panel.filters.labels.changed.emit()
    ready.pages.turn_to(0)
    page.panel.box.line.setText("half typ")
    page.panel.box.typing.forget()  # a pause would ask it
    (label,) = desk.deciding.labels
    for change, labels, hits in (
        (lambda case: case.labels.rename(label.label, "The courier"), ("The courier",), 1),
        (lambda case: case.labels.remove(label.label), (), PEOPLE + 2),
    ):
        with Case.open(case_file) as case:
            change(case)
            before = [(entry.action, entry.details) for entry in case.log.entries("search")]
        with qtbot.waitSignal(desk.answered, timeout=TIMEOUT):
            desk.deciding.look()
        assert ready.pages.is_in_player and page.panel.filters.filters().labels == labels
        assert (desk.answering.query.text, desk.answering.query.labels) == ("", labels)
        assert len(page.results.model.hits) == hits
        with Case.read(case_file) as case:
            assert [(entry.action, entry.details) for entry in case.log.entries("search")] == before


def test_what_another_window_names_is_shown_here(qtbot, ready, case_file) -> None:
    with Case.open(case_file) as case:
        kind = kind_of(case.labels.make("Vehicle", 7).label)
        case.marks.set(2, kind, True)
    ready.desk.deciding.look()
    expect(qtbot, ready, {"Vehicle": [2]})
    assert ready.actions_by_id["label_7"].text() == "Vehicle"


def test_the_player_has_the_labels_as_buttons_and_the_sheet_their_keys(qtbot, ready) -> None:
    press(ready, Qt.Key.Key_4)
    expect(qtbot, ready, {"Suspect 4": [1]})
    ready.pages.turn_to(0)
    bar = ready.player.decision
    shown = [button for button in bar._label_buttons.values() if not button.isHidden()]
    assert [button.text() for button in shown] == ["Suspect 4"] and shown[0].isChecked()
    shown[0].click()
    expect(qtbot, ready, {})
    assert not shown[0].isChecked()
    from cpcl_desktop.gui.commands import shortcut_sheet

    sheet = shortcut_sheet(ready.actions_by_id)
    assert "<b>4 … 9</b>" in sheet and "<b>Alt+4 … Alt+9</b>" in sheet and "<b>Alt+5</b>" not in sheet


def test_the_dialog_names_labels_and_takes_them_away(qtbot, ready, answers, monkeypatch) -> None:
    for key in (Qt.Key.Key_4, Qt.Key.Key_6):
        press(ready, key)
    expect(qtbot, ready, {"Suspect 4": [1], "Suspect 6": [1]})

    def fill(parent, labels):
        dialog = LabelsDialog(labels, parent)
        dialog.names[4].setText(" The  courier ")
        dialog.names[6].setText("")
        dialog.names[9].setText("the courier")
        dialog.accept()
        assert dialog.result() == 0 and "one name" in dialog._fault.text()
        dialog.names[9].setText("Vehicle")
        dialog.accept()
        assert dialog.result() == 1
        return dialog.wishes()

    monkeypatch.setattr(answers, "labels", fill)
    ready.actions_by_id["labels"].trigger()
    expect(qtbot, ready, {"The courier": [1]})
    qtbot.waitUntil(lambda: [one.name for one in ready.desk.deciding.labels] == ["The courier", "Vehicle"])
    ready.views.on_undo()  # all that the dialog changed is one step
    expect(qtbot, ready, {"Suspect 4": [1], "Suspect 6": [1]})
    assert [one.name for one in ready.desk.deciding.labels] == ["Suspect 4", "Suspect 6"]


def test_two_names_that_are_exchanged_are_one_step_of_undo(qtbot, ready, answers, monkeypatch, case_file) -> None:
    for key in (Qt.Key.Key_4, Qt.Key.Key_5):
        press(ready, key)
    expect(qtbot, ready, {"Suspect 4": [1], "Suspect 5": [1]})

    def exchange(parent, labels):
        dialog = LabelsDialog(labels, parent)
        dialog.names[4].setText("Suspect 5")
        dialog.names[5].setText("Suspect 4")
        dialog.accept()
        return dialog.wishes()

    def keys():
        return {one.name: one.digit for one in ready.desk.deciding.labels}

    monkeypatch.setattr(answers, "labels", exchange)
    ready.actions_by_id["labels"].trigger()
    qtbot.waitUntil(lambda: keys() == {"Suspect 4": 5, "Suspect 5": 4}, timeout=TIMEOUT)
    ready.views.on_undo()
    qtbot.waitUntil(lambda: keys() == {"Suspect 4": 4, "Suspect 5": 5}, timeout=TIMEOUT)
    ready.views.on_redo()
    qtbot.waitUntil(lambda: keys() == {"Suspect 4": 5, "Suspect 5": 4}, timeout=TIMEOUT)
    expect(qtbot, ready, {"Suspect 4": [1], "Suspect 5": [1]})
    with Case.read(case_file) as case:
        assert verify_case(case, silent, footage=False).faults == []


def test_of_changes_that_are_one_step_none_is_left_where_one_fails(pair, lanes) -> None:
    labels, _ = lanes
    with Case.open(pair[0]) as case:
        number = among(0, case.labels.make("Van", 4).label)
        case.labels.make("Bag", 5)
    wanted = [LabelChange(Wish("Van", 4), Wish("Lorry", 4), number), LabelChange(None, Wish("Bag", 6))]
    with pytest.raises(UsageError, match="called “Bag” already"):
        labels.carry_out(LabelStep(1, wanted), True)
    assert kept(pair) == [["Van", "Bag"], ["Vehicle"]]


def test_a_query_by_a_name_that_a_label_had_is_answered_by_its_new_one(qtbot, ready, case_file) -> None:
    desk = ready.desk
    press(ready, Qt.Key.Key_4)
    expect(qtbot, ready, {"Suspect 4": [1]})
    with Case.open(case_file) as case:  # while the window still knows it by its old name
        case.labels.rename(desk.deciding.labels[0].label, "The courier")
    with qtbot.waitSignal(desk.answered, timeout=TIMEOUT) as told:
        desk.search(replace(ready.page.panel.query(60), labels=("Suspect 4",)))
    answer = told.args[0]
    assert [hit.track for hit in answer.hits] == [1] and answer.query.labels == ("The courier",)
    assert any("“Suspect 4” is called “The courier” now" in note for note in answer.notes)


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ({4: "", 7: "suspect"}, {"suspect": 7, "Witness": 5, "Bag": 0}),
        ({4: "Witness", 5: "Suspect"}, {"Suspect": 5, "Witness": 4, "Bag": 0}),
        ({4: "Bag", 5: "Suspect", 6: "Witness", 0: "Van"}, {"Bag": 4, "Suspect": 5, "Witness": 6, "Van": 0}),
        ({4: "Vehicle", 5: "Suspect"}, {"Vehicle": 4, "Suspect": 5, "Bag": 0}),
        ({4: "Vehicle"}, {"Vehicle": 4, "Witness": 5, "Bag": 0}),
    ],
)
def test_a_label_typed_at_another_key_goes_there_with_its_passages(qapp, case_file, typed, wanted) -> None:
    with Case.open(case_file) as case:
        made = [case.labels.make(*one) for one in (("Suspect", 4), ("Witness", 5), ("Bag", 0))]
        dialog = LabelsDialog(made)
        fields = dialog.names | {0: dialog.others[made[2].label]}
        for digit, name in typed.items():
            fields[digit].setText(name)
        dialog.accept()
        assert dialog.result() == 1
        wishes = dialog.wishes()
        for label, wish in wishes.in_turn(made):
            let(case.labels, label.label, wish)
        for wish in wishes.new:
            case.labels.make(wish.name, wish.digit)
        assert {one.name: one.digit for one in case.labels.current()} == wanted
        numbers = {one.name.casefold(): one.label for one in case.labels.current()}
        stayed = {one.name.casefold(): one.label for one in made if one.name.casefold() in numbers}
        assert stayed.items() <= numbers.items()  # the same labels, so their passages have them


@pytest.fixture
def pair(tmp_path):
    """Two cases; the second has a label that the first lacks."""
    paths = [tmp_path / "north.cpcl", tmp_path / "south.cpcl"]
    for number, path in enumerate(paths, 1):
        with Case.open(path, create=True) as case:
            add_footage(case, "gate", [(1, 0, 2)], content=number)
    with Case.open(paths[1]) as case:
        case.labels.make("Vehicle", 9)
    return paths


@pytest.fixture
def lanes(pair):
    """The decision lane of the two: labels, and marks."""
    occasion = Occasion(pair[0], others=tuple(pair[1:]))
    labels, decisions = Labels(occasion), Decisions(occasion, ThreadWorker())
    yield labels, decisions
    labels.close()
    decisions.close()


def kept(paths) -> list[list[str]]:
    """The names of each case's labels."""
    found = []
    for path in paths:
        with Case.read(path) as case:
            found.append([one.name for one in case.labels.current()])
    return found


def test_a_new_label_of_several_cases_is_taken_back_in_each_that_it_was_given_in(pair, lanes) -> None:
    labels, decisions = lanes
    wishes = Wish("Suspect", 4), Wish("vehicle", 5)
    made, taken_over = (LabelStep(at, [LabelChange(None, wish)]) for at, wish in enumerate(wishes, 1))
    for step in (made, taken_over):
        number, track = labels.carry_out(step, True), np.array([among(1, 1)])
        mark = Step(3, Passages(track, track), Marking(kind_of(number), True))
        decisions.make(mark, Course(lambda _: None, lambda _: None))
    assert kept(pair) == [["Suspect", "vehicle"], ["Suspect", "Vehicle"]]
    for step in (taken_over, made):
        labels.carry_out(step, False)
    assert kept(pair) == [[], ["Vehicle"]]  # which was there before
    labels.carry_out(made, True)
    assert kept(pair) == [["Suspect"], ["Suspect", "Vehicle"]]


def test_a_label_of_several_cases_is_renamed_and_taken_away_in_all_of_them(pair, lanes) -> None:
    labels, _ = lanes
    with Case.open(pair[0]) as case:
        number = case.labels.make("vehicle", 4).label
    steps = [
        LabelStep(1, [LabelChange(Wish("vehicle", 4), Wish("Van", 6), number)]),
        LabelStep(2, [LabelChange(Wish("Van", 6), None, number)]),
    ]
    states = []
    for step in steps:
        labels.carry_out(step, True)
        states.append(kept(pair))
    for step in reversed(steps):
        labels.carry_out(step, False)
        states.append(kept(pair))
    assert states == [[["Van"], ["Van"]], [[], []], [["Van"], ["Van"]], [["vehicle"], ["vehicle"]]]
    with Case.read(pair[1]) as case:
        assert [one.digit for one in case.labels.current()] == [9]  # the key that it has where it is by itself


def test_text_on_every_tag_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = [value / 255 for value in QColor(colour).getRgb()[:3]]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert set(LOOKS) == {0, *DIGITS} and len(set(LOOKS.values())) == len(LOOKS)
    for ground in LOOKS.values():
        assert (luminance(INK) + 0.05) / (luminance(ground) + 0.05) >= 4.5, ground


def test_a_label_whose_key_is_taken_meanwhile_keeps_its_name_too(tmp_path):
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        label = case.labels.make("x", 4)
        case.labels.make("other", 5)
        with pytest.raises(UsageError, match="Key 5 gives"):
            let(case.labels, label.label, Wish("renamed", 5))
        assert [(one.name, one.digit) for one in case.labels.current()] == [("x", 4), ("other", 5)]
