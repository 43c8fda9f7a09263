from pathlib import Path

from cpcl_desktop.engine.ingest.outcomes import Became, outcomes
from cpcl_desktop.engine.records import Gap, Source, SourceState
from cpcl_desktop.engine.sources.walk import Found


def stands(number: int, state: SourceState, *gaps: Gap) -> Source:
    return Source(number, Path("a.mp4"), "video", "", 0, "", state, gaps=gaps)


def test_each_source_has_one_outcome_and_its_files_count() -> None:
    files = (Path("1.png"), Path("2.png"))
    found = [Found(Path(), "frames", files)] * 7
    gap = Gap(0, 1, "damage")
    sources = [
        stands(1, "done"),
        stands(2, "done", gap),
        stands(3, "done"),
        stands(1, "done"),  # the same content once more
        stands(0, "failed"),
        stands(4, "partial"),
        stands(5, "failed"),
    ]
    assert outcomes(found, sources, {3}) == [
        Became("read whole", 1, 2),
        Became("read in part", 1, 2),
        Became("read already", 2, 4),
        Became("not read to the end", 1, 2),
        Became("failed", 2, 4),
    ]
