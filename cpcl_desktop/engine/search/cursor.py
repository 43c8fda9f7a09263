"""What follows in a sentence: whether what is said goes on, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.search.phrases import Phrase
from cpcl_desktop.engine.search.words import Item, Role

OF_A_THING: frozenset[Role] = frozenset({"colour", "shade", "hair colour", "pattern", "length", "detail"})
_SEEN: frozenset[Role] = frozenset({"colour", "shade", "hair colour", "pattern"})
HAIRY = frozenset({"hair", "beard"})


class Cursor:
    """A place in a sentence's items, from which one looks ahead."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.at = 0

    def role_at(self, offset: int) -> Role:
        """The role of the item so many further on; a stop behind the end."""
        at = self.at + offset
        return self.items[at].role if at < len(self.items) else "stop"

    def colours_go_on(self, waiting: Sequence[Item]) -> bool:
        """Whether a colour stands on either side of a comma or an "and"."""
        return bool(waiting) and waiting[-1].role in _SEEN and self.role_at(1) in OF_A_THING

    def ahead(self) -> list[Item]:
        """What follows, without plain words."""
        return [item for item in self.items[self.at + 1 : self.at + 12] if item.role != "plain"]

    def next_thing(self) -> Role:
        """The role of what the words that follow are about: "thing", but "person" for hair."""
        about = next((item for item in self.ahead() if item.role not in OF_A_THING | {"age", "build"}), None)
        if about is None or about.meaning.kind in HAIRY:
            return "person"
        return about.role

    def next_is_bare(self) -> bool:
        """Whether a thing is named next, with nothing said of it."""
        ahead = self.ahead()
        return bool(ahead) and ahead[0].role == "thing"

    def lists_on(self, last: Phrase | None) -> bool:
        """Whether a comma stands between alternatives: "jacket, coat or hoodie"."""
        if last is None:
            return False
        things = 0
        for item in self.ahead():
            if item.role == "thing" and (not last.positive or item.meaning.kind == last.kind):
                things += 1
            elif item.role == "or" or item.value == "nor":
                return things > 0
            elif item.text != ",":
                return False
        return False

    def names_first(self) -> bool:
        """Whether this part of the sentence names a thing first, then says how it is: "jacket black"."""
        roles: list[Role] = []
        for item in self.items[self.at + 1 if self.at else 0 :]:
            if item.role in ("stop", "and", "or", "cut", "negator"):
                break
            if item.role not in ("plain", "word"):
                roles.append(item.role)
        return len(roles) > 1 and roles[0] == "thing" and roles[-1] in ("colour", "pattern")
