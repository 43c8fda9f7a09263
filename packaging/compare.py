"""`python packaging/compare.py ONE OTHER`: in what two builds differ; exit status 0 where they do not."""

from __future__ import annotations

import argparse
import hashlib
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def differences(one: Path, other: Path) -> Iterator[str]:
    """What of two folders is not the same, a line each: files that only one has, other bytes, rights or links."""
    first, second = _facts(one), _facts(other)
    for name in sorted(first.keys() | second.keys()):
        if name not in second:
            yield f"only in {one}: {name}"
        elif name not in first:
            yield f"only in {other}: {name}"
        elif first[name] != second[name]:
            what = ("kind or rights", "bytes or target")[first[name][0] == second[name][0]]
            yield f"other {what}: {name}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences; 1 when there are any."""
    parser = argparse.ArgumentParser(description="Say in what two frozen folders differ.")
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    request = parser.parse_args(arguments)
    found = list(differences(request.one, request.other))
    count = sum(1 for path in request.one.rglob("*") if path.is_file())
    print("\n".join(found) or f"No difference in {count} files.")
    return 1 if found else 0


def _facts(folder: Path) -> dict[str, tuple[int, str]]:
    """Kind and rights, and the content's hash or the link's target, of all in a folder by their paths there."""
    facts = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            said = str(path.readlink())
        else:
            said = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        mode = path.lstat().st_mode
        facts[path.relative_to(folder).as_posix()] = (stat.S_IFMT(mode) | mode & stat.S_IXUSR, said)
    return facts


if __name__ == "__main__":
    sys.exit(main())
