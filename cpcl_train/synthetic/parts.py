"""What a pixel of a render belongs to: numbers written by the shader, read by the describer."""

from __future__ import annotations

from enum import IntEnum


class Part(IntEnum):
    """Values of the part image; 0 is nobody."""

    SKIN = 1
    HAIR = 2
    TOP = 3
    BOTTOM = 4
    INNER = 5
    SHOES = 6
    HAT = 7
    BAG = 8
    SCARF = 9
    VEST = 10
    SOCKS = 11
    BEARD = 12
    GLASSES = 13
    CARRIED = 14
    TIE = 15
    MASK = 16
    SUNGLASSES = 17
    FUR = 18
    APRON = 19
