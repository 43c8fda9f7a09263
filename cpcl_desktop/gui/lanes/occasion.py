"""Why, and by whose order, somebody works in a case, or in several at once: then in every entry of their logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.federation.federation import Federation
from cpcl_desktop.engine.federation.opening import opened_together
from cpcl_desktop.engine.runtime.language import tr


@dataclass(slots=True)
class Occasion:
    """A case, or `others` read as one with it, and what their logs are to say of why; all lanes of them share one.

    None: what the environment variables CPCL_PURPOSE and CPCL_AUTHORITY say.
    """

    path: Path
    purpose: str | None = None
    authority: str | None = None
    others: Sequence[Path] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The case, or all of them in their order."""
        return (self.path, *self.others)

    def of(self, place: int) -> Occasion:
        """One of the cases by itself, by its place from 0 on."""
        return Occasion(self.paths[place], self.purpose, self.authority)

    def open(self, create: bool = False) -> Case:
        """A connection to the case; `UsageError` where there are several."""
        if self.others:
            raise UsageError(
                tr("This is done in one case at a time; nothing was changed. Open that case by itself.")
            )
        if create:
            return Case.open(self.path, create, self.purpose, self.authority)
        return self._open(self.path)

    @contextmanager
    def together(self) -> Iterator[Federation]:
        """Connections to the case, or to all, to be read as one; errors as of `opened_together`."""
        with opened_together(self.paths, self._open) as cases:
            yield cases

    def tell(self, cases: Federation) -> Federation:
        """Let connections that are open already know what was said since."""
        for member in cases.members:
            if self.purpose is not None:
                member.case.log.purpose = self.purpose
            if self.authority is not None:
                member.case.log.authority = self.authority
        return cases

    def _open(self, path: Path) -> Case:
        return Case.open_or_read(path, self.purpose, self.authority)
