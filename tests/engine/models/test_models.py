from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.models import installed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_added_bundle_is_found_by_name_and_path(probe: Bundle, home: Path) -> None:
    added = installed.add_model(probe.path)
    assert added.path == home / "models" / "probe" and added.sha256 == probe.sha256
    assert installed.find_model("probe", "image-text").sha256 == probe.sha256
    assert installed.find_model(str(probe.path), "image-text").path == probe.path


def test_unknown_model_names_what_there_is(probe: Bundle) -> None:
    installed.add_model(probe.path)
    with pytest.raises(BundleError, match=r"no image-text model called nope\. Here there are: .*probe"):
        installed.find_model("nope", "image-text")
    with pytest.raises(BundleError, match="no detector model called probe"):
        installed.find_model("probe", "detector")
    with pytest.raises(BundleError, match="here a detector model is needed"):
        installed.find_model(str(probe.path), "detector")


def test_damaged_bundle_is_listed_with_its_fault(probe: Bundle, home: Path) -> None:
    installed.add_model(probe.path)
    (home / "models" / "probe" / "text.onnx").unlink()
    (fault,) = [m.fault for m in installed.installed() if m.bundle is None]
    assert "lacks its file text.onnx" in fault


def test_a_case_finds_its_model_by_content_wherever_it_is(probe: Bundle, case: Case, tmp_path: Path) -> None:
    stored = case.models.use("probe", probe.sha256, probe.path, 6)
    assert installed.find_stored_model(stored).path == probe.path
    gone = case.models.use("probe", probe.sha256, probe.path, 6)
    installed.add_model(probe.path)
    assert installed.find_stored_model(gone).sha256 == probe.sha256


def test_a_case_whose_model_is_gone_says_what_to_do(case: Case, tmp_path: Path) -> None:
    stored = case.models.use("lost", "0" * 64, tmp_path / "lost", 6)
    with pytest.raises(BundleError, match=r"model lost, which is not on this machine .*cpcl models add"):
        installed.find_stored_model(stored)


def test_bare_detector_is_added_with_a_manifest_of_its_own(shared_data: Path) -> None:
    added = installed.add_model(shared_data / "models" / "yolox_nano.onnx")
    assert added.manifest.kind == "detector" and added.manifest.image.height == 416
    assert installed.find_detector("yolox_nano").sha256 == added.sha256
    assert installed.find_detector("motion") is None


def test_what_is_not_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        installed.add_model(tmp_path / "nowhere.zip")
    (tmp_path / "text.onnx").write_text("not a network")
    with pytest.raises(BundleError):
        installed.add_model(tmp_path / "text.onnx")
