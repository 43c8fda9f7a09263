"""Passages rearranged when it turns out who was whom: exchanged, cut, ended earlier, put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from cpcl_desktop.engine.people.following.passage import Passage
from cpcl_desktop.engine.people.following.sightings import before, since
from cpcl_desktop.engine.people.following.still import StillPicture
from cpcl_desktop.engine.people.following.stretch import Stretch
from cpcl_desktop.engine.records import Join

_OF_NOW = ("prediction", "missed", "box", "index", "colours", "hidden_s", "is_at_side")
_OF_ITS_START = ("joins", "parts_of", "still", "began_at_edge", "lead", "known")


def exchange(one: Passage, other: Passage, since_us: int) -> None:
    """What was seen of the one since then was the other, and the other way round."""
    own, theirs = one.take_since(since_us), other.take_since(since_us)
    one.stretches += theirs
    other.stretches += own
    mine, yours = one.recent, other.recent
    one.recent = before(mine, since_us) + since(yours, since_us)
    other.recent = before(yours, since_us) + since(mine, since_us)
    for name in _OF_NOW:
        own_value = getattr(one, name)
        setattr(one, name, getattr(other, name))
        setattr(other, name, own_value)
    for passage in (one, other):
        passage.end_anew()


def cut(passage: Passage, at_us: int) -> Passage:
    """Have it begin there; returns what was seen before, which was somebody else, as a passage that has ended."""
    earlier = _part_of(passage, [])
    later = passage.take_since(at_us)
    earlier.stretches, passage.stretches = passage.stretches, later
    later[0].opened_us = -1  # a passage's first, which may yet be given what was seen before
    earlier.recent, passage.recent = before(passage.recent, at_us), since(passage.recent, at_us)
    for name in _OF_ITS_START:
        setattr(earlier, name, getattr(passage, name))
    passage.joins, passage.lead, passage.parts_of, passage.still = [], [], Counter(), StillPicture()
    passage.began_at_edge, passage.known = False, None
    earlier.cut_off = passage
    earlier.settle()
    earlier.end_anew()
    return earlier


def end_before(passage: Passage, time_us: int) -> Passage | None:
    """Have it end there; returns what was seen since then, as a passage that has ended; None: nothing."""
    strayed = since(passage.recent, time_us)
    if not strayed:
        return None
    rest = _part_of(passage, [Stretch.of(strayed, passage.crops)])
    rest.ended_at_edge = passage.ended_at_edge
    rest.end_anew()
    passage.recent, passage.known = before(passage.recent, time_us), None
    passage.end_anew()
    return rest


def _part_of(passage: Passage, stretches: list[Stretch]) -> Passage:
    """A passage that holds a part of what was seen of another."""
    return Passage(
        passage.number, passage.prediction, passage.crops, passage.options, stretches, now_us=passage.now_us
    )


def put_together(earlier: Passage, later: Passage, join: Join) -> None:
    """Make the later one, which may go on, both parts of one passage."""
    earlier.settle()
    whole = earlier.one_stretch()
    first, *apart = later.stretches
    for part in (Stretch.of(since(later.lead, earlier.last_us + 1), later.crops), first):
        whole.absorb(part)
    later.stretches = [whole, *apart]
    rest = [replace(other, observations=other.observations + join.observations) for other in later.joins]
    later.joins = [*earlier.joins, join, *rest]
    later.lead, later.began_at_edge, later.known = earlier.lead, earlier.began_at_edge, None
    later.still.absorb(earlier.still)
    later.parts_of += earlier.parts_of
