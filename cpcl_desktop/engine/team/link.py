"""The one place that opens a connection to a team's server, and PostgreSQL's errors in words.

By TLS alone, with a certificate that is checked for the server's name; a socket of this machine needs none. The
password is never taken from an address, where others could read it: libpq finds it in the user's password file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Final

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import CaseError, ServerError, UsageError
from cpcl_desktop.engine.runtime.policy import check_network

SCHEMA: Final = "cpcl"  # where the case's tables lie in its database
PATIENCE_S: Final = 5  # for a server to answer
IDLE: Final = 0  # of a link's status in libpq: no transaction is running
ENDS: Final = (2, 3)  # one is, or failed, and can be ended
_TLS: Final = "verify-full"
_FIXED: Final = {
    "sslmode": _TLS,
    "gssencmode": "disable",
    "connect_timeout": PATIENCE_S,
    "application_name": "cpcl",
    # A network that falls silent is noticed in about 25 s, and in 20 s where something was sent.
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# What an address may say. Anything else may be a secret, and an address is stored and shown.
_SAID: Final = {
    "user", "host", "hostaddr", "port", "dbname", "service", "passfile", "target_session_attrs",
    "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "sslcrldir",
    "channel_binding", "require_auth", "krbsrvname", "gsslib",
}  # fmt: skip
_SESSION: Final = (
    f"SET search_path TO {SCHEMA}, public",
    "SET lock_timeout TO '60s'",  # for a desk that writes; for one's turn otherwise, see `turns`
    "SET tcp_keepalives_idle TO 10",  # the server notices, too, and lets go of what a silent desk holds
    "SET tcp_keepalives_interval TO 5",
    "SET tcp_keepalives_count TO 3",
    "SET idle_in_transaction_session_timeout TO '10min'",  # a desk that stands still lets the others go on
)


def open_link(url: str) -> Any:  # noqa: ANN401 (a connection of psycopg, which need not be installed)
    """A connection to the database at an address, `postgresql://USER@HOST/DATABASE`.

    Raises:
        UsageError: the extra is not installed, the address is none or says too much, the policy forbids it.
        ServerError: no answer, no entry, or no TLS.
    """
    psycopg = _driver()
    given = _understood(psycopg, url)
    check_network(worded("The team's case was not asked for"))
    try:
        link = psycopg.connect(**given | _FIXED, autocommit=True)
    except psycopg.Error as error:
        raise ServerError(
            "The server of the team's case is not there or does not let you in ({why}). Nothing was sent.",
            why=_first_line(error),
        ) from error
    if not link.pgconn.ssl_in_use and not link.info.host.startswith("/"):
        link.close()
        raise ServerError("The connection to the team's server is not encrypted; it was closed. Nothing was sent.")
    try:
        with in_words(url):
            for statement in _SESSION:
                link.execute(statement)
    except BaseException:
        link.close()
        raise
    return link


class Locked(CaseError):  # noqa: N818 - reads as what happened
    """Another desk holds what is needed, and did not let it go while it was waited for."""


@contextlib.contextmanager
def in_words(url: str) -> Iterator[None]:
    """What PostgreSQL refuses, as a sentence: CaseError where it does, ServerError where it is gone."""
    psycopg = _driver()
    errors = psycopg.errors
    try:
        yield
    except errors.InsufficientPrivilege as error:
        raise CaseError(
            "The team's server does not let you do this ({why}); nothing was changed there.", why=_first_line(error)
        ) from error
    except errors.LockNotAvailable as error:
        raise Locked(
            worded("Another desk has been writing to the team's case for a minute; nothing was changed. Try again.")
        ) from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise ServerError(
            "The server of the team's case at {place} does not answer ({why}); nothing was changed there.",
            place=shown(url),
            why=_first_line(error),
        ) from error
    except psycopg.Error as error:
        raise CaseError(
            "The team's server refuses this ({why}); nothing was changed there.", why=_first_line(error)
        ) from error


def shown(url: str) -> str:
    """Where a case is, for people and the log: no more of an address than who, which machine, which database."""
    given = _understood(_driver(), url)
    place = given.get("host") or (f"service {given['service']}" if "service" in given else "this machine")
    port = f":{given['port']}" if "port" in given else ""
    return f"{place}{port}/{given.get('dbname', '')}"


def _driver() -> Any:  # noqa: ANN401 (the module)
    try:
        import psycopg
    except ImportError as error:  # the package, or the library that it needs
        raise UsageError(
            "A team's case needs what `pip install 'cpcl-desktop[team]'` adds (psycopg, under the LGPL); "
            "nothing was done. The copy of the case on this machine can be read without it."
        ) from error
    return psycopg


def _understood(psycopg: Any, url: str) -> dict[str, Any]:  # noqa: ANN401 (the module)
    """The parts of an address; it is never quoted, since it may hold a password all the same."""
    given: dict[str, Any] = {}
    with contextlib.suppress(psycopg.Error, ValueError):
        given = psycopg.conninfo.conninfo_to_dict(url) if url.startswith("postgresql://") else {}
    if not {"dbname", "service"} & given.keys():  # libpq would take one of its own choice
        raise UsageError(
            "That is no address of a database; it looks like postgresql://USER@HOST/DATABASE. Nothing was done."
        )
    if "password" in given:
        raise UsageError(
            "The address holds a password, which others on this machine can read; nothing was done. Write it into "
            "your password file (~/.pgpass, or where PGPASSFILE says) and leave it out of the address."
        )
    if strange := sorted(given.keys() - _SAID):
        raise UsageError(
            "The address says {name}, which has no place in it: others on this machine can read it, and it is "
            "kept in the case. Nothing was done. Secrets belong into your password file or a service file "
            "(~/.pg_service.conf).",
            name=strange[0],
        )
    if given.get("sslmode", _TLS) != _TLS:
        raise UsageError(
            "A team's case is asked for by TLS with a checked certificate only, not with sslmode={mode}; "
            "nothing was done. `sslrootcert=FILE` in the address names who vouches for the server.",
            mode=given["sslmode"],
        )
    return given


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
