"""Who may read beside whom: what is the same is let in, every thing that differs is named."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from cpcl_desktop.engine.cluster import admission, working
from cpcl_desktop.engine.cluster.admission import DECIDING, Equipment, equipment_of, refusal, show
from cpcl_desktop.engine.cluster.jobs import PROTOCOL
from cpcl_desktop.engine.ingest.stages import Stages
from tests.engine.cluster.kit import order_of


@pytest.fixture
def here(stages: Stages) -> Equipment:
    return equipment_of(stages)


def test_the_same_machine_is_let_in(here: Equipment, stages: Stages) -> None:
    assert list(here.versions) and set(here.versions) > set(DECIDING) and here.provider == "cpu"
    assert len(here.vectors) == 3 and np.linalg.norm(here.vectors, axis=1) == pytest.approx(1.0)
    assert refusal(here, equipment_of(stages), "cpu") == ""


def test_a_worker_whose_pages_others_can_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = SimpleNamespace(
        name="reader", address="tls://10.0.0.5:1", http_server=SimpleNamespace(address="0.0.0.0")
    )
    for module in (admission, working):
        monkeypatch.setattr(module, "this_worker", lambda: worker)
    assert "--dashboard-address 127.0.0.1:0" in show(order_of(), "").why_not
    worker.http_server.address = "127.0.0.1"
    assert "the model none" in show(order_of(), "").why_not


def test_a_worker_of_another_protocol_is_refused_on_either_side(
    here: Equipment, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = replace(here, versions={name: here.versions[name] for name in DECIDING})  # it tells of none
    assert f"the protocol of its cluster is – there and {PROTOCOL} here" in refusal(here, before, "cpu")
    worker = SimpleNamespace(name="reader", address="tcp://127.0.0.1:1")
    for module in (admission, working):
        monkeypatch.setattr(module, "this_worker", lambda: worker)
    of_before = replace(order_of(), protocol=1)
    assert f"the protocol of its cluster is {PROTOCOL} there and 1 here" in show(of_before, "").why_not
    object.__delattr__(of_before, "protocol")
    assert f"the protocol of its cluster is {PROTOCOL} there and – here" in show(of_before, "").why_not


def test_what_differs_is_named(here: Equipment) -> None:
    older = replace(here, versions={**here.versions, "ONNX Runtime": "1.0"})
    assert "ONNX Runtime is 1.0 there" in refusal(here, older, "cpu")
    cuda = replace(here, provider="cuda")
    assert "run on NVIDIA GPU (CUDA), those of the others on CPU" in refusal(here, cuda, "cpu")
    assert refusal(here, cuda, "cuda") == ""  # all of them there; only this machine has none
    assert "recorder_names.toml" in refusal(here, replace(here, recorder_names="a" * 64), "cpu")
    turned = replace(here, vectors=np.roll(here.vectors, 1, axis=1))
    assert "its vectors are off by" in refusal(here, turned, "cpu")
    assert "its vectors are off by 2.0e+00" in refusal(here, replace(here, vectors=here.vectors[:, :4]), "cpu")


def test_where_other_arithmetic_runs_a_little_more_is_allowed(here: Equipment) -> None:
    off = here.vectors + np.float32(0.05) * np.roll(here.vectors, 1, axis=1)
    near = replace(here, vectors=off / np.linalg.norm(off, axis=1, keepdims=True))
    assert "its vectors are off by" in refusal(here, near, "cpu")
    assert refusal(here, replace(near, provider="cuda"), "cuda") == ""
