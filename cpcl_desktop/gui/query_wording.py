"""What the window says of queries: words not understood, examples and their weight, searches of before."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.wording import count

HISTORY = "Searches of before"
HISTORY_TIP = "Searches asked on this machine before, and searches saved in this case"
CLEAR_HISTORY = "Forget the searches of before"
NO_HISTORY = "Nothing was searched for yet"
SAVED = "Saved in this case"
NO_SAVED = "No search is saved in this case"
SAVE = "Save this search…"
RENAME, DELETE = "Rename", "Delete"
EXAMPLE = "Example image to search by"
REMOVE_EXAMPLE = "Remove the example image"
WEIGHT = "How much the example counts beside the words"
READ_AS_FILTERS = "Read as filters"
_MOST = 60  # letters of a search in a menu


def weight_tip(share: float) -> str:
    """What the example counts, in words: "The example counts 70 %, the words 30 %"."""
    percent = round(100 * share)
    return f"The example counts {percent} %, the words {100 - percent} %"


def word_choice(word: str) -> str:
    """A word that did not count, on the button that takes it out."""
    return f"“{word}” not understood  ✕"


def word_details(word: str) -> str:
    """What that button does."""
    return f"The model was not taught “{word}”, so it did not count. Press to take it out of the description."


def unlike_choice(tracks: Sequence[int]) -> str:
    """Passages that what is looked for is not like, on the button that forgets them."""
    return f"Less like {passages(tracks)}  ✕"


def unlike_details(tracks: Sequence[int]) -> str:
    """What that button does."""
    return f"Hits that look like {passages(tracks)} come later. Press to take that back."


def passages(tracks: Sequence[int]) -> str:
    """Passages by number: "passage 12", "passages 3 and 12"; of many how many."""
    if len(tracks) > 2:
        return count(len(tracks), "passage")
    return f"passage{'s' if len(tracks) > 1 else ''} {' and '.join(map(str, tracks))}"


def like_choice(tracks: Sequence[int]) -> str:
    """Passages to search by, where there is no picture of them at hand."""
    said = passages(tracks)
    return said[0].upper() + said[1:]


def menu_text(search: str) -> str:
    """A search in a menu, cut where it is long."""
    plain = " ".join(search.split())
    return (plain if len(plain) <= _MOST else f"{plain[: _MOST - 1]}…").replace("&", "&&")


def forgotten_line(name: str) -> str:
    """That a saved search was deleted."""
    return f"“{name}” was deleted. Undo brings it back."


def saved_line(name: str) -> str:
    """That a search was saved."""
    return f"Saved as “{name}”, with its filters, in this case."


def saved_tip(text: str) -> str:
    """What a saved search looks for."""
    return tip([text])
