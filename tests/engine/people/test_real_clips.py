"""How many passages an ingest makes of the people in real clips, with what is in the box."""

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.ingest import ingest
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.stages import open_stages
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import find_sources


@pytest.mark.exhaustive  # half a minute of detecting
@pytest.mark.parametrize(
    ("clip", "fewest", "most"),
    [
        ("one-by-one", 6, 6),
        ("people-walking", 7, 8),
        ("store-aisle", 3, 3),
        ("corridor", 2, 2),
        ("worker-zone", 1, 1),
        ("car-park-no-people", 0, 0),
    ],
)
def test_everybody_is_one_passage(shared_data, tmp_path, clip, fewest, most):
    with Case.open(tmp_path / "clips.cpcl", create=True) as case:
        (found,) = find_sources([shared_data / "videos" / f"{clip}.mp4"])
        ingest(case, found, open_stages(case, None, None, "cpu"), IngestOptions(), silent)
        (source,) = case.sources.all()
        assert source.state == "done" and fewest <= source.tracks <= most
