"""What the program remembers between starts: a table of settings, stored by QSettings under our own names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from cpcl_desktop.engine.ingest.options import AUTO, OFF
from cpcl_desktop.engine.runtime.language import LANGUAGES, tr
from cpcl_desktop.engine.runtime.policy import policy
from cpcl_desktop.engine.runtime.providers import PROVIDERS
from cpcl_desktop.gui.lanes.choices import Choices
from cpcl_desktop.gui.look.language import KEY
from cpcl_desktop.gui.look.theme import Look
from cpcl_desktop.gui.recent import entry_of, paths_of
from cpcl_desktop.gui.results_wording import ORDER as ORDER_NAME
from cpcl_desktop.gui.results_wording import ORDERS, SORTING_NOTE
from cpcl_desktop.gui.settings_migrations import bring_up_to_date
from cpcl_desktop.gui.store import Store, default_store

RECENT_LIMIT = 8  # of what was opened lately, that is offered
_RECENT_KEPT = 3 * RECENT_LIMIT  # some of it may be out of reach now, and is there again when a drive is
SEARCHES_LIMIT = 100  # descriptions that are remembered

Value = str | float
Option = tuple[str, str]  # stored value, what the user reads


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of the settings dialog. With `options` the value is one of them, else a number within `bounds`."""

    key: str
    label: str
    tip: str
    default: Value
    options: tuple[Option, ...] = ()
    bounds: tuple[float, float] = (0.0, 0.0)
    unit: str = ""


APPEARANCE = Setting(
    "appearance",
    tr("Appearance"),
    tr("Follow the system, or always light or dark."),
    "system",
    (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))),
)
LANGUAGE = Setting(
    KEY,
    tr("Language"),
    tr("Of the window, from the next start. The log, the case and reports stay English."),
    "",
    (("", tr("As the system")), *LANGUAGES.items()),
)
TEXT_SIZE = Setting(
    "text_size",
    tr("Text size"),
    tr("Beside the scale that the system gives."),
    "100",
    tuple((str(size), tr("{size} %", size=size)) for size in (90, 100, 110, 125, 150, 175, 200)),
)
MOTION = Setting(
    "motion",
    tr("Movement"),
    tr("Reduced: menus and lists appear at once, and nothing in the window moves by itself."),
    "as usual",
    (("as usual", tr("As usual")), ("reduced", tr("Reduced"))),
)
SAMPLE_FPS = Setting(
    "ingest/sample_fps",
    tr("Frames looked at"),
    tr("More finds people who pass quickly; fewer reads footage faster."),
    5.0,
    bounds=(0.2, 60.0),
    unit=tr(" per second"),
)
DETECTOR = Setting("ingest/detector", tr("Person detector"), tr("What finds people in footage that is added."), "")
DETECTOR_SIZE = Setting(
    "ingest/detector_size",
    tr("Detector's input"),
    tr("Larger finds smaller people and takes longer. Motion has none."),
    "",
    (
        ("", tr("The detector's own")),
        *((str(side), tr("{side} pixels", side=side)) for side in (416, 640, 960, 1280)),
    ),
)
TILES = Setting(
    "ingest/tiles",
    tr("Small people in large frames"),
    tr("Frames are looked at in tiles, too, which takes several times as long."),
    AUTO,
    (
        (AUTO, tr("In tiles where the first minutes say that it helps")),
        (OFF, tr("Never in tiles")),
        ("2", tr("In 2 × 2 tiles")),
        ("3", tr("In 3 × 3 tiles")),
    ),
)
MODEL = Setting("ingest/model", tr("Model for new cases"), tr("A case keeps the model that it was begun with."), "")
PROVIDER = Setting(
    "provider",
    tr("Run networks on"),
    tr("Automatic takes a GPU that works, else the CPU. What is really used stands in the status bar."),
    "auto",
    (("auto", tr("Automatic")), *((p.name, p.label) for p in PROVIDERS)),
)
POINTED = Setting(
    "pointed",
    tr("Hits under the pointer"),
    tr("Play three seconds of the passage, or stay still. Where the system reduces motion, they stay still."),
    "play",
    (("play", tr("Play")), ("still", tr("Stay still"))),
)
ORDER = Setting("hits/order", ORDER_NAME, SORTING_NOTE, "relevance", tuple(ORDERS.items()))
"""Chosen above the hits, not in the dialog."""
TABLE: Sequence[Setting] = (
    APPEARANCE,
    LANGUAGE,
    TEXT_SIZE,
    MOTION,
    POINTED,
    PROVIDER,
    DETECTOR,
    DETECTOR_SIZE,
    TILES,
    SAMPLE_FPS,
    MODEL,
)

_GEOMETRY, _STATE, _RECENT, _FOLDER = "window/geometry", "window/state", "recent_cases", "last_folder"
_SEARCHES, _WATCHED = "searches", "watched_folders"


class Settings:
    """The stored settings; `store` is QSettings by default, a file of its own in tests."""

    def __init__(self, store: QSettings | None = None) -> None:
        kept = store or default_store()
        bring_up_to_date(kept)
        self._store = Store(kept)
        machine = policy().defaults
        stated = {LANGUAGE.key: machine.language, PROVIDER.key: machine.provider}
        self._machine: Mapping[str, Value] = {key: value for key, value in stated.items() if value}

    def default(self, setting: Setting) -> Value:
        """What holds where the user chose nothing: as the machine's policy has it, else as the program has."""
        return self._machine.get(setting.key, setting.default)

    def get(self, setting: Setting) -> Value:
        """A setting's value, or its default when nothing (or nothing usable) is stored."""
        stored = self._store.value(setting.key, self.default(setting))
        if isinstance(setting.default, float):
            try:
                low, high = setting.bounds
                return min(high, max(low, float(str(stored))))
            except (TypeError, ValueError):
                return setting.default
        known = [value for value, _ in setting.options]
        return str(stored) if not known or stored in known else self.default(setting)

    def set(self, setting: Setting, value: Value) -> None:
        """Store a value."""
        self._store.set(setting.key, value)

    def look(self) -> Look:
        """How the window is to look."""
        size = int(str(self.get(TEXT_SIZE))) / 100
        return Look(str(self.get(APPEARANCE)), size, self.get(MOTION) == "reduced")

    def choices(self) -> Choices:
        """What the settings decide for the engine."""
        return Choices(
            model=str(self.get(MODEL)) or None,
            detector=str(self.get(DETECTOR)) or None,
            provider=str(self.get(PROVIDER)),
            sample_fps=float(self.get(SAMPLE_FPS)),
            detector_size=int(size) if (size := self.get(DETECTOR_SIZE)) else None,
            tiles=str(self.get(TILES)),
        )

    def plays_under_pointer(self) -> bool:
        """Whether a hit plays where the pointer rests on it."""
        return self.get(POINTED) == "play"

    # --- the window and its cases

    def recent(self) -> list[tuple[Path, ...]]:
        """What was opened lately and is there now, the last first: a case by itself, or several as one."""
        there = (paths for paths in self._recent() if all(path.is_file() for path in paths))
        return list(islice(there, RECENT_LIMIT))

    def recent_cases(self) -> list[Path]:
        """Cases opened lately that are there now, by themselves or with others, the last first; each once."""
        there = ([path for path in paths if path.is_file()] for paths in self._recent())
        some = islice(filter(None, there), RECENT_LIMIT)
        return list(dict.fromkeys(path for paths in some for path in paths))

    def add_recent(self, paths: Sequence[Path]) -> None:
        """Put a case, or several that were opened as one, at the top of the recent ones."""
        these = tuple(paths)

        def changed(known: object) -> list[str]:
            others = [other for other in _opened(known) if other != these]
            return [entry_of(entry) for entry in [these, *others]][:_RECENT_KEPT]

        self._store.change(_RECENT, changed)

    def searches(self) -> list[str]:
        """Descriptions that were searched for on this machine, the last first."""
        return _texts(self._store.value(_SEARCHES))

    def add_search(self, text: str) -> None:
        """Remember a description as the last that was searched for."""
        self._store.change(_SEARCHES, lambda known: _with_first(text, _texts(known))[:SEARCHES_LIMIT])

    def forget_searches(self) -> None:
        """Remember none of them."""
        self._store.remove(_SEARCHES)

    def last_folder(self) -> str:
        """Where the last file dialog ended."""
        return str(self._store.value(_FOLDER, ""))

    def set_last_folder(self, folder: Path) -> None:
        """Remember where a file dialog ended."""
        self._store.set(_FOLDER, str(folder))

    def window(self) -> tuple[QByteArray | None, QByteArray | None]:
        """The window's geometry and the splitter's state as last saved."""
        return self._bytes(_GEOMETRY), self._bytes(_STATE)

    def set_window(self, geometry: QByteArray, state: QByteArray) -> None:
        """Save the window's geometry and the splitter's state."""
        self._store.set(_GEOMETRY, geometry)
        self._store.set(_STATE, state)

    def watched(self, case: Path) -> dict[str, list[str]]:
        """Folders that are watched for a case, each with the files in it that are not new."""
        kept = _watched(self._store.value(_WATCHED)).get(str(case.absolute()), {})
        try:
            return {str(folder): [str(name) for name in names] for folder, names in kept.items()}
        except (TypeError, AttributeError):  # edited by hand
            return {}

    def set_watched(self, case: Path, folders: Mapping[str, Sequence[str]]) -> None:
        """Remember the folders that are watched for a case."""
        name, these = str(case.absolute()), {folder: list(names) for folder, names in folders.items()}

        def changed(known: object) -> str:
            others = {case: kept for case, kept in _watched(known).items() if case != name}
            return json.dumps(others | ({name: these} if these else {}))

        self._store.change(_WATCHED, changed)

    def read_again(self) -> None:
        """Take over, a moment later, what another window remembers since."""
        self._store.read_again()

    def flush(self) -> None:
        """Wait until all is written."""
        self._store.flush()

    def _recent(self) -> list[tuple[Path, ...]]:
        return _opened(self._store.value(_RECENT))

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None


def _texts(stored: object) -> list[str]:
    """A stored list of texts; one of a single text comes back as that."""
    texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
    return [str(text) for text in texts]


def _with_first(text: str, others: Sequence[str]) -> list[str]:
    return [text, *(other for other in others if other != text)]


def _opened(stored: object) -> list[tuple[Path, ...]]:
    """What was opened lately, wherever it is now."""
    return [paths for entry in _texts(stored) if (paths := paths_of(entry))]


def _watched(stored: object) -> dict[str, Any]:
    """Folders that are watched, by case."""
    try:
        return dict(json.loads(str(stored)))
    except (ValueError, TypeError):  # none, or edited by hand
        return {}
