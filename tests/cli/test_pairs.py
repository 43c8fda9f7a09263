import hashlib
import json
import shutil
import sqlite3

import cv2
import numpy as np
import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.report.pair_groups import Group, Passage, grouped
from cpcl_desktop.engine.report.pairs import write_pairs
from cpcl_train.data.annotations import read_annotations
from cpcl_train.data.check_data import check_data
from tests.probe import write_probe
from tests.street import write_clip


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """A case with the street's three passages, of whom nobody has decided anything."""
    folder = tmp_path_factory.mktemp("walked")
    write_probe(folder / "probe")
    clip = write_clip(folder / "street.mp4")
    model = ["--model", str(folder / "probe"), "--detector", "motion"]
    assert main(["ingest", str(folder / "c.cpcl"), str(clip), *model]) == 0
    return folder / "c.cpcl"


@pytest.fixture(autouse=True)
def no_purpose(monkeypatch):
    monkeypatch.delenv("CPCL_PURPOSE", raising=False)


@pytest.fixture
def case(walked, tmp_path):
    return shutil.copy(walked, tmp_path / "robbery.cpcl")


def pairs(case, out, *more):
    return main(["pairs", str(case), "--out", str(out), *more])


def test_confirmed_passages_become_people_and_their_descriptions_captions(case, tmp_path, capsys):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "match", description="red top, blue trousers")
        opened.decisions.decide(1, "match", description="a person in red")
        opened.decisions.decide(2, "match", description="green")
        opened.decisions.decide(2, "no match")  # the last decision counts
        opened.decisions.decide(3, "unsure", description="blue")
    capsys.readouterr()
    out = tmp_path / "set"
    assert pairs(case, out) == 0
    said = capsys.readouterr().out
    assert "of 1 confirmed passages" in said and "keep it as you keep the case" in said
    images = read_annotations(out)
    assert {image.person for image in images} == {1} and {image.split for image in images} == {"train"}
    assert images[0].captions == ("a person in red", "red top, blue trousers")
    connection = sqlite3.connect(case)
    stored = [row[0] for row in connection.execute("SELECT jpeg FROM crop WHERE track = 1 ORDER BY id")]
    connection.close()
    assert [image.path.read_bytes() for image in images] == stored and len(stored) > 1
    top = cv2.imread(str(images[0].path))[10:30, 5:-5].reshape(-1, 3)
    assert np.median(top, axis=0)[2] > 150 > np.median(top, axis=0)[0]  # a red top, BGR
    assert check_data(out).usable


def test_the_log_says_what_left_the_case(case, tmp_path, capsys):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "match", description="red")
        opened.decisions.decide(3, "match", description="blue")
    capsys.readouterr()
    out = tmp_path / "set"
    assert pairs(case, out, "--json", "--purpose", "train our model", "--authority", "order 17") == 0
    told = json.loads(capsys.readouterr().out)
    with Case.open(case) as opened:
        entry = opened.log.entries("export")[-1]
    assert (entry.purpose, entry.authority) == ("train our model", "order 17")
    assert entry.details["to"] == told["folder"] == str(out) and entry.details["passages"] == [1, 3]
    assert entry.details["pictures"] == told["pictures"] == len(list((out / "imgs").iterdir()))
    digest = hashlib.sha256((out / "reid_raw.json").read_bytes()).hexdigest()
    assert entry.details["annotations_sha256"] == told["annotations_sha256"] == digest
    assert main(["log", str(case)]) == 0
    assert f"data set to {out}" in capsys.readouterr().out


def test_where_others_gave_a_purpose_one_is_needed(case, tmp_path, capsys, monkeypatch):
    with Case.open(case, purpose="order 17") as opened:
        opened.decisions.decide(1, "match", description="red")
    assert pairs(case, tmp_path / "set") == 2
    assert "--purpose" in (said := capsys.readouterr().err) and "order 17" in said
    assert not (tmp_path / "set").exists()
    monkeypatch.setenv("CPCL_PURPOSE", "train our model")
    assert pairs(case, tmp_path / "set") == 0


def test_without_words_of_its_own_a_decision_takes_those_of_the_search(case, tmp_path):
    for words in ("white", "red", "blue bluetrousers"):
        assert main(["search", str(case), words]) == 0
        if words == "red":
            with Case.open(case) as opened:
                opened.decisions.decide(1, "match")
    assert pairs(case, tmp_path / "set") == 0
    assert {image.captions for image in read_annotations(tmp_path / "set")} == {("red",)}


def test_passages_without_any_words_are_counted(case, tmp_path, capsys):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "match")
        opened.decisions.decide(2, "match", description="green top")
    assert pairs(case, tmp_path / "set") == 0
    assert "1 confirmed passages were left out" in capsys.readouterr().out


def test_the_test_split_never_moves_and_goes_by_description():
    def passage(track, words):
        return Group((Passage(track, 1, (words,), ()),))

    words = [f"person {number}" for number in range(400)]
    chosen = {w for w in words if passage(1, w).split(0.25) == "test"}
    assert 70 < len(chosen) < 130
    assert {w for w in words if passage(2, w.upper()).split(0.25) == "test"} == chosen
    assert chosen < {w for w in words if passage(1, w).split(0.5) == "test"}
    assert all(passage(1, w).split(0.0) == "train" for w in words)


def test_a_later_description_never_moves_a_group_and_joins_passages():
    def passage(track, first, *captions):
        return Passage(track, 1, captions or (first[1],), (), first)

    words = [f"person {number}" for number in range(60)]
    before = {w: grouped([passage(1, (5, w))])[0].split(0.5) for w in words}
    again = {w: grouped([passage(1, (5, w), "in a later word", w)])[0].split(0.5) for w in words}
    assert before == again and set(before.values()) == {"train", "test"}
    for w in words:  # a second passage, decided later by other words, becomes one of the group by the newest words
        (both,) = grouped([passage(1, (5, w), "in a later word", w), passage(2, (9, "In a  later WORD"))])
        assert [one.track for one in both.passages] == [1, 2] and both.split(0.5) == before[w]
    apart = grouped([passage(1, (5, "red")), passage(2, (9, "blue")), passage(3, (10, "green"))])
    assert [group.number for group in apart] == [1, 2, 3]
    one_person = grouped([passage(1, (5, "red")), passage(2, (9, "blue")), passage(3, (10, "green"))], [[3, 2, 77]])
    assert [[one.track for one in group.passages] for group in one_person] == [[1], [2, 3]]


def test_groups_are_people_and_what_is_no_match_and_undecided_lies_beside(case, tmp_path, capsys):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "match", description="red")
        opened.decisions.decide(3, "match", description="RED ")
        opened.decisions.decide(2, "no match", description="red")
    capsys.readouterr()
    assert pairs(case, tmp_path / "set", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["passages"], told["groups"], told["wrong"], told["others"]) == (2, 1, 1, 0)
    assert {image.person for image in read_annotations(tmp_path / "set")} == {1}
    text = (tmp_path / "set" / "pairs.json").read_bytes()
    assert hashlib.sha256(text).hexdigest() == told["pairs_sha256"]
    beside = json.loads(text)
    (wrong,) = beside["wrong"]
    assert (wrong["caption"], wrong["passage"], beside["others"], beside["case"]) == ("red", 2, [], "robbery")
    assert beside["annotations_sha256"] == told["annotations_sha256"]
    assert all((tmp_path / "set" / "others" / file).is_file() for file in wrong["files"]) and wrong["files"]


def test_undecided_passages_go_along_up_to_a_number_and_verdicts_changed_are_not_wrong(case, tmp_path):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "no match", description="red")
        opened.decisions.decide(1, "match", description="red")
    assert pairs(case, tmp_path / "set") == 0 and pairs(case, tmp_path / "one", "--others", "1") == 0
    beside = json.loads((tmp_path / "set" / "pairs.json").read_text())
    assert [other["passage"] for other in beside["others"]] == [2, 3] and beside["wrong"] == []
    (only,) = json.loads((tmp_path / "one" / "pairs.json").read_text())["others"]
    assert only["passage"] in (2, 3) and len(list((tmp_path / "one" / "others").iterdir())) == 1


def test_passages_of_a_named_person_are_a_group(case, tmp_path):
    with Case.open(case) as opened:
        opened.decisions.decide(1, "match", description="red")
        opened.decisions.decide(3, "match", description="blue")
        opened.persons.merge([1, 3])
        opened.persons.name([1, 3], "Kim")
    assert pairs(case, tmp_path / "set") == 0
    images = read_annotations(tmp_path / "set")
    assert {image.person for image in images} == {1} and {image.captions for image in images} == {
        ("red",),
        ("blue",),
    }


def test_stopped_nothing_is_left_and_nothing_is_logged(case, tmp_path):
    def stop(progress):
        if progress.done:
            raise Cancelled

    with Case.open(case) as opened:
        opened.decisions.decide(1, "match", description="red")
        opened.decisions.decide(2, "match", description="green")
        before, there = opened.log.head(), sorted(tmp_path.iterdir())
        with pytest.raises(Cancelled, match="No data set was written"):
            write_pairs(opened, tmp_path / "set", 0.0, stop)
        assert opened.log.head() == before and sorted(tmp_path.iterdir()) == there
        assert write_pairs(opened, tmp_path / "set", 0.0, silent).passages == 2


@pytest.mark.skipif("sys.platform != 'linux'", reason="names that are no text are possible on Linux")
def test_a_case_of_an_odd_name_makes_plain_names(case, tmp_path):
    odd = case.rename(tmp_path / "caf\udce9 \x1b[2J\n\u76d1.cpcl")
    with Case.open(odd) as opened:
        opened.decisions.decide(1, "match", description="red")
    assert pairs(odd, tmp_path / "set") == 0
    assert all(image.path.name.startswith("caf____2J_\u76d1-1-") for image in read_annotations(tmp_path / "set"))


def test_what_cannot_be_written_is_one_sentence(case, tmp_path, capsys):
    def fails(status, sentence, *arguments):
        assert pairs(*arguments) == status
        assert sentence in capsys.readouterr().err

    fails(2, "no confirmed passage with a description (0 confirmed)", case, tmp_path / "a")
    fails(1, "There is no case", tmp_path / "none.cpcl", tmp_path / "a")
    (tmp_path / "x.cpcl").write_bytes(b"not a database, but long enough to be looked at" * 40)
    fails(1, "not a CPCL case", tmp_path / "x.cpcl", tmp_path / "a")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    fails(1, "not a CPCL case", tmp_path / "other.db", tmp_path / "a")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    fails(2, "not empty", case, tmp_path / "full")
    fails(2, "does not exist", case, tmp_path / "no" / "a")
    fails(2, "is a file", case, tmp_path / "full" / "mine.txt")
    fails(2, "test share is 1.5", case, tmp_path / "a", "--test", "1.5")
    assert not (tmp_path / "a").exists()
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]
