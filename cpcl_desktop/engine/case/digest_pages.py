"""The table `digest_page`: the digests of a table's rows, those of neighbouring keys together on one page.

A row has its place by its key alone: where the key ends in a whole number, 32
of them share a page, else a row has one to itself. So a page changes with its
rows only, and is the same in whatever order they came. One page instead of 32
rows is what makes digests cheap to store, and to sum (`digests.TableDigest`).

    table       whose rows they are
    page        which rows: the number of the page, behind the key's other columns, if any, and slashes
    digests     32 bits that say which of its rows there are, and the digest of each of these
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NoReturn

from cpcl_desktop.engine.case.digests import DIGEST_BYTES, TableDigest, Value, apart, row_digests

ROWS = 32  # of a page; more would be too large to lie in a page of SQLite's beside others
MOST_HELD = 1000  # pages that a transaction has in memory, some 4 kB each
_MASK_BYTES = ROWS // 8
_FULL = b"\xff" * _MASK_BYTES
_NEW = "INSERT INTO digest_page VALUES (?, ?, ?)"

Key = Sequence[Value]
Page = int | str
Digests = dict[int, bytes]  # of a page's rows, by where on it they stand


def place_of(key: Key) -> tuple[Page, int]:
    """The page of the row with this key, and where on it the row stands."""
    *before, last = key
    if type(last) is not int:
        return "/".join([*map(shown, key), ""]), 0
    number, at = divmod(last, ROWS)
    return "/".join([*map(shown, before), str(number)]) if before else number, at


def places_of(keys: Iterable[Key]) -> Iterator[tuple[Page, int]]:
    """As `place_of`, of many keys: those of one page behind each other take a third of the time."""
    known: tuple[Value, ...] = ()
    page: Page = 0
    for key in keys:
        last = key[-1]
        if type(last) is not int:
            yield place_of(key)
            continue
        number, at = divmod(last, ROWS)
        if (which := (number, *key[:-1])) != known:
            known, page = which, place_of(key)[0]
        yield page, at


def row_at(page: object, at: int) -> str:
    """The name of the row that stands there, see `name_of`; of a page that is none of ours, the page's."""
    if isinstance(page, int):
        return str(page * ROWS + at)
    before, _, number = shown(page).rpartition("/")
    try:
        return "/".join([*([before] if before else []), *([str(int(number) * ROWS + at)] if number else [])])
    except ValueError:
        return shown(page)


def name_of(key: Key) -> str:
    """What a row is called in sentences: its only key, or all of them with slashes between."""
    return "/".join(map(shown, key))


def shown(value: object) -> str:
    """A value of a key as text; text that is none any more with escapes."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes | bytearray) else str(value)


def packed(digests: Mapping[int, bytes]) -> bytes:
    """A page as it is stored."""
    if len(digests) == ROWS:
        return _FULL + b"".join([digests[at] for at in range(ROWS)])
    places = sorted(digests)
    mask = sum(1 << at for at in places)
    return mask.to_bytes(_MASK_BYTES, "little") + b"".join([digests[at] for at in places])


def unpacked(stored: object) -> Digests | None:
    """The digests on a page as it is stored; None where it is not one that this program stored."""
    if not isinstance(stored, bytes) or len(stored) <= _MASK_BYTES:
        return None
    mask = int.from_bytes(stored[:_MASK_BYTES], "little")
    places = [at for at in range(ROWS) if mask >> at & 1]
    starts = range(_MASK_BYTES, len(stored), DIGEST_BYTES)
    if len(stored) != _MASK_BYTES + len(places) * DIGEST_BYTES:
        return None
    return {at: stored[start : start + DIGEST_BYTES] for at, start in zip(places, starts, strict=True)}


def page_digests(pages: Sequence[tuple[str, Page, bytes]]) -> list[bytes]:
    """The digests of pages by table, page and what is stored: those of the rows of `digest_page` that keep them."""
    return row_digests("digest_page", pages)


def first_in_a_row(keys: Sequence[Key]) -> int | None:
    """Of keys of whole numbers that differ in the last alone, one number after the other: the first; else None."""
    if not keys or set(map(type, chain.from_iterable(keys))) != {int}:
        return None
    *before, first = keys[0]
    assert isinstance(first, int)
    is_it = [*map(tuple, keys)] == [(*before, number) for number in range(first, first + len(keys))]
    return first if is_it else None


def full_pages(table: str, before: Key, first: int, digests: bytes) -> list[tuple[str, Page, bytes]]:
    """The pages, as they are stored, that rows fill whose keys are `before` and then one number after the other.

    `digests` are the rows', one behind the other; those before the first such page and behind the last have none.
    """
    count = len(digests) // DIGEST_BYTES
    begins = range(-first % ROWS, count - ROWS + 1, ROWS)
    return [
        (table, place_of((*before, first + at))[0], _FULL + digests[at * DIGEST_BYTES : (at + ROWS) * DIGEST_BYTES])
        for at in begins
    ]


def full_pages_sum(table: str, before: Key, first: int, digests: bytes) -> bytes:
    """The sum over `full_pages`, as `TableDigest.lanes`."""
    made = TableDigest()
    made.add(page_digests(full_pages(table, before, first, digests)))
    return made.lanes


def stored_page(connection: sqlite3.Connection, table: str, page: Page) -> object | None:
    """What the file has on a page, whatever somebody may have put there; None where it has no such page."""
    row = connection.execute(
        'SELECT page, digests FROM digest_page WHERE "table" = ? AND page = ?', (table, page)
    ).fetchone()
    if row is None or isinstance(row[0], int) is not isinstance(page, int):  # 1.0 is found as 1, and is no page
        return None
    found: object = row[1]
    return found


def stored_digest(connection: sqlite3.Connection, table: str, key: Key) -> bytes | None:
    """The digest that the file has of a row, if any."""
    page, at = place_of(key)
    return (unpacked(stored_page(connection, table, page)) or {}).get(at)


class _Held:
    """A page in memory: what the file has, None where it has none, and its digests as they are by now."""

    __slots__ = ("digests", "stored")

    def __init__(self, stored: bytes | None, digests: Digests) -> None:
        self.stored, self.digests = stored, digests


class DigestPages:
    """The pages that a transaction has met, in memory until they are written."""

    def __init__(self, connection: sqlite3.Connection, refuse: Callable[[str], NoReturn]) -> None:
        """`refuse` is told of which table a page is not as this program stored it."""
        self._connection, self._refuse = connection, refuse
        self._held: dict[tuple[str, Page], _Held] = {}

    def forget(self) -> None:
        """Of a transaction that is over."""
        self._held.clear()

    @property
    def are_many(self) -> bool:
        """Whether they should be written, lest memory grow with what is changed."""
        return len(self._held) > MOST_HELD

    def come(self, table: str, keys: Sequence[Key], digests: Sequence[bytes]) -> Key | None:
        """Rows with these keys and digests came. The first of which there is a digest already ends it."""
        last, held = None, None
        for key, (page, at), digest in zip(keys, places_of(keys), digests, strict=True):
            if held is None or page is not last:
                last, held = page, self._held.get((table, page)) or self._read(table, page)
            if held.digests.setdefault(at, digest) is not digest:
                return key
        return None

    def holds_any(self, table: str, before: Key, first: int, count: int) -> bool:
        """Whether a page that so many rows fill, see `full_pages`, is in memory: then `write` is due first."""
        begins = range(first + -first % ROWS, first + count - ROWS + 1, ROWS)
        return any((table, place_of((*before, begin))[0]) in self._held for begin in begins)

    def come_in_a_row(self, table: str, before: Key, first: int, digests: bytes) -> Key | None:
        """As `come`, of rows as `full_pages` has them, which are stored at once: of these `write` does not tell.

        Not while one of these pages is in memory, see `holds_any`.
        """
        count, pages = len(digests) // DIGEST_BYTES, full_pages(table, before, first, digests)
        begin = min(-first % ROWS, count)
        end = begin + len(pages) * ROWS
        keys = [(*before, first + at) for at in (*range(begin), *range(end, count))]
        taken = self.come(table, keys, apart(digests[: begin * DIGEST_BYTES] + digests[end * DIGEST_BYTES :]))
        if taken is not None:
            return taken
        changes = self._connection.total_changes
        try:
            self._connection.executemany(_NEW, pages)
        except sqlite3.IntegrityError:
            at = self._connection.total_changes - changes  # those before it were stored
            if not (known := self._read(*pages[at][:2]).digests):
                self._refuse(table)
            return (*before, first + begin + at * ROWS + min(known))
        return None

    def go(self, table: str, key: Key) -> bytes | None:
        """A row with this key went; what its digest was, None where there was none."""
        page, at = place_of(key)
        held = self._held.get((table, page)) or self._read(table, page)
        return held.digests.pop(at, None)

    def write(self) -> Iterator[tuple[str, list[bytes], list[bytes]]]:
        """Store what changed, and forget it: for each table, the digests of the pages that went and that came."""
        tables: dict[str, list[tuple[Page, _Held]]] = {}
        for (table, page), held in self._held.items():
            tables.setdefault(table, []).append((page, held))
        self._held.clear()
        for table, pages in tables.items():
            yield table, *self._write(table, pages)

    def _write(self, table: str, pages: Sequence[tuple[Page, _Held]]) -> tuple[list[bytes], list[bytes]]:
        went, gone = list[tuple[str, Page, bytes]](), list[tuple[str, Page]]()
        new, changed = list[tuple[str, Page, bytes]](), list[tuple[str, Page, bytes]]()
        for page, held in pages:
            now = packed(held.digests) if held.digests else None
            if now == held.stored:
                continue
            if held.stored is not None:
                went.append((table, page, held.stored))
            if now is None:
                gone.append((table, page))
            else:
                (new if held.stored is None else changed).append((table, page, now))
        self._connection.executemany('DELETE FROM digest_page WHERE "table" = ? AND page = ?', gone)
        self._connection.executemany("INSERT OR REPLACE INTO digest_page VALUES (?, ?, ?)", changed)
        try:
            self._connection.executemany(_NEW, new)
        except sqlite3.IntegrityError:  # something is there that was not read as a page
            self._refuse(table)
        return page_digests(went), page_digests([*new, *changed])

    def _read(self, table: str, page: Page) -> _Held:
        stored = stored_page(self._connection, table, page)
        digests = {} if stored is None else unpacked(stored)
        if digests is None or not isinstance(stored, bytes | None):
            self._refuse(table)
        held = self._held[table, page] = _Held(stored, digests)
        return held
