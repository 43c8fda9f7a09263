"""What was met and not read: counted by reason and suffix, with the first few by name, and said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.records import LeftOut, LeftOutReason
from cpcl_desktop.engine.runtime.language import tr

REASONS: Final[Sequence[LeftOutReason]] = (
    "unreadable",
    "dangling link",
    "link in a circle",
    "not a file",
    "unread format",
    "film among crops",
    "not footage",
    "empty",
    "hidden",
    "litter",
    "own file",
    "met already",
)
"""In the order in which they are shown: what may be footage first."""

MOST_EXAMPLES = 20  # that are kept
_LONGEST_SUFFIX = 12
_MOST_KINDS = 200  # reasons and suffixes apart
_NAMED = 3  # that a sentence lists
_SUFFIXES_NAMED = 5


def reason_words(reason: LeftOutReason) -> str:
    """What a reason means."""
    return {
        "unreadable": tr("cannot be read"),
        "dangling link": tr("links to nothing"),
        "link in a circle": tr("links that lead back to where they are"),
        "not a file": tr("pipes, sockets, devices"),
        "unread format": tr("pictures in a format that this program does not read"),
        "film among crops": tr("films, where ready-made crops were asked for"),
        "not footage": tr("no footage, by their names and first bytes"),
        "empty": tr("empty files"),
        "hidden": tr("hidden, their names begin with a point"),
        "litter": tr("thumbnails, recycle bins and notes of systems and storage devices"),
        "own file": tr("this program's own files"),
        "met already": tr("other names of what is there already"),
    }[reason]


class Tally:
    """Counts what is left out under one named path."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._counted: dict[tuple[LeftOutReason, str, bool], list[str]] = {}
        self._numbers: dict[tuple[LeftOutReason, str, bool], int] = {}

    def add(self, path: Path, reason: LeftOutReason, why: str = "", is_missing: bool = False) -> None:
        """One entry; `why` adds to the reason."""
        key = reason, self._suffix(path), is_missing
        self._numbers[key] = self._numbers.get(key, 0) + 1
        examples = self._counted.setdefault(key, [])
        if len(examples) < MOST_EXAMPLES:
            name = self._name(path.absolute())
            examples.append(f"{name} ({why})" if why else name)

    def left_out(self) -> list[LeftOut]:
        """What was counted, in the order of REASONS, the most frequent suffix first."""
        order = REASONS
        counted = [
            LeftOut(self._root, reason, suffix, is_missing, self._numbers[key], tuple(examples))
            for key, examples in self._counted.items()
            for reason, suffix, is_missing in [key]
        ]
        return sorted(counted, key=lambda one: (order.index(one.reason), -one.count, one.suffix))

    def _suffix(self, path: Path) -> str:
        """The suffix under which a file is counted; odd ones together, so that there are never very many."""
        suffix = path.suffix.lower()
        if suffix[1:].isdigit():
            return ".0"
        known = any(suffix == one for _, one, _ in self._numbers)
        plain = suffix.isascii() and len(suffix) <= _LONGEST_SUFFIX
        return suffix if known or (plain and len(self._numbers) < _MOST_KINDS) else ".…"

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self._root)) if path != self._root else str(path)


def by_reason(left_out: Iterable[LeftOut]) -> dict[LeftOutReason, list[LeftOut]]:
    """What is left out, apart for each reason, in the order of REASONS."""
    parts: dict[LeftOutReason, list[LeftOut]] = {reason: [] for reason in REASONS}
    for one in left_out:
        parts[one.reason].append(one)
    return {reason: part for reason, part in parts.items() if part}


def counted_suffixes(part: Sequence[LeftOut]) -> str:
    """How many there are of each suffix: ".txt 10, .exe 2, without 1"."""
    counts: dict[str, int] = {}
    for one in part:
        counts[one.suffix] = counts.get(one.suffix, 0) + one.count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    nameless = tr("without suffix")
    named = ", ".join(f"{suffix or nameless} {count:,}" for suffix, count in ordered[:_SUFFIXES_NAMED])
    more = sum(count for _, count in ordered[_SUFFIXES_NAMED:])
    return tr("{suffixes}, others %n", None, more, suffixes=named) if more else named


def some_names(part: Sequence[LeftOut], most: int = _NAMED) -> str:
    """The first few by name."""
    names = [name for one in part for name in one.examples]
    return ", ".join(names[:most]) + (", …" if sum(one.count for one in part) > most else "")


def left_out_sentences(left_out: Iterable[LeftOut]) -> list[str]:
    """What was left out, one sentence a reason: how many, of which suffixes, and by name what may be footage."""
    sentences = []
    for reason, part in by_reason(left_out).items():
        count = sum(one.count for one in part)
        missing = [one for one in part if one.is_missing]
        said = tr("Left out, {why}: %n ({of})", None, count, why=reason_words(reason), of=counted_suffixes(part))
        names = some_names(missing, MOST_EXAMPLES) if missing else ""
        sentences.append(tr("{sentence}.", sentence=": ".join(filter(None, [said, names]))))
    return sentences
