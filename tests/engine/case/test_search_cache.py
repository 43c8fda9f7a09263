"""Which files beside a case may be taken for what would else be made of it anew."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from tests.engine.evidence.tampering import unguarded
from tests.passage_cases import add_footage


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE digest_page SET digests = CAST(x'ff41' AS TEXT) WHERE \"table\" = 'search_cache'",
        "UPDATE digest_page SET digests = x'ff41' WHERE \"table\" = 'search_cache'",
        "UPDATE table_digest SET lanes = CAST(x'ff41' AS TEXT) WHERE \"table\" = 'crop'",
        "UPDATE search_cache SET sha256 = 'f00d'",
    ],
)
def test_what_was_edited_counts_as_not_noted(tmp_path: Path, edit: str) -> None:
    path, cache = tmp_path / "case.cpcl", tmp_path / "cache"
    cache.write_bytes(b"vectors")
    with Case.open(path, create=True) as case, cache.open("rb") as file:
        add_footage(case, "camera", [(1, 0, 2)])
        case.search_cache.note(file)
        file.seek(0)
        assert case.search_cache.vouches_for(file)
    with unguarded(path) as connection:
        assert connection.execute(edit).rowcount == 1
    with Case.open(path) as case, cache.open("rb") as file:
        assert not case.search_cache.vouches_for(file)
