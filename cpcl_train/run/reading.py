"""How a run reads its samples: what the loop asks of pictures, or of anything that stands in their place.

The loop knows pairs by their indices; what an encoder takes of them is between the reading and the model. So
networks that read features which were computed once run through the same loop, losses and clustering as those
that read pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from torch import Tensor

from cpcl_train.data.samples import Batch, batches, normalise
from cpcl_train.judge.evaluate import Evaluation, TorchEncoder, Wanted, evaluate_images
from cpcl_train.method.pseudo_labels import Guidance, Samples
from cpcl_train.model.dual_encoder import may_trim
from cpcl_train.run.features import extract

if TYPE_CHECKING:
    from cpcl_train.run.run import Run

Tick = Callable[[int, int], None]


class Reading(Protocol):
    """What the loop asks for."""

    def batches(self, run: Run, guidance: Guidance | None) -> Iterator[Batch]:
        """The batches of the run's present epoch, a function of configuration, epoch and labels alone."""

    def inputs(self, run: Run, images: Tensor) -> Tensor:
        """What `encode_image` takes of a batch's `images`, which are on the run's device already."""

    def features(self, run: Run, tick: Tick) -> Samples:
        """Features of the whole training set in index order, in eval mode and without gradient."""

    def validate(self, run: Run) -> Evaluation:
        """The figures by which an epoch is chosen."""


class Pictures:
    """Reads pictures and captions from the training set and the validation images of the run."""

    def batches(self, run: Run, guidance: Guidance | None) -> Iterator[Batch]:
        """See `Reading.batches`."""
        clusters = guidance.images.cpu().numpy() if guidance else None
        trim, pin = may_trim(run.config), run.device.type == "cuda"
        return batches(run.data, run.config, run.epoch, trim, run.team, pin, clusters)

    def inputs(self, run: Run, images: Tensor) -> Tensor:
        """See `Reading.inputs`."""
        return normalise(run.composer(images) if run.composer else images, run.config.image)

    def features(self, run: Run, tick: Tick) -> Samples:
        """See `Reading.features`."""
        return extract(run.model, run.data, run.config, run.device, run.team, tick)

    def validate(self, run: Run) -> Evaluation:
        """See `Reading.validate`."""
        encoder = TorchEncoder(run.model, run.config.image, run.text_reader, run.device)
        return evaluate_images(encoder, run.validation, "val", Wanted(run.config.data.workers))
