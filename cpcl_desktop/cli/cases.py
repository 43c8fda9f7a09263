"""What a command names: its case, with what the log is to say of why, and what is looked for in it."""

from __future__ import annotations

import argparse

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Image, Query


def open_case(request: argparse.Namespace, create: bool = False) -> Case:
    """The case of a request; its `--purpose` and `--authority` go into every entry that is written."""
    return Case.open(request.case, create, request.purpose, request.authority)


def query_of(request: argparse.Namespace, text: str, image: Image | None = None) -> Query:
    """A query with the filters and the limit of a request."""
    return Query(
        text=text,
        image=image,
        sources=request.source,
        cameras=request.camera,
        from_s=request.from_s,
        to_s=request.to_s,
        limit=request.limit,
    )
