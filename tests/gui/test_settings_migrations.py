"""Settings that earlier versions wrote are read whole, and what newer ones wrote is left alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from cpcl_desktop.gui.settings import (
    APPEARANCE,
    DETECTOR,
    MODEL,
    PROVIDER,
    SAMPLE_FPS,
    TEXT_SIZE,
    Settings,
)
from cpcl_desktop.gui.settings_migrations import FIRST, MIGRATIONS, VERSION_KEY, bring_up_to_date

# Files as released versions wrote them; each new release adds one.
RELEASED = {
    "0.1": """[General]
appearance=dark
last_folder=/footage
provider=cpu
recent_cases={case}

[ingest]
detector=motion
model=starter
sample_fps=2.5

[window]
geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)
state=@ByteArray(\\0\\0\\0\\xff)
""",
}


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize("version", RELEASED)
def test_all_that_a_released_version_kept_is_read(version: str, tmp_path: Path) -> None:
    case, path = tmp_path / "a.cpcl", tmp_path / "settings.ini"
    case.touch()
    path.write_text(RELEASED[version].format(case=case))
    store = QSettings(str(path), QSettings.Format.IniFormat)
    settings = Settings(store)
    read = [settings.get(one) for one in (APPEARANCE, PROVIDER, DETECTOR, MODEL, SAMPLE_FPS, TEXT_SIZE)]
    assert read == ["dark", "cpu", "motion", "starter", 2.5, "100"]
    assert settings.recent_cases() == [case] and settings.last_folder() == "/footage"
    geometry, state = settings.window()
    assert geometry is not None and state is not None and state.size() == 4
    assert store.value(VERSION_KEY) == str(FIRST + len(MIGRATIONS))


def test_every_version_that_settings_ever_had_has_a_file() -> None:
    assert len(RELEASED) == FIRST + len(MIGRATIONS)


def test_migrations_are_applied_once_and_in_order(store: QSettings) -> None:
    def renamed(settings: QSettings) -> None:
        settings.setValue("look", settings.value("appearance"))
        settings.remove("appearance")

    def shortened(settings: QSettings) -> None:
        settings.setValue("look", str(settings.value("look"))[:1])

    store.setValue("appearance", "dark")
    bring_up_to_date(store, (renamed,))
    assert (store.value("look"), store.value(VERSION_KEY)) == ("dark", "2")
    bring_up_to_date(store, (renamed, shortened))
    bring_up_to_date(store, (renamed, shortened))
    assert (store.value("look"), store.value(VERSION_KEY)) == ("d", "3")
    assert store.value("appearance") is None


@pytest.mark.parametrize("said", ["7", "seven", "-3"])
def test_what_is_newer_or_odd_is_kept(store: QSettings, said: str) -> None:
    store.setValue(VERSION_KEY, said)
    store.setValue("of/the/future", "x")
    store.setValue(APPEARANCE.key, "sepia")
    settings = Settings(store)
    assert store.value("of/the/future") == "x" and settings.get(APPEARANCE) == "system"
    assert store.value(VERSION_KEY) == (said if said == "7" else str(FIRST))


def test_new_settings_are_of_the_newest_version(store: QSettings) -> None:
    Settings(store)
    assert store.value(VERSION_KEY) == str(FIRST + len(MIGRATIONS))
