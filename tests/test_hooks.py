"""The checks before a commit are those of CI, by the same tools."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_hooks_are_the_checks_of_ci() -> None:
    hooks = re.findall(
        r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    checks = re.findall(r"^\.venv-dev/bin/(.+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert hooks == checks and len(hooks) == 4
