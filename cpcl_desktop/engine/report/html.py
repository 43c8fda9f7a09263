"""A report as one HTML page beside its pictures: no script, nothing from the network, every value escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cpcl_desktop.engine.plain_text import printable
from cpcl_desktop.engine.report.blocks import Block, Page
from cpcl_desktop.engine.runtime.places import resource


def html_report(pages: Sequence[Page], footer: str) -> str:
    """The page's text; paths of pictures are relative to it."""
    return _environment().get_template("page.html").render(pages=pages, footer=footer)


@cache
def _environment() -> Environment:
    """Where the templates lie and how they are filled in: text escaped, a name that is not known an error."""
    environment = Environment(
        loader=FileSystemLoader(resource("report")),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = _kind
    return environment


def _shown(value: object) -> object:
    """A value as it is filled in: text without what is no text, HTML that a macro made as it stands."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _kind(block: Block) -> str:
    """The name of the macro for a block."""
    return type(block).__name__.lower()
