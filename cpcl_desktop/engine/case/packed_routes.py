"""The routes of very many passages, in the bytes that a case keeps; each becomes a `Route` when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cpcl_desktop.engine.routes import Route

Numbers = npt.NDArray[np.int64]
_POINT_BYTES = 16  # seconds, x, y and height as float32
_NONE = -1


@dataclass(frozen=True, slots=True)
class PackedRoutes:
    """Routes one after the other in `data`, from byte `begins` to `ends`, int64[N]; -1 where there is none."""

    data: bytes
    begins: Numbers
    ends: Numbers

    @staticmethod
    def of(packed: Sequence[bytes | None]) -> PackedRoutes:
        """Put them together; ValueError where one of them is no route."""
        data = b"".join([one for one in packed if one is not None])
        sizes = np.array([_NONE if one is None else len(one) for one in packed], np.int64)
        has_route = sizes != _NONE
        _check(data, sizes[has_route])
        ends = np.cumsum(np.where(has_route, sizes, 0))
        return PackedRoutes(data, np.where(has_route, ends - sizes, _NONE), np.where(has_route, ends, _NONE))

    @property
    def there(self) -> npt.NDArray[np.bool_]:
        """Where there is one."""
        return np.asarray(self.begins != _NONE, np.bool_)

    def at(self, place: int) -> Route | None:
        """One of them."""
        begin, end = int(self.begins[place]), int(self.ends[place])
        return None if begin == _NONE else Route.unpacked(self.data[begin:end])

    def in_order(self, places: Numbers) -> PackedRoutes:
        """Those of these places, in their order."""
        return PackedRoutes(self.data, self.begins[places], self.ends[places])


def _check(data: bytes, sizes: Numbers) -> None:
    """What `Route.unpacked` looks at, of all at once: so that none fails later, where it is drawn."""
    is_whole = bool(sizes.all()) and not (sizes % _POINT_BYTES).any()
    points = np.frombuffer(data if is_whole else b"", "<f4").reshape(-1, 4)
    if not is_whole or not np.isfinite(points).all() or _goes_back(points[:, 0], sizes // _POINT_BYTES):
        raise ValueError("these bytes are no route")


def _goes_back(times: npt.NDArray[np.float32], counts: Numbers) -> bool:
    """Whether the times of any route do, of so many points each."""
    back = np.diff(times) < 0
    back[np.cumsum(counts)[:-1] - 1] = False  # from the end of one to the begin of the next
    return bool(back.any())
