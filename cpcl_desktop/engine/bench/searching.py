"""What searching costs, in cases of more and more crops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial

from cpcl_desktop.engine.bench.made_case import grow
from cpcl_desktop.engine.bench.records import LeftOut, Series
from cpcl_desktop.engine.bench.setting import RUNS, Setting
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.runtime.machine import memory_bytes
from cpcl_desktop.engine.search.searcher import Searcher

SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (10_000, 20_000)
SEARCHES = 3 * RUNS  # a search is short
DISK_A_CROP, MEMORY_A_CROP = 12_000, 8_000  # bytes, with room to spare: case and cache; index and building it
_QUERIES = (
    ("search", Query(text="a man in a blue hoodie", literal=True, limit=200)),
    ("search in one camera", Query(text="a man in a blue hoodie", literal=True, limit=200, cameras=["camera 03"])),
    ("search with phrases", Query(text="woman in a red coat, blue jeans and black boots", limit=200)),
)


def searching(setting: Setting) -> Iterator[Series | LeftOut]:
    """Whole answers with 200 hits; and until a case can be searched, its index from the cache where it has one."""
    embedder = setting.stages.embedder
    with Case.open(setting.folder / "made.cpcl", create=True) as case:
        for crops in QUICK_SIZES if setting.is_quick else SIZES:
            if why := _no_room(setting, crops):
                yield LeftOut(f"search of {crops:,} crops", why)
                continue
            grow(case, embedder, crops, setting.report)
            Searcher(case, embedder).prepare()  # leaves the cache

            def ready() -> None:
                Searcher(case, embedder).prepare()

            yield Series("ready to search", "s", setting.timed(f"opening {crops:,} crops", ready), crops)
            searcher = Searcher(case, embedder)
            for name, query in _QUERIES:
                if query.cameras and not any(source.camera in query.cameras for source in case.sources.all()):
                    continue
                times = setting.timed(f"{name}, {crops:,} crops", partial(searcher.rank, query), SEARCHES)
                yield Series(name, "ms", [1000 * seconds for seconds in times], crops)


def _no_room(setting: Setting, crops: int) -> str:
    """Why so large a case is not made here; empty where it can be."""
    disk, memory = crops * DISK_A_CROP, crops * MEMORY_A_CROP
    free, there = shutil.disk_usage(setting.folder).free, memory_bytes()
    if free < disk:
        return f"It takes {disk / 1e9:.1f} GB of disk, and {free / 1e9:.1f} are free; --folder names another place."
    if there is not None and there < memory:
        return f"It takes {memory / 1e9:.1f} GB of memory, and there are {there / 1e9:.1f}."
    return ""
