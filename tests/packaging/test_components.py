"""Whose everything in the folder is, and what is said of it."""

import json
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from components import OURS, Component, components
from contents import PROGRAMS, RESOURCES, ROOT, NotAsExpected
from licences import licence_of, texts_for
from notices import kind_of, notices

ROWS = tomllib.loads((ROOT / "packaging" / "native.toml").read_text(encoding="utf-8"))["library"]
OF_MARKUPSAFE = next(str(file) for file in distribution("markupsafe").files or () if file.suffix in (".so", ".pyd"))


@pytest.fixture(scope="module", autouse=True)
def _with_pyinstaller() -> None:
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed; the extra `package` brings it")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A few files of each kind, by their places only."""
    inside = f"_internal/{RESOURCES}"
    for name in (
        *PROGRAMS,
        "LICENSE",
        "_internal/base_library.zip",
        f"_internal/{OF_MARKUPSAFE}",
        f"{inside}/models/starter/text.onnx",
        f"{inside}/catalogue.toml",
        "_internal/pillow.libs/libwebp-1.so.7",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_each_file_belongs_to_one_component_and_modules_to_theirs(folder: Path) -> None:
    found = {
        one.name: one for one in components(folder, ["jinja2.environment", "jinja2", "json", "cpcl_desktop.cli"])
    }
    assert set(found) == {OURS, "Python", "MarkupSafe", "model starter", "pyinstaller", "libwebp", "Jinja2"}
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert sorted(name for one in found.values() for name in one.files) == there
    assert found["Jinja2"].files == [] and found["MarkupSafe"].version == distribution("markupsafe").version
    assert found["model starter"].is_model and all(one.texts and one.licence for one in found.values())
    assert "Redistribution" in found["MarkupSafe"].texts[0] and "Google" in found["libwebp"].texts[0]


@pytest.mark.parametrize("name", ["_internal/libnobody.so.1", "_internal/what/it.so", "more.exe"])
def test_a_file_that_nobody_claims_fails(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    with pytest.raises(NotAsExpected, match=re.escape(name)):
        components(folder, [])


def test_a_module_that_nobody_claims_fails(folder: Path) -> None:
    with pytest.raises(NotAsExpected, match="the module unheard_of"):
        components(folder, ["unheard_of.part"])


def test_the_bill_is_valid_complete_and_the_same_each_time(folder: Path) -> None:
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed; the extra `package` brings it")
    from cyclonedx.exception import MissingOptionalDependencyException
    from cyclonedx.schema import OutputFormat, SchemaVersion
    from cyclonedx.validation import make_schemabased_validator

    from sbom import bill

    found = components(folder, ["jinja2"])
    text = bill(folder, found, 1_700_000_000)
    assert text == bill(folder, components(folder, ["jinja2"]), 1_700_000_000)
    said = json.loads(text)
    parts = [said["metadata"]["component"], *said["components"]]
    files = [part for one in parts for part in one.get("components", []) if part["type"] == "file"]
    assert {part["name"] for part in files} == {name for one in found for name in one.files}
    assert all(re.fullmatch("[0-9a-f]{64}", part["hashes"][0]["content"]) for part in files)
    try:
        assert make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_6).validate_str(text) is None
    except MissingOptionalDependencyException:
        pytest.skip("jsonschema is not installed, which the schema is checked with")


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT", ""),
        ("BSD-3-Clause AND MIT", ""),
        ("LGPL-2.1-or-later", "lgpl"),
        ("LGPL-3.0-or-later OR GPL-2.0-or-later", "lgpl"),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", "exception"),
        ("AFL-2.1 OR GPL-2.0-or-later", "choice"),
        ("GPL-2.0-or-later", "gpl"),
        ("GPL-2.0-only OR GPL-3.0-only", "gpl"),
        ("MIT AND GPL-3.0-only", "gpl"),
    ],
)
def test_what_a_licence_asks_for(licence: str, kind: str) -> None:
    assert kind_of(licence) == kind


def test_notices_say_what_follows_and_hold_each_text_once() -> None:
    ours = Component(OURS, "1", "Apache-2.0", "")
    some = [Component(name, "2", "MIT", "https://x", texts=("Same words.",)) for name in ("one", "other")]
    free = notices([ours, *some])
    assert free.count("Same words.") == 1 and "one 2, other 2" in free and "under the GPL alone" in free
    bound = notices(
        [ours, *some, Component("x264", "3", "GPL-2.0-or-later", "https://y", files=["av.libs/x264.dll"])]
    )
    assert "WITHOUT AN EXCEPTION" in bound and "  x264 3: GPL-2.0-or-later\n    https://y" in bound
    assert "under the GPL alone" not in bound


def test_every_row_of_libraries_has_words_for_its_licence_where_a_wheel_brings_none() -> None:
    spdx = pytest.importorskip("license_expression", reason="comes with cyclonedx-python-lib")
    known = spdx.get_spdx_licensing()
    for row in ROWS:
        assert row["name"] and row["files"] and row["source"].startswith("http")
        assert row["licence"].startswith("LicenseRef-") or known.validate(row["licence"]).errors == []
        if "copyright" in row and row["licence"] not in ("BSD-3-Clause-Clear", "BSD-2-Clause-Patent"):
            assert len(texts_for(row["licence"], row["copyright"])) > 1, row["name"]


def test_packages_say_their_licence_in_spdx() -> None:
    for name, licence in {
        "numpy": "BSD-3-Clause",
        "pillow": "MIT-CMU",
        "Jinja2": "BSD-3-Clause",
        "av": "BSD-3-Clause",
    }.items():
        assert licence in licence_of(distribution(name))
