import pytest

from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.search.browse import browse
from cpcl_desktop.engine.sources.walk import find_sources


@pytest.fixture
def filled(case, stages, street):
    with case.writer():
        ingest_all(case, find_sources([street]), stages, IngestOptions(camera="gate"), silent)
    return case


def test_it_lists_every_passage_once_in_the_order_of_the_footage(filled):
    hits = browse(filled, Query(limit=100)).hits
    assert len({hit.track for hit in hits}) == len(hits) == filled.counts()["track"] > 1
    assert [hit.start_us for hit in hits] == sorted(hit.start_us for hit in hits)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_each_passage_is_shown_by_its_best_crop(filled):
    for hit in browse(filled, Query()).hits:
        best = filled._store.one("SELECT id FROM crop WHERE track = ? ORDER BY quality DESC LIMIT 1", hit.track)
        assert hit.crop == best["id"]


def test_filters_and_limit_hold(filled):
    everyone = browse(filled, Query()).hits
    one = browse(filled, Query(limit=1))
    assert len(one.hits) == 1 and one.tracks_searched == len(everyone)
    assert browse(filled, Query(cameras=("gate",))).hits == everyone
    middle = everyone[-1].start_us / 1e6
    answer = browse(filled, Query(from_s=middle))
    late = answer.hits
    assert 0 < len(late) == answer.tracks_searched < len(everyone) and all(
        hit.time_us >= middle * 1e6 for hit in late
    )
    with pytest.raises(UsageError, match="attic"):
        browse(filled, Query(cameras=("attic",)))


def test_an_empty_case_has_nothing_to_list(case):
    assert browse(case, Query()).hits == ()
