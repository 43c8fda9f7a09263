"""What SECURITY.md promises and the tests that hold it name each other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MARK = re.compile(r"^# Holds SECURITY\.md: (.+)$", re.MULTILINE)


def promised() -> dict[str, list[str]]:
    """Each promise of the page's table with the files that hold it."""
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("| promise | test |")[2]
    rows = re.findall(r"^\| (.+) \| (.+) \|$", table, re.MULTILINE)
    return {promise: re.findall(r"`(tests/[^`]+)`", tests) for promise, tests in rows if "---" not in promise}


def test_the_page_promises_much_and_names_a_test_for_each() -> None:
    assert len(promised()) >= 20
    assert [promise for promise, tests in promised().items() if not tests] == []


def test_each_test_names_the_promise_that_it_holds() -> None:
    silent = [
        (promise, test)
        for promise, tests in promised().items()
        for test in tests
        if promise not in MARK.findall((ROOT / test).read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_no_test_names_a_promise_that_is_not_made() -> None:
    named = {name for test in ROOT.glob("tests/**/*.py") for name in MARK.findall(test.read_text(encoding="utf-8"))}
    assert sorted(named - promised().keys()) == []
