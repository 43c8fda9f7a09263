"""What JSON objects hold where several cases are read as one: the keys of one case, and of which case each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpcl_desktop.cli.person_keys import ELSEWHERE_KEYS, PERSONS_KEYS, THEN_KEYS

_NAME = "what a case is called here, and what stands before its numbers: NAME:NUMBER"
_FILE = "its file"
_OF = "of which case that is, by its name"
_SEARCHED = {
    "searched.cases.name": _NAME,
    "searched.cases.case": _FILE,
    "searched.cases.head": "the end of its log before the search, NUMBER:HASH",
    "searched.cases.tracks": "its passages that the filters let through",
    "searched.cases.crops": "their pictures",
}
_COPIES = {
    "copies.source": "number of a source whose footage another of the cases has as well",
    "copies.path": "where it is",
    "copies.found_as": "number of the source as which it is searched",
}


def several_keys(
    search: Mapping[str, str], info: Mapping[str, str], coverage: Mapping[str, str]
) -> dict[str, Mapping[str, str]]:
    """The objects of commands that take several cases, by what documents one case."""
    return {
        "search CASE CASE": dict(_with_cases(search)),
        "search CASE CASE --elsewhere": dict(_with_cases({**search, **ELSEWHERE_KEYS})),
        "search CASE CASE --then": dict(_with_cases(THEN_KEYS)),
        "persons CASE CASE": dict(_with_cases(PERSONS_KEYS)),
        "info CASE CASE": {
            "source": "how many sources are searched, footage that two cases hold once",
            "track": "how many passages",
            "crop": "how many pictures",
            **_COPIES,
            "cases.name": _NAME,
            **{f"cases.{key}": meaning for key, meaning in info.items()},
        },
        "coverage CASE CASE": {
            "cases.name": _NAME,
            "cases.case": _FILE,
            **{key: meaning for key, meaning in coverage.items() if key != "case"},
        },
    }


def _with_cases(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The keys in their order, with that of the case beside each passage that is told of with its footage."""
    for key, meaning in keys.items():
        before, _, last = key.rpartition(".")
        if last == "source":
            yield f"{before}.case", _OF
        yield key, meaning
        if key == "searched.crops":
            yield from _SEARCHED.items()
