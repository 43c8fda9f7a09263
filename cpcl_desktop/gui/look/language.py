"""Which language the window speaks: what the environment or the settings say, else the system's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from cpcl_desktop.engine.runtime.language import ENGLISH, LANGUAGES, chosen
from cpcl_desktop.engine.runtime.policy import policy

KEY: Final = "language"
VARIABLE: Final = "CPCL_LANGUAGE"


def language_for(store: QSettings) -> str:
    """One of `LANGUAGES`: by the environment, the user's choice, the machine's policy, the system."""
    wanted = os.environ.get(VARIABLE) or str(store.value(KEY, policy().defaults.language))
    return wanted if wanted in LANGUAGES else nearest(QLocale.system().uiLanguages())


def nearest(names: Sequence[str]) -> str:
    """Of languages in the order in which a user wants them ("zh-Hans-CN", "de"), the first that we have.

    Traditional Chinese is another script: who reads it is not given the simplified one.
    """
    for name in names:
        locale = QLocale(name)
        for known in LANGUAGES:
            ours = QLocale(known)
            if (ours.language(), ours.script()) == (locale.language(), locale.script()):
                return known
    return ENGLISH


def apply_language(application: QApplication) -> None:
    """Let Qt's own texts, dates, and the side from which one reads follow the chosen language."""
    if chosen() == ENGLISH or application.findChild(QObject, KEY) is not None:
        return  # who reads English keeps the numbers and dates of the system
    locale = QLocale(chosen())
    QLocale.setDefault(locale)
    translator = QTranslator(application)
    translator.setObjectName(KEY)
    if translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setLayoutDirection(locale.textDirection())
