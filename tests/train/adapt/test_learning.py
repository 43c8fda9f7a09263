"""Residuals on drawn features: they learn what is there to learn, and judging refuses what is not."""

import dataclasses

import numpy as np
import pytest

from cpcl_desktop.bundle.descent import Gain, Gains, refusal
from cpcl_train.adapt.judging import chance_of, judge, pool_scores
from cpcl_train.adapt.learning import Recipe, learn
from cpcl_train.adapt.material import Material, Pool, Rows, shuffled

DIM, WIDTH, LOOKS = 24, 48, 6
RECIPE = Recipe(steps=120, rate=5e-3)
RNG = np.random.default_rng(3)
PLAIN = RNG.normal(size=(WIDTH, DIM)) / WIDTH**0.5
"""The projection as it is: it passes over the last features, in which the case's looks are told apart."""
PLAIN[-LOOKS:] = 0


def silent(*_: object) -> None:
    pass


def stages(_: str):
    return silent


def pool(people: int, seed: int, new_look: bool, others: int = 0, noise: float = 0.2) -> Pool:
    """People with three pictures and a text each; those of a new look share features that only they have."""
    rng = np.random.default_rng(seed)
    known = rng.normal(size=(people + others, WIDTH - LOOKS))
    look = np.zeros((people + others, LOOKS))
    look[:people, :] = 4.0 if new_look else 0.0
    who = np.concatenate([0.55 * known, look], axis=1)
    pictures = np.repeat(who, 3, axis=0) + np.pad(
        rng.normal(0, noise, (3 * len(who), WIDTH - LOOKS)), ((0, 0), (0, LOOKS))
    )
    words = who[:people] + np.pad(rng.normal(0, noise, (people, WIDTH - LOOKS)), ((0, 0), (0, LOOKS)))
    numbers, at = np.arange(people), np.arange(3 * people)
    owners = np.concatenate([numbers, np.full(others, -1)])
    return Pool(
        rows(pictures), rows(words), np.stack([at, at // 3], 1), at // 3, np.repeat(np.arange(len(who)), 3), owners,
        np.stack([numbers, numbers], 1), np.empty((0, 3), np.int64),
    )  # fmt: skip


def rows(features: np.ndarray) -> Rows:
    return Rows(features.astype(np.float32), (features @ PLAIN).astype(np.float32))


@pytest.fixture(scope="module")
def material() -> Material:
    replay, choice, frozen = (pool(count, seed, new_look=False) for count, seed in ((80, 1), (40, 2), (150, 4)))
    return Material(pool(30, 5, new_look=True, others=120, noise=0.7), frozenset(), replay, choice, frozen)


@pytest.fixture(scope="module")
def judged(material):
    return judge(material, RECIPE, stages)


def test_a_look_that_the_projection_passes_over_is_learnt_and_nothing_else_is_lost(judged):
    assert judged.held_out.r1.low > 0 and judged.share > 0
    assert refusal(judged.groups, judged.held_out, judged.rendered, judged.chance) == ""


def test_descriptions_dealt_out_anew_teach_nothing(material):
    for seed in range(3):
        found = judge(dataclasses.replace(material, case=shuffled(material.case, seed)), RECIPE, stages)
        assert found.chance > 0.01 and refusal(found.groups, found.held_out, found.rendered, found.chance)


def test_groups_that_were_set_aside_are_never_learnt_from(material, judged):
    aside = dataclasses.replace(material, aside=frozenset(range(10)))
    torn = material.case.texts.features.copy()
    torn[:10] = 1e6  # whoever learnt from these would learn nothing else
    spoilt = dataclasses.replace(material.case, texts=Rows(torn, material.case.texts.projected))
    taught = np.arange(10, 30)
    one = learn(material.case, material.replay, taught, dataclasses.replace(RECIPE, steps=5), silent)
    other = learn(spoilt, material.replay, taught, dataclasses.replace(RECIPE, steps=5), silent)
    np.testing.assert_array_equal(one.image.up != 0, other.image.up != 0)
    found = judge(aside, dataclasses.replace(RECIPE, steps=5), stages)
    assert found.groups == 30


def test_a_pair_decided_wrong_is_pushed_below_the_confirmed(material):
    case = material.case
    wrong = np.array([[90 + at, at % 30, at % 30] for at in range(60)], np.int64)  # others' pictures, our texts
    with_them = dataclasses.replace(case, wrong=wrong)
    groups = np.arange(30)

    def likeness(learnt) -> float:
        images, texts = case.images.vectors(learnt.image), case.texts.vectors(learnt.text)
        return float((images[wrong[:, 0]] * texts[wrong[:, 1]]).sum(1).mean())

    heavy = dataclasses.replace(RECIPE, wrong=2.0)
    assert likeness(learn(with_them, material.replay, groups, heavy, silent)) < likeness(
        learn(case, material.replay, groups, heavy, silent)
    )


def test_passages_that_were_learnt_from_are_no_rivals(material):
    case = material.case
    everybody = pool_scores(case, groups=np.arange(5))
    fewer = pool_scores(case, groups=np.arange(5), without=np.arange(5, 30))
    assert (fewer >= everybody).all() and fewer.sum() > everybody.sum()


def test_the_rule_of_the_gate():
    def gains(r1, precision):
        return Gains(Gain(*r1), Gain(*precision))

    good, kept = gains((12, 3, 20), (8, 4, 12)), gains((0.1, -0.4, 0.5), (0.0, -0.3, 0.3))
    assert refusal(40, good, kept, 0.001) == ""
    assert "fewer than 20" in refusal(19, good, kept, 0.001)
    assert "do not fit" in refusal(40, good, kept, 0.02) and refusal(40, good, kept, float("nan"))
    assert "not shown" in refusal(40, gains((5, -1, 11), (2, -1, 5)), kept, 0.001)
    assert "not shown" in refusal(40, gains((-1, -5, 3), (3, 1, 5)), kept, 0.001)
    assert "forgets" in refusal(40, good, gains((0, -0.4, 0.4), (0, -0.6, 0.6)), 0.001)
    assert "forgets" in refusal(40, good, gains((-0.6, -0.9, 0.1), (0, -0.4, 0.4)), 0.001)


def test_how_often_chance_fits_as_well():
    fit = np.eye(6) + np.random.default_rng(1).normal(0, 0.05, (6, 6))
    assert chance_of([fit, fit], seed=1) < 0.002
    assert chance_of([np.ones((5, 5))], seed=1) == 1.0
    flat = [chance_of([np.random.default_rng(at).normal(size=(8, 8))], seed=1, draws=400) for at in range(60)]
    assert 0.35 < np.mean(flat) < 0.65
