"""What CONTRIBUTING.md and SECURITY.md name is there: files, folders and the tables that recipes point at."""

import re
from pathlib import Path

import pytest

from cpcl_desktop import __version__

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("CONTRIBUTING.md", "SECURITY.md")
BASES = (ROOT, ROOT / "cpcl_desktop", ROOT / "cpcl_desktop" / "engine", ROOT / "tests" / "faults")
ENDINGS = (".py", ".md", ".toml", "/")
# By the name that a recipe gives: the file that must hold it.
NAMED = {
    "LAYOUTS": "cpcl_desktop/engine/people/detect.py",
    "FILTERS": "cpcl_desktop/engine/search/filters.py",
    "def item_facts": "cpcl_desktop/engine/report/facts.py",
    "def source_facts": "cpcl_desktop/engine/report/facts.py",
    "_COLUMNS": "cpcl_desktop/engine/report/tables.py",
    "def _item": "cpcl_desktop/engine/report/tables.py",
    "COMMANDS": "cpcl_desktop/cli/commands/__init__.py",
    "MIGRATIONS": "cpcl_desktop/engine/case/schema.py",
    "def as_case_error": "cpcl_desktop/engine/case/store.py",
    "def open_media": "cpcl_desktop/engine/decoder/opening.py",
}


def paths_named(page: str) -> list[str]:
    """What stands in code marks and reads like a path of the project."""
    marked = re.findall(r"`([^`\s]+)`", (ROOT / page).read_text(encoding="utf-8"))
    return [name for name in marked if name.endswith(ENDINGS) and not name.startswith(("../", "http"))]


@pytest.mark.parametrize("page", PAGES)
def test_every_path_on_the_page_is_there(page: str) -> None:
    missing = [name for name in paths_named(page) if not any((base / name).exists() for base in BASES)]
    assert missing == []


def test_the_pages_name_many_paths() -> None:
    assert len(paths_named("CONTRIBUTING.md")) > 50 and len(paths_named("SECURITY.md")) > 8


@pytest.mark.parametrize(("name", "file"), NAMED.items())
def test_what_recipes_point_at_is_where_they_say(name: str, file: str) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert name.removeprefix("def ") in page
    assert re.search(rf"^{re.escape(name)}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_room_of_the_engine_is_on_the_map() -> None:
    page = (
        (ROOT / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("## The map")[2]
        .partition("## The life")[0]
    )
    rooms = [path.parent.name for path in (ROOT / "cpcl_desktop" / "engine").glob("*/__init__.py")]
    assert len(rooms) > 10 and [room for room in rooms if not re.search(rf"\b{room}\b", page)] == []


def test_how_to_cite_names_this_version() -> None:
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [path.relative_to(ROOT) for path in ROOT.glob("resources/models/**/*card.md")])
def test_links_of_the_cards_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^):#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^):#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(links) > 10 and [link for link in links if not (ROOT / link).exists()] == []
