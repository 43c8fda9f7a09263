"""An afternoon with the real program: footage in, a search, 30 decisions, an undo, a power cut, a report."""

import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.e2e.accessible import State

FPS, SIZE = 10, (240, 320)
PASSERS, EACH, BETWEEN = 32, 16, 6  # figures, frames that each is seen, frames after each
COLOURS = ((220, 20, 20), (20, 20, 220), (20, 160, 40), (240, 240, 240), (230, 200, 30))


def write_street(path: Path, passers: int = PASSERS) -> Path:
    """Figures of two colours who cross an empty street one after the other."""
    background = np.kron(
        np.random.default_rng(7).integers(90, 150, (SIZE[0] // 8, SIZE[1] // 8, 3), np.uint8),
        np.ones((8, 8, 1), np.uint8),
    )
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(FPS), options={"crf": "16"})
        stream.height, stream.width, stream.pix_fmt = *SIZE, "yuv420p"
        for number in range(passers * (EACH + BETWEEN)):
            who, when = divmod(number, EACH + BETWEEN)
            picture = background.copy()
            if when < EACH:
                left = 10 + when * 16
                picture[60:120, left : left + 44] = COLOURS[who % len(COLOURS)]
                picture[120:190, left : left + 44] = COLOURS[(who // len(COLOURS) + 1) % len(COLOURS)]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def name_file(desktop, path: Path) -> None:
    """Answer a dialog that asks for a file by typing its path."""
    field = desktop.see("text", "File name|Directory")
    desktop.wait_for(lambda: State.FOCUSED in field.states, "the cursor in the file's name")
    desktop.hands.press("ctrl+a")
    desktop.hands.write(str(path))
    desktop.hands.press("Return")


def decided(case_file: Path) -> dict[int, str]:
    """What the case holds, read beside the running program."""
    with Case.open(case_file) as case:
        return {track: decision.verdict for track, decision in case.decisions.current().items()}


def test_from_footage_to_report_by_keyboard(start, by_motion, tmp_path):
    case_file, footage = tmp_path / "afternoon.cpcl", write_street(tmp_path / "street.mp4")
    desktop = start()
    hands = desktop.hands

    hands.press("ctrl+n")
    name_file(desktop, case_file)
    desktop.see("frame", "afternoon")
    hands.press("ctrl+shift+a")
    name_file(desktop, footage)
    desktop.see("list item", f"street.mp4: {PASSERS} passages")

    hands.press("ctrl+f")
    hands.write("person in a red top")
    hands.press("Return")
    desktop.see("list item", "^Person 1,.*score")  # an answer, not yet the passages as they were read

    hands.presses = 0
    hands.press("Tab")  # from the query to the hits
    for number in range(30):
        hands.press("1" if number % 3 else "2")
    desktop.see("label", f"30 of {PASSERS} decided")
    assert hands.presses <= 35
    assert sorted(decided(case_file).values()) == ["match"] * 20 + ["no match"] * 10

    hands.press("ctrl+z")
    desktop.see("label", f"29 of {PASSERS} decided")
    assert len(decided(case_file)) == 29
    hands.press("ctrl+shift+z")
    desktop.see("label", f"30 of {PASSERS} decided")

    hands.press("ctrl+e")
    desktop.see("frame|dialog", "Write a report")
    hands.press("Return")
    desktop.see("alert.*", "The report is written")
    hands.press("Escape")
    (report,) = tmp_path.glob("afternoon report */report.json")
    assert len(json.loads(report.read_text())["items"]) == 20
    assert desktop.quit() == 0, desktop.said


def test_what_was_decided_and_read_outlives_a_power_cut(start, by_motion, tmp_path):
    case_file, footage = tmp_path / "cut.cpcl", write_street(tmp_path / "street.mp4", 10 * PASSERS)
    with Case.open(case_file, create=True):
        pass
    desktop = start(case_file)
    desktop.hands.press("ctrl+shift+a")
    name_file(desktop, footage)
    desktop.see("list item", "^Person 2,")
    desktop.hands.press("Tab", "1", "2")
    desktop.wait_for(lambda: len(decided(case_file)) == 2, "two decisions")
    assert desktop.processes()  # footage is read beside it
    desktop.kill()
    before = decided(case_file)
    with Case.open(case_file) as case:
        assert [source.state for source in case.sources.all()] == ["partial"]

    desktop = start(case_file)
    desktop.see("list item", "^Person 1,.*match")
    desktop.hands.press("ctrl+shift+r")
    desktop.see("list item", f"street.mp4: {10 * PASSERS} passages", patience_s=300)
    assert decided(case_file) == before
    assert desktop.quit() == 0, desktop.said


def test_by_mouse_from_a_hit_to_its_moment_and_back(start, by_motion, tmp_path):
    case_file, footage = tmp_path / "mouse.cpcl", write_street(tmp_path / "street.mp4", 4)
    with Case.open(case_file, create=True):
        pass
    desktop = start(case_file)
    desktop.hands.click(desktop.see("push button", "Add videos"))
    name_file(desktop, footage)
    desktop.see("list item", "street.mp4: 4 passages")
    desktop.hands.click(desktop.see("list item", "^Person 2,"))  # selects, and opens nothing
    desktop.hands.press("2")
    desktop.see("list item", "^Person 2,.*no match")
    desktop.hands.click(desktop.see("list item", "^Person 3,"), times=2)
    desktop.hands.click(desktop.see("check box", "^Match$"))
    desktop.see("label", "2 of 4 decided")
    desktop.hands.click(desktop.see("push button", "Back to the hits"))
    desktop.see("list item", "^Person 3,.*match")
    assert list(decided(case_file).values()) == ["no match", "match"]
    assert desktop.quit() == 0, desktop.said


def test_two_cases_are_decided_about_in_one_window_each_in_its_own_file(start, tmp_path):
    cases = [tmp_path / "north.cpcl", tmp_path / "south.cpcl"]
    for case_file, passers in zip(cases, (2, 3), strict=True):
        footage = write_street(case_file.with_suffix(".mp4"), passers)
        assert main(["ingest", str(case_file), str(footage), "--detector", "motion"]) == 0
    desktop = start(*cases)
    desktop.see("frame", "2 cases together: north, south")
    desktop.hands.press("ctrl+f")
    desktop.hands.write("person in a red top")
    desktop.hands.press("Return")
    desktop.see("list item", "^Person 1,.*score.*")
    desktop.hands.press("Tab", "ctrl+a", "1")
    desktop.see("label", "5 of 5 decided")
    assert [list(decided(case_file).values()) for case_file in cases] == [["match"] * 2, ["match"] * 3]
    desktop.hands.press("ctrl+z")
    desktop.see("label", "0 of 5 decided")
    assert [decided(case_file) for case_file in cases] == [{}, {}]
    assert desktop.quit() == 0, desktop.said
