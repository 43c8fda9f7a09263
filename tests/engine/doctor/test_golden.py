"""The golden proof: it holds here, and it fails when a model, the detector or the decoding is another one."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.bundle.bundle import copy_bundle, write_bundle
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.doctor.golden import comparison, performing
from cpcl_desktop.engine.doctor.golden.outcome import Outcome, expected, write
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.models.installed import PEOPLE, STARTER, find_model
from cpcl_desktop.engine.models.remembered import choose
from cpcl_desktop.engine.people.focus import Gaze
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.runtime.places import resource


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What comes out here; made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPCL_HOME", str(tmp_path_factory.mktemp("home")))
        return performing.perform("cpu", silent)


def told(found: Outcome, must: Outcome | None = None) -> dict[str, tuple[str, str]]:
    return {item: (state, said()) for item, state, said in comparison.compared(must or expected(found.gaze), found)}


def faults(found: Outcome, must: Outcome | None = None) -> set[str]:
    return {item for item, (state, _) in told(found, must).items() if state == "fault"}


def test_this_installation_is_proved(here: Outcome) -> None:
    said = told(here)
    assert faults(here) == set()
    assert said["verdict"][1].startswith("Proved: ")
    assert [words for words in said if words.startswith("“")] == [f"“{words}”" for words in performing.DESCRIPTIONS]


def test_what_providers_let_a_detector_choose_has_results_of_its_own(here: Outcome) -> None:
    """As on a GPU, but on the CPU: exactly those, and not those of the CPU."""
    found = performing.perform("cpu", silent, Gaze.WHOLE)
    assert faults(found) == set() and here.gaze == Gaze.PARTS
    assert told(found)["content"][0] == "good" != told(found, expected(Gaze.PARTS))["content"][0]


def test_what_is_written_is_what_is_compared(
    here: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([here], tmp_path / "golden.json")
    monkeypatch.setattr("cpcl_desktop.engine.doctor.golden.outcome.resource", lambda _: tmp_path / "golden.json")
    again = told(here, expected(here.gaze))
    assert again["content"][0] == "good" and again["verdict"][0] == "good"
    (tmp_path / "golden.json").write_text("{}")
    with pytest.raises(MachineError, match="Install the program anew"):
        expected(here.gaze)


def test_a_changed_model_file_fails(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = copy_bundle(find_model(STARTER, "image-text"), own_home / "models" / "starter")
    weights = bundle.path / "image.onnx"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    assert main(["doctor", "--golden"]) == 1
    out = capsys.readouterr().out
    assert "was changed or damaged" in out and "Not proved" in out and "Proved" not in out


def test_another_detector_fails(here: Outcome) -> None:
    """Motion in place of the network: it finds people in other boxes."""
    choose("detector", "motion")
    found = performing.perform("cpu", silent)
    assert {"detector", "passages", "verdict"} <= faults(found)
    assert "Another model is used: motion" in told(found)["detector"][1]
    assert "image-text" not in faults(found)


def test_other_weights_under_the_same_name_fail(here: Outcome, own_home: Path) -> None:
    """The same detector, its manifest and with it its hash another: nothing else need differ."""
    shipped = find_model(PEOPLE, "detector")
    write_bundle(own_home / "models" / "people", replace(shipped.manifest, licence="another"), shipped.contents())
    bundle = find_model(PEOPLE, "detector")
    models = here.models | {"detector": (bundle.manifest.name, bundle.sha256)}
    assert faults(replace(here, models=models)) == {"detector", "verdict"}


def test_a_frame_that_is_decoded_differently_fails(
    here: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real decoder process, but in one frame of it a corner is lost."""
    other = tmp_path / "other.py"
    other.write_text(
        "import sys\nfrom cpcl_desktop.engine.decoder import process\n"
        "from cpcl_desktop.engine.media import video\n"
        "Shot = video.Shot\n"
        "def damaged(develop):\n"
        "    image = develop().copy()\n"
        "    image[:60, :60] //= 2\n"
        "    return image\n"
        "def shot(index, time_us, develop):\n"
        "    hit = 4_200_000 < time_us < 4_300_000\n"
        "    return Shot(index, time_us, (lambda: damaged(develop)) if hit else develop)\n"
        "video.Shot = shot\n"
        "process.main(sys.argv[1:])\n"
    )
    monkeypatch.setattr(
        "cpcl_desktop.engine.decoder.handle.decoder_command", lambda: [sys.executable, "-P", str(other)]
    )
    times_us, pictures = performing._frames(resource(performing.CLIP), silent)
    found = replace(here, times_us=times_us, pictures=pictures)
    assert faults(found) == {"frames", "verdict"}
    assert "1 frame is decoded differently, the first at 4.25 s" in told(found)["frames"][1]


def test_frames_at_other_times_fail(here: Outcome) -> None:
    later = [time_us + 1 for time_us in here.times_us]
    assert "Times of hits cannot be relied on" in told(replace(here, times_us=later))["frames"][1]


def test_scores_and_vectors_beyond_the_tolerance_of_the_provider_fail(here: Outcome) -> None:
    """As rounding moves them: what is too much on the CPU is not where tolerances are wider."""
    words = performing.DESCRIPTIONS[0]
    moved = [(number, score + 0.005) for number, score in here.ranking[words]]
    found = replace(here, ranking={**here.ranking, words: moved})
    assert faults(found) == {f"“{words}”", "verdict"}
    on_gpu = told(replace(found, provider="cuda"))
    assert on_gpu["verdict"][0] == "good" and "assumed, not measured" in on_gpu["verdict"][1]
    turned = replace(here.passages[0], vector=np.roll(here.passages[0].vector, 1))
    assert "vectors" in faults(replace(here, passages=[turned, *here.passages[1:]]))
