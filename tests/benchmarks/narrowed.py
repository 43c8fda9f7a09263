"""The starter with vectors of fewer numbers: for cases so large that its own would fit neither memory nor disk."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.people.embed import Described, Embedder
from cpcl_desktop.engine.runtime.sessions import Session
from tests.benchmarks.large_case import starter


class Narrowed(Embedder):
    """Its networks, of whose vectors the first so many numbers are kept, at unit norm; it says of no attribute."""

    def __init__(self, numbers: int) -> None:
        whole = starter().bundle
        assert whole.manifest.calibration is not None, "the starter says how strong a hit is"
        assert 0 < numbers <= (whole.manifest.embedding_dim or 0), "they are the first of its vectors"
        calibration = replace(whole.manifest.calibration, shares=())
        manifest = replace(whole.manifest, embedding_dim=numbers, attributes=(), calibration=calibration)
        sha256 = hashlib.sha256(manifest.to_json().encode()).hexdigest()
        super().__init__(Bundle(whole.path, manifest, sha256), "cpu")

    def _described(
        self, session: Session, outputs: Sequence[npt.NDArray[np.float32]], output: str | None
    ) -> Described:
        whole = super()._described(session, outputs, output)
        kept = whole.vectors[:, : self.dim]
        norms = np.linalg.norm(kept, axis=1, keepdims=True)
        return Described(np.asarray(kept / np.maximum(norms, 1e-12), np.float32), whole.attributes)
