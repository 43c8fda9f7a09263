"""Whether everything that is written can be read: WCAG's contrast of all pairs of both colour tables."""

import itertools

import pytest

from cpcl_desktop.gui.look.theme import DARK, LIGHT

INKS = ("text", "muted", "accent", "done", "warning", "failed")
GROUNDS = ("window", "surface", "raised", "hover", "selected", "warning_ground", "stage")
READABLE = 4.5  # to 1, of WCAG 2.2 AA


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_as_wcag_reckons_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the standard's own example


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_on_every_ground_can_be_read(colours):
    pairs = [*itertools.product(INKS, GROUNDS), ("on_accent", "accent")]
    found = {(ink, ground): contrast(getattr(colours, ink), getattr(colours, ground)) for ink, ground in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < READABLE} == {}
