"""Epochs between two clusterings: they go on with labels and prototypes that are there, also after a kill."""

import io

import pytest
import torch

from cpcl_desktop.bundle.errors import UsageError
from cpcl_train.model.checkpoint import LAST, load_checkpoint
from cpcl_train.run.logbook import Logbook, Silence, read_metrics
from cpcl_train.run.loop import train, train_epoch
from cpcl_train.run.run import prepare_run
from cpcl_train.run.terms import is_clustered
from tests.train.people import write_people
from tests.train.run.test_loop import lasting, small

SELDOM = ("method.cluster.settling=1", "method.cluster.every=3")
THREE, FOUR = "phases=[{epochs=3,batch=36}]", "phases=[{epochs=4,batch=36}]"


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return write_people(tmp_path_factory.mktemp("people"))


@pytest.mark.parametrize(
    ("overrides", "clustered"),
    [
        ((), range(12)),
        (("method.cluster.every=3",), (0, 1, 2, 3, 4, 5, 8, 11)),
        (("method.cluster.every=4", "method.cluster.settling=0"), (0, 4, 8)),
        (("method.cluster.every=2", "method.cluster.settling=1", "method.start_epoch=2"), (2, 3, 5, 7, 9, 11)),
    ],
)
def test_which_epochs_are_clustered_before(overrides, clustered):
    config = small(*overrides)
    assert [epoch for epoch in range(config.method.start_epoch, 12) if is_clustered(config, epoch)] == [*clustered]


def test_labels_stay_and_prototypes_move_until_the_next_clustering(people, tmp_path):
    run = prepare_run(small(FOUR, *SELDOM, "method.cluster.every=2"), people, tmp_path)
    found = []
    for run.epoch in range(4):
        figures = train_epoch(run, Silence())
        found.append((run.guidance, run.guidance.memories.images.rows, "clusters" in figures))
    guidances, rows, clustered = zip(*found, strict=True)
    assert clustered == (True, True, False, True)
    assert guidances[1] is guidances[2] is not guidances[3] and guidances[0] is not guidances[1]
    assert rows[1].shape == rows[2].shape and not torch.allclose(rows[1], rows[2])
    torch.testing.assert_close(rows[2].norm(dim=1), torch.ones(len(rows[2])))


class StopsAfterTwo(Logbook):
    def progress(self, what, done, total):
        if (what, done) == ("epoch 3", 1):
            raise KeyboardInterrupt


def test_a_run_stopped_between_two_clusterings_ends_as_one_that_was_not(people, tmp_path):
    config = small(THREE, *SELDOM)
    with Logbook(tmp_path / "whole", io.StringIO()) as log:
        train(config, people, tmp_path / "whole", log)
    with pytest.raises(KeyboardInterrupt), StopsAfterTwo(tmp_path / "cut", io.StringIO()) as log:
        train(config, people, tmp_path / "cut", log)
    kept = load_checkpoint(tmp_path / "cut" / LAST)
    assert set(kept.guidance) == {"images", "texts", "image_prototypes", "text_prototypes"}
    with Logbook(tmp_path / "cut", io.StringIO()) as log:
        train(config, people, tmp_path / "cut", log)
    rows = [read_metrics(tmp_path / name) for name in ("whole", "cut")]
    assert [lasting(row) for row in rows[1]] == [lasting(row) for row in rows[0]]
    assert ["features_s" in row for row in rows[0]] == [True, True, False]
    whole, resumed = (load_checkpoint(tmp_path / name / LAST).weights for name in ("whole", "cut"))
    assert all(torch.equal(resumed[name], value) for name, value in whole.items())


def test_what_is_no_number_of_epochs_is_named():
    with pytest.raises(UsageError, match=r"method\.cluster\.every must be 1 or more"):
        small("method.cluster.every=0")
