"""The command for a lent GPU runs to its end on a processor, in small, so that no minute of a GPU is lost to it."""

import json

import pytest
import torch

from tests.benchmarks.train_gpu import SMALL, main


def test_every_part_is_measured_and_kept(tmp_path, capsys):
    threads = torch.get_num_threads()
    main(["--small", "--batch", "8", "16", "--out", str(tmp_path / "gpu.json")])
    assert torch.get_num_threads() == threads
    found = json.loads(capsys.readouterr().out)
    assert found == json.loads((tmp_path / "gpu.json").read_text(encoding="utf-8"))
    assert [row["batch"] for row in found["step"]] == [8, 16]
    assert all(row["images_per_s"] > 0 and row["operations_per_pair"] > 1e6 for row in found["step"])
    assert found["nccl"]["backend"] in ("gloo", "nccl") and found["nccl"]["gradient_difference"] < 1e-4
    assert all(found["nccl"][part] is True for part in ("sum", "gather", "objects"))
    assert found["clustering"]["clusters"] > 5 and found["clustering"]["rows"] == SMALL.pairs
    epoch = found["epoch"]
    parts = epoch["steps_s"] + epoch["features_s"] + epoch["clustering_s"]
    assert epoch["epoch_s"] == pytest.approx(parts) and 0 < epoch["ratio_to_steps_alone"] < 1
    assert found["fp16"]["steps"] > 6
    assert found["agreement"]["fp32"] > 0.9999 and found["agreement"]["bf16"] > 0.99
