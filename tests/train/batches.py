"""A batch of eight pairs with pseudo labels, as tests of the method and of its loss take it."""

import torch
import torch.nn.functional as F

from cpcl_train.method.matching import BatchLabels, Memories
from cpcl_train.method.memory import PrototypeMemory


def unit(rows, seed):
    features = torch.randn(rows, 8, generator=torch.Generator().manual_seed(seed))
    return F.normalize(features, dim=1)


V, T = unit(8, 0), unit(8, 1)
LABELS = BatchLabels(
    images=torch.tensor([0, 0, 1, -1, -1, 2, 1, -1]),
    texts=torch.tensor([1, 0, -1, 1, -1, 0, 1, -1]),
    image_index=torch.tensor([0, 1, 2, 3, 3, 5, 6, 7]),
)


def memories(labels=LABELS):
    return Memories(PrototypeMemory.of(V, labels.images), PrototypeMemory.of(T, labels.texts))
