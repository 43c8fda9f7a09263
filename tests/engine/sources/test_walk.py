"""A case's files are no footage: reading one in the process that has the case open would drop its locks."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.file import is_case_file
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.models.installed import add_model
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.relink import relink
from cpcl_desktop.engine.sources.walk import Found, find_sources

VISIT = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM source').fetchall(); c.close()"
)


@pytest.fixture
def case(tmp_path):
    with Case.open(tmp_path / "open.cpcl", create=True) as opened:
        opened.sources.add(tmp_path / "gone.mp4", "video", "a" * 64, opened.path.stat().st_size, "", {})
        yield opened


def keeps_its_journal(case: Case) -> bool:
    """Whether another program that opens and closes the case leaves its journal, as it must while it is open."""
    subprocess.run([sys.executable, "-c", VISIT, str(case.path)], check=True)
    return case.path.with_name(f"{case.path.name}-wal").exists()


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal", "-writer", "-waits"])
def test_files_of_a_case_are_known_by_name_and_through_links(tmp_path, end):
    file = tmp_path / f"a.cpcl{end}"
    file.write_bytes(b"")
    link = tmp_path / "clip.mp4"
    link.symlink_to(file)
    assert is_case_file(file) and is_case_file(link)
    assert not is_case_file(tmp_path / "a.cpcl.mp4")


def test_a_case_that_is_named_as_footage_is_refused(case, tmp_path):
    for end in ("", "-wal"):
        with pytest.raises(MediaError, match="is a case's file, not footage"):
            find_sources([tmp_path / f"open.cpcl{end}"])


def test_in_a_folder_only_footage_is_taken_and_no_link_leads_into_a_case(case, tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"x")
    (tmp_path / "b.mp4").symlink_to(case.path)
    (tmp_path / "c.png").symlink_to(case.path)
    assert [one.path.name for one in find_sources([tmp_path])] == ["a.mp4"]


def test_looking_for_moved_footage_passes_over_cases(case, tmp_path):
    with closing(sqlite3.connect(case.path)) as other:  # of just the size that is looked for
        other.execute("UPDATE source SET size = ?", (case.path.stat().st_size,))
        other.commit()
    assert [one.outcome for one in relink(case, [tmp_path], silent)] == ["missing"]
    assert keeps_its_journal(case)


def test_a_case_under_another_name_is_not_read_into_itself(stages, tmp_path):
    with Case.open(tmp_path / "renamed.mp4", create=True) as case:
        case.log.record("verify", {})
        found = [Found(Path(case.path), "video", (case.path,))]
        with pytest.raises(MediaError, match="is the case itself"):
            ingest_all(case, found, stages, IngestOptions(), silent)
        assert keeps_its_journal(case)


def test_a_case_is_no_model(case):
    with pytest.raises(UsageError, match="is a case's file, not a model"):
        add_model(case.path)
    assert keeps_its_journal(case)
