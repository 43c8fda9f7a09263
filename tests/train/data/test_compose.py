import cv2
import numpy as np
import torch

from cpcl_train.config import load_config
from cpcl_train.data.augment import cut_out, layers
from cpcl_train.data.compose import CHANNELS, Composer
from cpcl_train.data.jpeg import through_jpeg
from cpcl_train.data.samples import batches
from cpcl_train.run.loop import train_step
from cpcl_train.run.run import prepare_run
from tests.train.people import draw_person, write_people

CLEAN = ("degrade=0", "light=0", "tint=0", "occlusion=0", "edges=0", "waist=0")


def config(*overrides):
    return load_config("starter", [f"augment.{override}" for override in overrides])


def batch_of(count, settings, neighbour=None):
    rng = np.random.default_rng(3)
    person = cut_out(draw_person("red", "blue", "black", 0))
    canvas = layers(rng, person, neighbour, False, settings.image, settings.augment)
    assert canvas.shape == (192, 96, CHANNELS)
    return torch.from_numpy(canvas).permute(2, 0, 1)[None].repeat(count, 1, 1, 1)


def test_a_person_stands_opaque_before_backgrounds_that_differ():
    torch.manual_seed(0)
    settings = config(*CLEAN)
    pictures = Composer.on(torch.device("cpu"), settings.augment)(batch_of(6, settings))
    assert pictures.shape == (6, 3, 192, 96)
    top = pictures[:, :, 80, 48]
    torch.testing.assert_close(top, torch.tensor([200.0, 30, 30]).expand(6, 3), atol=3, rtol=0)
    empty = torch.zeros_like(batch_of(6, settings))
    bare = Composer.on(torch.device("cpu"), settings.augment)(empty)
    assert (bare.flatten(1).std(1) > 1).sum() >= 4 and bare.mean((1, 2, 3)).std() > 10


def test_another_person_stands_behind_the_one_described():
    settings = config(*CLEAN)
    other = cut_out(draw_person("green", "white", "blonde", 0))
    both, alone = batch_of(1, settings, other), batch_of(1, settings)
    assert both[:, 4:].any() and not alone[:, 4:].any()
    torch.manual_seed(1)
    picture = Composer.on(torch.device("cpu"), settings.augment)(both)
    torch.testing.assert_close(picture[0, :, 80, 48], torch.tensor([200.0, 30, 30]), atol=3, rtol=0)


def test_degrading_leaves_the_colours_and_takes_detail():
    torch.manual_seed(2)
    settings = config(*CLEAN[1:], "degrade=1")
    pictures = Composer.on(torch.device("cpu"), settings.augment)(batch_of(64, settings))
    assert pictures.min() >= 0 and pictures.max() <= 255
    tops = pictures[:, :, 70:90, 40:56].mean((2, 3))
    assert ((tops[:, 0] > 1.5 * tops[:, 1]) & (tops[:, 0] > 1.5 * tops[:, 2])).float().mean() > 0.9
    edges = pictures[:, :, 80:84].diff(dim=3).abs().amax((1, 2, 3))
    assert edges.max() > 1.5 * edges.min()


def test_jpeg_loses_what_libjpeg_loses():
    rng = np.random.default_rng(0)
    smooth = cv2.resize(rng.integers(0, 256, (12, 6, 3), np.uint8), (96, 192), interpolation=cv2.INTER_CUBIC)
    noisy = np.clip(smooth + rng.normal(0, 12, smooth.shape), 0, 255).astype(np.uint8)
    for quality in (25, 60, 90):
        code = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        wanted = cv2.imdecode(code, cv2.IMREAD_COLOR).astype(np.float32)
        rgb = torch.from_numpy(noisy[..., ::-1].copy()).permute(2, 0, 1)[None].float()
        ours = through_jpeg(rgb, torch.tensor([float(quality)]))[0].permute(1, 2, 0).numpy()[..., ::-1]
        lost = np.abs(noisy - wanted).mean()
        assert np.abs(ours - wanted).mean() < 0.4 * lost


def test_a_run_trains_on_pictures_composed_on_the_device(tmp_path):
    people = write_people(tmp_path / "people", views=1)
    sizes = ["image.height=64", "image.width=32", "model.embed_dim=16", "data.workers=0", "model.pretrained=[]"]
    vision = "model.vision.timm_model_name=efficientnet_lite0_parts"
    settings = load_config(
        "starter", [*sizes, vision, "augment.where=device", "train.precision=fp32", "phases=[{epochs=1,batch=8}]"]
    )
    run = prepare_run(settings, people, tmp_path / "run")
    batch = next(iter(batches(run.data, settings, 0, trim=True)))
    assert batch.images.shape == (8, CHANNELS, 64, 32)
    run.model.train()
    losses = train_step(run, batch, None)
    assert all(torch.isfinite(value) for value in losses.values())
