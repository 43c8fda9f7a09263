"""A report as one HTML page beside its pictures: no script, nothing from the network, every value escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from string import Template
from urllib.parse import quote

from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.report.blocks import Block, Drawing, Facts, Figure, Page, Table, Text
from cpcl_desktop.engine.runtime.places import resource


class Markup(str):
    """Text that is HTML already; all other text is escaped where it is filled in."""

    __slots__ = ()


def html_report(pages: Sequence[Page], footer: str) -> str:
    """The page's text; paths of pictures are relative to it."""
    sections = [_section(page, number == 0) for number, page in enumerate(pages)]
    style = Markup((resource("report") / "report.css").read_text(encoding="utf-8"))
    return _fill("page", title=pages[0].title, style=style, pages=_joined(sections), footer=footer)


def _section(page: Page, is_first: bool) -> Markup:
    level, kind = Markup("h1" if is_first else "h2"), "sheet" if page.sheet else "part"
    return _fill("section", level=level, kind=kind, title=page.title, blocks=_joined(map(_block, page.blocks)))


def _block(block: Block) -> Markup:
    match block:
        case Text(text, "heading"):
            return _tag("h3", text)
        case Text(text, style):
            return _tag("p", text, style)
        case Facts(rows):
            return _facts(rows)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Drawing(path, caption):
            return _picture(path, caption, "drawing")


def _facts(rows: Sequence[tuple[str, str]]) -> Markup:
    return _tag("dl", _joined(Markup(_tag("dt", name) + _tag("dd", value)) for name, value in rows))


def _table(table: Table) -> Markup:
    columns = _joined(Markup(f'<col style="width:{width}%">') for width in table.widths)
    head = _tag("tr", _joined(_tag("th", cell) for cell in table.header))
    body = _joined(_tag("tr", _joined(_tag("td", cell) for cell in row)) for row in table.rows)
    inner = _tag("colgroup", columns) + _tag("thead", head) + _tag("tbody", body)
    return _tag("table", Markup(inner))


def _figure(figure: Figure) -> Markup:
    frame = _picture(figure.frame, "The full frame, with a line around the person", "frame") if figure.frame else ""
    moments = _joined(_picture(path, caption, "moment") for path, caption in figure.moments)
    return _fill(
        "figure",
        heading=figure.heading,
        crop=Markup(quote(figure.crop)),
        frame=Markup(frame),
        moments=_tag("div", moments, "moments") if len(figure.moments) > 1 else Markup(""),
        clip=_clip(figure),
        facts=_facts(figure.facts.rows),
        notes=_joined(_tag("p", note, "note") for note in figure.notes),
    )


def _picture(path: str, caption: str, style: str) -> Markup:
    source = quote(path)
    image = f'<a href="{source}"><img src="{source}" alt="{_escaped(caption)}"></a>'
    return _tag("figure", Markup(image + _tag("figcaption", caption)), style)


def _clip(figure: Figure) -> Markup:
    path = figure.clip
    if not path:
        return Markup("")
    source, still = quote(path), quote(figure.frame or figure.crop)
    link = _tag("p", Markup(f'<a href="{source}">{_escaped(path)}</a>'))
    plays = path.endswith(".mp4")  # what browsers know
    return Markup(
        (f'<video controls preload="none" poster="{still}" src="{source}"></video>' if plays else "") + link
    )


def _tag(name: str, content: str, style: str = "plain") -> Markup:
    kind = "" if style == "plain" else f' class="{escape(style)}"'
    return Markup(f"<{name}{kind}>{_escaped(content)}</{name}>")


def _fill(name: str, **values: str) -> Markup:
    """A template with its values, each escaped unless it is `Markup`."""
    return Markup(_template(name).substitute({key: _escaped(value) for key, value in values.items()}))


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else escape(printable(text))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n".join(parts))


@cache
def _template(name: str) -> Template:
    return Template((resource("report") / f"{name}.html").read_text(encoding="utf-8"))
