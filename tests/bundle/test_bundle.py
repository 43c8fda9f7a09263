# Holds SECURITY.md: bundles are read whole or refused, and networks that read files outside them are not opened

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.errors import BundleError
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput, Manifest, parse_manifest
from tests.probe import CALIBRATION, write_probe


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    manifest = Manifest("detector", "probe", "CC0", ImageInput(8, 4), detector=DetectorSpec())
    return write_bundle(tmp_path / "probe", manifest, {"detector": ("net.onnx", b"weights")}).path


def _edit(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | changes))


def test_written_bundle_opens_with_the_same_manifest_and_content(folder: Path) -> None:
    bundle = Bundle.open(folder)
    assert bundle.manifest.image == ImageInput(8, 4)
    assert bundle.read("detector") == b"weights"
    assert len(bundle.sha256) == 64


@pytest.mark.parametrize("top", ["", "probe/"])
def test_zip_is_the_same_bundle_as_its_folder(folder: Path, tmp_path: Path, top: str) -> None:
    path = tmp_path / "probe.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, top + file.name)
    assert Bundle.open(path).sha256 == Bundle.open(folder).sha256
    assert Bundle.open(path).read("detector") == b"weights"


def test_altered_file_is_refused_when_read(folder: Path) -> None:
    (folder / "net.onnx").write_bytes(b"weighty")
    bundle = Bundle.open(folder)
    with pytest.raises(BundleError, match=r"net\.onnx .* changed or damaged"):
        bundle.verify()


def test_missing_and_resized_files_are_named(folder: Path) -> None:
    (folder / "net.onnx").write_bytes(b"longer than before")
    with pytest.raises(BundleError, match="has 18 bytes where the manifest says 7"):
        Bundle.open(folder)
    (folder / "net.onnx").unlink()
    with pytest.raises(BundleError, match=r"lacks its file net\.onnx"):
        Bundle.open(folder)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "C:/x", "a\\..\\b", "a/../../b", ""])
def test_path_outside_the_bundle_is_refused(folder: Path, path: str) -> None:
    _edit(folder, files={"detector": {"path": path, "sha256": "0" * 64, "size": 1}})
    with pytest.raises(BundleError, match="outside the bundle"):
        Bundle.open(folder)


def test_link_that_leaves_the_bundle_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"weights")
    (folder / "net.onnx").unlink()
    (folder / "net.onnx").symlink_to(tmp_path / "outside")
    with pytest.raises(BundleError, match="leads outside the bundle"):
        Bundle.open(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema_version": 99}, "schema version 99"),
        ({"surprise": 1}, "unknown key manifest.surprise"),
        ({"kind": "pickle"}, "manifest.kind is 'pickle'"),
        ({"image": {"height": "8", "width": 4}}, "manifest.image.height is '8'"),
        ({"image": {"height": 0, "width": 4}}, "impossible input size"),
        ({"image": {"height": 8, "width": 1_000_000}}, "impossible input size"),
        ({"files": {}}, "names no file for: detector"),
        ({"detector": None}, "how to read its output"),
    ],
)
def test_manifest_that_does_not_fit_says_why(folder: Path, change: dict[str, object], message: str) -> None:
    _edit(folder, **change)
    with pytest.raises(BundleError, match=message):
        Bundle.open(folder)


def test_not_a_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no model at"):
        Bundle.open(tmp_path / "nowhere")
    (tmp_path / "text.zip").write_text("not a zip")
    with pytest.raises(BundleError, match="cannot be read"):
        Bundle.open(tmp_path / "text.zip")


def test_write_refuses_to_replace_what_is_not_a_bundle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "note.txt").write_text("keep")
    with pytest.raises(BundleError, match="left as it is"):
        write_bundle(tmp_path / "precious", Bundle.open(folder).manifest, {"detector": ("n", b"x")})
    assert (tmp_path / "precious" / "note.txt").read_text() == "keep"


def _zipped(folder: Path, path: Path, extra: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "manifest.json", "manifest.json")
        for name, content in extra.items():
            archive.writestr(name, content)
    return path


def test_a_zip_that_unpacks_to_absurdly_much_is_not_unpacked(folder: Path, tmp_path: Path) -> None:
    size = 64 << 20
    _edit(folder, files={"detector": {"path": "net.onnx", "sha256": "0" * 64, "size": size}})
    with pytest.raises(BundleError, match=r"unpacks to 67108864 bytes from \d+, which no model does"):
        Bundle.open(_zipped(folder, tmp_path / "bomb.zip", {"net.onnx": bytes(size)}))


def test_absurd_sizes_are_refused_before_anything_is_read(folder: Path) -> None:
    _edit(folder, files={"detector": {"path": "net.onnx", "sha256": "0" * 64, "size": 9 << 30}})
    with pytest.raises(BundleError, match="absurd size"):
        Bundle.open(folder)
    with (folder / "vast.onnx").open("wb") as file:
        file.truncate(5 << 30)  # takes no room: nothing is written
    entry = {"path": "vast.onnx", "sha256": "0" * 64, "size": 5 << 30}
    _edit(folder, files={"detector": entry, "more": entry})
    with pytest.raises(BundleError, match="absurd size"):
        Bundle.open(folder)


def test_names_in_a_zip_lead_nowhere(folder: Path, tmp_path: Path) -> None:
    """Only what the manifest names is read, into memory; nothing of a zip is ever written under its own name."""
    (tmp_path / "in").mkdir()
    outside = {"net.onnx": b"weights", "../out.txt": b"out", "/abs.txt": b"out"}
    path = _zipped(folder, tmp_path / "in" / "evil.zip", outside)
    Bundle.open(path).verify()
    assert sorted(file.name for file in tmp_path.rglob("*.txt")) == []


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_a_damaged_zip_says_so(folder: Path, tmp_path: Path, at: float) -> None:
    content = bytes(range(256)) * 400
    _edit(folder, files={"detector": {"path": "net.onnx", "sha256": "0" * 64, "size": len(content)}})
    path = _zipped(folder, tmp_path / "probe.zip", {"net.onnx": content})
    data = bytearray(path.read_bytes())
    middle = int(len(data) * at)
    data[middle : middle + 20] = b"\xff" * 20
    path.write_bytes(data)
    with pytest.raises(BundleError):
        Bundle.open(path).verify()


def test_a_manifest_nested_beyond_reason_is_refused(folder: Path) -> None:
    (folder / "manifest.json").write_text("[" * 200_000)
    with pytest.raises(BundleError, match="not valid JSON"):
        Bundle.open(folder)


def test_calibration_travels_in_the_manifest_and_one_without_stays_the_same_bytes(tmp_path):
    plain = write_probe(tmp_path / "plain").manifest
    assert "calibration" not in plain.to_json()
    told = replace(plain, calibration=CALIBRATION)
    assert parse_manifest(told.to_json()) == told
    with pytest.raises(BundleError, match="calibration is not for its 0 values"):
        parse_manifest(replace(told, calibration=replace(CALIBRATION, shares=(0.5,))).to_json())


def test_a_manifest_read_and_written_again_stays_the_same_bytes() -> None:
    shipped = (Path(__file__).parents[2] / "resources" / "models" / "starter" / "manifest.json").read_text(
        encoding="utf-8"
    )
    assert parse_manifest(shipped).to_json() == shipped
    # Of a bundle without what is newer, whose hash cases know, nothing of that is written.
    older = replace(parse_manifest(shipped), attributes=(), calibration=None)
    newer = ("agreement", "attributes", "calibration", "ports")
    assert not set(newer) & set(json.loads(older.to_json()))
