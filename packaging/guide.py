"""The user's guide as HTML, to be put on a server or on a disk: `python packaging/guide.py --out FOLDER`.

Each language gets a folder of pages with a list of contents beside them. They have no scripts and load nothing from
anywhere else. Needs the extra `guide`; the tables of keys come from the program itself, in each page's language.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the tree's own packages, whatever is installed

from cpcl_desktop.engine.runtime.language import LANGUAGES, choose  # noqa: E402
from cpcl_desktop.engine.runtime.places import resource  # noqa: E402

STYLE = HERE / "guide.css"
_PICTURES = "../../pictures/"
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'">
<title>{title} – CPCL Desktop</title>
<link rel="stylesheet" href="../guide.css">
</head>
<body>
<nav aria-label="{contents}">
<ol>
{links}
</ol>
</nav>
<main>
{text}</main>
</body>
</html>
"""


def write_guide(out: Path, language: str) -> list[Path]:
    """Write the pages of the language that was chosen, its pictures and the style; returns the pages."""
    from cpcl_desktop.gui.guide.pages import INDEX, pages  # late: its tables are made in the language chosen

    own = pages(language)
    folder = out / language.replace("_", "-")
    folder.mkdir(parents=True, exist_ok=True)
    titles = {name: page.title for name, page in own.items()}
    written = []
    for name, page in own.items():
        text = _as_html(page.text)
        path = folder / f"{name}.html"
        links = "\n".join(_entry(other, title, other == name) for other, title in titles.items())
        contents = html.escape(titles[INDEX])
        told = _PAGE.format(
            language=language.replace("_", "-"),
            title=html.escape(page.title),
            contents=contents,
            links=links,
            text=text,
        )
        path.write_text(told, encoding="utf-8")
        written.append(path)
        for picture in re.findall(r'src="\.\./pictures/([^"]+)"', text):
            (out / "pictures").mkdir(exist_ok=True)
            shutil.copyfile(resource("pictures") / picture, out / "pictures" / picture)
    shutil.copyfile(STYLE, out / STYLE.name)
    return written


def _as_html(text: str) -> str:
    """A page's Markdown as HTML: headings can be linked to, and links lead to the other pages."""
    from markdown_it import MarkdownIt

    from cpcl_desktop.gui.guide.pages import slug

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slug(heading.content))
    for inside in (child for token in tokens for child in token.children or ()):
        if inside.type == "link_open":
            inside.attrSet("href", re.sub(r"^([\w-]+)\.md(?=#|$)", r"\1.html", str(inside.attrGet("href"))))
        elif inside.type == "image":
            inside.attrSet("src", str(inside.attrGet("src")).replace(_PICTURES, "../pictures/"))
    told: str = reader.renderer.render(tokens, reader.options, {})
    return told


def _entry(name: str, title: str, is_shown: bool) -> str:
    here = ' aria-current="page"' if is_shown else ""
    return f'<li><a href="{name}.html"{here}>{html.escape(title)}</a></li>'


def main() -> int:
    """Write every language; each in a process of its own, since a language holds for all of a process."""
    parser = argparse.ArgumentParser(description="Write the user's guide as HTML.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the pages go")
    parser.add_argument("--language", choices=list(LANGUAGES), help="only this one")
    request = parser.parse_args()
    if request.language is None:
        for language in LANGUAGES:
            command = [sys.executable, str(Path(__file__)), "--out", str(request.out), "--language", language]
            subprocess.run(command, check=True)
        return 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    choose(request.language)
    written = write_guide(request.out, request.language)
    print(f"{len(written)} pages in {written[0].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
