"""A pipe in place of a file costs a sentence, wherever the program takes a path; it never waits for one."""

import os
from pathlib import Path

import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import BundleError, CaseError, MediaError, UsageError
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log_file import check_log_file
from cpcl_desktop.engine.decoder.errands import read_still
from cpcl_desktop.engine.decoder.opening import open_media
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.models.installed import add_model
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report.folder import read_manifest
from cpcl_desktop.engine.sources.relink import relink

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps pipes apart from files")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "live.mp4"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("opening", "error"),
    [
        (open_media, MediaError),
        (read_still, MediaError),
        (Bundle.open, BundleError),
        (add_model, UsageError),
        (Case.open, CaseError),
        (check_log_file, UsageError),
        (lambda path: add_model(_named(path, "detector.onnx")), UsageError),
        (lambda path: read_manifest(_named(path, "manifest.json").parent), CaseError),
    ],
    ids=["media", "image", "bundle", "model", "case", "log", "detector", "report"],
)
def test_a_pipe_costs_a_sentence_wherever_a_path_is_taken(opening, error, pipe: Path) -> None:
    with pytest.raises(error, match="named pipe"):
        opening(pipe)


def test_footage_that_became_a_pipe_is_missing(pipe: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.cpcl", create=True) as case:
        case.sources.add(pipe, "video", "a" * 64, 0, "", {})
        assert [one.state for one in verify_case(case, silent).footage] == ["missing"]
        assert [one.outcome for one in relink(case, [tmp_path], silent)] == ["changed"]


def _named(path: Path, name: str) -> Path:
    path.rename(path.with_name(name))
    return path.with_name(name)
