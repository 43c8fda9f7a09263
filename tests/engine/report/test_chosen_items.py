"""Which passages a report is of where it says so: decided, bookmarked, chosen by hand, of one likely person."""

import json
from pathlib import Path

import pytest

from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.persons.persons import persons_of
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.choice import choose
from cpcl_desktop.engine.report.records import Item, ReportOptions
from cpcl_desktop.engine.report.verify import verify_report
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import Searcher

from .test_preview import searcher  # noqa: F401 - a fixture


def items(searcher: Searcher, *queries: Query, **options: object) -> list[Item]:  # noqa: F811
    return choose(searcher, queries, ReportOptions(**options), is_asked=False)[1]


def tracks(*asked: object, **options: object) -> list[int]:
    return [item.shown.track for item in items(*asked, **options)]


def test_a_report_is_of_what_was_decided_so_or_bookmarked(searcher: Searcher) -> None:  # noqa: F811
    case = searcher.case
    case.decisions.decide(2, "unsure")
    case.marks.set(3, "bookmark", True)
    case.marks.set(2, "reviewed", True)
    assert [tracks(searcher, of=of) for of in (None, "match", "unsure", "bookmark")] == [[1], [1], [2], [3]]
    case.marks.set(3, "bookmark", False)
    case.decisions.decide(2, None)
    for of, said in (("unsure", "that it is unsure"), ("bookmark", "has a bookmark")):
        with pytest.raises(UsageError, match=said):
            items(searcher, of=of)


def test_passages_chosen_by_hand_stand_in_that_order_and_a_search_says_where_it_ranks_them(
    searcher: Searcher,  # noqa: F811
) -> None:
    red = Query(text="red")
    ranked = tracks(searcher, red)
    chosen = items(searcher, red, of="passages", passages=(ranked[1], ranked[0], ranked[1]))
    assert [item.shown.track for item in chosen] == [ranked[1], ranked[0]]
    assert [place.rank for item in chosen for place in item.places] == [2, 1]
    (alone,) = items(searcher, of="passages", passages=(2,))
    assert alone.shown.crop == searcher.case.gallery.best_crops([2])[2].crop and not alone.places
    searcher.case.passages.join(1, 3)
    assert tracks(searcher, of="passages", passages=(3, 2)) == [1, 2]  # it is part of that now


def test_what_is_not_there_or_lies_in_the_bin_is_refused(searcher: Searcher) -> None:  # noqa: F811
    with pytest.raises(UsageError, match="No passage is named"):
        items(searcher, of="passages")
    with pytest.raises(CaseError, match="no passage 9"):
        items(searcher, of="passages", passages=(1, 9))
    searcher.case.bin.take_out([1])
    with pytest.raises(CaseError, match="no passage 2"):
        items(searcher, of="person", passages=(2,))


def test_a_report_of_a_likely_person_says_that_it_is_a_proposal_and_verifies(
    searcher: Searcher,  # noqa: F811
    tmp_path: Path,
) -> None:
    persons = persons_of(searcher.case, silent)
    out, options = tmp_path / "out", ReportOptions(of="person", passages=(2,))
    write_report(searcher, [], options, out, None, silent)
    said = json.loads((out / "report.json").read_text())
    assert [item["track"] for item in said["items"]] == [one.track for one in persons.of(2).appearances]
    assert said["settings"]["of"] == "person" and said["settings"]["passages"] == [2]
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "likely show the person of passage 2" in page and "never an identification" in page
    assert list(verify_report(out, None, silent).faults) == []
