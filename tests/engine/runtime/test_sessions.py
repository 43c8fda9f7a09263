"""Sessions: the provider that is used and why, runs, and batches within memory."""

import os
import subprocess
import sys

import numpy as np
import pytest

from cpcl_desktop.engine.errors import BundleError, MachineError, UsageError
from cpcl_desktop.engine.runtime.providers import (
    PROVIDER_CHOICES,
    candidates,
    driver_missing,
    explain,
    find_provider,
    missing_libraries,
    nvidia_device_present,
    raw_lines_caught,
)
from cpcl_desktop.engine.runtime.sessions import MemoryExhausted, open_session, run_batched
from tests.networks import doubler, hungry

LINUX_LINES = (
    "2026-11-23 09:20:55 [E:onnxruntime:Default, provider_bridge_ort.cc:2458 operator()] [ONNXRuntimeError] : 1 : "
    "FAIL : Failed to load library /venv/onnxruntime/capi/libonnxruntime_providers_cuda.so with error: "
    "libcublasLt.so.12: cannot open shared object file: No such file or directory\n"
    "Failed to load libcudnn.so.9: libcudnn.so.9: cannot open shared object file: No such file or directory\n"
)
WINDOWS_LINES = (
    "Failed to load C:\\venv\\cudnn64_9.dll: Could not find module 'C:\\venv\\cudnn64_9.dll' (or one of its "
    "dependencies).\nFailed to load library C:\\venv\\onnxruntime_providers_cuda.dll\n"
)

no_nvidia = pytest.mark.skipif(nvidia_device_present(), reason="this machine has an NVIDIA GPU")


def test_runs_on_the_cpu():
    session = open_session(doubler(), "cpu", 1)
    (output,) = session.run({"x": np.array([[1, 2]], np.float32)})
    assert output.tolist() == [[2, 4]]
    assert session.inputs == {"x": ("n", 2)}
    assert session.outputs == {"y": ("n", 2)}
    assert (session.provider.asked, session.provider.used, session.provider.reason) == ("cpu", "cpu", "")


@no_nvidia
def test_auto_without_a_gpu_says_cpu_and_nothing_more(capfd):
    session = open_session(doubler())
    assert str(session.provider) == "CPU"
    assert capfd.readouterr() == ("", "")


@no_nvidia
@pytest.mark.skipif(driver_missing() is None, reason="this machine has an NVIDIA driver")
@pytest.mark.parametrize("asked", ["cuda", "tensorrt"])
def test_a_gpu_asked_for_in_vain_names_the_missing_library_in_place_of_raw_lines(asked, capfd):
    session = open_session(doubler(), asked, 1)
    assert session.run({"x": np.ones((1, 2), np.float32)})[0].tolist() == [[2, 2]]
    assert session.provider.used == "cpu"
    assert driver_missing() in session.provider.reason or "was built without it" in session.provider.reason
    assert "\n" not in session.provider.reason
    assert capfd.readouterr() == ("", "")


def test_a_provider_that_the_runtime_lacks_is_named():
    reason = explain(find_provider("directml"), False, "")
    assert reason.startswith("GPU (DirectML) was not used and the CPU took its place")
    assert "built without it" in reason


def test_an_unknown_provider_is_wrong_use():
    with pytest.raises(UsageError, match="cuda"):
        open_session(doubler(), "gpu")


def test_auto_never_picks_what_the_runtime_lacks():
    assert candidates("auto", frozenset({"CPUExecutionProvider"})) == []
    assert [p.name for p in candidates("auto", frozenset({"DmlExecutionProvider"}))] == ["directml"]
    assert candidates("cpu", frozenset()) == []
    assert PROVIDER_CHOICES[:3] == ("auto", "cpu", "cuda")


def test_missing_libraries_are_read_from_the_raw_lines():
    assert missing_libraries(LINUX_LINES) == ["libcublasLt.so.12", "libcudnn.so.9"]
    assert missing_libraries(WINDOWS_LINES) == ["cudnn64_9.dll"]
    assert missing_libraries("all is well") == []


def test_the_reason_names_each_library_with_its_origin_and_the_remedy():
    reason = explain(find_provider("cuda"), True, LINUX_LINES)
    assert "libcublasLt.so.12 (CUDA)" in reason
    assert "libcudnn.so.9 (cuDNN)" in reason
    assert "cpcl-desktop[cuda]" in reason


def test_another_complaint_is_passed_on_without_its_decoration():
    raw = "\x1b[0;93m2026 [E:onnxruntime:Default, x.cc:1 f] model not supported\x1b[m\n"
    assert explain(find_provider("coreml"), True, raw).endswith("took its place: model not supported.")
    assert explain(find_provider("coreml"), True, "").endswith("the runtime gave no reason.")


def test_lines_of_others_reach_standard_error(capfd):
    with raw_lines_caught() as caught:
        os.write(2, b"\x1b[1;31m[E:onnxruntime:Default] raw\n\x1b[m\nfrom another thread\n")
    assert capfd.readouterr().err == "from another thread\n"
    assert any("raw" in line for line in caught)


def test_bytes_that_are_no_network_are_an_error():
    with pytest.raises(BundleError, match="not an ONNX model"):
        open_session(b"not a network", "cpu")


def test_a_failed_run_is_an_error_and_prints_nothing(capfd):
    session = open_session(doubler(), "cpu", 1)
    with pytest.raises(MachineError, match="CPU"):
        session.run({"x": np.ones((1, 3), np.float32)})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("rows", "size"), [(7, 3), (6, 3), (1, 8), (0, 4)])
def test_batches_give_what_one_run_gives(rows, size):
    batch = np.arange(rows * 2, dtype=np.float32).reshape(rows, 2)
    (output,) = run_batched(open_session(doubler(), "cpu", 1), "x", batch, size)
    assert np.array_equal(output, 2 * batch)


def test_the_batch_is_halved_when_memory_runs_out_and_the_size_is_kept():
    session = open_session(hungry(most_rows=2), "cpu", 1)
    batch = np.arange(9, dtype=np.float32)[:, None]
    (output,) = run_batched(session, "x", batch, 8)
    assert np.array_equal(output, batch)
    assert session.batch_limit == 2


def test_a_single_row_that_does_not_fit_is_an_error():
    session = open_session(hungry(most_rows=0), "cpu", 1)
    with pytest.raises(MemoryExhausted, match="exhausted"):
        run_batched(session, "x", np.ones((4, 1), np.float32), 4)


def test_the_runtime_is_not_imported_before_it_is_needed():
    code = "import sys, cpcl_desktop.engine.people.detect; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
