import shutil
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.names import camera_name, distinct_names
from cpcl_desktop.engine.coverage.coverage import coverage_of
from cpcl_desktop.engine.coverage.sentences import source_sentences
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query, Source
from cpcl_desktop.engine.search.browse import browse
from cpcl_desktop.engine.search.filters import called, check_names, chosen_sources
from cpcl_desktop.engine.search.plan import plan_read
from cpcl_desktop.engine.search.searcher import Searcher
from cpcl_desktop.engine.sources.walk import find_sources


def named(*paths: str) -> list[str]:
    return list(distinct_names({number: Path(path) for number, path in enumerate(paths, start=1)}).values())


def test_a_name_has_as_many_folders_as_it_takes() -> None:
    assert named("/x/a.mp4", "/x/b.mp4") == ["a.mp4", "b.mp4"]
    two = named("/x/A/ch01/a.mp4", "/x/B/ch01/a.mp4", "/x/b.mp4")
    assert two == ["A/ch01/a.mp4", "B/ch01/a.mp4", "b.mp4"]
    assert named("/x/A/ch01/a.mp4", "/x/B/ch01/a.mp4", "/x/b.mp4", "/x/C/ch01/a.mp4")[:3] == two
    assert named("/a.mp4", "/x/a.mp4") == ["a.mp4", "x/a.mp4"]
    assert named("/x/a.mp4", "/x/a.mp4", "/y/a.mp4") == ["x/a.mp4 (source 1)", "x/a.mp4 (source 2)", "y/a.mp4"]
    assert named("/", "/a") == ["", "a"]


def test_ten_thousand_files_of_one_name_are_told_apart_at_once() -> None:
    assert len(set(named(*(f"/x/{number}/front.mp4" for number in range(10_000))))) == 10_000


def test_a_camera_is_called_by_its_folder_as_far_up_as_it_takes() -> None:
    north, south = Path("/x/north/ch01"), Path("/x/south/ch01")
    assert camera_name(north, (), [north]) == "ch01"
    assert camera_name(north, (), [south]) == "north/ch01"
    assert camera_name(south, {"ch01"}, []) == "south/ch01"
    assert camera_name(Path("/y/south/ch01"), {"ch01", "south/ch01"}, []) == "y/south/ch01"
    assert camera_name(Path("/ch01"), {"ch01"}, []) == "/ch01"


def _copies(street: Path, *places: Path) -> None:
    for number, place in enumerate(places):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(street, place)
        with place.open("ab") as stream:
            stream.write(b"\0\0\0\x0cfree" + number.to_bytes(4, "big"))


@pytest.fixture
def sites(case: Case, stages: Stages, street: Path, tmp_path: Path) -> Case:
    """Two sites with files and cameras of the same names."""
    root = tmp_path / "sites"
    _copies(street, root / "A" / "ch01" / "a.mp4", root / "B" / "ch01" / "a.mp4")
    ingest_all(case, find_sources([root]), stages, IngestOptions(5.0), silent)
    return case


def test_two_sites_are_told_apart_and_stay_so_when_a_third_comes(
    sites: Case, stages: Stages, street: Path, tmp_path: Path
) -> None:
    assert [s.camera for s in sites.sources.all()] == ["A/ch01", "B/ch01"]
    assert [s.name for s in sites.sources.all()] == ["A/ch01/a.mp4", "B/ch01/a.mp4"]
    third, fourth = tmp_path / "sites" / "C" / "ch01" / "a.mp4", tmp_path / "sites" / "A" / "ch01" / "b.mp4"
    _copies(street, tmp_path / "unused.mp4", tmp_path / "unused.mp4", third, fourth)
    ingest_all(sites, find_sources([third, fourth]), stages, IngestOptions(5.0), silent)
    assert [s.camera for s in sites.sources.all()] == ["A/ch01", "B/ch01", "C/ch01", "A/ch01"]
    assert [sites.sources.get(number).name for number in (1, 2, 4)] == ["A/ch01/a.mp4", "B/ch01/a.mp4", "b.mp4"]
    hits = browse(sites, Query()).hits
    assert {(hit.source, hit.source_name) for hit in hits} == {
        (1, "A/ch01/a.mp4"),
        (2, "B/ch01/a.mp4"),
        (3, "C/ch01/a.mp4"),
        (4, "b.mp4"),
    }


def test_a_camera_that_a_case_has_keeps_its_name(case: Case, stages: Stages, street: Path, tmp_path: Path) -> None:
    root = tmp_path / "sites"
    _copies(street, root / "A" / "ch01" / "a.mp4", root / "B" / "ch01" / "a.mp4", root / "A" / "ch01" / "b.mp4")
    for place in ("A/ch01/a.mp4", "B/ch01/a.mp4", "A/ch01/b.mp4"):
        ingest_all(case, find_sources([root / place]), stages, IngestOptions(5.0), silent)
    assert [s.camera for s in case.sources.all()] == ["ch01", "B/ch01", "ch01"]


def test_a_name_that_could_mean_several_is_refused_with_all_of_them(sites: Case, stages: Stages) -> None:
    searcher = Searcher(sites, stages.embedder)
    for ask in (searcher.search, lambda query: browse(sites, query)):
        with pytest.raises(UsageError, match=r"called a\.mp4: A/ch01/a\.mp4 \(number 1\), B/ch01/a.mp4"):
            ask(Query("red", sources=("a.mp4",)))
        for name in ("A/ch01/a.mp4", "1", str(sites.sources.get(1).path)):
            assert {hit.source for hit in ask(Query("red", sources=(name,))).hits} == {1}
        assert {hit.source for hit in ask(Query("red", sources=("a",), cameras=("B/ch01",))).hits} == {2}
    with pytest.raises(UsageError, match="Several sources are called a:"):
        chosen_sources(Query(sources=("a",)), sites.sources.all())


def test_a_number_is_that_source_even_where_a_file_is_called_so() -> None:
    sources = [
        Source(number, Path(f"/x/{name}.mp4"), "video", "", 0, "", "done") for number, name in ((1, "2"), (2, "1"))
    ]
    assert [source.id for source in called("2", sources)] == [2]
    assert [source.id for source in called("2.mp4", sources)] == [1]
    check_names(Query(sources=("1", "2")), sources)


def test_an_earlier_search_is_repeated_though_its_names_mean_more_by_now(
    case: Case, stages: Stages, street: Path, tmp_path: Path
) -> None:
    _copies(street, tmp_path / "A" / "a.mp4", tmp_path / "B" / "a.mp4")
    ingest_all(case, find_sources([tmp_path / "A"]), stages, IngestOptions(5.0), silent)
    searcher = Searcher(case, stages.embedder)
    query = Query("red", sources=("a.mp4",))
    then = searcher.search(query)
    ingest_all(case, find_sources([tmp_path / "B"]), stages, IngestOptions(5.0), silent)
    again = searcher.repeat(query, then.basis, plan_read(then.plan))
    assert [hit.crop for hit in again.hits] == [hit.crop for hit in then.hits] != []


def test_coverage_names_them_apart(sites: Case) -> None:
    with sites._store.transaction():
        sites._store.connection.execute("UPDATE source SET state = 'failed', frames_decoded = 0")
    said = [sentence for one in coverage_of(sites).sources for sentence in source_sentences(one)]
    assert [sentence.partition(":")[0] for sentence in said] == ["A/ch01/a.mp4", "B/ch01/a.mp4"]
