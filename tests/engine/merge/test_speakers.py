"""What people said in a part is looked up all at once, however much it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.merge.own_words import OwnWords
from cpcl_desktop.engine.merge.speakers import Speakers
from cpcl_desktop.engine.progress import silent
from tests.engine.merge.merged import DOOR, GATE


def decided(path: Path, times: int) -> Path:
    with Case.open(path) as case:
        for at in range(times):
            case.decisions.decide(1 + at % 3, "match" if at % 2 else "unsure")
            case.marks.set(1 + at % 3, "bookmark", bool(at % 2))
            case.captions.describe(1 + at % 3, f"sentence {at}")
        case.persons.merge([1, 2])
    return path


def asked(case: Case, do: Callable[[], object]) -> int:
    """How many statements that takes of a case."""
    told: list[str] = []
    case._store.connection.set_trace_callback(told.append)
    do()
    case._store.connection.set_trace_callback(None)
    return len(told)


def test_a_part_is_asked_no_more_often_where_more_was_said(make: Callable[..., Path], tmp_path: Path) -> None:
    counts = []
    for times in (3, 30):
        part, whole = decided(make(f"part {times}", GATE, DOOR), times), tmp_path / f"whole {times}.cpcl"
        merge(whole, [make(f"before {times}", GATE, DOOR)], silent)
        with Case.open(whole) as case, Case.read(part) as other:
            begun = case.parts.begin(other.parts)
            hear = partial(Speakers, case, begun, other, frozenset(), {})
            counts.append((asked(other, hear), asked(case, hear)))
            assert len(hear().heard) == 3 * times + 1
    assert counts[0] == counts[1]


def test_the_last_words_of_a_case_are_asked_for_at_once(make: Callable[..., Path]) -> None:
    counts = []
    for times in (3, 30):
        with Case.open(decided(make(f"own {times}", GATE), times)) as case:
            counts.append(asked(case, partial(OwnWords, case)))
    assert counts[0] == counts[1]
