import numpy as np

from cpcl_train.method.masking import mask_tokens

WORDS, MASK, START, END = range(1, 1000), 1000, 1001, 1002


def captions(count=2000, length=20):
    rng = np.random.default_rng(0)
    ids = rng.integers(WORDS.start, WORDS.stop, (count, length))
    ids[:, 0], ids[:, 15], ids[:, 16:] = START, END, 0
    return ids


def test_shares_are_fifteen_percent_split_80_10_10():
    ids = captions()
    masked = mask_tokens(np.random.default_rng(1), ids, 0.15, MASK, WORDS)
    inside, before = masked[:, 1:15], ids[:, 1:15]
    assert abs((inside == MASK).mean() - 0.15 * 0.8) < 0.005
    swapped = (inside != before) & (inside != MASK)
    assert abs(swapped.mean() - 0.15 * 0.1) < 0.003
    assert set(inside[swapped]) <= set(WORDS)


def test_start_end_and_padding_stay():
    ids = captions()
    masked = mask_tokens(np.random.default_rng(1), ids, 1.0, MASK, WORDS)
    np.testing.assert_array_equal(masked[:, 0], ids[:, 0])
    np.testing.assert_array_equal(masked[:, 15:], ids[:, 15:])
    assert (masked[:, 1:15] == MASK).mean() > 0.7


def test_padding_that_is_also_a_word_stays():
    ids = np.array([1001, 0, 5, 1002, 0, 0])
    masked = mask_tokens(np.random.default_rng(1), ids, 1.0, MASK, range(1000))
    np.testing.assert_array_equal(masked[3:], ids[3:])


def test_clean_ids_are_never_written_to():
    ids = captions()
    clean = ids.copy()
    for share in (0.0, 0.15, 1.0):
        masked = mask_tokens(np.random.default_rng(1), ids, share, MASK, WORDS)
        assert not np.shares_memory(masked, ids)
        masked[:] = -5
        np.testing.assert_array_equal(ids, clean)


def test_same_generator_same_mask():
    ids = captions(10)
    first, second = (mask_tokens(np.random.default_rng(3), ids, 0.15, MASK, WORDS) for _ in range(2))
    np.testing.assert_array_equal(first, second)
