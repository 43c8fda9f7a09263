"""Asking for files and folders without opening any of them.

On POSIX, closing any descriptor of a file drops every lock that this process
holds on it. With SQLite's locks on the open case gone, another program that
opens and closes the case takes itself for the last one and deletes the journal;
what is decided from then on never reaches the case. So nothing here may look
into a file. Qt's own dialog does, to tell types, unless icons and types come
from elsewhere; GTK's, which Qt would show under GNOME, does so in this process
as well. Windows has no such locks, and macOS shows its dialogs from a process
of their own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QStyle, QWidget

from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.guide.key import offer_help

IS_NATIVE_SAFE = sys.platform in ("win32", "darwin")
FILE, FILES = QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.ExistingFiles
FOLDER, NEW = QFileDialog.FileMode.Directory, QFileDialog.FileMode.AnyFile

_Option = QFileDialog.Option
_Kind = QAbstractFileIconProvider.IconType
_Pixmap = QStyle.StandardPixmap
_PIXMAPS = {
    _Kind.Computer: _Pixmap.SP_ComputerIcon,
    _Kind.Desktop: _Pixmap.SP_DesktopIcon,
    _Kind.Trashcan: _Pixmap.SP_TrashIcon,
    _Kind.Network: _Pixmap.SP_DriveNetIcon,
    _Kind.Drive: _Pixmap.SP_DriveHDIcon,
    _Kind.Folder: _Pixmap.SP_DirIcon,
    _Kind.File: _Pixmap.SP_FileIcon,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a dialog asks for: `place` is the folder it begins in, or with `NEW` the path it proposes.

    F1 in it opens this `page` of the guide.
    """

    title: str
    place: Path
    page: str
    mode: QFileDialog.FileMode = FILE
    filters: Sequence[str] = ()


class NamesOnly(QAbstractFileIconProvider):
    """Icons and types by what a folder says of its files; the files stay closed. Qt asks from a thread of its own.

    It must outlive every dialog that uses it.
    """

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._icons = {kind: style.standardIcon(pixmap) for kind, pixmap in _PIXMAPS.items()}

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType, /) -> QIcon:
        """The style's icon for a drive, a folder or a file."""
        if isinstance(what, QFileInfo):
            what = (_Kind.Drive if what.isRoot() else _Kind.Folder) if what.isDir() else _Kind.File
        return self._icons[what]

    def type(self, info: QFileInfo, /) -> str:
        """ "Folder", or what the name ends in: "MP4 file"."""
        if info.isDir():
            return tr("Folder")
        return tr("{kind} file", kind=info.suffix().upper()) if info.suffix() else tr("File")


def ask(parent: QWidget, wanted: Wanted, icons: NamesOnly) -> list[Path]:
    """What the user chose; nothing when they changed their mind."""
    dialog = QFileDialog(parent, wanted.title)
    offer_help(dialog, wanted.page)
    _set_up(dialog, wanted, icons)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = [Path(name) for name in dialog.selectedFiles()] if agreed else []
    dialog.deleteLater()  # by the event loop, and not while its thread waits for Python to tell an icon
    return chosen


def _set_up(dialog: QFileDialog, wanted: Wanted, icons: NamesOnly) -> None:
    is_new = wanted.mode == NEW
    dialog.setOption(_Option.DontUseNativeDialog, not IS_NATIVE_SAFE)
    dialog.setOption(_Option.ReadOnly, not IS_NATIVE_SAFE)  # Qt's own would move files that are dragged in it
    dialog.setOption(_Option.DontUseCustomDirectoryIcons)  # they stand in files
    dialog.setIconProvider(icons)
    dialog.setFileMode(wanted.mode)
    dialog.setOption(_Option.ShowDirsOnly, wanted.mode == FOLDER)
    dialog.setOption(_Option.DontConfirmOverwrite, is_new)  # nothing is overwritten: a case there is opened
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if is_new else QFileDialog.AcceptMode.AcceptOpen)
    dialog.setNameFilters(list(wanted.filters))
    dialog.setDirectory(str(wanted.place.parent if is_new else wanted.place))
    if is_new:
        dialog.selectFile(wanted.place.name)
