"""Opening the case that a command names, with what its log is to say of why."""

from __future__ import annotations

import argparse

from cpcl_desktop.engine.case.case import Case


def open_case(request: argparse.Namespace, create: bool = False) -> Case:
    """The case of a request; its `--purpose` and `--authority` go into every entry that is written."""
    return Case.open(request.case, create, request.purpose, request.authority)
