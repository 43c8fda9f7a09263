"""What a screen reader gets to know of a window: its parts over AT-SPI, as the platform tells them.

https://gitlab.gnome.org/GNOME/at-spi2-core, the interfaces under `xml/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, COMPONENT, TEXT = (f"org.a11y.atspi.{name}" for name in ("Accessible", "Component", "Text"))
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ON_SCREEN = 0  # coordinates are of the screen, not of the window
ANSWER_S = 20.0


class State(IntEnum):
    """Bits of a part's state, numbered as in AT-SPI's `AtspiStateType`."""

    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTED = 23
    SENSITIVE = 24
    SHOWING = 25


class GoneError(Exception):
    """The part is no longer there."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a window; asked anew each time, since it changes."""

    connection: DBusConnection
    bus: str
    path: str

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property("Name"))

    @property
    def role(self) -> str:
        """What it is: "push button", "list item", …"""
        return str(self._call(ACCESSIBLE, "GetRoleName")[0])

    @property
    def states(self) -> frozenset[State]:
        """Its state, as far as `State` knows it."""
        low, high = self._call(ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return frozenset(state for state in State if bits >> state & 1)

    @property
    def children(self) -> list[Part]:
        """The parts in it."""
        return [Part(self.connection, *found) for found in self._call(ACCESSIBLE, "GetChildren")[0]]

    @property
    def parent(self) -> Part:
        """The part that it is in."""
        return Part(self.connection, *self._property("Parent"))

    @property
    def text(self) -> str:
        """What is written in it."""
        return str(self._call(TEXT, "GetText", "ii", (0, -1))[0])

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen, in its pixels."""
        left, top, width, height = self._call(COMPONENT, "GetExtents", "u", (ON_SCREEN,))[0]
        return left, top, width, height

    def showing(self) -> Iterator[Part]:
        """This part and all under it that are on the screen, from above down."""
        try:
            if State.SHOWING not in self.states:
                return
            yield self
            for child in self.children:
                yield from child.showing()
        except GoneError:
            return

    def _property(self, name: str) -> Any:
        return self._ask(Properties(self._address(ACCESSIBLE)).get(name))[0][1]

    def _call(self, interface: str, method: str, signature: str | None = None, body: tuple = ()) -> tuple:
        return self._ask(new_method_call(self._address(interface), method, signature, body))

    def _address(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, bus_name=self.bus, interface=interface)

    def _ask(self, message) -> tuple:
        reply = self.connection.send_and_get_reply(message, timeout=ANSWER_S)
        if reply.header.message_type is MessageType.error:
            raise GoneError(str(DBusErrorResponse(reply)))
        return reply.body


def programs(session: str) -> tuple[DBusConnection, Part]:
    """The accessibility bus behind a session bus, and the part above all programs on it."""
    address = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
    with open_dbus_connection(bus=session) as asked:
        (found,) = asked.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=ANSWER_S).body
    connection = open_dbus_connection(bus=found)
    return connection, Part(connection, *ROOT)
