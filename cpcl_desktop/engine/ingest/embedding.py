"""Finished tracks → what the case stores of them: pictures and vectors."""

from __future__ import annotations

import numpy as np

from cpcl_desktop.engine.case.records import EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.people.stored_picture import encode_jpeg
from cpcl_desktop.engine.records import Crop, Track


def embed_track(number: int, track: Track, embedder: Embedder) -> EmbeddedTrack:
    """A finished track with its crops' vectors and JPEGs.

    The encoder's batch is always one track's crops, so that a vector does not
    depend on what else was being ingested.
    """
    vectors = embedder.rows([crop.image for crop in track.crops])
    crops = [_embedded(crop, vector) for crop, vector in zip(track.crops, vectors, strict=True)]
    return EmbeddedTrack(number, track.start_us, track.end_us, track.observations, crops, track.route, track.joins)


def _embedded(crop: Crop, vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> EmbeddedCrop:
    return EmbeddedCrop(
        crop.time_us, crop.box, crop.score, crop.quality, crop.name, encode_jpeg(crop.image), vector
    )
