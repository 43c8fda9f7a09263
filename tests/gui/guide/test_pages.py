"""The guide says all that there is, in every language, and none of its links leads nowhere."""

import re
from pathlib import Path

import pytest

from cpcl_desktop.cli.commands import COMMANDS as CLI
from cpcl_desktop.engine.runtime.language import LANGUAGES
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.gui.commands import COMMANDS
from cpcl_desktop.gui.guide.pages import INDEX, folder_for, headings, pages, slug
from cpcl_desktop.gui.guide.tables import MENUS, filled
from cpcl_desktop.gui.guide.topics import TOPICS
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.settings import TABLE

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
FENCE = re.compile(r"```\w*\n.*?```", re.DOTALL)


def raw(language: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in folder_for(language).glob("*.md")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_leads_somewhere(language: str) -> None:
    known = pages(language)
    anchors = {name: {slug(title) for _, title in headings(page.text)} for name, page in known.items()}
    astray = []
    for name, page in known.items():
        for is_picture, target in LINK.findall(page.text):
            file, _, anchor = target.partition("#")
            if is_picture:
                good = (folder_for(language) / file).resolve().is_relative_to(resource("pictures").resolve())
                good = good and (folder_for(language) / file).is_file()
            else:
                of = file.removesuffix(".md") or name
                good = of in known and (not anchor or anchor in anchors[of])
            astray += [] if good else [(name, target)]
    assert astray == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_every_page_and_each_has_a_title(language: str) -> None:
    assert set(pages(language)) == set(raw(language)) and len(raw(language)) > 15
    assert next(iter(pages(language))) == INDEX
    assert [name for name, page in pages(language).items() if page.title == name] == []


def test_languages_have_the_same_pages_commands_and_tables() -> None:
    english = raw("en")
    for language in LANGUAGES:
        other = raw(language)
        assert set(other) == set(english)
        for name, text in english.items():
            assert _code(other[name]) == _code(text), (language, name)
            assert re.findall(r"^\{\{.*\}\}$", other[name], re.M) == re.findall(r"^\{\{.*\}\}$", text, re.M), name
            assert len(list(headings(other[name]))) == len(list(headings(text))), (language, name)
            assert sorted(
                file for _, file in LINK.findall(other[name]) if "#" not in file and "png" not in file
            ) == (sorted(file for _, file in LINK.findall(text) if "#" not in file and "png" not in file)), (
                language,
                name,
            )


def _code(text: str) -> list[str]:
    """Blocks of code without their comments, which are translated."""
    return [re.sub(r" +#.*", "", block) for block in FENCE.findall(text)]


def test_every_command_of_the_window_is_on_a_page() -> None:
    said = "\n".join(page.text for page in pages("en").values())
    assert {menu for command in COMMANDS for menu in [command.menu]} == set(MENUS.values())
    rows = set(said.splitlines())
    missing = [
        command.id for command in COMMANDS if not any(row.startswith(f"| {plain(command.text)} |") for row in rows)
    ]
    assert missing == []


def test_every_setting_and_every_command_of_cpcl_is_on_a_page() -> None:
    known = pages("en")
    assert [one.key for one in TABLE if f"| {one.label} | {one.tip} |" not in known["settings"].text] == []
    assert [name for name in CLI if f"| `cpcl {name}" not in known["commands"].text] == []


def test_keys_on_a_page_are_those_of_the_table() -> None:
    triage = pages("en")["triage"].text
    decisions = [command for command in COMMANDS if command.menu == MENUS["decisions"]]
    assert len(decisions) > 10
    for command in decisions:
        row = f"| {plain(command.text)} | {' '.join(f'`{keys}`' for keys in command.keys)} | {command.tip} |"
        assert row in triage


def test_a_table_that_there_is_not_is_no_page() -> None:
    with pytest.raises(KeyError):
        filled("{{keys tools}}")
    assert filled("a {{keys case}} within a line stays") == "a {{keys case}} within a line stays"


def test_every_part_of_the_window_has_its_page() -> None:
    assert {page for _, page in TOPICS} <= set(pages("en"))


def test_headings_in_blocks_of_code_are_none() -> None:
    assert list(headings("# A\n```sh\n# no\n```\n## `b` c")) == [(1, "A"), (2, "b c")]
    assert slug("What a score means") == "what-a-score-means"


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert not any(re.search(r"[\u4e00-\u9fff]\n[\u4e00-\u9fff]", page.text) for page in pages("zh_CN").values())
    assert re.search(r"\w\n\w", pages("en")["triage"].text)


def test_no_page_is_read_from_elsewhere() -> None:
    assert "://" not in "".join(FENCE.sub("", text) for text in raw("en").values()).replace(
        "`https://…`", ""
    ).replace('"page": "https://…"', "")
    assert Path(folder_for("fr")) == folder_for("en")
