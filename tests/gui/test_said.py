"""What is said of passages, in columns: it answers as the dictionary that it was made of."""

import pickle
import random

import numpy as np

from cpcl_desktop.gui.lanes.said import NOTHING, Said, SaidOf

WORDS = [Said("match", note, "red") for note in ("", "a", "b")] + [Said("no match"), Said("unsure", "c"), NOTHING]


def some(dice: random.Random, among: range) -> dict[int, Said]:
    return {track: dice.choice(WORDS) for track in dice.sample(among, dice.randint(0, 12))}


def test_it_answers_as_a_dictionary():
    dice = random.Random(3)
    for _ in range(200):
        parts = [some(dice, range(first, first + 30)) for first in (60, 0, 2**40)]
        expected = {track: said for part in parts for track, said in part.items()}
        made = pickle.loads(pickle.dumps(SaidOf.joined(SaidOf(part) for part in parts)))
        assert len(made) == len(expected)
        asked = np.array([*dice.sample(range(90), 40), 2**40 + 3, 2**40 + 29])
        assert made.of(asked) == {track: expected[track] for track in asked.tolist() if track in expected}
        for track in asked.tolist():
            assert made.get(track) == expected.get(track, NOTHING)
        for verdict in ("match", None):
            where = made.where(lambda said, verdict=verdict: said == verdict)
            assert where.tolist() == sorted(track for track, said in expected.items() if said.verdict == verdict)
        wanted = made.tracks < 90
        narrowed = made.narrowed(wanted, made.tracks[wanted] + 7)
        assert narrowed.of(asked + 7) == {track + 7: said for track, said in made.of(asked).items() if track < 90}
