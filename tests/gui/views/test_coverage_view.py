"""The page of coverage: the engine's own sentences, a bar for each source, and files that the log tells of."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.picture import LAYERS
from cpcl_desktop.engine.coverage.sentences import coverage_sentences, source_limits
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.gui.views.coverage_view import LOOKS
from cpcl_desktop.gui.views.person_models import ITEM_ROLE
from tests.gui.hands import TIMEOUT, open_case

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, window, unfinished):
    open_case(qtbot, window, unfinished)
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    view = window.views.coverage
    qtbot.waitUntil(lambda: bool(view.model.covered.sentences), timeout=TIMEOUT)
    return view


@pytest.fixture
def covered(unfinished):
    with Case.read(unfinished) as case:
        return coverage_of(case)


def test_it_says_what_the_engine_says_and_nothing_else(page, covered):
    said, (source,) = page.text.toPlainText().splitlines(), covered.sources
    limits = page.model.data(page.model.index(0), ITEM_ROLE).limits
    assert [
        *said[:-1],
        *(f"{source.source.name}: {limit[0].lower()}{limit[1:]}" for limit in limits),
        said[-1],
    ] == [*coverage_sentences(covered)]
    assert limits and [limit.lower() for limit in limits] == [limit.lower() for limit in source_limits(source)]
    assert any("not read yet" in limit.lower() for limit in limits)


def test_the_bar_has_the_layers_of_the_engines_picture_each_with_a_look_of_its_own(page, covered):
    shown, (source,) = page.model.data(page.model.index(0), ITEM_ROLE), covered.sources
    assert shown.layers == [(name, tuple(spans(source))) for name, _, _, spans in LAYERS]
    assert [name for name, _ in shown.layers] == list(LOOKS) and len(set(LOOKS.values())) == len(LOOKS)
    assert dict(shown.layers)["not read yet"] and page.model.covered.longest_us == source.end_us
    assert not page.grab().isNull()


@pytest.mark.parametrize("command", ["save_coverage_picture", "save_coverage_json"])
def test_it_is_written_where_the_user_says_and_the_log_tells_of_it(
    qtbot, page, window, answers, monkeypatch, unfinished, tmp_path, command
):
    monkeypatch.setattr(answers, "excerpt", lambda parent, title, proposed: tmp_path / proposed.name)
    with qtbot.waitSignal(page.said, timeout=TIMEOUT):
        window.actions_by_id[command].trigger()
    target = tmp_path / f"unfinished coverage{'.png' if 'picture' in command else '.json'}"
    if target.suffix == ".json":
        assert json.loads(target.read_text())["sentences"]
    else:
        assert target.read_bytes().startswith(b"\x89PNG")
    with Case.read(unfinished) as case:
        assert case.log.entries("export")[-1].details["to"] == str(target)
    failures = []
    page.failed.connect(lambda _, error: failures.append(error))
    window.actions_by_id[command].trigger()
    qtbot.waitUntil(lambda: bool(failures), timeout=TIMEOUT)
    assert isinstance(failures[0], UsageError) and "there already" in str(failures[0])


def test_the_sentences_can_be_copied(page, window):
    window.actions_by_id["copy_coverage"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert "“Not found” means" in copied and "crossing.mp4" in copied


def test_the_row_that_the_keyboard_is_at_has_a_ring(qtbot, page, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=TIMEOUT)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    area = page.list.visualRect(page.model.index(0))
    with_ring = page.list.viewport().grab(area).toImage()
    page.text.setFocus()
    assert page.list.viewport().grab(area).toImage() != with_ring
