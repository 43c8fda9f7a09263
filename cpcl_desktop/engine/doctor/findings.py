"""What a check finds: one thing that was looked at, how it is, and a sentence about it that names nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import in_english
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

    def described(self) -> dict[str, Any]:
        """As it is kept: in English."""
        with in_english():
            return {"check": self.check, "item": self.item, "state": self.state, "told": self.told}


def nameless(sentence: Sentence, case: Path | None) -> Sentence:
    """The sentence without the places that tell whose machine or whose case it is: those of errors name files."""
    hidden = {"the case": case, "the folder of the case": case and case.parent, "the program's folder": home()}
    hidden |= {"the folder for temporary files": Path(tempfile.gettempdir()), "the user's folder": user_folder()}

    def said() -> str:
        text = sentence()
        for name, place in hidden.items():
            if place is not None and place.absolute() != Path(place.anchor):
                text = text.replace(str(place.absolute()), f"<{name}>").replace(str(place), f"<{name}>")
        return text if case is None else text.replace(case.name, "<the case>")

    return said
