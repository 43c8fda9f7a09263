"""The frozen folder's third-party notices, as text: what is in it, what follows from the licences, their words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from components import OURS, Component
from cpcl_desktop import __version__

_WIDTH = 110
_UNSTATED = "(version not stated by its package)"
_RULE = "=" * _WIDTH

_HEAD = f"""{OURS} {__version__} is licensed under the Apache License 2.0 (file LICENSE). This folder also holds
libraries of others, each under its own licence. Below: all of them, what follows from licences that ask for more
than a notice, and the words of every licence. SBOM.cdx.json lists the same for programs, with the hash of each
file."""

_LGPL = """These are under the GNU Lesser General Public License. You may use, pass on and sell the folder as a
whole under any terms that let its receiver change these libraries for their own use, and take a program apart to
debug such changes. What we do for that: each lies in this folder as a file of its own (Python packages lie in the
archives inside the programs), so that another build of the same interface can be put in its place, and the
sources of {ours} with packaging/build.py make the whole folder anew with libraries of your choice. Their sources,
in the versions that are here, lie at the addresses below. Files of Linux had debugging symbols removed, nothing
else was changed. Whoever passes the folder on and prefers not to rely on those addresses must offer the sources
themselves."""

_EXCEPTION = """These are under the GNU General Public License with an exception that allows programs which merely
use them to be passed on under any terms: the run-time libraries of the compiler, and the start of the
programs."""

_CHOICE = """These are offered under several licences, of which one may choose; chosen is not the GPL where there
is another."""

_GPL = """THESE ARE UNDER THE GNU GENERAL PUBLIC LICENSE, WITHOUT AN EXCEPTION. With them the folder as a whole
may be passed on only under the GPL, with all its sources, and not together with parts whose licences add
conditions (Intel's IPP in OpenCV). Keep such a folder to yourself, or make it on Linux, where packaging/build.py
leaves them out."""

_NONE_GPL = """No library in this folder is under the GPL alone. FFmpeg's encoders x264 and x265, which are, were
left out: files of their names do nothing, so that FFmpeg, which is linked against them, starts. FFmpeg itself
says that it was built under the LGPL. Clips that are encoded anew are VP9 therefore."""


def notices(found: Sequence[Component]) -> str:
    """The whole text."""
    others = [component for component in found if component.name != OURS]
    return "\n".join([_filled(_HEAD), "", *_table(others), *_consequences(others), *_words(others)]) + "\n"


def kind_of(licence: str) -> str:
    """What an SPDX expression asks for beyond a notice: "lgpl", "gpl", "exception", "choice", or "" for nothing."""
    if "GPL" not in licence:
        return ""
    if " WITH " in licence:
        return "exception"
    if not all("GPL" in one for one in re.split(r" OR | AND ", licence)):
        return "choice" if " OR " in licence else "gpl"
    return "lgpl" if "LGPL" in licence and (" AND " not in licence) else "gpl"


def _table(others: Iterable[Component]) -> Iterable[str]:
    yield from _section("What is in this folder")
    for one in others:
        files = f"{len(one.files)} file(s)" if one.files else "inside the programs"
        yield f"{_titled(one)} - {one.licence} - {files}"


def _consequences(others: Sequence[Component]) -> Iterable[str]:
    yield from _section("What follows from the licences")
    texts = {"gpl": _GPL, "lgpl": _LGPL, "choice": _CHOICE, "exception": _EXCEPTION}
    if not any(kind_of(one.licence) == "gpl" for one in others):
        yield from (_filled(_NONE_GPL), "")
    for kind, text in texts.items():
        held = [one for one in others if kind_of(one.licence) == kind]
        if held:
            yield from (_filled(text.format(ours=OURS)), "")
            yield from (f"  {_titled(one)}: {one.licence}\n    {one.source}" for one in held)
            yield ""


def _words(others: Sequence[Component]) -> Iterable[str]:
    """Each text once, under all whose it is."""
    whose: dict[str, list[str]] = {}
    for one in others:
        for text in one.texts or (f"{one.licence}; the package brings no text. Source: {one.source}",):
            whose.setdefault(text, []).append(f"{one.name} {one.version}".strip())
    for text, names in whose.items():
        yield from _section(_filled(", ".join(dict.fromkeys(names))))
        yield text


def _titled(one: Component) -> str:
    return f"{one.name} {one.version or _UNSTATED}"


def _section(title: str) -> Iterable[str]:
    return ("", _RULE, title, _RULE, "")


def _filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH)
