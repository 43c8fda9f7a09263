"""What the pages say: numbers with their nouns in both languages, and a verdict's figures as people read them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.log_table import LogFilter
from cpcl_desktop.engine.evidence.verify import Verdict
from cpcl_desktop.engine.persons.persons import Appearance, Person
from cpcl_desktop.engine.records import Strength
from cpcl_desktop.engine.runtime import language
from cpcl_desktop.gui.describe_wording import verdict_lines
from cpcl_desktop.gui.lanes.logbook import LogState
from cpcl_desktop.gui.lanes.training import Trained
from cpcl_desktop.gui.look.names import plain
from cpcl_desktop.gui.person_wording import card_lines, person_line, spoken_person
from cpcl_desktop.gui.proof_wording import log_line, verdict_line

GAIN = {"points": 24.0, "low": 8.0, "high": 40.25}
FACTS = {
    "verdict": "accepted", "groups": 25, "people": 300, "chance": 0.0005, "share": 0.5,
    "held_out": {"r1": GAIN, "mAP": GAIN}, "rendered": {"r1": GAIN, "mAP": GAIN},
}  # fmt: skip


@pytest.fixture
def chinese():
    language.choose("zh_CN")
    yield
    language.choose(language.ENGLISH)


def person(cameras: str, name: str = "", against: Sequence[str] = ()) -> Person:
    """Somebody seen once at each of these cameras."""
    label: Strength | None = "strong" if len(cameras) > 1 else None
    seen = [
        Appearance(track, f"{camera}.mp4", f"/{camera}.mp4", camera, 0.0, 1.0, label=label)
        for track, camera in enumerate(cameras)
    ]
    return Person(6, name, label, None, None, seen, against)


def test_a_person_in_words():
    assert person_line(person("a")) == "Person 6: 1 passage, like no other"
    assert person_line(person("aa")) == "Person 6: 2 passages at one camera, belonging together: strong"
    named = person("ab", name="red coat", against=("Two places at once.",))
    assert card_lines(named) == ["Person 6 “red coat”", "strong: 2 passages at 2 cameras", "1 reason to doubt it"]
    assert spoken_person(named).startswith("Proposal: Person 6 “red coat”: 2 passages")


def test_a_person_in_chinese(chinese):
    assert person_line(person("ab")).startswith("人员 6：2 台摄像机的 2 个片段")
    assert card_lines(person("a"))[0] == "人员 6"


def test_the_log_says_how_much_of_it_is_left_out():
    assert log_line(LogState(1, 1)) == "1 entry, the newest first."
    some = LogState(3, 1200, of=LogFilter(own=False), own=1)
    assert log_line(some) == "3 entries of 1,200, the newest first. Left out: 1 note of the program's own."


def test_a_verdict_gives_its_gains_as_figures():
    said = verdict_lines(Trained(True, "", Path("/new"), FACTS))
    assert said[1:3] == [
        "Groups learnt from: 25",
        "Gain on groups that were held out: R@1 +24.0 points (+8.0 to +40.2), mAP +24.0 points (+8.0 to +40.2)",
    ]
    assert "Descriptions dealt out at random would fit as well 0.1% of the time" in said
    assert said[-1].startswith("It lies in /new.")
    refused = verdict_lines(Trained(False, "There are 3 groups.", None, {"groups": 3}))
    assert refused == ["Refused. There are 3 groups.", "Groups learnt from: 3",
                       "No model was written; go on with the one there is."]  # fmt: skip


def test_a_commands_name_without_the_letter_to_press():
    assert (plain("&Log"), plain("案件(&C)…"), plain("Propose persons ane&w")) == (
        "Log",
        "案件…",
        "Propose persons anew",
    )


def test_a_check_names_what_lies_in_the_bin_and_was_not_read():
    assert verdict_line(Verdict([])) == "No faults."
    assert verdict_line(Verdict([], in_bin=2)) == "No faults; 2 sources in the bin not read."
