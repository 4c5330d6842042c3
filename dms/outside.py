"""Asks an address outside for something, with limits on time and size. What comes back is a stranger's bytes."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

CHUNK = 1 << 16


class Away(Exception):
    """No answer that counts: refused, too slow, too long, not there. ``status`` of an answer that was an error,
    ``body`` its first bytes."""

    def __init__(self, why: str, *, status: int | None = None, body: bytes = b"") -> None:
        self.status, self.body = status, body
        super().__init__(why[:300])


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """An answer that sends us elsewhere is none: the address was allowed, not the one it names."""

    def redirect_request(self, *_given: object) -> None:
        return None


_straight = urllib.request.build_opener(_NoDetour)


def get(address: str, *, accept: str, seconds: float, most_bytes: int) -> bytes:
    """The body of the answer. ``address`` is http(s), see ``dms.config``; the whole takes no longer than twice
    ``seconds``, however slowly the bytes come.

    Raises:
        Away: there is none; the message says why.
    """
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310 - http(s) only, see config
    return _ask(request, urllib.request.urlopen, seconds, most_bytes)


def get_straight(address: str, *, seconds: float, most_bytes: int) -> bytes:
    """As ``get``, for an address that a stranger's bytes named and we allowed: no redirection is followed."""
    return _ask(urllib.request.Request(address), _straight.open, seconds, most_bytes)  # noqa: S310 - allowed before


def post(address: str, body: bytes, *, kind: str, seconds: float, most_bytes: int) -> bytes:
    """The answer to ``body`` of the media type ``kind``; limits as of ``get``, no redirection is followed.

    Raises:
        Away: there is none; the message says why.
    """
    request = urllib.request.Request(address, data=body, headers={"Content-Type": kind})  # noqa: S310 - allowed before
    return _ask(request, _straight.open, seconds, most_bytes)


def _ask(request: urllib.request.Request, opened: Callable[..., Any], seconds: float, most_bytes: int) -> bytes:
    until = time.monotonic() + seconds
    try:
        with opened(request, timeout=seconds) as answer:
            return _read(answer, until, most_bytes)
    except urllib.error.HTTPError as error:
        with error:
            raise Away(f"HTTP {error.code}", status=error.code, body=_beginning(error, most_bytes)) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Away(f"{type(error).__name__}: {error}") from error


def _read(answer: http.client.HTTPResponse, until: float, most_bytes: int) -> bytes:
    found = bytearray()
    while piece := answer.read1(CHUNK):
        found += piece
        if len(found) > most_bytes:
            raise Away(f"the answer is larger than {most_bytes} bytes")
        if time.monotonic() > until:
            raise Away("the answer comes too slowly")
    return bytes(found)


def _beginning(error: urllib.error.HTTPError, most_bytes: int) -> bytes:
    try:
        return error.read(min(most_bytes, CHUNK))
    except (OSError, http.client.HTTPException):
        return b""
