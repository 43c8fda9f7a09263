"""What modalities are clustered by: the own and partners' features, cameras taken off; clusters refined."""

import numpy as np
import torch

from cpcl_train.method.cluster import refine
from cpcl_train.method.memory import PrototypeMemory
from cpcl_train.method.nearness import clustered_by, without_cameras
from cpcl_train.method.options import ClusterConfig, MethodConfig
from cpcl_train.method.pseudo_labels import Samples, assign

IMAGE_OF = np.repeat(np.arange(60), 2)


def unit(rows):
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def drawn(seed=0):
    rng = np.random.default_rng(seed)
    return rng, unit(rng.normal(size=(60, 8))), unit(rng.normal(size=(120, 8)))


def test_cosines_are_those_of_both_sides_in_their_shares():
    _, images, texts = drawn()
    config = ClusterConfig(image_by_text=0.5, text_by_image=2.0)
    by_image, by_text = clustered_by(images, texts, IMAGE_OF, None, config)
    told = unit(texts.reshape(60, 2, 8).sum(1))
    np.testing.assert_allclose(by_image @ by_image.T, (images @ images.T + 0.5 * told @ told.T) / 1.5, atol=1e-5)
    seen = images[IMAGE_OF]
    np.testing.assert_allclose(by_text @ by_text.T, (texts @ texts.T + 2 * seen @ seen.T) / 3, atol=1e-5)
    same = clustered_by(images, texts, IMAGE_OF, None, ClusterConfig(centre_cameras=True))
    assert same[0] is images and same[1] is texts  # a set that names no cameras, and nothing to add


def test_what_a_camera_adds_to_all_its_images_is_taken_off():
    rng, images, _ = drawn()
    cameras = rng.permutation(np.repeat([3, 5, 9], 20))
    shifts = {3: 4 * rng.normal(size=8), 5: 4 * rng.normal(size=8), 9: np.zeros(8)}
    shifted = np.asarray(images + np.stack([shifts[camera] for camera in cameras]), np.float32)
    np.testing.assert_allclose(without_cameras(shifted, cameras), without_cameras(images, cameras), atol=1e-4)


def test_images_guide_texts_that_fit_two_people_and_cameras_are_no_people():
    rng = np.random.default_rng(1)
    people, cameras = np.repeat(np.arange(30), 6), np.tile(np.arange(6), 30)
    looks = rng.normal(size=(30, 16))
    images = unit(looks[people] + 6 * rng.normal(size=(6, 16))[cameras] + 0.2 * rng.normal(size=(180, 16)))
    texts = unit(looks[people // 2 * 2] + 0.2 * rng.normal(size=(180, 16)))  # the same words fit two people each
    given = Samples(images, texts, np.arange(180), people, cameras)

    def found(**cluster):
        return assign(given, MethodConfig(cluster=ClusterConfig(k1=8, k2=3, min_samples=2, **cluster)))

    plain, centred = found(), found(centre_cameras=True)
    assert centred.images_before.rand_index > 0.9 > 0.3 > plain.images_before.rand_index
    assert plain.texts_before.rand_index < 0.65
    assert found(centre_cameras=True, text_by_image=2.0).texts_before.rand_index > 0.9


def test_refining_brings_samples_to_the_nearest_mean_and_leaves_outliers():
    rng = np.random.default_rng(2)
    centres = unit(rng.normal(size=(5, 12)))
    people = np.repeat(np.arange(5), 20)
    features = unit(centres[people] + 0.1 * rng.normal(size=(100, 12)))
    labels = people.copy()
    labels[[0, 21, 45]] = [3, 0, 1]
    labels[[7, 60]] = -1
    refined = refine(features, labels, 2)
    assert (refined[[7, 60]] == -1).all()
    assert (np.delete(refined, [7, 60]) == np.delete(people, [7, 60])).all()
    assert (refine(features, labels, 0) == labels).all()
    assert (refine(features, np.full(100, -1), 3) == -1).all()


def test_a_weighted_prototype_lies_nearer_to_the_members_that_agree():
    rng = np.random.default_rng(3)
    centre = unit(rng.normal(size=(1, 16)))
    rows = torch.from_numpy(
        unit(np.concatenate([centre + 0.1 * rng.normal(size=(8, 16)), rng.normal(size=(3, 16))]))
    )
    labels = torch.zeros(11, dtype=torch.int64)
    plain, weighted = (
        PrototypeMemory.of(rows, labels, weighted=is_weighted).rows[0] for is_weighted in (False, True)
    )
    wanted = torch.from_numpy(centre[0])
    assert float(weighted @ wanted) > float(plain @ wanted) + 0.01
    assert torch.isclose(weighted.norm(), torch.tensor(1.0))
