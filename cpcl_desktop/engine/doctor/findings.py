"""What a check finds: one thing that was looked at, how it is, and a sentence about it that names nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
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
    """What is looked at beside the machine: a case file, there or to be made, and the provider asked for."""

    case: Path | None = None
    provider: str = "auto"


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


def nameless(sentence: Sentence, case: Path | None) -> Sentence:
    """The sentence without the places that tell whose machine or whose case it is: those of errors name files."""
    places = {"the case": case, "the folder of the case": case and case.parent, "the program's data": home()}
    places |= {"temporary files": Path(tempfile.gettempdir()), "the user's folder": user_folder()}
    known = {name: place.absolute() for name, place in places.items() if place is not None}
    hidden = {str(place): f"<{name}>" for name, place in known.items() if place != Path(place.anchor)}

    def said() -> str:
        text = sentence()
        for place, name in hidden.items():
            text = text.replace(place, name)
        return text

    return said
