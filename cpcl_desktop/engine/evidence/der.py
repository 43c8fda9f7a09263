"""What rfc3161-client leaves to do in time stamps' encoding (DER): a request's nonce, the order of certificates.

Authorities that use OpenSSL send them in the order of their configuration, which strict readers refuse to read.
Nothing signs this order: the signature is over the stamp's content and the signer's attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_INTEGER, _SEQUENCE, _CONTEXT_0 = 0x02, 0x30, 0xA0


class _Element(NamedTuple):
    """One element of a DER encoding: its tag, where it begins, where its content begins, where both end."""

    tag: int
    start: int
    content: int
    end: int


def with_sorted_certificates(reply: bytes) -> bytes:
    """The same reply (RFC 3161's TimeStampResp) with its certificates sorted; ValueError when it is no DER.

    A reply without certificates, or of another build, comes back as it is.
    """
    place = _certificates(reply)
    if place is None:
        return reply
    encoded = sorted(reply[one.start : one.end] for one in _inside(reply, place))
    return reply[: place.content] + b"".join(encoded) + reply[place.end :]


def nonce_of(request: bytes) -> int | None:
    """The nonce of a request (RFC 3161's TimeStampReq), None where it has none; ValueError when it is no DER."""
    (whole,) = _elements(request, 0, len(request))
    numbers = [one for one in _inside(request, whole) if one.tag == _INTEGER]  # the version, and then the nonce
    nonces = [int.from_bytes(request[one.content : one.end], "big", signed=True) for one in numbers[1:]]
    return nonces[0] if nonces else None


def _certificates(reply: bytes) -> _Element | None:
    """Down TimeStampResp, its token's ContentInfo, [0], SignedData, to [0] certificates."""
    (whole,) = _elements(reply, 0, len(reply))
    for tag in (_SEQUENCE, _CONTEXT_0, _SEQUENCE, _CONTEXT_0):
        found = [one for one in _inside(reply, whole) if one.tag == tag]
        if not found:
            return None
        whole = found[-1]  # of TimeStampResp's two sequences the second is the token
    return whole


def _inside(data: bytes, element: _Element) -> Iterator[_Element]:
    return _elements(data, element.content, element.end)


def _elements(data: bytes, start: int, end: int) -> Iterator[_Element]:
    while start < end:
        element = _element(data, start, end)
        yield element
        start = element.end


def _element(data: bytes, start: int, end: int) -> _Element:
    if start + 2 > end:
        raise ValueError("it is cut off")
    length, content = data[start + 1], start + 2
    if length >= 0x80:
        size = length & 0x7F
        length, content = int.from_bytes(data[content : content + size], "big"), content + size
        if not 1 <= size <= 4:
            raise ValueError("it has a length that DER does not have")
    if content + length > end:
        raise ValueError("it is cut off")
    return _Element(data[start], start, content, content + length)
