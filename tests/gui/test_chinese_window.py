"""A Chinese window says in Chinese what the engine says of damaged footage, and keeps it in English."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import Action
from cpcl_desktop.gui.proof_wording import ACTIONS
from tests.footage import damage

from .conftest import OFTEN, settings_in, write_clip

pytestmark = pytest.mark.exhaustive  # what is said of footage hangs on no version of a library
ROOT = Path(__file__).resolve().parents[2]
ENGLISH_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")  # three in a row are a sentence that was left
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def write_footage(folder: Path) -> Path:
    """A whole clip, one with damage in it, one cut off, a text that is called a film, and nothing."""
    folder.mkdir(exist_ok=True)
    whole = write_clip(folder / "whole.mp4")
    damage(whole, folder / "damaged.mp4", 0.6, 3000, bytes(range(256)))
    (folder / "cut.mp4").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    (folder / "text.mp4").write_text("no film\n" * 100)
    (folder / "empty.avi").write_bytes(b"")
    return folder


def kept(path: Path) -> tuple[list[object], list[tuple[str, dict[str, object]]]]:
    """What the case holds of its footage, and its log without what differs from run to run, as its order does."""
    with Case.read(path) as case:
        sources = [
            (one.path, one.state, one.message, one.gaps, one.tiles_reason, one.tracks, one.crops)
            for one in case.sources.all()
        ]
        own = {"case", "reached_us", "elapsed_s", "frame_s", "made"}
        log = [
            (entry.action, {name: value for name, value in entry.details.items() if name not in own})
            for entry in case.log.entries()
            if entry.details.get("outcome") != OFTEN and entry.action != "kept"
        ]
    return sources, sorted(log, key=repr)


@pytest.fixture(scope="module")
def said(tmp_path_factory, probe_model) -> Mapping[str, tuple[Mapping[str, list[str]], Path]]:
    """What a window of each language said, and its case."""
    folder = tmp_path_factory.mktemp("chinese")
    settings_in(folder, probe_model).flush()
    found = {}
    for language in ("en", "zh_CN"):
        footage, case = write_footage(folder / "footage"), folder / f"{language}.cpcl"
        Case.open(case, create=True).close()
        options = {"case": str(case), "settings": str(folder / "settings.ini"), "language": language}
        options |= {"footage": str(footage), "pictures": os.environ.get("CPCL_TEST_PICTURES", "")}
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CPCL_HOME": str(folder / "home")}
        command = [sys.executable, "-m", "tests.gui.damaged_footage", json.dumps(options)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found[language] = json.loads(done.stdout.splitlines()[-1]), case
    return found


def test_all_of_it_is_said_in_chinese(said):
    (english, _), (chinese, _) = said["en"], said["zh_CN"]
    assert english.keys() == chinese.keys()
    for where, texts in chinese.items():
        assert texts and not [text for text in texts if ENGLISH_WORDS.search(text)], where
        assert CHINESE.search("\n".join(texts)), where
    assert not [text for texts in english.values() for text in texts if CHINESE.search(text)]


@pytest.mark.parametrize("when", ["at once", "again"])
def test_the_reasons_are_told(said, when):
    chinese = said["zh_CN"][0]
    assert "5 个影像源中有 3 个无法读取。" in "".join(chinese["notice"])
    tips, coverage, log = ("\n".join(chinese[f"{where} {when}"]) for where in ("tips", "coverage", "log"))
    for text in (tips, coverage):
        assert "text.mp4 不是可读取的视频（处理输入时发现无效数据）。" in text
        assert "数据已损坏。" in text
    assert "失败：影像源" in log and "开始读取：" in log


def test_a_refusal_and_a_check_are_told(said):
    chinese = said["zh_CN"][0]
    assert "描述不是英文（" in chinese["refused"][0]
    assert "“yesterday”取决于提问的日子" in chinese["refused"][1]
    assert "whole.mp4 已不是当初添加的影像；其内容已改变。" in chinese["verdict"][1]


def test_what_is_kept_is_english_and_the_same(said):
    (chinese, log), (english, log_before) = kept(said["zh_CN"][1]), kept(said["en"][1])
    assert chinese == english
    for (action, details), (action_before, details_before) in zip(log, log_before, strict=True):
        assert action == action_before
        assert details == details_before  # entry by entry, so that a failure says what differs
    assert not CHINESE.search(repr(kept(said["zh_CN"][1])))


def test_every_action_of_the_log_has_a_name():
    assert list(ACTIONS) == list(get_args(Action))
