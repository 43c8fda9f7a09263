import json

import pytest

from cpcl_desktop.bundle.errors import MediaError, UsageError
from cpcl_train.data.annotations import hold_out_identities, read_annotations


def record(**changes):
    return {
        "split": "train",
        "captions": ["a man in red", " a woman \n"],
        "file_path": "cam/1.jpg",
        "id": 1,
        "processed_tokens": [["a", "man"]],
        **changes,
    }


def write(folder, records, name="reid_raw.json"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(records), encoding="utf-8")
    return folder


def test_cuhk_pedes(tmp_path):
    (tmp_path / "imgs").mkdir()
    write(tmp_path, [record(), record(id=13003, split="val", captions=["a", "b", "c"])])
    first, second = read_annotations(tmp_path)
    assert first.path == tmp_path / "imgs" / "cam" / "1.jpg"
    assert (first.person, first.captions, first.split) == (1, ("a man in red", "a woman"), "train")
    assert (first.camera, first.attributes) == (-1, {})
    assert (second.person, len(second.captions), second.split) == (13003, 3, "val")


def test_folder_in_cuhk_form_with_extra_keys(tmp_path):
    write(tmp_path, [record(camera=3, attributes={"upper": "red"})])
    (image,) = read_annotations(tmp_path)
    assert (image.camera, dict(image.attributes)) == (3, {"upper": "red"})
    assert image.path == tmp_path / "cam" / "1.jpg"  # there is no imgs folder here


@pytest.mark.parametrize("name", ["ICFG-PEDES.json", "ICFG_PEDES.json"])
def test_icfg_pedes_goes_by_split_not_by_folder(tmp_path, name):
    write(tmp_path / "ICFG-PEDES", [record(file_path="test/0000/x.jpg", split="train")], name)
    for layout in ("auto", "icfg-pedes"):
        (image,) = read_annotations(tmp_path, layout)
        assert image.split == "train"


def test_rstpreid(tmp_path):
    entry = {"id": 0, "img_path": "0000_c14_0031.jpg", "captions": ["a", "b"], "split": "test"}
    write(tmp_path, [entry], "data_captions.json")
    (image,) = read_annotations(tmp_path)
    assert (image.path.name, image.person, image.split) == ("0000_c14_0031.jpg", 0, "test")


def test_json_lines_name_people_by_text(tmp_path):
    lines = [{"image": f"crops/{i}.png", "person_id": who, "captions": ["x"]} for i, who in enumerate("BAB")]
    (tmp_path / "captions.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    images = read_annotations(tmp_path)
    assert [image.person for image in images] == [0, 1, 0]
    assert {image.split for image in images} == {"test"}
    assert images[2].path == tmp_path / "crops" / "2.png"


def test_order_is_the_files_order(tmp_path):
    write(tmp_path, [record(file_path=f"{i}.jpg", id=9 - i) for i in range(9)])
    assert [image.person for image in read_annotations(tmp_path)] == list(range(9, 0, -1))


def test_byte_order_mark_and_backslashes(tmp_path):
    text = json.dumps([record(file_path="cam\\1.jpg")])
    (tmp_path / "reid_raw.json").write_text(text, encoding="utf-8-sig")
    assert read_annotations(tmp_path)[0].path == tmp_path / "cam" / "1.jpg"


FAULTS = {
    "no object": ("just text", "not an object"),
    "no path": (record(file_path=None), "file_path"),
    "path outside": (record(file_path="../../secret.jpg"), "leads out"),
    "absolute path": (record(file_path="/etc/x.jpg"), "leads out"),
    "no identity": (record(id=None), "`id`"),
    "identity true": (record(id=True), "`id`"),
    "unknown split": (record(split="dev"), "'dev'"),
    "no captions": (record(captions=[]), "no captions"),
    "one string": (record(captions="a man"), "no captions"),
    "empty caption": (record(captions=["a", "  "]), "caption is empty"),
    "numeric caption": (record(captions=[3]), "not text"),
    "camera text": (record(camera="3"), "`camera`"),
    "attribute number": (record(attributes={"a": 3}), "`attributes`"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_record_is_named(tmp_path, fault):
    entry, sentence = FAULTS[fault]
    write(tmp_path, [record(), entry, entry])
    with pytest.raises(UsageError, match=sentence) as raised:
        read_annotations(tmp_path)
    assert "record 1" in str(raised.value) and "2 records" in str(raised.value)


def test_nothing_there(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        read_annotations(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="No annotation file"):
        read_annotations(tmp_path)
    with pytest.raises(UsageError, match="no layout 'coco'"):
        read_annotations(tmp_path, "coco")
    write(tmp_path, [])
    with pytest.raises(UsageError, match="empty"):
        read_annotations(tmp_path)


def test_damaged_and_ambiguous_files(tmp_path):
    (tmp_path / "reid_raw.json").write_text('[{"id": 1,', encoding="utf-8")
    with pytest.raises(MediaError, match="not valid JSON"):
        read_annotations(tmp_path)
    (tmp_path / "reid_raw.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MediaError, match="not valid JSON"):
        read_annotations(tmp_path)
    write(tmp_path, [record()], "data_captions.json")
    with pytest.raises(UsageError, match="more than one set"):
        read_annotations(tmp_path)


def test_hold_out_takes_whole_identities_whatever_the_order(tmp_path):
    images = [record(id=i // 3, file_path=f"{i}.jpg") for i in range(60)] + [record(id=99, split="test")]
    images = read_annotations(write(tmp_path, images))
    held = hold_out_identities(images, 0.1, seed=1)
    val = {image.person for image in held if image.split == "val"}
    assert len(val) == 2
    assert not val & {image.person for image in held if image.split == "train"}
    assert [image.path for image in held] == [image.path for image in images]
    assert held[-1].split == "test"
    again = hold_out_identities(images[::-1], 0.1, seed=1)
    assert {image.person for image in again if image.split == "val"} == val
    assert {image.person for image in hold_out_identities(images, 0.1, 2) if image.split == "val"} != val
    for share in (0, 1, -0.5):
        with pytest.raises(UsageError, match="hold out"):
            hold_out_identities(images, share, seed=1)
