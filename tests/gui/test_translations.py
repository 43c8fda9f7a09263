"""The translations hold every text of window and engine, nothing else, and each fills in what the text fills in."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings

from cpcl_desktop.engine.errors import CpclError
from cpcl_desktop.engine.runtime.language import LANGUAGES
from cpcl_desktop.gui.look.language import language_for, nearest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
SAID = ("worded", *(one.__name__ for one in CpclError.__subclasses__()))
Message = tuple[str, str]


def messages(path: Path) -> dict[Message, ElementTree.Element]:
    found: dict[Message, ElementTree.Element] = {}
    for message in ElementTree.parse(path).iter("message"):
        key = (message.findtext("source", ""), message.findtext("comment", ""))
        assert key not in found, f"{key} is there twice in {path.name}; the reader takes one"
        found[key] = message
    return found


def forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def extracted(tmp_path: Path, *options: str) -> set[Message]:
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("pyside6-lupdate is not beside this Python")
    made = tmp_path / "made.ts"
    said = ",".join(f"tr+={name}" for name in SAID)
    rooms = [f"cpcl_desktop/{room}" for room in ("bundle", "engine", "gui")]
    command = [tool, "-extensions", "py", "-tr-function-alias", said, *options, *rooms, "-ts", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return set(messages(made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_what_the_code_says(language, tmp_path):
    options = ["-pluralonly"] if language == "en" else []
    assert set(messages(FOLDER / f"cpcl_{language}.ts")) == extracted(tmp_path, *options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    texts = messages(FOLDER / f"cpcl_{language}.ts")
    missing = [text for (text, _), message in texts.items() if message.find("translation").get("type")]
    empty = [text for (text, _), message in texts.items() if not all(forms(message))]
    assert (missing, empty) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_what_the_text_fills_in(language):
    blanks = re.compile(r"\{\w*[^}]*\}|%n")
    for (text, _), message in messages(FOLDER / f"cpcl_{language}.ts").items():
        for form in forms(message):
            assert set(blanks.findall(form)) - {"%n"} == set(blanks.findall(text)) - {"%n"}, text
        assert "%n" not in text or "%n" in forms(message)[-1], text


def test_the_language_is_the_chosen_one_else_the_systems(tmp_path, monkeypatch):
    monkeypatch.delenv("CPCL_LANGUAGE", raising=False)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert language_for(store) == nearest(QLocale.system().uiLanguages())
    store.setValue("language", "zh_CN")
    assert language_for(store) == "zh_CN"
    monkeypatch.setenv("CPCL_LANGUAGE", "en")
    assert language_for(store) == "en"


def test_the_nearest_language_is_one_that_its_reader_reads():
    assert nearest(["de-DE", "zh-Hans-CN"]) == "zh_CN"
    assert nearest(["zh-TW", "zh-Hant"]) == "en"
    assert nearest(["en-GB", "zh-CN"]) == "en"
    assert nearest([]) == "en"
