"""`python packaging/manuals.py --out PREFIX`: manual pages and completion, where shells look for them.

PREFIX may be the virtual environment that they are installed in: `man` and bash's completion follow PATH there.
Needs `pip install ".[package]"`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import release
from shell.completion import PLACES, completion
from shell.manual import manual_page
from shell.parsers import PARSERS


def main(arguments: Sequence[str] | None = None) -> int:
    """Write them below a prefix; 0 when they are there."""
    parser = argparse.ArgumentParser(description="Write manual pages and shell completion of the commands.")
    parser.add_argument("--out", type=Path, required=True, metavar="PREFIX", help="such as .venv or /usr/local")
    prefix: Path = parser.parse_args(arguments).out
    for path in write(prefix):
        print(path)
    return 0


def write(prefix: Path, programs: Collection[str] = tuple(PARSERS)) -> list[Path]:
    """Write what shells know of these programs below `prefix`; the files."""
    texts = {f"share/man/man1/{name}.1": manual_page(name, release.day().isoformat()) for name in programs}
    for shell, place in PLACES.items():
        texts |= {place.format(name=name): completion(PARSERS[name](), shell) for name in programs}
    for name, said in texts.items():
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text(said, encoding="utf-8", newline="\n")
    return [prefix / name for name in texts]


if __name__ == "__main__":
    sys.exit(main())
