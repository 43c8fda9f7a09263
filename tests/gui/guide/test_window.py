"""The window of the guide, by keys and links; and the page that F1 opens."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpcl_desktop.gui import dialogs
from cpcl_desktop.gui.dialogs.occasion_dialog import OccasionDialog
from cpcl_desktop.gui.dialogs.settings_dialog import SettingsDialog
from cpcl_desktop.gui.guide.pages import INDEX, pages
from cpcl_desktop.gui.guide.topics import page_of
from cpcl_desktop.gui.guide.window import GuideWindow
from tests.gui.hands import open_case


@pytest.fixture
def guide(qtbot, qapp):
    made = GuideWindow()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.open_page(INDEX)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_links_lead_on_and_the_way_back_is_kept(guide):
    assert guide.page == INDEX and not guide.back.isEnabled()
    guide.view.anchorClicked.emit(QUrl("footage.md"))
    guide.view.anchorClicked.emit(QUrl("administrators.md#where-things-lie"))
    assert guide.page == "administrators" and guide.view.verticalScrollBar().value() > 0
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.page == "footage" and guide.forward.isEnabled()
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.page == INDEX and not guide.back.isEnabled()
    QTest.keyClick(guide, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert guide.page == "footage"
    guide.view.anchorClicked.emit(QUrl("triage.md"))
    assert not guide.forward.isEnabled()


def test_the_search_lists_the_pages_and_goes_to_the_place(guide):
    every = guide.contents.count()
    guide.search.setText("doubtful clock")
    assert 0 < guide.contents.count() < every
    guide.search.setText("Proposed As One")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.page == "triage" and guide.view.textCursor().selectedText().casefold() == "proposed as one"
    guide.search.setText("no such words anywhere")
    assert guide.contents.count() == 0
    guide.search.clear()
    assert guide.contents.count() == every


def test_contents_are_gone_through_by_keys(guide):
    guide.contents.setFocus()
    QTest.keyClick(guide.contents, Qt.Key.Key_Down)
    assert guide.page == "tutorial"
    assert all(
        part.accessibleName() for part in (guide.search, guide.contents, guide.view, guide.back, guide.forward)
    )


def test_pictures_are_no_wider_than_the_page_and_nothing_is_loaded_from_elsewhere(guide):
    guide.open_page("player")
    QApplication.processEvents()
    assert guide.view.horizontalScrollBar().maximum() == 0
    inside = guide.view.loadResource(2, QUrl("../../pictures/player.png"))
    assert 0 < inside.width() < guide.view.width()
    assert guide.view.loadResource(2, QUrl("https://example.org/a.png")) is None


def test_f1_opens_the_page_about_what_has_the_focus(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    window.actions_by_id["find"].trigger()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.page.panel.box.line)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    guide = window.about_program.guide
    assert guide.isVisible() and guide.page == "describing"
    for name, page in (("log", "log"), ("models", "models"), ("coverage", "coverage"), ("persons", "persons")):
        window.actions_by_id[f"view_{name}"].trigger()
        assert page_of(window.views.view) == page
    assert page_of(window.page.results.grid) == "results" and page_of(window.sources_panel.list) == "footage"
    assert page_of(window.player) == "player"
    assert page_of(window) == page_of(None) == INDEX
    guide.close()


DIALOGS = sorted(Path(dialogs.__file__).parent.glob("*_dialog.py"))


@pytest.mark.parametrize("made", [lambda settings: SettingsDialog(settings), lambda _: OccasionDialog("", "")])
def test_f1_in_a_dialog_opens_its_page_before_it(qtbot, settings, made):
    dialog = made(settings)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    guide = dialog.findChild(GuideWindow)
    assert guide.isVisible() and guide.page in ("settings", "log")
    guide.close()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_dialog_offers_a_page_that_there_is():
    offered = {path.stem: re.findall(r'offer_help\(self, "(\w+)"\)', path.read_text()) for path in DIALOGS}
    assert {name for name, page in offered.items() if not page} == {"file_dialog"}  # its page is said by who asks
    choosers = (Path(dialogs.__file__).parent / "choosers.py").read_text()
    asked = set(re.findall(r'"([\w-]+)", (?:FILES?|FOLDER|NEW)\b', choosers))
    assert {"footage", "first-case"} < asked <= set(pages("en"))
    assert {page for found in offered.values() for page in found} <= set(pages("en"))
