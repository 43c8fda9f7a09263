"""Colours of still pictures that bring an ICC profile, such as phones' Display P3, as screens show them."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image as Picture
from PIL import ImageCms

from cpcl_desktop.engine.records import Image


def on_screen(image: Image, profile: bytes) -> Image:
    """The picture in sRGB; as it is where its profile is sRGB, not one of RGB, or cannot be used."""
    transform = _transform(profile) if profile else None
    if transform is None:
        return image
    return np.asarray(ImageCms.applyTransform(Picture.fromarray(image), transform), np.uint8)


@lru_cache(maxsize=8)
def _transform(profile: bytes) -> ImageCms.ImageCmsTransform | None:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if own.profile.xcolor_space.strip() != "RGB" or "sRGB" in ImageCms.getProfileDescription(own):
            return None
        return ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
