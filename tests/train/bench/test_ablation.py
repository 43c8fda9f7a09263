"""The ablation's bookkeeping, and one variant of it trained for real on drawn people."""

import json

from cpcl_train.bench.ablation import RECIPE, SEEDS, VARIANTS, Plan, main, markdown_table, results_of, run_variant
from cpcl_train.config import load_config
from cpcl_train.run.logbook import Logbook
from cpcl_train.run.loop import train
from tests.train.people import write_people

TINY = (
    "image.height=64", "image.width=32", "model.embed_dim=32", "model.text.width=32", "model.text.heads=2",
    "model.text.layers=1", "model.context_length=16", "data.minimum_count=1", "phases=[{epochs=2,batch=24}]",
)  # fmt: skip


def result(seed, r1, clusters=None):
    last = {"epoch": 5}
    for what, (before, after) in (clusters or {}).items():
        last |= {
            f"clusters/{what}/before/outlier_share": before, f"clusters/{what}/after/outlier_share": after,
            f"clusters/{what}/after/clusters": 40, f"clusters/{what}/after/rand_index": 0.5,
            f"clusters/{what}/after/purity": 0.6,
        }  # fmt: skip
    test = {"r1": r1, "r5": 40.0, "mAP": 20.0, "mINP": 5.0}
    return {"seed": seed, "test": test, "test_last": test, "epochs": [{"epoch": 1}, last]}


def test_every_variant_is_a_configuration_of_its_own():
    configs = [load_config(RECIPE, overrides) for overrides in VARIANTS.values()]
    assert all(configs.count(config) == 1 for config in configs)
    assert len(SEEDS) >= 3


def test_the_table_gives_mean_and_deviation_over_seeds():
    table = markdown_table({
        "plain": [result(1, 18.0), result(2, 20.0), result(3, 22.0)],
        "full": [result(1, 21.0, {"images": (0.3, 0.1), "texts": (0.5, 0.25)})],
        "not run": [],
    })  # fmt: skip
    plain, full = table.splitlines()[2:]
    assert plain.startswith("| plain | 20.0 ± 2.0 | 40.0 ± 0.0 |") and plain.endswith("| – | – | – |")
    assert "| 40 / 40 | 30.0% → 10.0%, 50.0% → 25.0% |" in full and full.startswith("| full | 21.0 ± 0.0 |")


def test_a_variant_trains_from_the_base_and_finished_ones_are_not_run_again(tmp_path, capsys):
    plan = Plan(tmp_path, tmp_path / "renders", None)
    write_people(plan.set)
    base = load_config(RECIPE, [*TINY, "method.enabled=false", "phases=[{epochs=1,batch=24}]"])
    with Logbook(tmp_path / "base") as log:
        train(base, plan.set, tmp_path / "base", log)
    found = run_variant(plan, "+ OPLM", 1, tmp_path / "base", TINY)
    assert found["chosen"] in (1, 2) and 0 <= found["test"]["r1"] <= 100
    assert [row["epoch"] for row in found["epochs"]] == [1, 2]
    assert "clusters/texts/after/outliers" in found["epochs"][1]
    for variant in VARIANTS:
        path = plan.result(variant, 1)
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found | {"variant": variant}), encoding="utf-8")
    assert [len(results_of(plan, variant)) for variant in VARIANTS] == [1] * len(VARIANTS)
    capsys.readouterr()
    assert main([str(tmp_path), "--seeds", "1"]) == 0  # nothing left: neither rendered nor trained
    assert len(capsys.readouterr().out.splitlines()) == 2 + len(VARIANTS)


def test_missing_assets_are_one_sentence(tmp_path, capsys):
    assert main([str(tmp_path / "out"), "--seeds", "1", "--assets", str(tmp_path)]) == 1
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("ablation: ") and str(tmp_path) in line
