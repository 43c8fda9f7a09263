"""`cpcl team`: prepare a database for a team's case, say who takes part, bring this machine's copy up to date."""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Callable, Mapping

from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands.case import URL
from cpcl_desktop.cli.status import DONE
from cpcl_desktop.engine.case import whole
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.case.mirror import Mirror
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.team import roles

WAIT_S = 1.0  # for news, before Ctrl+C or the time that was given is looked at
ASK_S = 60.0  # between questions to a server that tells of itself what is new


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl team`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    init = actions.add_parser("init", help="prepare an empty database, as who may make roles on its server")
    new = actions.add_parser("add", help="let somebody take part, or change what they may")
    remove = actions.add_parser("remove", help="let somebody take part no more; what they said stays")
    members = actions.add_parser("members", help="who takes part")
    cut = actions.add_parser("cut", help="cut off the log's end that no desk believes, as the administrator")
    for action in (init, new, remove, members, cut):
        action.add_argument("url", type=common.text, metavar="URL", help=URL)
    for action in (new, remove):
        action.add_argument("user", type=common.name, metavar="USER", help="their name on the server")
    new.add_argument("--role", choices=roles.ROLES, required=True, help="reads; also decides; also adds footage")
    cut.add_argument("--keep", type=common.count, required=True, metavar="NUMBER", help="the last entry that stays")
    common.add_purpose(cut)
    sync = actions.add_parser("sync", help="bring this machine's copy up to date")
    follow = actions.add_parser("follow", help="keep it so, and print what the others do; Ctrl+C ends it")
    follow.add_argument("--seconds", type=common.positive, help="end after so long")
    for action in (sync, follow):
        common.add_case(action)
        common.add_purpose(action)


def run(request: argparse.Namespace) -> int:
    """Carry out the action."""
    return _ACTIONS[request.action](request)


def _init(request: argparse.Namespace) -> int:
    has_vectors = whole.prepare(request.url)
    kept = "pgvector keeps the vectors" if has_vectors else "pgvector is not there, so vectors are kept as bytes"
    terminal.say(f"The database is prepared; {kept}. `cpcl case push CASE URL` puts the case there.")
    return DONE


def _add(request: argparse.Namespace) -> int:
    is_new = roles.add_member(request.url, roles.Member(request.user, request.role))
    terminal.say(f"{request.user} takes part as {request.role}.")
    if is_new:
        terminal.say(
            "The server did not know that name. It is let in once the server's administrator gave it a way "
            "to prove itself: a password (\\password in psql), a certificate, or the organisation's directory."
        )
    return DONE


def _remove(request: argparse.Namespace) -> int:
    roles.remove_member(request.url, request.user)
    terminal.say(
        f"{request.user} takes part no more; what they said stays, and copies that they pulled are theirs."
    )
    return DONE


def _members(request: argparse.Namespace) -> int:
    terminal.say_table(("name", "role"), [(member.name, member.role) for member in roles.members(request.url)])
    return DONE


def _cut(request: argparse.Namespace) -> int:
    gone = whole.cut(request.url, request.keep, request.purpose, request.authority)
    rows = [(one.number, one.time, one.user, one.action) for one in gone]
    terminal.say_table(("entry", "time", "name", "action"), rows)
    terminal.say(
        f"These {len(gone)} entries and what was said by them are cut off. "
        f"The log goes on with entry {request.keep + 1}, which tells of it."
    )
    return DONE


def _sync(request: argparse.Namespace) -> int:
    with Case.open(request.case, False, request.purpose, request.authority) as case:
        came = _team(case).bring_up_to_date()
        terminal.say(f"Up to date: {came} entries of the log came, which now has {case.log.head().entries}.")
    return DONE


def _follow(request: argparse.Namespace) -> int:
    opened = Case.open(request.case, False, request.purpose, request.authority)
    with opened as case, contextlib.suppress(KeyboardInterrupt):
        team, ends = _team(case), time.monotonic() + (request.seconds or float("inf"))
        while time.monotonic() < ends:
            shown = case.log.head().entries
            if team.bring_up_to_date():
                _say_after(case, shown)
            ask_again = min(ends, time.monotonic() + ASK_S)
            while time.monotonic() < ask_again and not team.wait(min(WAIT_S, max(0.0, ends - time.monotonic()))):
                pass
    return DONE


def _say_after(case: Case, number: int) -> None:
    for entry in case.log.entries():
        if entry.number > number:
            terminal.say(f"{entry.number}  {entry.time}  {entry.user}  {entry.action}: {summary(entry)}")


def _team(case: Case) -> Mirror:
    if case.team is None:
        raise UsageError("{path} is a case of its own, which follows no team's; nothing was done.", path=case.path)
    return case.team


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "add": _add,
    "remove": _remove,
    "members": _members,
    "cut": _cut,
    "sync": _sync,
    "follow": _follow,
}
