"""A sentence → its phrases: what is asked for of clothes, hair, things and movement, and what is ruled out.

The grammar is small: words that say how a thing is ("long grey") belong to
the next thing named, or to the one before where none follows ("jacket in
red"); "and" joins what is said of one thing, "or" makes alternatives, and a
word that denies reaches to the next thing and over "or".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cpcl_desktop.engine.search import lexicon
from cpcl_desktop.engine.search.ages import with_ages
from cpcl_desktop.engine.search.cursor import HAIRY, OF_A_THING, Cursor
from cpcl_desktop.engine.search.phrases import Option, Phrase, merged, options_of
from cpcl_desktop.engine.search.words import Item, Role, items_of

_REACHES_ON = frozenset({"without", "w/o", "sans", "minus", "lacking", "lacks", "neither"})  # over "and", too
_OF_SKIN = frozenset({"black", "white", "brown", "yellow", "beige", "olive", "dark", "light"})  # before a person
_OF_BODY: Mapping[tuple[Role, str], str] = {("length", "short"): "short", ("detail", "large"): "heavy"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence taken apart: all items, the phrases, and words that say nothing here.

    `unread` are in no table, `barred` are never searched by, `loose` deny
    nothing that could be found.
    """

    sentence: str
    items: tuple[Item, ...]
    phrases: tuple[Phrase, ...]
    unread: tuple[Item, ...]
    barred: tuple[Item, ...]
    loose: tuple[Item, ...]


def parse(sentence: str) -> Parsed:
    """Take a sentence apart; any text can be, phrases may be none."""
    reader = _Reader(sentence)
    reader.read()
    phrases = sorted(filter(_says_something, reader.phrases), key=lambda phrase: phrase.start)
    parts = (tuple(reader.items), tuple(phrases), tuple(reader.unread), tuple(reader.barred), tuple(reader.loose))
    return Parsed(sentence, *parts)


def _says_something(phrase: Phrase) -> bool:
    (first, *_) = phrase.options
    return not (first.thing in ("hair", "clothes") and first.is_bare)


class _Reader:
    """Goes through a sentence once; what is said of a thing waits in `mods` until the thing is named."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.items = with_ages(sentence, items_of(sentence))
        self.phrases: list[Phrase] = []
        self.unread: list[Item] = []
        self.barred: list[Item] = []
        self.loose: list[Item] = []
        self._cursor = Cursor(self.items)
        self._mods: list[list[Item]] = [[]]  # groups, "or" between them
        self._denied: Item | None = None
        self._denied_last = ""  # the word that denied the last phrase
        self._reach = False  # whether what follows may still belong to the last phrase
        self._or = False
        self._backwards = False
        self._on: Mapping[Role, Callable[[Item], None]] = {
            "thing": self._on_thing,
            "person": self._on_person,
            "age": self._on_plain_phrase,
            "build": self._on_plain_phrase,
            "facing": self._on_plain_phrase,
            "motion": self._on_plain_phrase,
            "denial": self._on_denial,
            "negator": self._on_negator,
            "barred": self.barred.append,
            "and": self._on_and,
            "or": self._on_or,
            "cut": self._on_cut,
            "stop": self._on_stop,
            "word": self._on_word,
        }

    def read(self) -> None:
        """Fill the lists."""
        self._backwards = self._cursor.names_first()
        for at, item in enumerate(self.items):
            self._cursor.at = at
            if item.role in OF_A_THING:
                self._mods[-1].append(item)
            elif item.role in self._on:
                self._on[item.role](item)
        self._flush()
        self._drop_denial()

    # --- what each role does

    def _on_thing(self, item: Item) -> None:
        if self._backwards and self._has_mods and self._reach:
            self._attach()
        self._close(item.meaning.kind, item.value, item)

    def _on_person(self, item: Item) -> None:
        mods = self._take_mods()
        self._describe_body(mods)
        sex, age = lexicon.PEOPLE[item.value]
        if self._or and self.phrases and self.phrases[-1].kind in ("sex", "age"):
            self.phrases.pop()  # "man or woman": either will do
            self._or = False
            return
        for kind, value in (("sex", sex), ("age", age)):
            if value:
                self._add(kind, (Option(value, item.text),), item, item)
        self._reach = False

    def _on_plain_phrase(self, item: Item) -> None:
        self._flush()
        if item.role in ("age", "build") and self._cursor.next_thing() == "thing":
            return  # an old coat, a thin scarf
        self._add(item.role, (Option(item.value, item.text),), item, item)
        self._reach = False

    def _on_denial(self, item: Item) -> None:
        self._flush()
        option = Option(item.value, item.value)
        self.phrases.append(Phrase(item.text, item.start, item.end, item.meaning.kind, (option,), False))
        self._reach = False

    def _on_negator(self, item: Item) -> None:
        self._flush()
        if item.value == "nor" and self._denied_last:
            self._or = True
        else:
            self._drop_denial()
            self._denied = item

    def _on_and(self, item: Item) -> None:
        if self._has_mods:
            if not self._cursor.colours_go_on(self._mods[-1]):
                self._flush()
                self._reach = False
        elif self._denied_last in _REACHES_ON and self._cursor.next_is_bare():
            self._or = True
        else:
            self._reach = self._or = False
            self._backwards = self._cursor.names_first()

    def _on_or(self, item: Item) -> None:
        if self._has_mods and self._cursor.role_at(1) in OF_A_THING:
            self._mods.append([])
            return
        self._flush()
        self._or = bool(self.phrases)

    def _on_cut(self, item: Item) -> None:
        inside = item.value == "in" and self._reach and not self._has_mods
        self._flush()
        self._reach = inside
        self._or = self._or and not self._reach

    def _on_stop(self, item: Item) -> None:
        if item.text == "," and self._has_mods and self._cursor.colours_go_on(self._mods[-1]) and not self._reach:
            return  # red, white and blue
        self._flush()
        if item.text == ":":
            return
        self._or = item.text == "," and self._cursor.lists_on(self.phrases[-1] if self.phrases else None)
        self._reach = False
        if not self._or:
            self._drop_denial()
            self._denied_last = ""
        self._backwards = self._cursor.names_first()

    def _on_word(self, item: Item) -> None:
        """A word of no table: the thing that is meant, where something was said of it, else left over."""
        ends = self._cursor.role_at(1) in ("stop", "and", "or", "cut", "negator")
        if ends and (self._has_mods or self._denied is not None):
            self._close("other", item.text.casefold(), item)
        elif not (self._denied is not None and self._cursor.role_at(1) == "word"):
            self.unread.append(item)

    # --- making phrases

    @property
    def _has_mods(self) -> bool:
        return any(self._mods)

    def _take_mods(self) -> list[list[Item]]:
        mods, self._mods = self._mods, [[]]
        return mods

    def _close(self, kind: str, thing: str, head: Item) -> None:
        """End a phrase at the thing it is about."""
        groups = self._take_mods()
        said = [item for group in groups for item in group]
        options = options_of(thing, groups, head)
        first = said[0] if said else head
        if self._or and self.phrases and self._may_join(kind):
            self._join(options, head)
        elif self._belongs_to_hair(kind):
            self._restyle(options[0], head)
        else:
            self._add(kind, options, first, head)
        self._reach = True

    def _may_join(self, kind: str) -> bool:
        return not self.phrases[-1].positive or self.phrases[-1].kind not in ("sex", "age", "motion", "facing")

    def _join(self, options: tuple[Option, ...], head: Item) -> None:
        """Add alternatives to the last phrase; what was said of its colour holds for them, too."""
        last = self.phrases[-1]
        inherited = last.options[-1]
        if options[0].is_bare and not inherited.is_bare and last.kind not in HAIRY:
            said = inherited.words.rpartition(" ")[0]
            slots = {name: getattr(inherited, name) for name in ("colours", "pattern", "length", "details")}
            options = tuple(replace(one, words=f"{said} {one.words}".strip(), **slots) for one in options)
        text = self.sentence[last.start : head.end]
        self.phrases[-1] = replace(last, text=text, end=head.end, options=(*last.options, *options))
        self._or = False

    def _belongs_to_hair(self, kind: str) -> bool:
        last = self.phrases[-1] if self.phrases else None
        return last is not None and kind == last.kind == "hair" and self._reach and self._denied is None

    def _restyle(self, option: Option, head: Item) -> None:
        """ "long hair tied in a ponytail": one phrase."""
        last = self.phrases[-1]
        had = last.options[0]
        text = self.sentence[last.start : head.end]
        thing = option.thing if option.thing != "hair" else had.thing
        colours, length = had.colours or option.colours, had.length or option.length
        one = replace(had, thing=thing, words=text, colours=colours, length=length)
        self.phrases[-1] = replace(last, text=text, end=head.end, options=(one,))

    def _add(self, kind: str, options: tuple[Option, ...], first: Item, last: Item) -> None:
        denied, self._denied = self._denied, None
        start = first.start if denied is None else denied.start
        text = self.sentence[start : last.end]
        self.phrases.append(Phrase(text, start, last.end, kind, options, denied is None))
        self._denied_last = "" if denied is None else denied.value
        self._or = False

    def _flush(self) -> None:
        """What was said of a thing that was not named belongs to the thing before it, or to the clothes."""
        if not self._has_mods:
            return
        if self._reach and self._denied is None and self.phrases and not self.phrases[-1].options[0].colours:
            self._attach()
            return
        groups = self._take_mods()
        said = [item for group in groups for item in group]
        about = next((phrase for phrase in reversed(self.phrases) if phrase.positive), None)
        kind, thing = ("dress", "clothes")
        if all(item.role == "hair colour" for item in said):
            kind, thing = "hair", "hair"
        elif self._denied is not None and about is not None and about.kind in lexicon.GARMENTS:
            kind, thing = about.kind, about.options[0].thing
        elif not any(item.role in ("colour", "hair colour", "pattern") for item in said):
            return
        options = options_of(thing, groups, None)
        if self._or and self.phrases and self._may_join(kind):
            self._join(options, said[-1])
        else:
            self._add(kind, options, said[0], said[-1])
            self._reach = False

    def _attach(self) -> None:
        """Say it of the thing named before."""
        groups = self._take_mods()
        last = self.phrases[-1]
        end = groups[-1][-1].end if groups[-1] else groups[0][-1].end
        noun = last.options[-1]
        more = options_of(noun.thing, groups, None)
        words = [f"{' '.join(item.meant for item in group)} {noun.words}" for group in groups if group]
        options = tuple(merged(noun, one, said) for one, said in zip(more, words, strict=True))
        text = self.sentence[last.start : end]
        self.phrases[-1] = replace(last, text=text, end=end, options=(*last.options[:-1], *options))
        self._reach = False

    def _describe_body(self, groups: Sequence[Sequence[Item]]) -> None:
        """What stands before a person: colour of hair, build, or of skin, which is not searched by."""
        for item in (item for group in groups for item in group):
            if item.role == "hair colour":
                self._add("hair", (Option("hair", f"{item.meant} hair", (item.value,)),), item, item)
            elif build := _OF_BODY.get((item.role, item.value)):
                self._add("build", (Option(build, item.text),), item, item)
            elif item.value in _OF_SKIN:
                self.barred.append(item)
            elif item.role == "colour":
                self._add("dress", (Option("clothes", item.meant, (item.value,)),), item, item)

    def _drop_denial(self) -> None:
        if self._denied is not None:
            self.loose.append(self._denied)
        self._denied = None
