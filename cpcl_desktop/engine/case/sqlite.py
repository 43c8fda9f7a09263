"""sqlite-utils without pandas, an option of it that takes a third of a second to load and is never used here.

Training installs pandas (a package of pretrained weights asks for it), and every command opens a case.
"""

from __future__ import annotations

import sys
from typing import Any

_MODULES: dict[str, Any] = sys.modules
_ABSENT = "pandas" not in sys.modules
if _ABSENT:
    _MODULES["pandas"] = None  # by which Python knows a module that there is not
try:
    from sqlite_utils import Database, Migrations
finally:
    if _ABSENT:
        del _MODULES["pandas"]

__all__ = ["Database", "Migrations"]
