"""Renders a street or a town: `python -m cpcl_train.synthetic.town OUT --kind street --seed 1`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from cpcl_train.synthetic.town.recording import record
from cpcl_train.synthetic.town.scenarios import Scenario, street, town

_KINDS: dict[str, Callable[..., Scenario]] = {"street": street, "town": town}


def main() -> None:
    """Command line: where to write, what, from which seed."""
    parser = argparse.ArgumentParser(prog="python -m cpcl_train.synthetic.town", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for one MP4 a camera and truth.json")
    parser.add_argument("--kind", choices=sorted(_KINDS), default="street")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--fps", type=float)
    parser.add_argument("--assets", type=Path)
    given = parser.parse_args()
    chosen = {name: value for name in ("people", "seconds", "fps") if (value := getattr(given, name)) is not None}
    print(record(_KINDS[given.kind](given.seed, **chosen), given.out, given.assets))


if __name__ == "__main__":
    main()
