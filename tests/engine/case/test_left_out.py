from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import LeftOut
from cpcl_desktop.engine.sources.left_out import MOST_EXAMPLES, Tally


def some(root: str, count: int = 1) -> LeftOut:
    return LeftOut(Path(root), "not footage", ".txt", False, count, ("caf\udce9.txt",))


def told(case: Case) -> list[str]:
    return [entry.details["root"] for entry in case.log.entries("ingest")]


def test_a_path_walked_again_replaces_what_was_known_of_it_and_of_what_is_below(case: Case) -> None:
    case.left_out.note([Path("/a/b"), Path("/c")], [some("/a/b"), some("/c")])
    case.left_out.note([Path("/a")], [some("/a", 3)])
    assert case.left_out.all() == [some("/c"), some("/a", 3)]
    case.left_out.note([Path("/c")], [])
    assert case.left_out.all() == [some("/a", 3)]
    assert told(case) == ["/a/b", "/c", "/a", "/c"]


def test_what_is_as_it_was_is_not_logged_again(case: Case) -> None:
    for _ in range(2):
        case.left_out.note([Path("/a"), Path("/b.mp4")], [some("/a")])
    assert told(case) == ["/a"]


def test_a_tally_stays_small_whatever_lies_there(tmp_path: Path) -> None:
    tally = Tally(tmp_path)
    for number in range(3000):
        tally.add(tmp_path / f"frame.{number:06d}", "not footage")
        tally.add(tmp_path / f"tmp.x{number}", "not footage")
        tally.add(tmp_path / f"x.caf\udce9{number}", "hidden")
    left_out = tally.left_out()
    assert sum(one.count for one in left_out) == 9000 and len(left_out) < 210
    assert max(len(one.examples) for one in left_out) == MOST_EXAMPLES
    assert {one.suffix for one in left_out if one.count > 1} == {".0", ".…"}
