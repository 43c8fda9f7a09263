"""A report as PDF: the same pages as the HTML, with pictures reduced to what print can show."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace, TTFFont
from PIL import Image as Picture

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.report.blocks import Block, Drawing, Facts, Figure, Page, Table, Text, texts_of
from cpcl_desktop.engine.report.fonts import Typefaces, typefaces_for

MARGIN = 16.0  # millimetres, as all lengths here
NAMES = 40.0  # column of names beside their values
CROP, FRAME = (38.0, 76.0), (136.0, 92.0)  # most width and height of pictures
MOMENT, CAPTION = 24.0, 40.0  # height of a passage's other pictures, most width of what is said of one
LINE = 1.35  # height of a line, in heights of its letters
SIDE_PIXELS = 1400  # longer side of an embedded picture; 250 dots an inch over the width of a frame
GREY, INK = (90, 96, 105), (22, 24, 28)
PAPER, AMBER = (255, 248, 230), (138, 90, 0)
PADDING = (0.8, 1.2)  # above and below, left and right of a cell of a table
MOST_LINES = 55  # of a cell; a longer one goes on in a row beneath, since no row may be higher than a sheet
_SURELY = 40  # characters that are no more lines than that
_PAGES = "\x1c" * 4  # stands for the number of sheets; in texts, control characters are written as escapes
_UNWRITTEN = worded(
    "Characters that no font of this machine has are written as their number here, such as [U+0915]; report.html "
    "shows them where the fonts are."
)


def pdf_report(pages: Sequence[Page], folder: Path, footer: str, report: Report) -> bytes:
    """The document; `folder` is the report's, in which the pictures are. Raises Cancelled."""
    typefaces = typefaces_for(printable(text) for page in pages for text in texts_of(page))
    document = _Document(typefaces, footer)
    try:
        document.set_title(printable(pages[0].title))
        document.set_creator("CPCL Desktop")
        for number, page in enumerate(pages):
            if page.sheet or number == 0:
                document.add_page()
            document.heading(page.title, 20 if number == 0 else 15, before=8)
            if number == 0 and not typefaces.has_all:
                document.block(Text(_UNWRITTEN, "note"), folder)
            for done, block in enumerate(page.blocks):
                report(Progress("pages", number + done / len(page.blocks), len(pages), message="PDF"))
                document.block(block, folder)
        return bytes(document.output())
    finally:
        document.close_fonts()


class _Document(FPDF):
    """A4 sheets with a footer; writes blocks one under the other."""

    def __init__(self, typefaces: Typefaces, footer: str) -> None:
        super().__init__(format="A4")
        self._typefaces = typefaces
        self._footer = footer
        self._family = "helvetica"
        self.alias_nb_pages(_PAGES)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0  # text begins where pictures begin
        self.set_auto_page_break(True, MARGIN + 4)
        if typefaces.regular is not None and typefaces.bold is not None:
            self._family = "text"
            self.add_font("text", "", typefaces.regular.path)
            self.add_font("text", "B", typefaces.bold.path)
            names = [f"other{number}" for number in range(len(typefaces.others))]
            for name, face in zip(names, typefaces.others, strict=True):
                self.add_font(name, "", face.path)
            self.set_fallback_fonts([*names, "text"], exact_match=False)  # the bold font may have fewer
            if typefaces.is_shaped:
                self.set_text_shaping(True)

    def close_fonts(self) -> None:
        """Let go of the font files, which fpdf2 keeps open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def footer(self) -> None:
        """The sheet's number, and what it belongs to."""
        self.set_y(-MARGIN)
        self._font(8, colour=GREY)
        self.cell(0, 5, self._written(f"{self._footer} · {self.page_no()} / ") + _PAGES, align="C")

    def heading(self, text: str, size: float, before: float = 0) -> None:
        """A heading that is not left alone at the foot of a sheet."""
        if self.will_page_break(before + 3 * size * 0.35 * LINE):
            self.add_page()
        elif before and self.get_y() > MARGIN:
            self.ln(before)
        self._font(size, bold=True)
        self._paragraph(text, size)
        self.ln(size * 0.15)

    def block(self, block: Block, folder: Path) -> None:
        """Write one block."""
        match block:
            case Text(text, "heading"):
                self.heading(text, 11, before=4)
            case Text(text, style):
                self._text(text, style)
            case Facts(rows):
                self._facts(rows)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block, folder)
            case Drawing(path):
                self._drawing(folder / path)

    def _text(self, text: str, style: str) -> None:
        bold = style == "caveat"
        self._font(10, bold=bold)
        if bold:
            self.set_draw_color(*AMBER)
            self.set_fill_color(*PAPER)
            self._paragraph(text, 10, boxed=True)
            self.ln(3)
        else:
            indent = 6 if style in ("code", "note") else 0
            self.set_x(MARGIN + indent)
            self._paragraph(text, 10)
        self.ln(2)

    def _facts(self, rows: Sequence[tuple[str, str]]) -> None:
        for name, value in rows:
            self._font(9.5)
            width = self.epw - NAMES
            text = self._written(value)
            height = 9.5 * 0.353 * LINE
            if self.will_page_break(height * min(1 + self._most_lines(text, width) // 2, 8)):
                self.add_page()
            top = self.get_y()
            self._font(9.5, colour=GREY)
            self.multi_cell(NAMES - 2, height, self._written(name), align="L", new_x=XPos.LMARGIN, new_y=YPos.TOP)
            self.set_xy(MARGIN + NAMES, top)
            self._font(9.5)
            self.multi_cell(width, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def _table(self, table: Table) -> None:
        self._font(8.5)
        self.set_draw_color(*GREY)
        self.set_fill_color(255, 255, 255)
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=tuple(table.widths),
            headings_style=FontFace(emphasis="BOLD"),
            line_height=8.5 * 0.353 * LINE,
            padding=PADDING,
            text_align="LEFT",
        ) as drawn:
            drawn.row([self._written(cell) for cell in table.header])
            for row in table.rows:
                for part in self._parts(row, table.widths):
                    drawn.row(part)
        self.ln(4)

    def _parts(self, row: Sequence[str], widths: Sequence[int]) -> Iterator[list[str]]:
        """A row as rows of which none is higher than a sheet."""
        room = [self.epw * share / sum(widths) - 2 * PADDING[1] for share in widths]
        cells = [self._pieces(self._written(cell), width) for cell, width in zip(row, room, strict=True)]
        return (list(part) for part in zip_longest(*cells, fillvalue=""))

    def _pieces(self, text: str, width: float) -> list[str]:
        """A text in pieces of at most `MOST_LINES` lines of that width, cut between words where there are any."""
        if len(text) <= _SURELY or self._most_lines(text, width) <= MOST_LINES:
            return [text]
        middle = len(text) // 2
        cut = text.rfind(" ", middle // 2, middle) + 1 or middle
        return [*self._pieces(text[:cut].rstrip(), width), *self._pieces(text[cut:], width)]

    def _most_lines(self, text: str, width: float) -> int:
        """How many lines a text takes at most: of two that follow each other, the words do not fit into one."""
        lines = text.split("\n")
        return sum(2 * int(self.get_string_width(line) / width) + 1 for line in lines)

    def _figure(self, figure: Figure, folder: Path) -> None:
        crop = _reduced(folder / figure.crop)
        frame = _reduced(folder / figure.frame) if figure.frame else None
        height = max(_fit(crop, CROP)[1], _fit(frame, FRAME)[1] if frame else 0)
        if self.will_page_break(height + 20 + (MOMENT if len(figure.moments) > 1 else 0) + 40):
            self.add_page()
        self.heading(figure.heading, 11, before=2)
        top = self.get_y()
        self._picture(crop, MARGIN, top, CROP)
        if frame is not None:
            self._picture(frame, MARGIN + CROP[0] + 4, top, FRAME)
        self.set_y(top + height + 2)
        if len(figure.moments) > 1:
            self._moments(figure, folder)
        self._facts(figure.facts.rows)
        for note in figure.notes:
            self._text(note, "note")
        self.ln(2)

    def _drawing(self, path: Path) -> None:
        """A picture as wide as the sheet, cut into pieces where it is higher than one."""
        with Picture.open(path) as opened:
            picture = opened.convert("RGB")
        scale = self.epw / picture.width
        top = 0
        while top < picture.height:
            room = int((self.h - 2 * MARGIN - 4 - self.get_y() + MARGIN) / scale)
            if room < min(picture.height - top, 200):
                self.add_page()
                continue
            piece = picture.crop((0, top, picture.width, min(picture.height, top + room)))
            self._picture(piece, MARGIN, self.get_y(), (self.epw, self.h))
            self.set_y(self.get_y() + piece.height * scale + 3)
            top += piece.height

    def _moments(self, figure: Figure, folder: Path) -> None:
        left, top = MARGIN, self.get_y()
        self._font(7.5, colour=GREY)
        for path, caption in figure.moments:
            picture = _reduced(folder / path)
            width = _fit(picture, (self.epw, MOMENT))[0]
            text = self._fitted(self._written(caption), max(width, CAPTION - 2))
            column = max(width, self.get_string_width(text) + 2)
            if left + column > self.w - MARGIN:
                break
            self._picture(picture, left, top, (self.epw, MOMENT))
            self.set_xy(left, top + MOMENT)
            self.cell(column, 4, text)
            left += column + 3
        self.set_xy(MARGIN, top + MOMENT + 6)

    def _picture(self, picture: Picture.Image, left: float, top: float, most: tuple[float, float]) -> None:
        width, height = _fit(picture, most)
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=88)
        self.image(stream, left, top, width, height)

    def _fitted(self, text: str, room: float) -> str:
        """The text, or as much of it as has room in one line with the mark that it was cut."""
        if self.get_string_width(text) <= room:
            return text
        fits = bisect_left(range(len(text)), True, key=lambda n: self.get_string_width(text[:n] + "…") > room)
        return text[: max(0, fits - 1)] + "…"

    def _paragraph(self, text: str, size: float, boxed: bool = False) -> None:
        self.multi_cell(
            0,
            size * 0.353 * LINE,
            self._written(text),
            border=1 if boxed else 0,
            fill=boxed,
            padding=3 if boxed else 0,
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _font(self, size: float, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        self.set_font(self._family, "B" if bold else "", size)
        self.set_text_color(*colour)

    def _written(self, text: str) -> str:
        return self._typefaces.written(printable(text))


def _reduced(path: Path) -> Picture.Image:
    with Picture.open(path) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((SIDE_PIXELS, SIDE_PIXELS))
    return picture


def _fit(picture: Picture.Image, most: tuple[float, float]) -> tuple[float, float]:
    """Width and height in millimetres of a picture within a box."""
    factor = min(most[0] / picture.width, most[1] / picture.height)
    return picture.width * factor, picture.height * factor
