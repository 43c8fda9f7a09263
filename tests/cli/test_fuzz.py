"""Whatever is typed behind `cpcl` ends in a documented way, in plain sentences, and leaves the case whole."""

# Holds SECURITY.md: no list of arguments ends in a traceback

from pathlib import Path

import pytest

from cpcl_desktop.cli.status import MEANINGS
from tests.cli.fuzz import NASTY, Fuzz, ended, fault_of

RUNS, SEED = 300, 1


@pytest.mark.exhaustive
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_random_arguments_end_in_sentences_and_leave_the_case_whole(tmp_path: Path) -> None:
    ran = Fuzz(tmp_path, SEED).run(RUNS)
    assert ran.faults == []
    assert sum(ran.statuses.values()) == RUNS
    ends = {status.split()[-1] for status in ran.statuses}
    assert {"0", "1", "2"} <= ends <= set(map(str, MEANINGS))
    assert len({status.split()[0] for status in ran.statuses if not status.endswith(" 2")}) > 12  # of most commands


def test_the_fuzz_sees_what_is_wrong() -> None:
    assert "undocumented" in fault_of("undocumented", "", False)
    assert "obeys" in fault_of(0, "a\x1b[2J", False) and "obeys" in fault_of(1, "\u202egpj", False)
    assert fault_of(2, "no sentence", False) and not fault_of(2, "cpcl: error: why", False)
    assert fault_of(0, '{"cut": ', True) and not fault_of(0, '{"whole": 1}', True)


@pytest.mark.parametrize("value", [value for value in NASTY if "\0" in value or "\ud800" in value or not value])
def test_paths_that_cannot_be_are_wrong_use(value: str) -> None:
    for arguments in (["info", value], ["ingest", value, "a.mp4"], ["verify", value], ["models", "add", value]):
        status, told = ended(arguments)
        assert status == 2 and told.splitlines()[-1].startswith("cpcl")


def test_a_value_of_two_dashes_is_a_value(ingested: Path) -> None:
    status, told = ended(["decisions", str(ingested), "--purpose=--"])
    assert status == 0, told


def test_what_is_long_is_shown_by_its_beginning() -> None:
    status, told = ended(["search", "c.cpcl", "red", "--limit", "9" * 5000])
    assert status == 2 and "5,002 characters" in told.splitlines()[-1] and len(told.splitlines()[-1]) < 300
