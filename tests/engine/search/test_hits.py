"""Hits as columns: each is what it would be if made alone, and what is looked up of all is what each says."""

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Hit, Query, Support
from cpcl_desktop.engine.search.browse import listed
from cpcl_desktop.engine.search.hits import (
    _MADE,
    _PLAIN,
    VERDICTS,
    Hits,
    Strengths,
    Supports,
    Taken,
    column,
    hit_of,
)
from tests.passage_cases import add_footage, noon


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    with Case.open(tmp_path_factory.mktemp("hits") / "a.cpcl", create=True) as made:
        add_footage(made, "gate", [(1, at, at + 3) for at in range(40)], noon())
        add_footage(made, "yard", [(2, at, at + 2) for at in range(30)])
        yield made


@pytest.fixture
def hits(case: Case) -> Hits:
    """Seventy of them, with two phrases each and a strength."""
    where, draw = listed(case, Query(limit=99)).hits.where, np.random.default_rng(4)
    shape = (len(where), 2)
    codes = draw.integers(0, 3, shape).astype(np.int8)
    supports = Supports(("red", "left"), codes, draw.uniform(0, 1, shape), np.broadcast_to(np.int8([0, 1]), shape))
    strengths = Strengths(draw.uniform(0, 1, len(where)), draw.integers(0, 3, len(where)).astype(np.int8))
    return Hits(where, draw.uniform(-1, 1, len(where)), supports, strengths)


def test_a_hit_is_what_it_would_be_alone(hits: Hits, case: Case) -> None:
    for at in (0, 41, -1):
        hit, place = hits[at], at % len(hits)
        row = case.gallery.crop_rows([hit.crop])[hit.crop]
        told = tuple(
            Support(text, VERDICTS[hits._supports.verdicts[place, n]], hits._supports.scores[place, n], by)
            for n, (text, by) in enumerate((("red", "pictures"), ("left", "path")))
        )
        strength, label = (
            hits._strengths.probabilities[place],
            ("weak", "fair", "strong")[hits._strengths.labels[place]],
        )
        assert hit == hit_of(place + 1, hits.scores[place], row, told, strength, label)
        assert type(hit.score) is float and type(hit.track) is int and type(hit.phrases[0].score) is float
    with pytest.raises(IndexError):
        hits[len(hits)]


@pytest.mark.parametrize("name", _PLAIN)
def test_a_column_is_what_each_hit_says(hits: Hits, name: str) -> None:
    whole = list(hits)
    for some, alone in (
        (hits, whole),
        (hits[5:60:3], whole[5:60:3]),
        (Taken(hits, np.array([9, 2, 2])), [whole[9], whole[2], whole[2]]),
        (hits[30:][:4], whole[30:34]),
        (hits[:0], []),
    ):
        told, plain = column(some, name), column(alone, name)
        assert told.tolist() == plain.tolist() and told.dtype == plain.dtype
        assert some == alone and alone == some and list(some) == alone


def test_columns_of_hits_of_which_nothing_is_said(case: Case) -> None:
    plain = listed(case, Query(limit=9)).hits
    assert column(plain, "label").tolist() == [-1] * 9 and column(tuple(plain), "label").tolist() == [-1] * 9
    assert plain[0].phrases == () and plain[0].strength is plain[0].label is None


def test_what_is_on_the_screen_is_made_once_and_not_kept_for_ever(hits: Hits) -> None:
    first: Hit = hits[3]
    assert hits[3] is first and Taken(hits, np.array([3]))[0] is first
    many = Hits(hits.where.in_order(np.arange(2 * _MADE) % len(hits)), np.zeros(2 * _MADE))
    assert sum(1 for _ in many) == 2 * _MADE and len(many._made) <= _MADE


def test_lists_of_other_hits_or_of_another_length_differ(hits: Hits) -> None:
    assert hits != list(hits)[::-1] and hits != hits[:-1] and hits != "hits" and hits[:1] == (hits[0],)
