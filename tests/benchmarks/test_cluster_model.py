"""The model of a cluster says what was measured, never beats what bounds it, and pages show what it gives."""

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import faiss
import numpy as np
import pytest

from cpcl_desktop.engine.bench.records import read
from cpcl_desktop.engine.case.records import StoredModel, VectorRows
from cpcl_desktop.engine.ingest.options import NO_SEAMS
from cpcl_desktop.engine.people.rows import RowLayout
from cpcl_desktop.engine.runtime.places import resource
from cpcl_desktop.engine.search.vectors import VectorIndex
from tests.benchmarks.cluster_model import paper
from tests.benchmarks.cluster_model.figures import CLIP_RATE, READING
from tests.benchmarks.cluster_model.plot import WORKERS, curves, drawn, limits, sentence
from tests.benchmarks.cluster_model.points import FITTED, Point, fitted_begin_s, points
from tests.benchmarks.cluster_model.schedule import Cluster, Job, Step, archive, measured, simulate, speeds

ROOT = Path(__file__).resolve().parents[2]
TOLERANCE = 0.05  # of a ratio
HOUR_MB = 360.0  # of video: 0.1 MB a second of it
ALONE = Cluster(  # reads at 10 × real time; nothing else takes time, for links and store hold nobody up
    rate=10.0, begin_s=0.0, link_mb_s=1e9, hash_mb_s=1e9, write_mb_s=1e9, video_mb_h=HOUR_MB, reads=2, crops_h=0.0,
    part_kb=0.0, look_s=0.0, unite_stretch_s=0.0, unite_crop_s=0.0, join_source_s=0.0, join_crop_s=0.0,
)  # fmt: skip


@pytest.mark.parametrize("point", points().values(), ids=lambda point: point.name)
def test_the_model_gives_the_measured_ratios(point: Point) -> None:
    begin_s = fitted_begin_s(points()[FITTED])
    assert READING["begin_s"].value == pytest.approx(begin_s, abs=0.05)
    assert point.predicted(begin_s) == pytest.approx(point.ratio, abs=0.001 if point.name == FITTED else TOLERANCE)


def test_one_worker_takes_the_sum_and_two_the_longest_first() -> None:
    films = [100.0, 300.0, 200.0, 200.0]
    assert simulate(ALONE, films, 1).read_s == pytest.approx(80)
    assert simulate(ALONE, films, 2).read_s == pytest.approx(40)  # 300 and 100 beside 200 and 200
    assert simulate(ALONE, [*films, 1000.0], 4).read_s == pytest.approx(100)  # one long film is no faster


def test_films_are_cut_as_the_program_does_and_hashed_by_whoever_reads_of_them() -> None:
    assert ALONE.jobs(2699.0) == [Job(2699.0, 2699.0)]
    assert ALONE.jobs(2700.0) == [Job(1800.0, 2700.0), Job(900.0, 2700.0)]
    assert [job.reads_s for job in ALONE.jobs(6000.0)] == [1800.0, 1800.0, 2400.0]
    assert replace(ALONE, sends=True).jobs(6000.0) == [Job(6000.0, 6000.0)]
    assert sum(step.mb for job in ALONE.jobs(6000.0) for step in ALONE.steps(job)) == pytest.approx(2400)


def test_a_long_film_ends_with_its_longest_stretch() -> None:
    assert simulate(ALONE, [6000.0], 1).read_s == pytest.approx(600)
    assert simulate(ALONE, [6000.0], 3).read_s == simulate(ALONE, [6000.0], 64).read_s == pytest.approx(240)
    assert simulate(replace(ALONE, stretch_s=NO_SEAMS), [6000.0], 3).read_s == pytest.approx(600)
    assert simulate(ALONE, [6000.0, 2000.0], 2).read_s == pytest.approx(420)  # 2400 and 1800 beside 2000 and 1800


def test_parts_are_merged_one_by_one_after_all_are_read() -> None:
    cluster = replace(ALONE, begin_s=5.0, join_source_s=2.0, join_crop_s=0.001, crops_h=3600.0)
    run = simulate(cluster, [100.0] * 4, 4)
    assert (run.begin_s, run.read_s, run.join_s) == tuple(map(pytest.approx, (5, 10, 4 * (2 + 0.1))))
    assert run.realtime == pytest.approx(400 / 23.4)


def test_one_machine_looks_at_long_films_and_puts_them_together() -> None:
    cluster = replace(ALONE, look_s=0.5, unite_stretch_s=3.0, unite_crop_s=0.002, crops_h=3600.0)
    films = [100.0, 6000.0]
    run = simulate(cluster, films, 3)
    assert (run.begin_s, run.join_s) == (pytest.approx(0.5), pytest.approx(3 * 3 + 6000 * 0.002))
    assert cluster.limits(films)["one machine"] == pytest.approx(6100 / (0.5 + 21))
    sent = simulate(replace(cluster, sends=True), films, 3)
    assert (sent.begin_s, sent.join_s) == (0, 0)


def test_a_store_is_shared_and_what_one_does_not_need_the_others_have() -> None:
    films = [100.0, 100.0]  # 10 MB each, 1 MB/s while they are read
    assert simulate(replace(ALONE, hash_mb_s=10.0, store_mb_s=10.0), films, 1).read_s == pytest.approx(22)
    # Both are hashed at 5 MB/s for 2 s, then both read.
    assert simulate(replace(ALONE, hash_mb_s=10.0, store_mb_s=10.0), films, 2).read_s == pytest.approx(12)
    assert simulate(replace(ALONE, store_mb_s=1.0), films, 2).read_s == pytest.approx(40)  # 40 MB at 1 MB/s
    assert speeds([Step(10.0, 10.0), Step(1.0, 10.0)], 10.0) == pytest.approx([0.1, 0.9])


def test_who_is_sent_its_footage_waits_for_it_and_takes_it_once() -> None:
    cluster = replace(ALONE, sends=True, link_mb_s=10.0)
    assert simulate(cluster, [100.0], 1).read_s == pytest.approx(11)
    assert sum(step.mb for step in cluster.steps(*cluster.jobs(100.0))) == pytest.approx(10)


def test_no_run_beats_its_limits_and_few_workers_come_near_the_ideal() -> None:
    films = archive()
    for store in (1.0, 10.0):
        cluster = measured(store_mb_s=store * 117.5)
        for count in (1, 8, 64):
            realtime = simulate(cluster, films, count).realtime
            assert realtime <= min([cluster.rate * count, *cluster.limits(films).values()]) * (1 + 1e-9)
    assert simulate(measured(), films, 1).realtime == pytest.approx(measured().rate, rel=0.1)


def test_the_picture_in_the_readme_is_of_the_model() -> None:
    picture = (ROOT / "resources" / "pictures" / "cluster.svg").read_text(encoding="utf-8")
    assert picture == drawn()
    assert "(resources/pictures/cluster.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_picture_has_a_point_for_each_figure_and_says_where_limits_begin() -> None:
    root = ElementTree.fromstring(drawn())
    svg = "{http://www.w3.org/2000/svg}"
    ways = [one.get("points", "").split() for one in root.iter(f"{svg}polyline") if not one.get("stroke-dasharray")]
    heights = [[float(place.split(",")[1]) for place in way] for way in ways]
    every = list(curves().values())
    assert [len(way) for way in heights] == [len(WORKERS)] * len(every)
    for way, other in pairwise(heights):
        assert way[-1] < other[-1]  # a narrower store is lower, so further down
    texts = [text.text or "" for text in root.iter(f"{svg}text")]
    for limit in limits():
        assert f"{limit.name}: from {limit.workers:,.0f} workers" in texts


def test_the_readme_says_what_was_measured_and_what_the_model_gives() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    told = {name: f"{point.ratio:.2f}" for name, point in points().items()}
    long, short, eight = told[FITTED], told["two-films-50s"], told["eight-films-50s"]
    assert (
        f"have {long} of the pace of two ingests side by side with two films of 139 s, {short} with two" in readme
    )
    assert f"of 50 s and {eight} with eight of those" in readme
    assert sentence() in readme


def test_the_page_on_what_is_past_it_has_the_models_table() -> None:
    assert paper.table() in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_figures_on_paper_are_those_of_the_program() -> None:
    manifest = json.loads((resource("models/starter") / "manifest.json").read_text(encoding="utf-8"))
    values = sum(len(attribute["values"]) for attribute in manifest["attributes"])
    assert paper.SEARCHING["numbers"].value == manifest["embedding_dim"] + values
    baseline = {one.key: one.median for one in read(ROOT / "tests" / "benchmarks" / "baseline.json").series}
    alone = (1088 - 272) / (baseline["ingest", 1088] - baseline["ingest", 272])
    assert pytest.approx(alone, rel=0.3) == CLIP_RATE  # another machine's would be another model
    for size, name in ((10_000, "small_ms"), (1_000_000, "large_ms")):
        assert paper.search_ms(size) == pytest.approx(paper.SEARCHING[name].value)
        assert paper.SEARCHING[name].value == pytest.approx(baseline["search", size], rel=0.3)


def test_memory_on_paper_is_what_an_index_holds() -> None:
    rows, passage, numbers = 400, 4, int(paper.SEARCHING["numbers"].value)
    model = StoredModel(1, "m", "0" * 64, Path("/m"), numbers, rows, None)
    index = VectorIndex(model, RowLayout(numbers))
    data = np.random.default_rng(1).standard_normal((rows, numbers)).astype(np.float16)
    count = np.arange(rows)
    index.add(VectorRows(data, count, count // passage, count // 100, count))
    columns = [getattr(index, name).nbytes for name in ("starts", "crops", "tracks", "sources", "times_us")]
    held = index.all_rows().data.nbytes + faiss.vector_to_array(index._faiss.codes).nbytes + sum(columns)
    assert paper.held_bytes(passage) == pytest.approx(held / rows, rel=0.001)
