"""The report's page: every block is shown, and no text of a case becomes a tag, a template or a hidden letter."""

from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from cpcl_desktop.engine.report.blocks import Drawing, Facts, Figure, Page, Table, Text
from cpcl_desktop.engine.report.html import html_report

HOSTILE = "</style><script>x</script> \"'&amp; {{ 7 * 7 }} {% raw %} {# no #}"
HIDDEN = "gpj.\u202eexe\x1b\udcff"  # turns the direction of reading, starts a terminal's command, is no Unicode


class Reader(HTMLParser):
    """What a browser would show: texts, and the attributes of each tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def count(self, tag: str) -> int:
        return [name for name, _ in self.tags].count(tag)


def figure(**changes: object) -> Figure:
    given = {
        "heading": "Item 1",
        "crop": "pictures/a b.jpg",
        "frame": "frames/1.jpg",
        "moments": [("m/1.jpg", "first"), ("m/2.jpg", "second")],
        "clip": "clips/1.mp4",
        "facts": Facts([("Decision", "match")]),
        "notes": ["a note"],
    }
    return Figure(**{**given, **changes})


def read(*blocks: object, footer: str = "") -> Reader:
    return Reader(html_report([Page("The title"), Page("A part", blocks, sheet=True)], footer))


def test_each_kind_of_block_is_shown() -> None:
    page = read(
        Text("a warning", "caveat"),
        Text("a heading", "heading"),
        Table(("one", "two"), [("1", "2"), ("3", "4")], (30, 70)),
        figure(),
        Drawing("coverage.png", "what was read"),
        footer="the footer",
    )
    assert ("p", {"class": "caveat"}) in page.tags and ("section", {"class": "sheet"}) in page.tags
    assert (page.count("h1"), page.count("h2"), page.count("h3"), page.count("td")) == (1, 1, 2, 4)
    assert ("col", {"style": "width:30%"}) in page.tags
    sources = [attributes["src"] for tag, attributes in page.tags if tag in ("img", "video")]
    assert sources == ["pictures/a%20b.jpg", "frames/1.jpg", "m/1.jpg", "m/2.jpg", "clips/1.mp4", "coverage.png"]
    for text in ("The title", "a warning", "3", "first", "match", "a note", "clips/1.mp4", "the footer"):
        assert text in page.texts


def test_what_an_item_lacks_is_left_out() -> None:
    page = read(figure(frame="", moments=[("m/1.jpg", "only")], clip="", notes=[]))
    assert [a["src"] for tag, a in page.tags if tag == "img"] == ["pictures/a%20b.jpg"]
    assert page.count("video") == 0 and page.count("p") == 0
    assert read(figure(clip="clips/1.mkv")).count("video") == 0  # which no browser plays: only a link


def test_no_text_becomes_a_tag_or_a_template() -> None:
    facts = Facts([(HOSTILE, HOSTILE)])
    page = read(
        Text(HOSTILE),
        Table((HOSTILE,), [(HOSTILE,)], (100,)),
        figure(heading=HOSTILE, moments=[("m/1.jpg", HOSTILE), ("m/2.jpg", "")], facts=facts, notes=[HOSTILE]),
        Drawing("coverage.png", HOSTILE),
        footer=HOSTILE,
    )
    assert page.texts.count(HOSTILE) == 10 and page.count("script") == 0
    assert [a["alt"] for tag, a in page.tags if tag == "img"].count(HOSTILE) == 2


def test_letters_that_hide_something_are_written_out() -> None:
    assert "gpj.\\u202eexe\\u001b\\udcff" in read(Text(HIDDEN)).texts


def test_a_block_without_a_template_is_an_error() -> None:
    @dataclass
    class Unheard:
        text: str = "x"

    with pytest.raises(UndefinedError, match="unheard"):
        read(Unheard())
