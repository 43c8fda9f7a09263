"""What a check finds: one thing that was looked at, how it is, and a sentence about it that names nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import ENGLISH, chosen, in_english
from cpcl_desktop.engine.runtime.places import home, user_folder

State = Literal["good", "note", "fault"]
Sentence = Callable[[], str]  # made when it is asked for: in the reader's language, or in English to be kept
Found = Iterator[tuple[str, State, Sentence]]  # item, state, sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at beside the machine: case files, there or to be made, and the provider asked for."""

    cases: Sequence[Path] = ()
    provider: str = "auto"

    @property
    def folders(self) -> Sequence[tuple[int, Path]]:
        """The folders of the cases, each once, after the number of the first case in it; 0 for the only folder."""
        found: dict[Path, int] = {}
        for number, case in enumerate(self.cases, start=1):
            found.setdefault(case.parent.absolute(), number)
        return [(number if len(found) > 1 else 0, folder) for folder, number in found.items()]


Check = Callable[[Asked, Report], Found]


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence as it was said in another process: in the language chosen there, and in English."""

    told: str
    english: str

    def __call__(self) -> str:
        """As a reader of now has it."""
        return self.english if chosen() == ENGLISH else self.told


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a `fault` keeps the program from its work, a `note` is worth knowing."""

    check: str
    item: str
    state: State
    sentence: Sentence = field(repr=False, compare=False)

    @property
    def told(self) -> str:
        """What was found, in the chosen language."""
        return self.sentence()

    def __reduce__(self) -> tuple[type[Finding], tuple[str, str, State, Sentence]]:
        """On its way to another process its sentence is said: what makes it stays here."""
        with in_english():
            english = self.told
        return Finding, (self.check, self.item, self.state, SaidSentence(self.told, english))

    def described(self) -> dict[str, Any]:
        """As it is kept: in English."""
        with in_english():
            return {"check": self.check, "item": self.item, "state": self.state, "told": self.told}


def nameless(sentence: Sentence, cases: Sequence[Path]) -> Sentence:
    """The sentence without the places that tell whose machine or whose case it is: those of errors name files."""
    places: list[tuple[str, Path | None]] = [("the case", case) for case in cases]
    places += [("the folder of the case", case.parent) for case in cases]
    places += [("the program's data", home()), ("temporary files", Path(tempfile.gettempdir()))]
    places += [("the user's folder", user_folder())]
    known = {place.absolute(): f"<{name}>" for name, place in places if place is not None}
    hidden = {str(place): name for place, name in known.items() if place != Path(place.anchor)}

    def said() -> str:
        text = sentence()
        for place in sorted(hidden, key=len, reverse=True):  # what lies in another first
            text = text.replace(place, hidden[place])
        return text

    return said
