"""What the window says of queries: words not understood, examples and their weight, searches of before."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.runtime.language import tr

HISTORY = tr("Searches of before")
HISTORY_TIP = tr("Searches asked on this machine before, and searches saved in this case")
CLEAR_HISTORY = tr("Forget the searches of before")
NO_HISTORY = tr("Nothing was searched for yet")
SAVED = tr("Saved in this case")
SAVED_IN_ONE_OF = tr("Saved in these cases")
NO_SAVED = tr("No search is saved in this case")
SAVE = tr("Save this search…")
RENAME, DELETE = tr("Rename"), tr("Delete")
EXAMPLE = tr("Example image to search by")
REMOVE_EXAMPLE = tr("Remove the example image")
WEIGHT = tr("How much the example counts beside the words")
READ_AS_FILTERS = tr("Read as filters")
TAKE_OUT = "  ✕"  # at the end of what a press takes out
_MOST = 60  # letters of a search in a menu


def weight_tip(share: float) -> str:
    """What the example counts, in words: "The example counts 70 %, the words 30 %"."""
    percent = round(100 * share)
    return tr("The example counts {example} %, the words {words} %", example=percent, words=100 - percent)


def word_choice(word: str) -> str:
    """A word that did not count, on the button that takes it out."""
    return tr("“{word}” not understood", word=word) + TAKE_OUT


def word_details(word: str) -> str:
    """What that button does."""
    return tr(
        "The model was not taught “{word}”, so it did not count. Press to take it out of the description.",
        word=word,
    )


def doubtful_choice(word: str) -> str:
    """A word that the model may not know, on the button that takes it out."""
    return tr("“{word}” perhaps not understood", word=word) + TAKE_OUT


def doubtful_details(word: str) -> str:
    """What that button does."""
    return tr(
        "No caption that the model was taught by had “{word}”. Press to take it out of the description.", word=word
    )


def unlike_choice(tracks: Sequence[str]) -> str:
    """Passages that what is looked for is not like, on the button that forgets them."""
    return tr("Less like {passages}", passages=passages(tracks)) + TAKE_OUT


def unlike_details(tracks: Sequence[str]) -> str:
    """What that button does."""
    said = passages(tracks)
    return tr("Hits that look like {passages} come later. Press to take that back.", passages=said)


def passages(tracks: Sequence[str]) -> str:
    """Passages by their numbers as they are written: "passage 12", "passages 3 and 12"; of many how many."""
    if len(tracks) > 2:
        return tr("%n passage(s)", None, len(tracks))
    if len(tracks) == 2:
        return tr("passages {first} and {second}", first=tracks[0], second=tracks[1])
    return tr("passage {number}", number=tracks[0])


def like_choice(tracks: Sequence[str]) -> str:
    """Passages to search by, where there is no picture of them at hand."""
    said = passages(tracks)
    return said[0].upper() + said[1:]


def menu_text(search: str) -> str:
    """A search in a menu, cut where it is long."""
    plain = " ".join(search.split())
    return (plain if len(plain) <= _MOST else f"{plain[: _MOST - 1]}…").replace("&", "&&")


def forgotten_line(name: str) -> str:
    """That a saved search was deleted."""
    return tr("“{name}” was deleted. Undo brings it back.", name=name)


def saved_line(name: str, case: str = "") -> str:
    """That a search was saved, and of several cases in which."""
    if case:
        return tr("Saved as “{name}”, with its filters, in the case {case_name}.", name=name, case_name=case)
    return tr("Saved as “{name}”, with its filters, in this case.", name=name)
