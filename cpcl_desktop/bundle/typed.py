"""Plain JSON or TOML values → annotated frozen dataclasses, naming the key that does not fit."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, Literal, TypeVar

from cpcl_desktop.bundle.worded import worded

T = TypeVar("T")


class Misfit(ValueError):  # noqa: N818 - names what it is: a value that does not fit
    """A key is unknown or missing, or its value has the wrong type; the text names the key."""


def build(target: type[T], value: object, where: str) -> T:
    """Turn plain `value` into the dataclass `target`; `where` names it in a `Misfit`."""
    return typing.cast("T", _build(target, value, where))


def _build(target: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(target):
        return _build_dataclass(target, value, where)
    origin, arguments = typing.get_origin(target), typing.get_args(target)
    if origin is Literal:
        return _expect(
            value in arguments, value, where, worded("one of {names}", names=", ".join(map(str, arguments)))
        )
    if origin in (types.UnionType, typing.Union):
        inner = next(a for a in arguments if a is not type(None))
        return None if value is None else _build(inner, value, where)
    if origin is tuple:
        return _build_tuple(arguments, value, where)
    if origin is not None:  # Mapping[str, X]
        _expect(isinstance(value, dict), value, where, "a table")
        return {key: _build(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if target is Any:
        return value
    if target is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    fits = isinstance(value, target) and (target is bool or not isinstance(value, bool))
    return _expect(fits, value, where, target.__name__)


def _build_tuple(arguments: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    _expect(isinstance(value, list | tuple), value, where, worded("a list"))
    if Ellipsis not in arguments:
        _expect(len(value) == len(arguments), value, where, worded("{count} values", count=len(arguments)))
    return tuple(_build(arguments[0], item, where) for item in value)


def _build_dataclass(target: Any, value: Any, where: str) -> Any:
    _expect(isinstance(value, dict), value, where, "a table")
    fields = {f.name: f for f in dataclasses.fields(target)}
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise Misfit(worded("unknown key {names}", names=", ".join(f"{where}.{key}" for key in unknown)))
    hints = typing.get_type_hints(target)
    arguments = {key: _build(hints[key], item, f"{where}.{key}") for key, item in value.items()}
    missing = [
        f"{where}.{name}"
        for name, f in fields.items()
        if name not in arguments and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise Misfit(worded("missing key {names}", names=", ".join(missing)))
    return target(**arguments)


def _expect(holds: bool, value: Any, where: str, wanted: str) -> Any:
    if not holds:
        raise Misfit(
            worded("{where} is {value!r}, where {wanted} belongs", where=where, value=value, wanted=wanted)
        )
    return value
