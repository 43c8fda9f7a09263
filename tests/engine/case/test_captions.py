"""Sentences of what is to be seen of a passage."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.errors import CaseError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report.pair_groups import decided_of


@pytest.fixture
def path(three_passages: Path) -> Path:
    return three_passages


def test_the_last_sentence_counts_an_empty_one_withdraws_and_all_are_kept(path: Path) -> None:
    with Case.open(path) as case:
        case.captions.describe(1, "a man in  a\nred coat")
        case.captions.describe(2, "a woman")
        case.captions.describe(2, "a woman with a bag")
        case.captions.describe(1, "")
    with Case.open(path) as case:
        assert {track: one.text for track, one in case.captions.current().items()} == {2: "a woman with a bag"}
        assert [one.text for one in case.captions.history(1)] == ["a man in a red coat", ""]
        assert [summary(entry) for entry in case.log.entries("caption")] == [
            "passage 1: “a man in a red coat”",
            "passage 2: “a woman”",
            "passage 2: “a woman with a bag”",
            "passage 1: description withdrawn",
        ]
        assert not case.decisions.history() and verify_case(case, silent, footage=False).faults == []


def test_a_sentence_goes_with_the_picture_that_was_looked_at(path: Path) -> None:
    with Case.open(path) as case:
        case.captions.describe(3, "a man")
        case.passages.join(1, 3)
        assert [(track, one.text) for track, one in case.captions.current().items()] == [(1, "a man")]


def test_what_is_not_there_cannot_be_described(path: Path) -> None:
    with Case.open(path) as case:
        with pytest.raises(CaseError, match="no passage 9"):
            case.captions.describe(9, "nobody")
        with pytest.raises(CaseError, match="no passage 1 with a crop 99"):
            case.captions.describe(1, "nobody", 99)
        assert not case.captions.history()


def test_described_passages_teach_as_confirmed_ones_do(path: Path) -> None:
    with Case.open(path) as case:
        case.captions.describe(1, "a man in red")
        case.captions.describe(1, "a man in a red coat")
        case.decisions.decide(2, "match", description="the woman")
        case.captions.describe(2, "a woman with a bag")
        case.captions.describe(3, "A man in a RED coat")
        decided = decided_of(case, 9, silent)
    assert [(one.track, one.captions) for one in decided.passages] == [
        (1, ("a man in a red coat",)),
        (2, ("a woman with a bag", "the woman")),
        (3, ("A man in a RED coat",)),
    ]
    assert [[one.track for one in group.passages] for group in decided.groups] == [[1, 3], [2]]
    assert decided.passages[0].first[1] == "a man in red" and decided.passages[1].first[1] == "the woman"
    assert decided.others == () and decided.undescribed == 0
