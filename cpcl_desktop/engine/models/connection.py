"""The one place of the program that opens a connection: for what somebody asked for and no policy forbids."""

from __future__ import annotations

import http.client
import ssl
import urllib.request
from collections.abc import Mapping
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import truststore

from cpcl_desktop import __version__
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.models.catalogue import LOOPBACK, may_be_asked
from cpcl_desktop.engine.runtime.policy import check_network

PATIENCE_S = 30.0  # of silence


def connect(url: str, what: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 (of any protocol)
    """Ask at an address and return the open response; `what` is what is not done where the policy forbids it.

    Raises:
        UsageError: the machine's policy forbids it.
        HTTPError, URLError, OSError, http.client.HTTPException: no answer, or one that refuses.
    """
    check_network(what)
    told = {"User-Agent": f"cpcl-desktop/{__version__}", "Accept-Encoding": "identity", **(headers or {})}
    request = urllib.request.Request(url, headers=told)
    # By the machine's own certificates. OpenSSL alone looks where the system that it was built on has them; built
    # programs run on others, too, and would trust nobody there.
    trusted = urllib.request.HTTPSHandler(context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    return urllib.request.build_opener(_SafeRedirects, trusted).open(request, timeout=PATIENCE_S)


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to an encrypted address only; to this machine only from this machine."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to follow; HTTPError where it leads to an address that is not asked."""
        leads_home = urlsplit(newurl).hostname in LOOPBACK and urlsplit(req.full_url).hostname not in LOOPBACK
        if leads_home or not may_be_asked(newurl):
            raise HTTPError(newurl, code, worded("and leads to an address that is not encrypted"), headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
