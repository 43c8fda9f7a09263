"""Hits in another order than they ranked: by corrected time, or by camera and then by time."""

from __future__ import annotations

from typing import Literal

import numpy as np

from cpcl_desktop.gui.panels.hit_columns import HitColumns

Order = Literal["relevance", "time", "camera"]


def in_order(hits: HitColumns, order: Order) -> HitColumns:
    """The same hits in an order; those of the same place in it as they ranked."""
    if order == "relevance" or not len(hits):
        return hits
    rows = np.argsort(hits.moments_us, kind="stable")
    if order == "camera":
        names = hits.cameras_there
        by_name = sorted(range(len(names)), key=names.__getitem__)
        places = np.empty(len(names), np.min_scalar_type(len(names)))  # few bits, which are sorted much quicker
        places[by_name] = np.arange(len(names))
        rows = rows[np.argsort(places[hits.cameras[rows]], kind="stable")]
    return hits.in_order(rows)
