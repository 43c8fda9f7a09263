"""The network, what it is taught, and the whole command on a handful of people."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader

import resources
from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import CpclError, UsageError
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.records import Frame
from cpcl_train.cli.main import main
from cpcl_train.detector.cutouts import split_cutouts
from cpcl_train.detector.network import Exported, build_detector
from cpcl_train.detector.recipe import load_recipe
from cpcl_train.detector.restore import read_detector
from cpcl_train.detector.scenes import compose
from cpcl_train.detector.ship import SPEC, OnnxDetector, image_input, open_onnx
from cpcl_train.detector.targets import assign, boxes_of, cells_of, detection_loss, generalised_iou
from cpcl_train.detector.training import Material, Scenes
from tests.train.people import write_people

CPU = torch.device("cpu")


def rows_saying(boxes: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """Rows of a network that sees these people and is sure."""
    cells = cells_of(height, width, CPU)
    chosen = assign(boxes, cells)
    rows = torch.zeros(len(chosen), 5)
    rows[:, 4] = torch.where(chosen >= 0, 8.0, -8.0)
    mine = torch.cat([boxes, torch.ones(1, 4)])[chosen]
    rows[:, :2] = ((mine[:, :2] + mine[:, 2:]) / 2 - cells.corners) / cells.strides[:, None]
    rows[:, 2:4] = ((mine[:, 2:] - mine[:, :2]).clamp(min=1) / cells.strides[:, None]).log()
    return rows


@pytest.mark.parametrize("box", [(4, 4, 12, 24), (20, 30, 60, 130), (0, 0, 250, 250), (100, 100, 104, 110)])
def test_everybody_has_cells_whatever_their_size(box: tuple[int, int, int, int]) -> None:
    assert (assign(torch.tensor([box], dtype=torch.float32), cells_of(256, 256, CPU)) == 0).any()


def test_where_two_share_a_cell_the_smaller_has_it() -> None:
    both = torch.tensor([[0.0, 0.0, 120.0, 200.0], [40.0, 80.0, 80.0, 120.0]])
    cells = cells_of(256, 256, CPU)
    assert {0, 1} <= set(assign(both, cells).tolist())
    assert set(assign(both, cells)[assign(both[1:], cells) >= 0].tolist()) == {1}


def test_a_network_that_is_right_pays_next_to_nothing() -> None:
    people = torch.tensor([[20.0, 30.0, 60.0, 130.0], [150.0, 100.0, 170.0, 150.0]])
    cells, nobody = cells_of(256, 256, CPU), torch.zeros(0, 4)
    right = rows_saying(people, 256, 256)
    assert torch.allclose(boxes_of(right, cells)[assign(people, cells) == 1], people[1], atol=1e-3)
    scores, boxes = detection_loss(right[None], [people], [nobody], cells)
    wrong_scores, _ = detection_loss(right[None], [nobody], [nobody], cells)
    moved, shifted = detection_loss(right[None], [people + 8], [nobody], cells)
    assert scores < 0.01 and boxes < 0.01 and wrong_scores > 1 and shifted > 0.2 and moved > scores


def test_somebody_unsure_costs_nothing_found_or_not() -> None:
    person, nobody = torch.tensor([[20.0, 30.0, 60.0, 130.0]]), torch.zeros(0, 4)
    cells = cells_of(256, 256, CPU)
    found, _ = detection_loss(rows_saying(person, 256, 256)[None], [nobody], [person], cells)
    missed, _ = detection_loss(rows_saying(nobody, 256, 256)[None], [nobody], [person], cells)
    assert found < 0.01 and missed < 0.01


def test_generalised_overlap_of_known_pairs() -> None:
    one = torch.tensor([[0.0, 0.0, 2.0, 2.0]] * 3)
    other = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 0.0, 3.0, 2.0], [4.0, 0.0, 6.0, 2.0]])
    overlap, cost = generalised_iou(one, other)
    assert overlap.tolist() == pytest.approx([1, 1 / 3, 0]) and cost.tolist() == pytest.approx([0, 2 / 3, 4 / 3])


def test_the_trunk_starts_from_imagenet_and_keeps_its_statistics() -> None:
    detector, empty = build_detector().train(), build_detector(pretrained=False)
    before = detector.trunk.bn1.running_mean.clone()
    assert not torch.allclose(before, empty.trunk.bn1.running_mean)
    detector(torch.randn(2, 3, 64, 64))
    assert torch.equal(before, detector.trunk.bn1.running_mean)


def test_a_recipe_names_the_key_that_does_not_fit() -> None:
    for override in ("side=100", "larger=[100]", "sizes=[]", "sizes=[300]", "nothing=1", "batch=1", "people=2"):
        with pytest.raises(UsageError, match=override.split("=")[0]):
            load_recipe("", [override])


def test_most_steps_are_of_small_pictures_and_the_others_cost_no_more() -> None:
    recipe = load_recipe("", ["side=256", "batch=16", "larger=[416, 640]", "larger_every=4"])
    steps = [recipe.scenes_of(step) for step in range(16)]
    assert steps[:8] == [*[(256, 16)] * 3, (416, 6), *[(256, 16)] * 3, (640, 3)] and steps[8:] == steps[:8]
    assert recipe.pictures_of(10) == 6 * 16 + 6 + 3 + 2 * 16
    assert max(side**2 * pictures for side, pictures in steps) < 1.2 * 256**2 * 16
    alone = load_recipe("", ["larger=[]"])
    assert {alone.scenes_of(step) for step in range(9)} == {(alone.side, alone.batch)}


def test_what_a_step_shows_is_the_same_in_one_process_in_several_and_after_a_stop(tmp_path: Path) -> None:
    cutouts = split_cutouts([write_people(tmp_path)])[0]
    recipe = load_recipe("", ["side=128", "batch=2", "larger=[192]", "larger_every=2"])
    scenes = [Scenes(Material(cutouts), recipe, begin) for begin in (0, 2)]
    whole = list(itertools.islice(scenes[0], 4))
    shared = list(itertools.islice(DataLoader(scenes[0], batch_size=None, num_workers=2, collate_fn=list), 4))
    assert [step[0].image.shape[0] for step in whole] == [128, 192, 128, 192]
    for own, others in ((whole, shared), (whole[2:], list(itertools.islice(scenes[1], 2)))):
        pairs = [pair for one, other in zip(own, others, strict=True) for pair in zip(one, other, strict=True)]
        assert all(np.array_equal(mine.image, theirs.image) for mine, theirs in pairs)
        assert all(np.array_equal(mine.boxes, theirs.boxes) for mine, theirs in pairs)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command leaves, of a short run over coloured blocks and a few frames."""
    root = tmp_path_factory.mktemp("detector")
    write_people(root / "set")
    frames = root / "frames"
    frames.mkdir()
    for number in range(12):
        cv2.imwrite(str(frames / f"{number}.png"), np.full((90, 160, 3), 60 + 9 * number, np.uint8))
        (frames / f"{number}.txt").write_text("0 0.5 0.5 0.2 0.8\n")
    command = [
        "detector",
        str(root / "out"),
        "--data",
        str(root / "set"),
        "--frames",
        str(frames),
        "--minutes",
        "0",
    ]
    sets = ("steps=3", "batch=3", "side=128", "larger=[192]", "larger_every=2", "sizes=[160,224]", "workers=0",
            "judged=6", "places=1", "filmed=0")  # fmt: skip
    assert main([*command, *(word for one in sets for word in ("--set", one)), "--credit", "Somebody, CC BY"]) == 0
    return root / "out"


def test_the_command_writes_a_bundle_that_the_desktop_opens(made: Path) -> None:
    bundle = Bundle.open(made / "bundle")
    assert len(bundle.read("detector")) < 8 << 20
    card = bundle.read("model_card").decode()
    assert "Somebody, CC BY" in card and "efficientnet-lite0" in card and "| frames | 2 | 2 |" in card
    composed = [f"composed scenes at {size}" for size in (160, 224)]
    promised = [f"{name}, people of 24 pixels and more" for name in composed]
    assert list(bundle.manifest.metrics) == [composed[0], promised[0], composed[1], promised[1], "frames"]
    assert "8 pictures of 128×128 (one step in 2 of 192×192 in turn)" in card
    assert all(name in bundle.read("plot").decode() for name in (*composed, "frames"))
    assert {one["people"] for one in map(bundle.manifest.metrics.get, composed)} != {0}
    found = open_detector(bundle, "cpu").detect([Frame(0, 0, np.full((270, 480, 3), 90, np.uint8))])
    assert len(found) == 1


def test_a_run_goes_on_where_it_was_and_only_as_it_was(made: Path) -> None:
    state = json.loads((made / "run" / "state.json").read_text())
    assert state["step"] == 3
    command = ["detector", str(made), "--data", str(made.parent / "set"), "--minutes", "0", "--set", "side=160"]
    before = sorted(made.rglob("*"))
    assert main(command) == 2 and sorted(made.rglob("*")) == before  # told before anything is rendered


def test_the_exported_network_says_the_same_at_every_size(made: Path) -> None:
    content = Bundle.open(made / "bundle").read("detector")
    for size in (416, 640):
        picture = np.random.default_rng(size).integers(0, 255, (216, 384, 3), np.uint8)
        boxes, scores = OnnxDetector(content, image_input(size), SPEC).find(picture)
        assert boxes.shape == (len(scores), 4)


def test_a_run_goes_on_from_a_bundle_as_it_ships(made: Path) -> None:
    bundle = made / "bundle"
    detector = read_detector(bundle)
    image = torch.randn(1, 3, 96, 160, generator=torch.Generator().manual_seed(1))
    shipped = open_onnx(Bundle.open(bundle).read("detector")).run(None, {"image": image.numpy()})[0]
    with torch.no_grad():
        assert np.allclose(Exported(detector)(image).numpy(), shipped, atol=1e-4)
        detector.settled = True
        assert np.allclose(Exported(detector.train())(image).numpy(), shipped, atol=1e-4)  # its norms stay
    command = ["detector", str(made.parent / "on"), "--data", str(made.parent / "set"), "--minutes", "0"]
    sets = ("steps=1", "batch=2", "side=128", "larger=[]", "sizes=[160]", "workers=0", "judged=2", "places=1",
            "filmed=0")  # fmt: skip
    assert main([*command, "--from", str(bundle), *(word for one in sets for word in ("--set", one))]) == 0
    after = Bundle.open(made.parent / "on" / "bundle")
    assert "Somebody, CC BY" in after.read("licence").decode()  # whoever was credited before still is
    assert "peak learning rate 0.0006" in after.read("model_card").decode()


def test_what_holds_no_detector_is_one_sentence(tmp_path: Path, made: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(b"no weights")
    starter = Path(resources.__file__).parent / "models" / "starter"
    for wrong in (tmp_path / "a.safetensors", tmp_path / "nothing", starter):
        with pytest.raises(CpclError, match=wrong.name):
            read_detector(wrong)


def test_scenes_are_composed_in_places_where_nobody_is(made: Path) -> None:
    (place,) = (made / "places").iterdir()
    empty = cv2.cvtColor(cv2.imread(str(place)), cv2.COLOR_BGR2RGB)
    assert empty.shape == (432, 768, 3) and empty.std() > 10
    cutouts = split_cutouts([made.parent / "set"])[0]
    backdrop = empty[:128, :128]
    scene = compose(np.random.default_rng(1), cutouts, 128, backdrop)
    alone = compose(np.random.default_rng(1), cutouts, 128)
    assert scene.image.shape == (128, 128, 3) and not np.array_equal(scene.image, alone.image)


def test_clips_want_a_proposer(tmp_path: Path) -> None:
    assert main(["detector", str(tmp_path), "--clips", str(tmp_path / "a.mp4")]) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone")
def test_scenes_come_from_another_process_after_opencv_had_threads_in_this_one(tmp_path: Path) -> None:
    """Proposing boxes for clips starts them; a fork leaves them behind, and waiting for them would never end."""
    script = f"""
import time, cv2, numpy as np, sys
from pathlib import Path
from cpcl_train.detector.cutouts import split_cutouts
from cpcl_train.detector.recipe import load_recipe
from cpcl_train.detector.training import Material, train_detector
from cpcl_train.run.logbook import Logbook

cv2.GaussianBlur(np.zeros((2000, 3000, 3), np.uint8), (0, 0), 3)
time.sleep(1)  # until they sleep
recipe = load_recipe("", ["steps=1", "batch=2", "side=128", "larger=[]", "workers=1"])
out = Path({str(tmp_path / "run")!r})
with Logbook(out) as log:
    train_detector(recipe, Material(split_cutouts([Path({str(write_people(tmp_path / "set"))!r})])[0]), out, log)
"""
    done = subprocess.run([sys.executable, "-c", script], timeout=240, capture_output=True, text=True)
    assert done.returncode == 0 and (tmp_path / "run" / "last.safetensors").is_file(), done.stderr
