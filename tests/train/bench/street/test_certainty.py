"""Intervals of differences: they cover what they should, and several claims together are held to one's chance."""

import numpy as np

from cpcl_train.bench.street.certainty import holm, two_level


def test_an_interval_holds_the_mean_and_widens_with_either_level_of_chance():
    rng = np.random.default_rng(0)
    people = np.repeat(np.arange(100), 4)
    plain = 2 + rng.normal(0, 1, (8, 400))
    by_person = plain + np.repeat(rng.normal(0, 3, 100), 4)
    by_seed = plain + rng.normal(0, 3, (8, 1))
    narrow, people_vary, seeds_vary = (two_level(some, people) for some in (plain, by_person, by_seed))
    for found, values in ((narrow, plain), (people_vary, by_person), (seeds_vary, by_seed)):
        assert found.low < found.mean < found.high and np.isclose(found.mean, values.mean())
        # The standard error of a two-way layout, from its parts: what the bootstrap estimates.
        of_seeds, of_people = values.mean(1), values.reshape(8, 100, 4).mean((0, 2))
        expected = 2 * 1.96 * np.sqrt(of_seeds.var() / 8 + of_people.var() / 100)
        assert 0.85 * expected < found.high - found.low < 1.8 * expected  # drawing both counts plain noise twice
    assert people_vary.high - people_vary.low > 3 * (narrow.high - narrow.low)
    assert seeds_vary.high - seeds_vary.low > 3 * (narrow.high - narrow.low)


def test_chances_are_small_for_what_is_there_and_large_for_what_is_not():
    rng = np.random.default_rng(1)
    people = np.repeat(np.arange(200), 2)
    noise = rng.normal(0, 1, (6, 400)) + np.repeat(rng.normal(0, 1, 200), 2)
    assert two_level(noise - noise.mean(), people).p > 0.9
    assert two_level(noise - noise.mean() + 1, people).p < 0.001
    assert two_level(noise, people) == two_level(noise, people)


def test_holm_multiplies_the_rarest_most_and_keeps_the_order():
    assert np.allclose(holm([0.04, 0.01, 0.03, 0.5]), [0.09, 0.04, 0.09, 0.5])
    assert holm([0.9, 0.8]) == [1.0, 1.0] and holm([]) == []
