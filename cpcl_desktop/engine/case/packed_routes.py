"""The routes of very many passages, in the bytes that a case keeps; each becomes a `Route` when it is asked for."""

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
        """Put them together, as they are."""
        sizes = np.array([_NONE if one is None else len(one) for one in packed], np.int64)
        ends = np.cumsum(np.maximum(sizes, 0))
        begins = np.where(sizes == _NONE, _NONE, ends - sizes)
        return PackedRoutes(b"".join(filter(None, packed)), begins, np.where(sizes == _NONE, _NONE, ends))

    @staticmethod
    def joined(parts: Sequence[PackedRoutes]) -> PackedRoutes:
        """Of several, one after the other."""
        before = np.cumsum([0, *(len(part.data) for part in parts[:-1])])
        places = [
            np.where(part.there, np.stack([part.begins, part.ends]) + first, _NONE)
            for part, first in zip(parts, before.tolist(), strict=True)
        ]
        return PackedRoutes(b"".join([part.data for part in parts]), *np.concatenate(places, axis=1))

    @property
    def there(self) -> npt.NDArray[np.bool_]:
        """Where there is one."""
        return np.asarray(self.begins != _NONE, np.bool_)

    @property
    def sizes(self) -> Numbers:
        """How many bytes each has that is there."""
        return np.asarray((self.ends - self.begins)[self.there], np.int64)

    def at(self, place: int) -> Route | None:
        """One of them; whether these bytes are a route, `check` has told."""
        begin, end = int(self.begins[place]), int(self.ends[place])
        if begin == _NONE:
            return None
        return Route(np.frombuffer(self.data[begin:end], "<f4").reshape(-1, 4).astype(np.float32))

    def in_order(self, places: Numbers) -> PackedRoutes:
        """Those of these places, in their order; the bytes stay as they lie."""
        return PackedRoutes(self.data, self.begins[places], self.ends[places])

    def check(self) -> None:
        """ValueError where one is no route, as `Route.unpacked` says of one; to be asked before `in_order`."""
        sizes = self.sizes
        is_whole = bool(sizes.all()) and not (sizes % _POINT_BYTES).any()
        points = np.frombuffer(self.data if is_whole else b"", "<f4").reshape(-1, 4)
        if not is_whole or not np.isfinite(points).all() or _goes_back(points[:, 0], sizes // _POINT_BYTES):
            raise ValueError("these bytes are no route")


def _goes_back(times: npt.NDArray[np.float32], counts: Numbers) -> bool:
    """Whether the times of any route do, of so many points each."""
    back = np.diff(times) < 0
    back[np.cumsum(counts)[:-1] - 1] = False  # from the end of one to the begin of the next
    return bool(back.any())
