import threading
from pathlib import Path

import pytest

from cpcl_desktop.engine.runtime import language
from cpcl_desktop.engine.runtime.language import chosen, in_english, tr

FILE = """<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="zh_CN"><context><name></name>
<message><source>Open</source><translation>打开</translation></message>
<message><source>Open</source><comment>state</comment><translation>未关闭</translation></message>
<message><source>Add {name}</source><translation>添加 {name}</translation></message>
<message><source>Close</source><translation type="unfinished">关</translation></message>
<message numerus="yes"><source>%n hit(s) in {place}</source><translation>
<numerusform>{place}：%n 个结果</numerusform></translation></message>
</context></TS>"""


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "cpcl_zh_CN.ts").write_text(FILE, encoding="utf-8")
    (tmp_path / "cpcl_en.ts").write_text('<TS version="2.1" language="en"></TS>', encoding="utf-8")
    monkeypatch.setattr(language, "resource", lambda name: tmp_path / Path(name).name)
    language._catalogue.cache_clear()
    language.choose("zh_CN")
    yield
    language.choose("en")
    language._catalogue.cache_clear()


def test_english_is_what_stands_in_the_code():
    assert tr("Open {not filled in}") == "Open {not filled in}"
    assert tr("Add {name}", name="a {b}") == "Add a {b}"


def test_a_translation_is_found_by_text_and_comment(chinese):
    assert (tr("Open"), tr("Open", "state"), tr("Add {name}", name="x")) == ("打开", "未关闭", "添加 x")


def test_numbers_take_their_form_and_are_grouped(chinese):
    assert tr("%n hit(s) in {place}", None, 1234, place="1") == "1：1,234 个结果"


def test_what_is_unfinished_or_unknown_stays_english(chinese):
    assert (tr("Close"), tr("Never said")) == ("Close", "Never said")


def test_a_language_without_translation_is_refused():
    with pytest.raises(ValueError, match="'tlh'"):
        language.choose("tlh")


def test_what_is_kept_is_english_in_the_thread_that_writes_it(chinese):
    elsewhere: list[str] = []
    with in_english():
        assert (tr("Open"), chosen()) == ("Open", "en")
        other = threading.Thread(target=lambda: elsewhere.append(tr("Open")))
        other.start()
        other.join()
    assert (elsewhere, tr("Open"), chosen()) == (["打开"], "打开", "zh_CN")


def test_a_writer_that_fails_leaves_the_language_as_it_was(chinese):
    @in_english()
    def write() -> None:
        raise OSError(tr("Open"))

    with pytest.raises(OSError, match="Open"):
        write()
    assert tr("Open") == "打开"
