from pathlib import Path

import pytest

from cpcl_desktop.engine.cluster.places import seen_there, way
from cpcl_desktop.engine.errors import UsageError


def test_a_folder_is_seen_by_the_way_that_is_nearest_above_it() -> None:
    ways = [way("/footage=/mnt/a"), way("/footage/new=/mnt/b/")]
    seen = {path: seen_there(Path(path), ways) for path in ("/footage/x/1.mp4", "/footage/new/2.mp4", "/footage")}
    assert seen == {
        "/footage/x/1.mp4": "/mnt/a/x/1.mp4", "/footage/new/2.mp4": "/mnt/b/2.mp4", "/footage": "/mnt/a",
    }  # fmt: skip
    assert seen_there(Path("/footages/1.mp4"), ways) == "/footages/1.mp4"
    assert seen_there(Path("/footage/1.mp4"), [way(r"/footage=Z:\share")]) == r"Z:\share/1.mp4"


@pytest.mark.parametrize("stated", ["", "=", "/footage", "/footage=", "=/mnt"])
def test_what_is_no_way_is_refused(stated: str) -> None:
    with pytest.raises(UsageError, match="is not FROM=TO"):
        way(stated)
