"""Training from the page for describing, by the real trainer: from what is typed to a model that the case uses."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report.pairs import ANNOTATIONS
from cpcl_desktop.gui.lanes.training import renders, trainer
from cpcl_desktop.gui.views.person_models import ITEM_ROLE
from tests.gui.hands import TIMEOUT, open_case, search
from tests.train.adapt.bands import LOOKS, said_of, write_case, write_model, write_renders

pytestmark = pytest.mark.skipif(trainer() is None, reason="the trainer is not installed here")
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 5 * TIMEOUT  # it loads PyTorch first, on a machine that may be busy


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A folder with the model, a case of it in which 25 people were decided, and people to judge by."""
    folder = tmp_path_factory.mktemp("training")
    write_model(folder / "bands")
    write_case(folder / "begun.cpcl", folder / "crops", folder / "bands")
    return folder


@pytest.fixture
def page(qtbot, window, begun, tmp_path, monkeypatch):
    """The page for describing in a case of one's own; the people to judge by lie where they are kept."""
    failures = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda _, *what: failures.append(what))
    write_renders(renders())
    case_file = tmp_path / "shop.cpcl"
    case_file.write_bytes((begun / "begun.cpcl").read_bytes())
    open_case(qtbot, window, case_file)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    QTest.keyClick(window, Qt.Key.Key_6, CONTROL)
    qtbot.waitUntil(lambda: bool(window.views.describe_page.rows), timeout=TIMEOUT)
    yield window.views.describe_page
    assert failures == []


def say(qtbot, page, text) -> None:
    QTest.keyClicks(page.line, text)
    with qtbot.waitSignal(page.stored, timeout=TIMEOUT):
        QTest.keyClick(page.line, Qt.Key.Key_Return)


def train(qtbot, page, window, answers, folder) -> object:
    """Press the button and name a folder; what the trainer found."""
    answers.new_folder = lambda parent, title, proposed: folder
    with qtbot.waitSignal(page.training.trained, timeout=LONG) as told:
        window.actions_by_id["train_on_these"].trigger()
    return told.args[0]


def test_what_is_accepted_is_added_offered_and_used_by_the_case(qtbot, page, window, answers, tmp_path):
    for _ in range(2):
        say(qtbot, page, said_of(LOOKS[(page.row.track - 1) % len(LOOKS)]))
    trained = train(qtbot, page, window, answers, tmp_path / "lessons")
    assert trained.is_accepted and trained.facts["groups"] == len(LOOKS) and trained.bundle.is_dir()
    said = page.training.verdict.text().splitlines()
    assert said[0].startswith("Accepted: the new model is better") and "{" not in page.training.verdict.text()
    assert f"Groups learnt from: {len(LOOKS)}" in said and any(one.startswith("Gain on groups") for one in said)
    texts = json.loads((tmp_path / "lessons" / "pairs" / ANNOTATIONS).read_text())
    assert {text for record in texts for text in record["captions"]} == {said_of(look) for look in LOOKS}

    with qtbot.waitSignal(window.desk.model_added, timeout=TIMEOUT) as added:
        page.training.add.click()
    (name,) = added.args
    assert name == Bundle.open(trained.bundle).manifest.name and not page.training.add.isVisible()
    use_in_case(qtbot, window, answers, name)
    with Case.read(window.desk.workspace.path) as case:
        assert case.models.current().name == name and verify_case(case, silent, footage=False).faults == []
    window.actions_by_id["view_search"].trigger()
    hits = search(qtbot, window, "red bluetrousers")
    assert sorted(hit.track for hit in hits[:2]) == [3, 28]  # both of whom it was said


def use_in_case(qtbot, window, answers, name) -> None:
    """Choose a model on the page of models, and let the case be embedded with it."""
    window.actions_by_id["view_models"].trigger()
    models = window.views.models
    rows = lambda: {models.model.index(at).data(ITEM_ROLE).name: at for at in range(models.model.rowCount())}  # noqa: E731
    qtbot.waitUntil(lambda: name in rows() and models.models.current is not None, timeout=TIMEOUT)
    models.list.setCurrentIndex(models.model.index(rows()[name]))
    assert "Accepted." in models.card.toPlainText() and window.actions_by_id["change_model"].isEnabled()
    answers.confirm = lambda parent, title, text, do: name in title and "embedded with" in text
    with qtbot.waitSignal(models.switched, timeout=LONG):
        window.actions_by_id["change_model"].trigger()
    assert f"The open case uses {name}" in models.case_line.text()


def test_what_says_nothing_is_refused_with_the_reason_and_nothing_is_offered(
    qtbot, page, window, answers, tmp_path
):
    """The same passages, described by what is seen of others."""
    with Case.open(window.desk.workspace.path) as case:
        for track in range(1, 2 * len(LOOKS) + 1):
            look = LOOKS[(track * 7 + 3) % len(LOOKS)]
            case.decisions.decide(track, "match", description=f"{look[1]} {look[0]}trousers")
    say(qtbot, page, "blue whitetrousers")
    trained = train(qtbot, page, window, answers, tmp_path / "lessons")
    assert not trained.is_accepted and trained.bundle is None
    said = page.training.verdict.text()
    assert said.startswith("Refused. ") and trained.reason in said and "No model was written" in said
    assert not page.training.add.isVisible() and not (tmp_path / "lessons" / "model").exists()


def test_closing_while_it_trains_asks_and_keeps_the_pairs(qtbot, page, window, answers, tmp_path):
    say(qtbot, page, said_of(LOOKS[0]))
    answers.new_folder = lambda parent, title, proposed: tmp_path / "lessons"
    window.actions_by_id["train_on_these"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "lessons" / "pairs").is_dir() and window.desk.is_training, timeout=TIMEOUT)
    answers.stop = False
    window.close()
    assert window.isVisible() and window.desk.is_training
    answers.stop = True
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=TIMEOUT)
    assert answers.asked[-2:] == ["stop training?", "stop training?"] and not window.desk.is_training
    assert (tmp_path / "lessons" / "pairs" / ANNOTATIONS).is_file() and not (
        tmp_path / "lessons" / "model"
    ).exists()
