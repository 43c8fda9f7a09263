"""A window's language for the engine's sentences: each is known again by its text, and names stay as they are."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import CpclError, MediaError
from cpcl_desktop.engine.runtime import language
from cpcl_desktop.engine.runtime.language import in_english, texts
from cpcl_desktop.engine.runtime.translated import _JOINED, shown

PROGRAM = Path(__file__).resolve().parents[3] / "cpcl_desktop"
SAID = {"worded", *(one.__name__ for one in CpclError.__subclasses__())}
BLANK = re.compile(r"\{(\w+)(?:![rsa])?(?::([^{}]*))?\}")


@pytest.fixture
def chinese() -> Iterator[None]:
    language.choose("zh_CN")
    yield
    language.choose("en")


def worded_texts() -> set[str]:
    """Every text that engine and bundle give to `worded` and to errors."""
    found = set()
    for room in ("engine", "bundle"):
        for path in (PROGRAM / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                    first = node.args[0] if node.args else None
                    found |= {str(first.value)} if isinstance(first, ast.Constant) else set()
    return found


def filled(text: str, values: dict[str, str]) -> str:
    return BLANK.sub(lambda blank: values[blank[1]], text).strip()


def test_every_sentence_is_known_again_with_what_was_filled_in(chinese):
    said = worded_texts()
    translated = {text: forms[-1] for text, forms in texts("zh_CN") if text in said}
    assert len(translated) == len(said) > 600
    wrong = []
    for text, chinese_text in translated.items():
        blanks = BLANK.findall(text)
        values = {
            name: f"{place}7" if form else f"Q{place}-ж" for place, (name, form) in enumerate(blanks, start=1)
        }
        if shown(filled(text, values)) != filled(chinese_text, values):
            wrong.append((text, shown(filled(text, values))))
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("its decoder crashed", "其解码器崩溃"),
        (
            "a.mp4 cannot be opened: its decoder crashed. Nothing else is affected by it.",
            "无法打开 a.mp4：其解码器崩溃。其他内容不受影响。",
        ),
        ("passage 12: bookmark taken off", "片段 12：取消书签"),
        (
            "Damaged data was met and read past (12 signs of it; 3 pictures show it). Times come from the images' "
            "file names.",
            "遇到损坏的数据并已绕过（12 处迹象；3 幅画面可见）。时间取自图片的文件名。",
        ),
        (
            "updated: the list of footage that waits to be read, which files beside the case searches may trust",
            "已更新：等待读取的影像列表、搜索可以信任案件旁的哪些文件",
        ),
        (
            "in 8 frames of the first 0:31 they found 7 people, and the whole frame 3; a frame takes 0.21 s so, "
            "and 0.05 s whole",
            "在前 0:31 的 8 帧中，分块找到 7 人，整帧找到 3 人；这样每帧用时 0.21 秒，整帧 0.05 秒",
        ),
        (
            "No footage passes these filters: from 2026-03-12 14:00:00 to 15:00:00 by the clock, camera 1. The "
            "case has: a, b.",
            "没有影像符合这些筛选条件：时钟从 2026-03-12 14:00:00 至 15:00:00、摄像机 1。案件中有：a, b。",
        ),
    ],
)
def test_sentences_are_known_within_and_behind_others(chinese, sentence, said):
    assert shown(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("done: /a/match.mp4", "已读完：/a/match.mp4"),
        ("passage 3: “its decoder crashed”", "片段 3：“its decoder crashed”"),
        ("report to /tmp/x. y", "报告写入 /tmp/x. y"),
        ("match does not exist.", "match 不存在。"),
        ("The model empty is not a detector.", "模型 empty 不是检测器。"),
        ("/a/does not exist./b does not exist.", "/a/does not exist./b 不存在。"),
    ],
)
def test_what_others_wrote_is_never_translated(chinese, sentence, said):
    assert shown(sentence) == said


def test_what_is_not_known_stays_english_with_what_is_known_in_it(chinese):
    assert shown("Something else entirely.") == "Something else entirely."
    assert shown("Something else. Stopped. No report was written; the case is as it was.") == (
        "Something else. 已停止。没有写出报告；案件保持原样。"
    )
    assert shown("") == ""


def test_every_language_says_how_it_joins_sentences():
    assert {language.ENGLISH, *_JOINED} == set(language.LANGUAGES)


def test_an_error_is_shown_by_its_sentence(chinese):
    assert shown(MediaError("/a does not exist.")) == "/a 不存在。"


def test_numbers_are_numbers(chinese):
    assert shown("in x frames of the first 0:31") == "在前 0:31 的 x 帧中"  # no format: anything
    assert shown("3 passages") == "3 个片段"
    assert shown("three passages") == "three passages"


def test_english_stays_as_it_is(chinese):
    with in_english():
        assert shown("its decoder crashed") == "its decoder crashed"
    language.choose("en")
    assert shown("its decoder crashed") == "its decoder crashed"


def test_a_long_or_odd_text_takes_no_time(chinese):
    shown("its decoder crashed")  # the file is read once
    for text in ("a. b; " * 600, "passage of the case: (), . " * 40, f"{'a: ' * 85} does not exist."):
        began = time.process_time()
        shown(text)
        assert time.process_time() - began < 0.5, text
