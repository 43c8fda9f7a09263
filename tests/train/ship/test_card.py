"""The model card says of the recipe what the configuration says."""

import pytest

from cpcl_train.config import load_config
from cpcl_train.data.tokens import learn_tokenizer
from cpcl_train.model.checkpoint import Checkpoint
from cpcl_train.ship.card import model_card


def card(recipe, *overrides):
    tokenizer = learn_tokenizer(["a red top"], 50, 1).decode()
    return model_card(Checkpoint(load_config(recipe, overrides), tokenizer, {}, 3, {}), {})


@pytest.mark.parametrize(
    ("recipe", "overrides", "said"),
    [
        ("small", [], "AdamW, weight decay 0.02, peak learning rate 0.0015, seed 7"),
        ("cuhk-pedes", [], "AdamW, weight decay 4e-05, peak learning rate 1e-05, seed 7"),
        (
            "small",
            ["train.betas=[0.8,0.98]"],
            "AdamW, weight decay 0.02, peak learning rate 0.0015, seed 7; betas 0.8 and",
        ),
        ("cuhk-pedes", ["train.optimizer=adam"], "Adam (decay within the gradient), weight decay 4e-05, peak"),
    ],
)
def test_the_optimiser_is_the_runs_own(recipe, overrides, said):
    (line,) = [line for line in card(recipe, *overrides).splitlines() if line.startswith("- Image net ")]
    assert f"; {said}" in line
