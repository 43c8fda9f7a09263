"""The guide as HTML: whole, without scripts, and loading nothing from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from cpcl_desktop.engine.runtime.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


class _Reader(HTMLParser):
    """What a page holds: its elements, the places that can be linked to, and what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.asks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = dict(attrs)
        self.ids |= {told["id"] or ""} if "id" in told else set()
        self.asks += [told[name] or "" for name in ("href", "src") if name in told]
        assert not any(name.startswith("on") or name == "style" for name in told)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("PySide6.QtGui", reason="Qt does not load here", exc_type=ImportError)
    pytest.importorskip("markdown_it", reason="needs the extra guide")
    out = tmp_path_factory.mktemp("guide")
    command = [sys.executable, str(ROOT / "packaging" / "guide.py"), "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_and_ask_for_nothing_elsewhere(written: Path, language: str) -> None:
    folder = written / language.replace("_", "-")
    read = {}
    for path in folder.glob("*.html"):
        read[path.name] = reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
    assert {path.stem for path in (ROOT / "resources" / "guide" / language).glob("*.md")} == {
        name.removesuffix(".html") for name in read
    }
    for name, reader in read.items():
        assert {"nav", "main", "h1"} <= reader.tags and "script" not in reader.tags
        for target in reader.asks:
            file, _, anchor = target.partition("#")
            assert "://" not in target and (folder / file).is_file(), (name, target)
            assert not anchor or unquote(anchor) in read[file or name].ids, (name, target)
    assert "table" in read["triage.html"].tags and "img" in read["tutorial.html"].tags


def test_each_language_has_its_own_keys(written: Path) -> None:
    said = {path.parent.name: path.read_text(encoding="utf-8") for path in written.glob("*/triage.html")}
    assert set(said) == {language.replace("_", "-") for language in LANGUAGES}
    assert "This is the person looked for" in said["en"] and "This is the person looked for" not in said["zh-CN"]
    assert re.search(r"<code>Ctrl\+R</code>", said["zh-CN"])
