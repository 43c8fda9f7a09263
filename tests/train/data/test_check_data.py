import json

import cv2
import numpy as np
import pytest

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.cli.main import main
from cpcl_train.data.check_data import check_data


def record(number, person, **changes):
    return {"split": "train", "captions": ["a", "b"], "file_path": f"{number}.png", "id": person, **changes}


def write(folder, records):
    (folder / "imgs").mkdir(exist_ok=True)
    picture = cv2.imencode(".png", np.full((16, 8, 3), 90, np.uint8))[1].tobytes()
    for entry in records:
        (folder / "imgs" / entry["file_path"]).write_bytes(picture)
    (folder / "reid_raw.json").write_text(json.dumps(records), encoding="utf-8")


def sound():
    train = [record(i, i // 2) for i in range(6)]
    val = [record(i, i // 2, split="val") for i in range(6, 8)]
    return train + val


def test_a_sound_set(tmp_path):
    write(tmp_path, sound())
    report = check_data(tmp_path)
    assert report.usable and report.problems == ()
    assert report.counts["train"].identities == 3
    assert report.counts["train"].captions == 12
    text = str(report)
    assert "can be used" in text
    assert "3 (11,003)" in text and "6 (34,054)" in text and "none (1,000)" in text
    assert any("differ from the published" in remark for remark in report.remarks)


def test_missing_and_corrupt_images(tmp_path):
    write(tmp_path, sound())
    (tmp_path / "imgs" / "0.png").unlink()
    (tmp_path / "imgs" / "1.png").write_bytes(b"not a picture")
    (tmp_path / "imgs" / "2.png").write_bytes(b"")
    jpeg = cv2.imencode(".jpg", np.random.default_rng(0).integers(0, 255, (64, 32, 3), np.uint8))[1].tobytes()
    (tmp_path / "imgs" / "3.png").write_bytes(jpeg[: len(jpeg) // 2])
    (tmp_path / "imgs" / "4.png").write_bytes(jpeg)
    report = check_data(tmp_path)
    assert len(report.problems) == 2
    assert "1 image of 8 not found" in report.problems[0] and "0.png" in report.problems[0]
    assert "3 images cannot be decoded" in report.problems[1]
    assert len(check_data(tmp_path, open_images=False).problems) == 1


def test_faulty_records_of_a_kind_make_one_sentence(tmp_path):
    faulty = [record(f"f{i}", 50, captions=[""]) for i in range(20)] + [record("g", 51, captions=[7])]
    write(tmp_path, sound() + faulty)
    problems = check_data(tmp_path).problems
    assert len(problems) == 2
    assert problems[0].startswith("20 records cannot be read: a caption is empty (record 8, 9, 10 …)")
    assert "a caption is not text (record 28)" in problems[1]


def test_one_image_of_two_people_and_people_in_two_splits(tmp_path):
    write(tmp_path, [*sound(), record(0, 1), record("z", 2, split="test")])
    problems = check_data(tmp_path).problems
    assert any("more than one identity" in problem and "0.png" in problem for problem in problems)
    assert any("1 identity in train and in another split, e.g. 2" in problem for problem in problems)


def test_odd_but_harmless(tmp_path):
    write(tmp_path, [*sound(), record(0, 0), record("s", 77, captions=["a"])])
    report = check_data(tmp_path)
    assert report.usable
    remarks = " ".join(report.remarks)
    assert "1 image listed more than once" in remarks
    assert "1 identity with one image only, e.g. 77" in remarks
    assert "1 with 1, 9 with 2" in remarks


@pytest.mark.parametrize(("split", "remark"), [("train", "no val split"), ("test", "no train split")])
def test_missing_splits_are_said(tmp_path, split, remark):
    write(tmp_path, [record(i, 0, split=split) for i in range(2)])
    assert any(remark in sentence for sentence in check_data(tmp_path).remarks)


def test_nothing_to_look_at(tmp_path):
    with pytest.raises(UsageError):
        check_data(tmp_path)


def test_the_command_says_it_in_sentences_or_json_and_fails_on_an_unusable_set(tmp_path, capsys):
    write(tmp_path, sound())
    assert main(["check-data", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "The set can be used." in said.out and "There is no test split" in said.out
    assert "opened 8 of 8 images" in said.err
    (tmp_path / "imgs" / "0.png").write_bytes(b"not a picture")
    assert main(["check-data", str(tmp_path), "--json"]) == 1
    table = json.loads(capsys.readouterr().out)
    assert table["usable"] is False and "0.png" in table["problems"][0]
    assert table["counts"]["train"] == {"identities": 3, "images": 6, "captions": 12}
    assert table["published"]["test"]["captions"] == 6156
    assert main(["check-data", str(tmp_path), "--fast"]) == 0
    assert main(["check-data", str(tmp_path / "nowhere")]) == 2
    assert "does not exist" in capsys.readouterr().err


LAYOUT_FILES = {
    "cuhk-pedes": ("CUHK-PEDES/reid_raw.json", "file_path"),
    "icfg-pedes": ("ICFG-PEDES/ICFG_PEDES.json", "file_path"),
    "rstpreid": ("RSTPReid/data_captions.json", "img_path"),
}


@pytest.mark.parametrize("layout", LAYOUT_FILES)
def test_the_three_sets_are_known_by_their_files(tmp_path, layout):
    file, key = LAYOUT_FILES[layout]
    path = tmp_path / file
    (path.parent / "imgs" / "test").mkdir(parents=True)
    # ICFG-PEDES keeps images of any split in folders called train and test: only the field counts.
    records = [
        {"split": "train", "captions": ["a", "b", "c"], key: f"test/{i}.png", "id": i // 2, "processed_tokens": []}
        for i in range(4)
    ]
    for entry in records:
        cv2.imwrite(str(path.parent / "imgs" / entry[key]), np.full((16, 8, 3), 90, np.uint8))
    path.write_text(json.dumps(records), encoding="utf-8")
    report = check_data(tmp_path)
    assert (report.layout, report.usable) == (layout, True)
    assert report.counts["train"].captions == 12 and set(report.counts) == {"train"}


def test_a_picture_of_one_pixel_is_a_faulty_one(tmp_path):
    write(tmp_path, sound())
    one = cv2.imencode(".png", np.zeros((1, 1, 3), np.uint8))[1].tobytes()
    (tmp_path / "imgs" / "0.png").write_bytes(one)
    report = check_data(tmp_path)
    assert any("1 image cannot be decoded" in problem for problem in report.problems)


def test_a_sentence_of_many_people_is_told(tmp_path):
    records = [record(i, i, captions=["A man in black.", f"sentence {i}"]) for i in range(6)]
    write(tmp_path, records)
    told = [remark for remark in check_data(tmp_path).remarks if "the same for more than" in remark]
    assert len(told) == 1 and "“a man in black.” of 6" in told[0]
    write(tmp_path, [record(i, i, captions=[f"sentence {i}"]) for i in range(6)])
    assert not any("the same for more than" in remark for remark in check_data(tmp_path).remarks)


@pytest.mark.parametrize("name", ["caption_all.json", "annotations/train.json", "train.csv"])
def test_sets_in_other_forms_are_named_with_what_to_do(name, tmp_path):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("[]")
    with pytest.raises(UsageError, match=r"reid_raw\.json") as told:
        check_data(tmp_path)
    assert "There is a" in str(told.value)
