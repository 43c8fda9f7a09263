"""Another model for a case: built beside, switched to at once, gone back from, never mixed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case import models as case_models
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.decoder.opening import INSIDE
from cpcl_desktop.engine.errors import BundleError, Cancelled, CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest import reindex
from cpcl_desktop.engine.ingest.ingest import ingest_all
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.reindex import change_model, go_back
from cpcl_desktop.engine.ingest.reindex_plan import plan_reindex
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.records import Query
from cpcl_desktop.engine.report.records import ReportOptions
from cpcl_desktop.engine.report.verify import verify_report
from cpcl_desktop.engine.report.writing import write_report
from cpcl_desktop.engine.search.searcher import Searcher, searcher_for
from cpcl_desktop.engine.sources.walk import find_sources
from tests.probe import write_probe
from tests.street import ColourDetector, stop_after, write_clip

WIDER = (3, 4, 5, 0, 1, 2, 0, 1)  # another order and length: vectors of it fit no query of the probe
RED = Query(text="red bluetrousers", limit=9)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither fonts nor decoder processes are the subject here."""
    monkeypatch.setenv(INSIDE, "1")
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_probe(tmp_path_factory.mktemp("wider") / "wider", "wider", WIDER)


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_probe(tmp_path_factory.mktemp("third") / "third", "third", (5, 4, 3, 2, 1, 0))


@pytest.fixture(scope="module")
def walked(probe: Bundle, street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the street's three passages; tests change copies of it."""
    path = tmp_path_factory.mktemp("walked") / "walked.cpcl"
    os.environ[INSIDE] = "1"
    with Case.open(path, create=True) as case:
        ingest_all(
            case, find_sources([street]), Stages(ColourDetector(), Embedder(probe, "cpu", 1)), OPTIONS, silent
        )
    del os.environ[INSIDE]
    return path


OPTIONS = IngestOptions(5.0, camera="street")


@pytest.fixture
def case(walked: Path, tmp_path: Path) -> Iterator[Case]:
    with Case.open(Path(shutil.copy(walked, tmp_path / "test.cpcl"))) as opened:
        yield opened


def _add_footage(case: Case, bundle: Bundle, folder: Path) -> None:
    clip = write_clip(folder / "later.mp4", frames=30)
    ingest_all(case, find_sources([clip]), Stages(ColourDetector(), Embedder(bundle, "cpu", 1)), OPTIONS, silent)


def _stop_at(track: int) -> Callable[[Progress], None]:
    """A report that cancels before the track with this place in the order is embedded."""

    def report(progress: Progress) -> None:
        if progress.stage.startswith("Embedding") and (track := track_left()) < 0:
            raise Cancelled(f"stopped at {track}")

    left = [track]

    def track_left() -> int:
        left[0] -= 1
        return left[0]

    return report


def _states(case: Case) -> dict[str, str]:
    return {model.name: model.state for model in case.models.all()}


def _faults(case: Case) -> list[str]:
    return list(verify_case(case, silent, footage=False).faults)


def test_the_case_is_searched_with_the_other_model_after_the_switch_and_verifies(case: Case, wider: Bundle) -> None:
    before = searcher_for(case).rank(RED)
    changed = change_model(case, wider, "cpu", silent)
    assert (changed.before.name, changed.model.name, changed.embedded) == ("probe", "wider", case.counts()["crop"])
    assert _states(case) == {"probe": "kept", "wider": "in use"}
    after = searcher_for(case).rank(RED)
    assert (after.model_name, after.model_sha256) == ("wider", wider.sha256)
    assert sorted(hit.track for hit in after.hits) == sorted(hit.track for hit in before.hits)
    assert after.hits[0].track == 1 and after.crops_searched == before.crops_searched
    assert _faults(case) == []


def test_vectors_are_those_of_the_stored_pictures_in_full(case: Case, probe: Bundle, wider: Bundle) -> None:
    """The other model has the probe's numbers in another order, so its vectors are known beforehand."""
    stored = case.gallery.vectors_after(case.models.current())
    change_model(case, wider, "cpu", silent)
    model = case.models.current()
    built = case.gallery.vectors_after(model)
    np.testing.assert_array_equal(built.crops, stored.crops)
    wanted = stored.data.astype(np.float32)[:, list(WIDER)]
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    assert (built.data.astype(np.float32) * wanted).sum(axis=1).min() > 0.995  # JPEG is between them
    np.testing.assert_allclose(model.centre, built.data.astype(np.float64).mean(axis=0), atol=1e-6)


def test_stopped_it_goes_on_and_searches_stay_with_the_model_before(
    case: Case, wider: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "COMMIT_EVERY_S", 0.0)
    before = searcher_for(case).rank(RED)
    with pytest.raises(Cancelled):
        change_model(case, wider, "cpu", _stop_at(2))
    built = case.models.in_state("building")
    assert 0 < built.vectors < case.counts()["crop"] and len(case.change.tracks_left(built)) == 1
    assert searcher_for(case).rank(RED).hits == before.hits and _faults(case) == []
    changed = change_model(case, wider, "cpu", silent)
    assert changed.embedded == case.counts()["crop"] - built.vectors
    assert _states(case) == {"probe": "kept", "wider": "in use"} and _faults(case) == []
    begun = [e for e in case.log.entries("model") if "change begun" in e.details]
    assert len(begun) == 1


@pytest.mark.parametrize("at", ["add_vectors", "switch"])
def test_killed_at_any_moment_it_goes_on(case: Case, wider: Bundle, at: str) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from cpcl_desktop.bundle.bundle import Bundle\nfrom cpcl_desktop.engine.case.case import Case\n"
        "from cpcl_desktop.engine.case.model_change import ModelChange\n"
        "from cpcl_desktop.engine.ingest import reindex\nfrom cpcl_desktop.engine.progress import silent\n"
        "reindex.COMMIT_EVERY_S = 0.0\nwhole = getattr(ModelChange, sys.argv[3])\ncalls = []\n"
        "def die(self, *given):\n"
        "    calls.append(1)\n"
        "    if sys.argv[3] == 'switch':\n"
        "        self._delete = self._set_state = lambda *_: os._exit(9)\n"
        "    elif len(calls) == 2:\n        os._exit(9)\n"
        "    return whole(self, *given)\n"
        "setattr(ModelChange, sys.argv[3], die)\n"
        "with Case.open(Path(sys.argv[1])) as case:\n"
        "    reindex.change_model(case, Bundle.open(Path(sys.argv[2])), 'cpu', silent)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", script, str(case.path), str(wider.path), at]
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    assert _states(case) == {"probe": "in use", "wider": "building"} and _faults(case) == []
    change_model(case, wider, "cpu", silent)
    assert _states(case) == {"probe": "kept", "wider": "in use"} and _faults(case) == []


def test_footage_added_between_is_embedded_before_the_switch(
    case: Case, probe: Bundle, wider: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(Cancelled):
        change_model(case, wider, "cpu", _stop_at(1))
    _add_footage(case, probe, tmp_path)
    change_model(case, wider, "cpu", silent)
    assert case.models.current().vectors == case.counts()["crop"]
    assert searcher_for(case).rank(RED).crops_searched == case.counts()["crop"] and _faults(case) == []


def test_reading_that_was_stopped_goes_on_with_the_other_model(
    probe: Bundle, wider: Bundle, street: Path, tmp_path: Path, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpcl_desktop.engine.ingest.reading.REPORT_EVERY_S", 0.0)
    with Case.open(tmp_path / "stopped.cpcl", create=True) as case:
        found, detector = find_sources([street]), ColourDetector()
        with pytest.raises(Cancelled):
            ingest_all(case, found, Stages(detector, Embedder(probe, "cpu", 1)), OPTIONS, stop_after(9))
        assert 0 < case.counts()["track"] < 3
        change_model(case, wider, "cpu", silent)
        (source,) = ingest_all(case, found, Stages(detector, Embedder(wider, "cpu", 1)), OPTIONS, silent)
        assert (source.state, source.tracks, case.models.current().vectors) == ("done", 3, source.crops)
        assert _faults(case) == []
        go_back(case, "cpu", silent)
        assert case.models.current().vectors == source.crops and _faults(case) == []


def test_a_source_read_anew_is_vouched_for_with_the_model_it_was_read_with(
    case: Case, street: Path, wider: Bundle
) -> None:
    change_model(case, wider, "cpu", silent)
    case.tracks.restart_source(1, {})
    stages = Stages(ColourDetector(), Embedder(wider, "cpu", 1))
    (source,) = ingest_all(case, find_sources([street]), stages, OPTIONS, silent)
    assert source.state == "done" and _faults(case) == []
    assert {model.name: model.vectors for model in case.models.all()} == {"probe": 0, "wider": source.crops}
    go_back(case, "cpu", silent)
    assert case.models.current().vectors == source.crops and _faults(case) == []


def test_footage_is_not_added_while_a_build_runs(case: Case, probe: Bundle, wider: Bundle) -> None:
    def try_to_add(_: Progress) -> None:
        with pytest.raises(CaseError, match="or its model is changed"), case.writer():
            pass

    with case.writer():
        change_model(case, wider, "cpu", try_to_add)


def test_the_model_before_adds_no_more_footage(case: Case, probe: Bundle, wider: Bundle, tmp_path: Path) -> None:
    change_model(case, wider, "cpu", silent)
    with pytest.raises(CaseError, match="indexed with the model wider; scores of probe"):
        _add_footage(case, probe, tmp_path)


def test_the_way_back_takes_along_what_came_since(case: Case, probe: Bundle, wider: Bundle, tmp_path: Path) -> None:
    change_model(case, wider, "cpu", silent)
    _add_footage(case, wider, tmp_path)
    back = go_back(case, "cpu", silent)
    assert (back.before.name, back.model.name) == ("wider", "probe") and back.embedded > 0
    assert _states(case) == {"probe": "in use", "wider": "kept"} and _faults(case) == []
    assert searcher_for(case).rank(RED).crops_searched == case.counts()["crop"]
    forth = change_model(case, wider, "cpu", silent)
    assert forth.embedded == 0 and _faults(case) == []


def test_the_next_change_takes_the_place_of_what_was_kept(case: Case, wider: Bundle, third: Bundle) -> None:
    change_model(case, wider, "cpu", silent)
    change_model(case, third, "cpu", silent)
    assert _states(case) == {"wider": "kept", "third": "in use"} and _faults(case) == []


def test_dropped_vectors_leave_no_way_back(case: Case, wider: Bundle) -> None:
    change_model(case, wider, "cpu", silent)
    assert case.change.drop_kept().name == "probe"
    assert _states(case) == {"wider": "in use"} and _faults(case) == []
    with pytest.raises(UsageError, match="no way back"):
        go_back(case, "cpu", silent)
    with pytest.raises(UsageError, match="keeps no vectors"):
        case.change.drop_kept()


def test_a_change_is_given_up_and_no_third_begun_beside_it(case: Case, wider: Bundle, third: Bundle) -> None:
    with pytest.raises(Cancelled):
        change_model(case, wider, "cpu", _stop_at(1))
    with pytest.raises(UsageError, match="change to the model wider is under way"):
        change_model(case, third, "cpu", silent)
    assert case.change.give_up().name == "wider"
    assert _states(case) == {"probe": "in use"} and _faults(case) == []
    with pytest.raises(UsageError, match="under way"):
        case.change.give_up()


def test_the_same_model_or_an_empty_case_is_no_change(case: Case, probe: Bundle, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="uses the model probe already"):
        change_model(case, probe, "cpu", silent)
    with (
        Case.open(tmp_path / "empty.cpcl", create=True) as empty,
        pytest.raises(UsageError, match="no footage yet"),
    ):
        change_model(empty, probe, "cpu", silent)


def test_a_damaged_bundle_changes_nothing(case: Case, wider: Bundle, tmp_path: Path) -> None:
    folder = shutil.copytree(wider.path, tmp_path / "damaged")
    content = (folder / "text.onnx").read_bytes()
    (folder / "text.onnx").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BundleError, match="was changed or damaged"):
        change_model(case, Bundle.open(folder), "cpu", silent)
    assert _states(case) == {"probe": "in use"} and len(case.log.entries("model")) == 2


def test_a_searcher_of_the_model_before_refuses_to_mix(case: Case, wider: Bundle) -> None:
    searcher = searcher_for(case)
    searcher.search(RED)
    change_model(case, wider, "cpu", silent)
    with pytest.raises(CaseError, match="changed to the model wider since"):
        searcher.search(RED)


def test_a_report_of_the_model_before_is_repeated_then_only_said_not_to_be(
    case: Case, stages: Stages, wider: Bundle, tmp_path: Path
) -> None:
    searcher = Searcher(case, stages.embedder)
    report = write_report(searcher, [RED], ReportOptions(limit=3), tmp_path / "report", None, silent).folder
    change_model(case, wider, "cpu", silent)
    verdict = verify_report(report, None, silent)
    assert (list(verdict.faults), list(verdict.unchecked)) == ([], [])
    assert any("by the model probe of that time" in sentence for sentence in verdict.holds)
    case.change.drop_kept()
    verdict = verify_report(report, None, silent)
    assert list(verdict.faults) == []
    assert "made with the model probe, of which the case holds no vectors any more" in verdict.unchecked[0]


def test_kept_vectors_that_were_altered_are_a_fault_of_case_and_report(
    case: Case, stages: Stages, wider: Bundle, tmp_path: Path
) -> None:
    searcher = Searcher(case, stages.embedder)
    report = write_report(searcher, [RED], ReportOptions(limit=3), tmp_path / "report", None, silent).folder
    change_model(case, wider, "cpu", silent)
    with sqlite3.connect(case.path) as connection:
        first = connection.execute("SELECT data FROM vector WHERE crop = 1 AND model = 1").fetchone()[0]
        connection.execute("UPDATE vector SET data = ? WHERE model = 1", (first,))
    connection.close()
    assert any("by the model probe, kept from before" in fault for fault in _faults(case))
    assert any("the ranking is not the same" in fault for fault in verify_report(report, None, silent).faults)


def test_another_model_put_in_use_behind_the_log_is_found(case: Case, wider: Bundle) -> None:
    change_model(case, wider, "cpu", silent)
    with sqlite3.connect(case.path) as connection:
        connection.execute("UPDATE model SET state = 'kept' WHERE name = 'wider'")
        connection.execute("UPDATE model SET state = 'in use' WHERE name = 'probe'")
    connection.close()
    *rows, told = _faults(case)
    assert rows == [f"Row {number} of the table model was changed." for number in (1, 2)]
    assert told == "The model in use is not the one that the log says was chosen."


def test_a_decision_keeps_the_model_it_was_made_with(case: Case, probe: Bundle, wider: Bundle) -> None:
    first = case.decisions.decide(1, "match")
    change_model(case, wider, "cpu", silent)
    second = case.decisions.decide(2, "unsure")
    assert (first.model, first.model_sha256) == ("probe", probe.sha256)
    assert (second.model, second.model_sha256) == ("wider", wider.sha256)
    assert case.decisions.history() == [first, second] and _faults(case) == []


def test_the_log_says_what_was_begun_switched_back_and_dropped(case: Case, wider: Bundle) -> None:
    change_model(case, wider, "cpu", silent)
    go_back(case, "cpu", silent)
    case.change.drop_kept()
    entries = case.log.entries("model")[2:]
    assert [summary(entry) for entry in entries] == [
        "change to the model wider begun",
        "vectors of the model wider built",
        "changed to the model wider",
        "changed to the model probe",
        "vectors of the model wider dropped",
    ]
    assert [entry.details.get("back") for entry in entries] == [None, None, False, True, None]
    switched = entries[2].details
    assert switched["before"]["name"] == "probe" and switched["vectors"] == case.counts()["crop"]
    assert switched["contents"][0][0] == 1 and len(switched["contents"][0][1]) == 64


def test_the_centre_of_the_other_model_is_its_own(
    case: Case, wider: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_model(case, wider, "cpu", silent)
    kept, used = case.models.in_state("kept"), case.models.current()
    assert kept.centre.shape == (6,) and used.centre.shape == (len(WIDER),)
    logged = case.log.entries("model")[-1].details["centre"]
    assert logged == case_models.centre_hash(used.centre)


def test_a_plan_says_what_is_left_and_what_goes_and_changes_nothing(
    walked: Path, wider: Bundle, third: Bundle, tmp_path: Path
) -> None:
    path = tmp_path / "planned.cpcl"
    shutil.copy(walked, path)
    with Case.open(path) as case:
        pictures, before = case.counts()["crop"], case.log.head()
        plan = plan_reindex(case, wider, "cpu")
        assert case.log.head() == before and case.models.in_state("building") is None
        assert (plan.pictures, plan.left, plan.dropped) == (pictures, pictures, "") and plan.seconds > 0
        assert plan.size == pictures * len(WIDER) * 2
        with case.writer():
            change_model(case, wider, "cpu", silent)
        assert plan_reindex(case, third, "cpu").dropped == "probe"
        with pytest.raises(UsageError, match="uses the model wider already"):
            plan_reindex(case, wider, "cpu")
