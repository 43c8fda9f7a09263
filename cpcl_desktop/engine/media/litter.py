"""What systems, storage devices and cameras put beside footage, by name: thumbnails, recycle bins, notes."""

from __future__ import annotations

import re
from fnmatch import translate

# As they are matched: in lower case. A folder with such a name is left out with all that is in it.
_FOLDERS = (
    "@eadir",  # Synology: a thumbnail of each picture and film
    ".@__thumb",  # QNAP
    "@recycle",
    "@recently-snapshot",
    "#recycle",
    "#snapshot",
    "@tmp",
    "@synoresource",
    "$recycle.bin",
    "recycler",
    "recycled",
    "system volume information",
    "lost+found",
    ".trash*",
    ".appledouble",
    ".spotlight-v100",
    ".fseventsd",
    ".temporaryitems",
    ".documentrevisions-v100",
    ".thumbnails",
    "__macosx",
)
_FILES = (
    "._*",  # macOS: what its file system knows of the file that is called like it
    ".ds_store",
    ".localized",
    "icon\r",
    "thumbs.db",
    "ehthumbs*.db",
    "desktop.ini",
    ".directory",
    ".picasa.ini",
    ".nomedia",
    "synofile_*",
    "synophoto_*",
    "synovideo_*",
    "*.thm",  # a camera's thumbnail of the film that is called like it
)
_FOLDER, _FILE = (re.compile("|".join(map(translate, patterns))) for patterns in (_FOLDERS, _FILES))


def is_litter_folder(name: str) -> bool:
    """Whether a folder of this name is a recycle bin, a place for thumbnails or the like."""
    return _FOLDER.fullmatch(name.casefold()) is not None


def is_litter_file(name: str) -> bool:
    """Whether a file of this name is a thumbnail or a note of some system."""
    return _FILE.fullmatch(name.casefold()) is not None
