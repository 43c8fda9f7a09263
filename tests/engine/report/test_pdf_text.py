"""Whatever people type, the PDF holds it: wrapped, joined, from right to left, shortened where it does not end."""

# Holds SECURITY.md: nothing that is typed breaks a later report

import io
import re
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report.blocks import MOST, Facts, Page, Table, Text, bounded
from cpcl_desktop.engine.report.fonts import typefaces_for
from cpcl_desktop.engine.report.pdf import pdf_report

_LOG = (9, 18, 11, 11, 19, 32)  # the narrow columns of the log
ARABIC = "ببب"
TYPED = {
    "one word without end": "x" * 5000,
    "many words": "a purpose that goes on " * 400,
    "Arabic": "شوهد الرجل قرب الباب 3 في clip.mp4 " * 60,
    "Hebrew with numbers": "איש בחולצה אדומה 12-34 (שער) " * 40,
    "Devanagari": "लाल कोट में आदमी " * 80,
    "a whole sentence as one letter": "\ufdfd" * 60,
    "lines": "line\n" * 700,
    "marks on marks": "e" + "\u0301" * 900,
    "emoji": "👩‍👩‍👧‍👦🎥" * 90,
    "what stands for the number of sheets": "{nb} \x1c\x1c\x1c\x1c " * 30,
    "East Asian": "监控录像" * 500,
    "bytes that are no text": "caf\udce9 " * 200,
}


@pytest.fixture(autouse=True)
def fonts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "with_fonts" not in request.keywords:
        monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)


def page_with(text: str) -> Page:
    """A page with the text in everything that a page has; the narrow table is the one of the log."""
    row = ("1", "2024-01-31 14:03", text, "search", text, text)
    header = ("Entry", "Time (UTC)", "User", "Action", "Purpose, authority", "What")
    blocks = (
        Text(text),
        Text(text, "heading"),
        Facts((("Purpose", text),)),
        Table(header, (row,), (9, 18, 11, 11, 19, 32)),
    )
    return Page(text, blocks, sheet=True)


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize("kind", TYPED)
def test_no_text_is_too_much_for_a_page(kind: str, tmp_path: Path) -> None:
    page = page_with(TYPED[kind])
    for shown in (page, bounded(page)):
        pdf = pdf_report([shown], tmp_path, printable(TYPED[kind])[:60], silent)
        assert pdf.rstrip().endswith(b"%%EOF") and sheets(pdf) >= 1


@pytest.mark.with_fonts
@pytest.mark.parametrize("kind", ["Arabic", "a whole sentence as one letter", "marks on marks", "emoji"])
def test_no_script_is_too_much_for_a_page(kind: str, tmp_path: Path) -> None:
    pdf = pdf_report([bounded(page_with(TYPED[kind]))], tmp_path, "footer", silent)
    assert pdf.rstrip().endswith(b"%%EOF") and sheets(pdf) >= 1


def test_a_cell_higher_than_a_sheet_goes_on_beneath(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    table = Table(("a", "b"), [("1", long)], (20, 80))
    pdf = pdf_report([Page("t", (table,))], tmp_path, "", silent)
    drawn = b"".join(content(pdf))
    assert sheets(pdf) > 3
    assert all(f"word{number}".encode() in drawn for number in (0, 1500, 2999))  # nothing of it is left out


def test_texts_without_end_are_shortened_and_say_so() -> None:
    page = bounded(page_with("p" * 100_000))
    said = "of 100,000 characters"
    text, heading, facts, table = page.blocks
    assert isinstance(text, Text) and isinstance(heading, Text)
    assert isinstance(facts, Facts) and isinstance(table, Table)
    shown = [page.title, text.text, heading.text, facts.rows[0][1], table.rows[0][4]]
    assert all(said in one and one.startswith("ppp") for one in shown)
    assert len(table.rows[0][4]) < MOST["cell"] + 100
    assert bounded(page_with("short")) == page_with("short")


@pytest.mark.with_fonts
def test_letters_are_joined_and_lines_run_from_right_to_left(tmp_path: Path) -> None:
    typefaces = typefaces_for(iter([ARABIC]))
    if typefaces.regular is None or ord(ARABIC[0]) not in typefaces.regular.characters:
        pytest.skip("no font with Arabic is installed")
    assert typefaces.is_shaped and not typefaces_for(iter(["Größe Привет 监控"])).is_shaped
    pdf = pdf_report([Page("a", (Text(ARABIC),))], tmp_path, "b", silent)
    shaped = max(len(font.getGlyphOrder()) for font in embedded(pdf))
    pdf = pdf_report([Page("a", (Text("b"),))], tmp_path, "b", silent)
    plain = max(len(font.getGlyphOrder()) for font in embedded(pdf))
    assert shaped - plain >= 3  # one letter in its first, middle and last form


@pytest.mark.with_fonts
def test_a_character_without_a_font_is_named_and_told(tmp_path: Path) -> None:
    assert typefaces_for(iter(["plain"])).has_all
    lacking = typefaces_for(iter(["a \U0001e900"]))
    assert not lacking.has_all and lacking.written("\U0001e900") == "[U+1E900]"


def content(pdf: bytes) -> list[bytes]:
    """What the streams of a PDF hold, unpacked where they are packed."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            found.append(match[1])
    return found


def embedded(pdf: bytes) -> list[TTFont]:
    """The fonts that a PDF brings."""
    return [TTFont(io.BytesIO(one)) for one in content(pdf) if one.startswith((b"\x00\x01\x00\x00", b"true"))]
