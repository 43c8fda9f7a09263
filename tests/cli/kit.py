"""What the tests of `cpcl` share beside fixtures."""

import sqlite3
from pathlib import Path


def change(case: Path, *changes: str) -> None:
    with sqlite3.connect(case) as connection:
        for change in changes:
            connection.execute(change)
    connection.close()
