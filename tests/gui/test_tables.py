import threading

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.gui.commands import COMMANDS, shortcut_sheet
from cpcl_desktop.gui.dialogs import messages
from cpcl_desktop.gui.settings import APPEARANCE, DETECTOR, RECENT_LIMIT, SAMPLE_FPS, Settings
from cpcl_desktop.gui.settings_offer import options_of


def test_no_two_commands_share_a_key():
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_is_in_a_menu_and_every_key_on_the_sheet(window):
    shown = {action for menu in window.menuBar().actions() for action in menu.menu().actions()}
    sheet = shortcut_sheet(window.actions_by_id)
    for command in COMMANDS:
        assert window.actions_by_id[command.id] in shown
        assert not command.keys or command.tip in sheet


def test_settings_fall_back_on_what_makes_sense(tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert Settings(store).get(SAMPLE_FPS) == 5.0
    for stored, read in (("100000", 60.0), ("-3", 0.2), ("many", 5.0), ("7.5", 7.5)):
        store.setValue(SAMPLE_FPS.key, stored)
        assert Settings(store).get(SAMPLE_FPS) == read
    store.setValue(APPEARANCE.key, "plaid")
    assert Settings(store).get(APPEARANCE) == "system"


def test_what_two_windows_remember_is_kept_of_both(tmp_path):
    file = str(tmp_path / "settings.ini")
    one, other = (Settings(QSettings(file, QSettings.Format.IniFormat)) for _ in range(2))
    one.add_search("red coat")
    one.flush()
    other.add_search("blue hat")
    other.set_watched(tmp_path / "a.cpcl", {"/in": ["1.mp4"]})
    other.flush()
    one.set_watched(tmp_path / "b.cpcl", {"/out": []})
    one.flush()
    again = Settings(QSettings(file, QSettings.Format.IniFormat))
    assert again.searches() == ["blue hat", "red coat"]
    assert again.watched(tmp_path / "a.cpcl") == {"/in": ["1.mp4"]} and again.watched(tmp_path / "b.cpcl") == {
        "/out": []
    }


def test_two_windows_see_what_the_other_remembers_and_forgets(tmp_path):
    file = str(tmp_path / "settings.ini")
    one, other = (Settings(QSettings(file, QSettings.Format.IniFormat)) for _ in range(2))
    one.add_search("red coat")
    one.flush()
    other.read_again()  # somebody goes to that window
    other.flush()
    assert other.searches() == ["red coat"]
    one.forget_searches()
    one.set(APPEARANCE, "dark")
    one.flush()
    other.set_last_folder(tmp_path)  # whatever it writes, it takes over the rest
    other.flush()
    assert other.searches() == [] and other.get(APPEARANCE) == "dark"


def test_what_is_still_to_be_written_is_not_taken_from_the_file(tmp_path):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    settings.add_search("red coat")
    settings.flush()
    first, rest = threading.Lock(), threading.Lock()
    with rest:
        with first:
            settings._store._writer.submit(first.acquire)  # the thread that writes is held up
            settings.set(APPEARANCE, "light")
            written = settings._store._writer.submit(lambda: None)
            settings._store._writer.submit(rest.acquire)  # and again, until this is left
            settings.set(APPEARANCE, "dark")
            settings.forget_searches()
        written.result()
        assert settings.get(APPEARANCE) == "dark" and settings.searches() == []
    settings.flush()
    settings.read_again()
    settings.flush()
    assert settings.get(APPEARANCE) == "dark" and settings.searches() == []


def test_no_thread_of_the_window_writes_what_is_remembered(tmp_path):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    settings.flush()
    QApplication.processEvents()  # what was brought up to date is written here
    before = (tmp_path / "settings.ini").read_text()
    writing = threading.Lock()
    with writing:
        settings._store._writer.submit(writing.acquire)  # the thread that writes is held up
        settings.add_search("red coat")
        QApplication.processEvents()
        assert settings.searches() == ["red coat"] and (tmp_path / "settings.ini").read_text() == before
    settings.flush()
    assert "red coat" in (tmp_path / "settings.ini").read_text()


def test_recent_cases_are_those_still_there_the_last_first(tmp_path):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    cases = [tmp_path / f"{number}.cpcl" for number in range(RECENT_LIMIT + 2)]
    for case in cases:
        case.touch()
        settings.add_recent([case])
    settings.add_recent([cases[5]])
    cases[7].unlink()
    recent = settings.recent_cases()
    assert recent[:2] == [cases[5], cases[9]]
    assert cases[7] not in recent and cases[0] not in recent


def test_several_cases_opened_as_one_are_one_entry(tmp_path):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    cases = [tmp_path / f"{name}.cpcl" for name in "abc"]
    for case in cases:
        case.touch()
    settings.add_recent(cases[:1])
    settings.add_recent(cases[:2])
    settings.add_recent([cases[2], cases[1]])
    settings.add_recent(cases[:2])  # again
    assert settings.recent() == [(cases[0], cases[1]), (cases[2], cases[1]), (cases[0],)]
    assert settings.recent_cases() == [cases[0], cases[1], cases[2]]
    kept = cases[1].rename(tmp_path / "out of reach")  # as where its drive is
    settings.add_recent(cases[2:])
    assert settings.recent() == [(cases[2],), (cases[0],)]
    assert settings.recent_cases() == [cases[2], cases[0]]
    kept.rename(cases[1])
    assert settings.recent() == [(cases[2],), (cases[0], cases[1]), (cases[2], cases[1]), (cases[0],)]


def test_motion_can_always_be_chosen_as_detector(settings):
    assert "motion" in dict(options_of(DETECTOR))


def test_our_errors_speak_for_themselves_and_others_are_called_unforeseen(window):
    box = messages.message_box(window, "Search", UsageError("The description is empty."))
    assert box.text() == "The description is empty."
    assert messages.message_box(window, "Search", KeyError("x")).text() == messages.UNEXPECTED


def test_details_of_an_error_can_be_copied(window):
    box = messages.message_box(window, "Search", KeyError("the key that was missing"))
    next(button for button in box.buttons() if button.text() == "Copy details").click()
    copied = QGuiApplication.clipboard().text()
    assert "the key that was missing" in copied and "CPCL Desktop" in copied
