import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.gui.panels.results_model import HIT_ROLE
from cpcl_desktop.gui.settings import SAMPLE_FPS

from .conftest import FPS, write_clip
from .hands import TIMEOUT, drop, open_case, open_first, search


@pytest.fixture
def ready(qtbot, window, case_file):
    open_case(qtbot, window, case_file)
    return window


@pytest.mark.skipif(sys.platform != "linux", reason="lets Linux's table of mounts say that the case is elsewhere")
def test_a_case_on_a_network_drive_is_warned_about(qtbot, window, case_file, monkeypatch):
    table = f"nas:/cases {case_file.parent.resolve()} nfs rw 0 0\n"
    monkeypatch.setattr("cpcl_desktop.engine.case.network_drive._read", lambda _: table)
    open_case(qtbot, window, case_file)
    assert "on a network drive (nfs)" in window.page.place.text and window.page.place.isVisible()
    window.actions_by_id["close_case"].trigger()
    assert not window.page.place.isVisible()


def test_an_empty_window_says_what_to_do_first(window):
    assert window.page.results.empty.heading == "Drop footage here"
    assert not window.page.panel.isEnabled()
    assert window.actions_by_id["add_files"].isEnabled()


def test_dropped_footage_makes_a_case_and_shows_who_was_found(qtbot, window, answers, clip):
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        event = drop(window, clip)
    assert event.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction
    assert answers.asked == ["new_case"] and answers.case.is_file()
    assert clip.is_file()
    qtbot.waitUntil(lambda: len(window.page.results.model.hits) == 2, timeout=TIMEOUT)
    model = window.sources_panel.model
    qtbot.waitUntil(lambda: [source.state for source in model.sources] == ["done"], timeout=TIMEOUT)
    assert window.page.results.grid.isVisible()


def test_a_description_ranks_and_the_right_one_comes_first(qtbot, ready):
    red = search(qtbot, ready, "red")[0]
    assert 2.0 <= red.time_us / 1e6 <= 4.5
    blue = search(qtbot, ready, "blue")[0]
    assert 5.5 <= blue.time_us / 1e6 <= 8.0


def test_thumbnails_show_the_person(qtbot, ready):
    search(qtbot, ready, "red")
    index = ready.page.results.model.index(0)
    crop = index.data(HIT_ROLE).crop
    qtbot.waitUntil(lambda: ready.page.results.thumbnails.get(crop) is not None, timeout=TIMEOUT)
    image = ready.page.results.thumbnails.get(crop).toImage()
    colour = QColor(image.pixel(image.width() // 2, image.height() // 4))
    assert colour.red() > 2 * max(colour.green(), colour.blue())


def test_a_hit_opens_at_its_frame_and_steps_through_the_footage(qtbot, ready):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    player = ready.player
    assert ready.pages.currentWidget() is player
    assert player.shown.time_us == hit.time_us
    assert player.view.sighting.seen and player.view.sighting.box == pytest.approx(hit.box)
    for key, frames in ((Qt.Key.Key_Period, 1), (Qt.Key.Key_Period, 2), (Qt.Key.Key_Comma, 1)):
        with qtbot.waitSignal(player.feed.arrived, timeout=TIMEOUT):
            QTest.keyClick(player, key)
        assert player.shown.time_us == hit.time_us + frames * 1_000_000 // FPS


def test_steps_asked_for_while_decoding_add_up(qtbot, ready):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    for _ in range(6):
        QTest.keyClick(ready.player, Qt.Key.Key_Period)
    wanted = hit.time_us + 6 * 1_000_000 // FPS
    qtbot.waitUntil(lambda: ready.player.shown.time_us == wanted, timeout=TIMEOUT)


def test_the_other_moments_of_a_passage_are_a_click_away(qtbot, ready):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    strip = ready.player.strip
    assert hit.time_us in [row.time_us for row in strip.moments]
    other = next(n for n, row in enumerate(strip.moments) if row.time_us != hit.time_us)
    with qtbot.waitSignal(ready.player.feed.arrived, timeout=TIMEOUT):
        strip.clicked.emit(strip.model().index(other, 0))
    assert ready.player.shown.time_us == strip.moments[other].time_us
    assert strip.currentIndex().row() == other
    key = Qt.Key.Key_BracketLeft if other else Qt.Key.Key_BracketRight
    with qtbot.waitSignal(ready.player.feed.arrived, timeout=TIMEOUT):
        QTest.keyClick(ready.player, key)
    assert ready.player.shown.time_us == strip.moments[other - 1 if other else 1].time_us


def test_playing_goes_on_to_the_end_and_stops_there(qtbot, ready):
    search(qtbot, ready, "blue")
    open_first(qtbot, ready)
    for _ in range(4):  # 8 × real time
        QTest.keyClick(ready.player, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: ready.player.shuttle.speed == 0, timeout=TIMEOUT)
    assert ready.player.shown.last


def test_escape_leads_back_to_the_hit(qtbot, ready):
    search(qtbot, ready, "red")
    open_first(qtbot, ready)
    QTest.keyClick(ready.player, Qt.Key.Key_PageDown)
    assert ready.player.hit == ready.page.results.model.hits[1]
    QTest.keyClick(ready.player, Qt.Key.Key_Escape)
    assert ready.pages.currentWidget() is not ready.player
    assert ready.page.results.grid.current_hit() == ready.page.results.model.hits[1]


def test_looking_at_a_hit_is_logged(qtbot, ready, case_file):
    search(qtbot, ready, "red")
    hit = open_first(qtbot, ready)
    QTest.keyClick(ready.player, Qt.Key.Key_Escape)
    assert open_first(qtbot, ready) == hit  # again, in the same session
    with Case.open(case_file) as case:
        (view,) = [entry.details for entry in case.log.entries() if entry.action == "view"]
    assert view == {"track": hit.track, "source": hit.source, "start_us": hit.start_us, "end_us": hit.end_us}


def test_footage_that_is_gone_still_shows_the_stored_picture(qtbot, window, tmp_path):
    lost = write_clip(tmp_path / "lost.mp4", seconds=5)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, lost)
    qtbot.waitUntil(lambda: bool(window.page.results.model.hits), timeout=TIMEOUT)
    lost.unlink()
    window.page.results.grid.select_row(0)
    with qtbot.waitSignal(window.player.feed.failed, timeout=TIMEOUT):
        QTest.keyClick(window.page.results.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.player.view.image is not None, timeout=TIMEOUT)
    assert "not there any more" in window.player.view.accessibleName()


def test_words_the_model_was_not_taught_are_named(qtbot, ready):
    search(qtbot, ready, "red flumph")
    assert "“flumph”" in ready.page.panel.notice.text and ready.page.panel.notice.isVisible()
    search(qtbot, ready, "red")
    assert not ready.page.panel.notice.isVisible()


def test_a_description_of_unknown_words_only_is_explained_in_place(qtbot, ready):
    ready.page.panel.box.line.setText("flumph")
    with qtbot.waitSignal(ready.desk.search_failed, timeout=TIMEOUT):
        QTest.keyClick(ready.page.panel.box.line, Qt.Key.Key_Return)
    assert "none of these words" in ready.page.panel.notice.text


def test_filters_that_let_nothing_through_say_so(qtbot, ready):
    field = ready.page.panel.filters.within.first
    field.setText("1:00:00")
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert ready.page.results.empty.heading == "No passage passes the filters"
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.actions_by_id["clear_search"].trigger()
    assert len(ready.page.results.model.hits) == 2


def test_a_time_that_is_none_is_marked_and_filters_nothing(qtbot, ready):
    field = ready.page.panel.filters.within.last
    field.setText("noon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") and "not a time" in field.toolTip()
    assert ready.page.panel.filters.filters().to_s is None


def test_an_image_dropped_on_the_query_box_is_searched_by_not_added(qtbot, ready):
    blue = QImage(40, 100, QImage.Format.Format_RGB32)
    blue.fill(QColor(20, 20, 220))
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        drop(ready.page.panel.box, image=blue)
    assert 5.5 <= ready.page.results.model.hits[0].time_us / 1e6 <= 8.0
    assert len(ready.sources_panel.model.sources) == 1


def test_an_image_can_be_pasted_and_escape_removes_it(qtbot, ready):
    red = QImage(40, 100, QImage.Format.Format_RGB32)
    red.fill(QColor(220, 20, 20))
    QGuiApplication.clipboard().setImage(red)
    line = ready.page.panel.box.line
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    query = ready.page.panel.query(1)
    assert query.image.shape == (100, 40, 3) and np.all(query.image[0, 0] == (220, 20, 20))
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert ready.page.panel.is_empty


def test_more_like_this_searches_by_the_hit(qtbot, ready):
    hit = next(hit for hit in ready.page.results.model.hits if hit.time_us > 5_000_000)
    ready.page.results.select(hit.track)
    with qtbot.waitSignal(ready.desk.answered, timeout=TIMEOUT):
        ready.actions_by_id["more_like_this"].trigger()
    assert ready.page.results.model.hits[0].track == hit.track


def test_what_cannot_be_read_is_listed_with_its_reason(qtbot, window, tmp_path, clip):
    text = tmp_path / "notes.mp4"
    text.write_text("no video at all")
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, text, clip)
    model = window.sources_panel.model
    qtbot.waitUntil(lambda: [source.state for source in model.sources] == ["failed", "done"], timeout=TIMEOUT)
    said = window.page.footage.text
    assert "1 of 2 sources could not be read" in said and "notes.mp4" in said


def test_a_selected_hit_stays_selected_while_others_come_in(qtbot, ready, tmp_path):
    kept = ready.page.results.model.hits[1].track
    ready.page.results.select(kept)
    other = write_clip(tmp_path / "another.mp4", seconds=6)
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, other)
    qtbot.waitUntil(lambda: len(ready.page.results.model.hits) > 2, timeout=TIMEOUT)
    assert ready.page.results.grid.current_hit().track == kept


def test_closing_while_footage_is_added_asks_and_keeps_what_was_found(qtbot, window, answers, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    first = write_clip(many / "0.mp4")
    for number in range(1, 30):  # other bytes, hence another source; the same pictures
        (many / f"{number}.mp4").write_bytes(first.read_bytes() + bytes(number))
    drop(window, many)
    qtbot.waitUntil(lambda: any(source.state == "done" for source in window.desk.survey.sources), timeout=TIMEOUT)
    answers.stop = False
    window.close()
    assert window.isVisible() and window.desk.is_ingesting
    answers.stop = True
    window.close()
    assert answers.asked[1:] == ["stop adding footage?", "stop adding footage?"]
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=TIMEOUT)
    with Case.open(answers.case) as case:
        states = [source.state for source in case.sources.all()]
        assert "done" in states and len(states) < 30
        assert case.counts()["track"] > 0


def test_unfinished_footage_is_offered_to_go_on_with(qtbot, window, unfinished):
    open_case(qtbot, window, unfinished)
    assert "not read to the end" in window.page.footage.text
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["resume"].trigger()
    qtbot.waitUntil(lambda: window.desk.survey.sources[0].state == "done", timeout=TIMEOUT)


def test_known_footage_under_another_name_is_said_to_be_known(qtbot, ready, clip, tmp_path):
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(clip.read_bytes())
    with qtbot.waitSignal(ready.desk.idle, timeout=TIMEOUT):
        drop(ready, copy)
    assert "holds the content of copy.mp4 under another name" in ready.page.footage.text


def test_moved_footage_is_noticed_and_found_again(qtbot, window, answers, clip, tmp_path, monkeypatch):
    place, other = tmp_path / "here.mp4", tmp_path / "disk"
    place.write_bytes(clip.read_bytes())
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        drop(window, place)
    window.actions_by_id["close_case"].trigger()
    other.mkdir()
    place.rename(other / "elsewhere.mp4")
    open_case(qtbot, window, answers.case)
    assert "1 source is not where it was" in window.page.place.text
    monkeypatch.setattr(answers, "folder", lambda parent, title: other)
    with qtbot.waitSignal(window.desk.relinked, timeout=TIMEOUT):
        window.actions_by_id["relink"].trigger()
    assert window.page.place.text == "Found again: 1."
    qtbot.waitUntil(lambda: window.desk.survey.sources[0].path == other / "elsewhere.mp4", timeout=TIMEOUT)


def test_purpose_and_authority_go_into_what_is_logged_from_then_on(qtbot, ready, answers, case_file, monkeypatch):
    search(qtbot, ready, "red")
    monkeypatch.setattr(answers, "occasion", lambda *_: ("missing person", "order 17"))
    ready.actions_by_id["occasion"].trigger()
    search(qtbot, ready, "blue")
    open_first(qtbot, ready)
    with Case.open(case_file) as case:
        said = {e.details["query"]["text"]: (e.purpose, e.authority) for e in case.log.entries("search")}
        assert said == {"red": ("", ""), "blue": ("missing person", "order 17")}
        assert [(e.purpose, e.authority) for e in case.log.entries("view")] == [("missing person", "order 17")]
    assert ready.status.occasion.text() == "Purpose: missing person  ·  Authority: order 17"
    ready.actions_by_id["close_case"].trigger()
    assert ready.status.occasion.text() == ""


def test_going_on_reads_as_it_was_begun_whatever_the_settings_say(qtbot, window, unfinished, settings):
    with Case.open(unfinished) as case:
        begun = case.sources.settings(1)
    settings.set(SAMPLE_FPS, 3.0)
    open_case(qtbot, window, unfinished)
    with qtbot.waitSignal(window.desk.idle, timeout=TIMEOUT):
        window.actions_by_id["resume"].trigger()
    with Case.open(unfinished) as case:
        assert case.sources.settings(1) == begun and case.sources.get(1).state == "done"
        assert "restarted" not in [entry.details.get("outcome") for entry in case.log.entries()]


def test_a_file_that_is_no_case_is_refused_and_the_open_one_stays(qtbot, ready, case_file, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr("cpcl_desktop.gui.window.show_error", lambda *said: told.append(said[1:]))
    other = tmp_path / "letter.cpcl"
    other.write_text("Dear Sir or Madam, " * 50)
    with qtbot.waitSignal(ready.desk.failed, timeout=TIMEOUT):
        drop(ready, other)
    assert told[0][0] == "The case was not opened" and "not a CPCL case" in str(told[0][1])
    assert ready.desk.workspace.path == case_file


def test_everything_that_takes_the_keyboard_has_a_name(ready):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView

    for kind in (QAbstractButton, QLineEdit, QListView):
        for widget in ready.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                named = widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "")
                assert named, widget


def test_a_word_that_rules_nothing_out_is_named(qtbot, ready):
    search(qtbot, ready, "person in red with no hat")
    assert "“no hat”: pictures cannot tell with this model, so it ruled nothing out" in ready.page.panel.notice.text
    search(qtbot, ready, "person in red")
    assert "ruled nothing out" not in ready.page.panel.notice.text
