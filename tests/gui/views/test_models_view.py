"""The page of models: what there is with its card, checks, removing, and changing the case's model and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.gui.model_wording import NO_CARD, WHOLE
from tests.gui.hands import TIMEOUT, open_case, search
from tests.probe import write_probe

WIDER = (3, 4, 5, 0, 1, 2, 0, 1)  # another order and length


@pytest.fixture
def wider(settings, tmp_path):
    return installed.add_model(write_probe(tmp_path / "wider", "wider", WIDER).path)


@pytest.fixture
def page(qtbot, window, wider, case_file):
    open_case(qtbot, window, case_file)
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    view = window.views.models
    settle(qtbot, view)
    qtbot.waitUntil(lambda: view.models.current is not None, timeout=TIMEOUT)
    select(view, "wider")
    return view


@pytest.fixture
def asked(answers, monkeypatch):
    """Every question is answered with yes, and kept."""
    questions = []
    monkeypatch.setattr(answers, "confirm", lambda parent, *said: questions.append(said) or True)
    return questions


def settle(qtbot, view) -> None:
    qtbot.waitUntil(lambda: bool(view.model.rows) and not view.under_way.jobs, timeout=TIMEOUT)


def select(view, name) -> None:
    row = next(at for at, one in enumerate(view.model.rows) if one.name == name)
    view.list.setCurrentIndex(view.model.index(row, 0))


def names(view) -> set:
    return {row.name for row in view.model.rows}


def test_models_are_listed_with_their_cards(page):
    assert names(page) == {"wider", installed.STARTER, installed.PEOPLE}
    assert NO_CARD in page.card.toPlainText()
    select(page, installed.STARTER)
    assert "Trained on" in page.card.toPlainText() and not page.act["remove_model"].isEnabled()
    assert page.case_line.text().startswith("The open case uses probe, for")


def test_a_card_loads_nothing_that_it_names(page, tmp_path):
    picture = tmp_path / "seen.png"
    page.card.show_card(f"![a picture]({picture}) <img src='{picture}'> and [a link](file:///etc/passwd)")
    assert page.card.loadResource(2, str(picture)) is None and not page.card.openLinks()


def test_every_file_is_checked_and_a_damaged_one_is_told(qtbot, page, wider, window):
    window.actions_by_id["verify_models"].trigger()
    qtbot.waitUntil(lambda: len(page.model.checked) == 3, timeout=TIMEOUT)
    assert not any(page.model.checked.values())
    said = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert WHOLE in said
    (wider.path / "text.onnx").write_bytes((wider.path / "text.onnx").read_bytes()[:-1] + b"?")
    window.actions_by_id["verify_models"].trigger()
    qtbot.waitUntil(lambda: bool(page.model.checked[wider.path]), timeout=TIMEOUT)
    assert "was changed or damaged" in page.model.checked[wider.path]


def test_a_model_of_the_users_is_removed_once_that_is_confirmed(qtbot, page, window, asked, wider):
    window.actions_by_id["remove_model"].trigger()
    qtbot.waitUntil(lambda: "wider" not in names(page), timeout=TIMEOUT)
    assert asked[0][0] == "Remove wider?" and not wider.path.exists()


def test_nothing_is_removed_unless_it_is_confirmed(page, window, answers, monkeypatch, wider):
    monkeypatch.setattr(answers, "confirm", lambda *_: False)
    window.actions_by_id["remove_model"].trigger()
    assert not page.under_way.jobs and wider.path.exists()


def test_the_one_for_new_cases_is_chosen(qtbot, page, window):
    window.actions_by_id["use_model"].trigger()
    qtbot.waitUntil(lambda: any(row.is_default and row.name == "wider" for row in page.model.rows), timeout=TIMEOUT)
    assert installed.default_model("image-text") == "wider"


def test_the_case_is_changed_after_its_plan_was_shown_and_back_again(qtbot, page, window, asked, case_file):
    with qtbot.waitSignal(page.switched, timeout=TIMEOUT):
        window.actions_by_id["change_model"].trigger()
    settle(qtbot, page)
    title, plan, _ = asked[0]
    with Case.read(case_file) as case:
        pictures = case.counts()["crop"]
        assert case.models.current().name == "wider" and verify_case(case, silent, footage=False).faults == []
    assert title == "Change the case to wider?" and plan.startswith(f"{pictures} pictures of the case would be")
    assert "uses wider" in page.case_line.text() and "probe, used before" in page.case_line.text()
    assert not window.actions_by_id["change_model"].isEnabled()
    with qtbot.waitSignal(page.switched, timeout=TIMEOUT):
        window.actions_by_id["model_back"].trigger()
    settle(qtbot, page)
    assert "uses probe" in page.case_line.text()
    assert search(qtbot, window, "red") and window.views.is_at_search
    assert window.page.results.answer.model_name == "probe"


def test_what_was_kept_is_dropped_once_that_is_confirmed(qtbot, page, window, asked, case_file):
    with qtbot.waitSignal(page.switched, timeout=TIMEOUT):
        window.actions_by_id["change_model"].trigger()
    qtbot.waitUntil(window.actions_by_id["drop_model"].isEnabled, timeout=TIMEOUT)
    window.actions_by_id["drop_model"].trigger()
    qtbot.waitUntil(lambda: page.models.kept is None, timeout=TIMEOUT)
    with Case.read(case_file) as case:
        assert [model.name for model in case.models.all()] == ["wider"]


def test_models_are_there_without_a_case(qtbot, window, wider):
    window.actions_by_id["view_models"].trigger()
    view = window.views.models
    settle(qtbot, view)
    select(view, "wider")
    assert view.case_line.text() == "No case is open." and not window.actions_by_id["change_model"].isEnabled()
