"""The set on disk: CUHK-PEDES format, repeatable, resumable."""

import json

import cv2
import numpy as np
import pytest

from cpcl_train.synthetic.dataset import render_dataset


def render(out, assets_root, people=2, report=None):
    path = render_dataset(
        out, people, 9, assets_root, views_per_person=2, workers=1, report=report, val_people=1, test_people=1
    )
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def rendered(studio, assets_root, tmp_path_factory):
    """A small set; the studio fixture skips where nothing can be drawn."""
    out = tmp_path_factory.mktemp("set")
    return out, render(out, assets_root)


def test_entries_name_pictures_captions_and_attributes(rendered):
    out, entries = rendered
    assert [e["split"] for e in entries] == ["train"] * 4 + ["val"] * 2 + ["test"] * 2
    assert len({e["id"] for e in entries}) == 4
    for entry in entries:
        assert entry["captions"] and all(isinstance(text, str) and text for text in entry["captions"])
        assert all(isinstance(value, str) for value in entry["attributes"].values())
        image = cv2.imread(str(out / "imgs" / entry["file_path"]), cv2.IMREAD_UNCHANGED)
        if entry["split"] == "train":
            assert image.shape[2] == 4 and image[:, :, 3].max() == 255
        else:
            assert image.shape == (192, 96, 3)


def test_the_same_seed_gives_the_same_people(rendered, assets_root, tmp_path):
    out, entries = rendered
    again = render(tmp_path, assets_root)
    assert again == entries
    first = entries[0]["file_path"]
    one, two = (cv2.imread(str(folder / "imgs" / first), cv2.IMREAD_UNCHANGED) for folder in (out, tmp_path))
    np.testing.assert_array_equal(one, two)


def test_a_person_does_not_depend_on_how_many_there_are(rendered, assets_root, tmp_path):
    _, entries = rendered
    fewer = render(tmp_path, assets_root, people=1)
    assert fewer[:2] == entries[:2]


def test_what_is_finished_is_not_drawn_again(rendered, assets_root):
    out, entries = rendered
    target = out / "imgs" / entries[0]["file_path"]
    target.unlink()
    counts = []
    assert render(out, assets_root, report=lambda done, total: counts.append((done, total))) == entries
    assert counts == [(4, 4)]
    assert not target.exists()


def test_a_report_that_raises_stops_the_run_and_keeps_what_is_done(studio, assets_root, tmp_path):
    class StoppedError(Exception):
        pass

    def stop(done, total):
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        render(tmp_path, assets_root, report=stop)
    assert len(list((tmp_path / "parts").glob("*.json"))) == 1
    assert not (tmp_path / "reid_raw.json").exists()
