"""Asking ClamAV whether bytes carry a virus: one connection, one stream, one of three answers.

Only the scanner's own exact "OK" for the whole stream is *clean*. Everything else that is not a finding — over its
limit, down, slow, broken off, an answer nobody understands — is *not scanned*, and the file stays unserved.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from dataclasses import dataclass
from enum import StrEnum

from storage.port import Source

_PIECE = 1 << 16
_MAX_ANSWER = 4096
_FOUND = re.compile(rb"stream: ([\x20-\x7e]{1,500}) FOUND")


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    NOT_SCANNED = "not-scanned"


class Reason(StrEnum):
    """Why a stream was not scanned."""

    NONE = ""
    TOO_LARGE = "too-large"
    DOWN = "down"
    TIMEOUT = "timeout"
    BROKEN_OFF = "broken-off"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True)
class Scan:
    """The answer. ``signature`` names what was found; ``detail`` is the scanner's or the system's own line."""

    verdict: Verdict
    signature: str = ""
    reason: Reason = Reason.NONE
    detail: str = ""


class Scanner:
    """A clamd at ``host:port`` or at the path of its socket (it begins with a slash).

    :param connect_seconds: until it takes the call. :param scan_seconds: for the whole of one scan.
    :param max_bytes: longer streams are not sent; None leaves the limit to clamd's ``StreamMaxLength``.
    """

    def __init__(
        self,
        address: str,
        *,
        connect_seconds: float = 5.0,
        scan_seconds: float = 120.0,
        max_bytes: int | None = None,
    ) -> None:
        host, colon, port = address.rpartition(":")
        if not address.startswith("/") and not (colon and host and port.isdigit()):
            raise ValueError("the scanner's address is neither host:port nor the path of a socket")
        self.address = address
        self.connect_seconds = connect_seconds
        self.scan_seconds = scan_seconds
        self.max_bytes = max_bytes

    def scan(self, source: Source) -> Scan:
        """Scan everything ``source`` gives. What reading it raises is passed on: that is no verdict on the file."""
        try:
            call = self._connect(self.scan_seconds)
        except OSError as error:
            return _not_scanned(error, Reason.DOWN)
        with call:
            try:
                if not self._send(call, source):
                    return Scan(Verdict.NOT_SCANNED, reason=Reason.TOO_LARGE, detail=f"over {self.max_bytes} bytes")
            except _ScannerError as error:
                return _last_words(call, error.cause)
            try:
                return _verdict(call.answer())
            except OSError as error:
                return _not_scanned(error, Reason.BROKEN_OFF)

    def _send(self, call: _Call, source: Source) -> bool:
        """False, and nothing more is sent, when the stream is longer than allowed."""
        size = 0
        call.send(b"zINSTREAM\0")
        while piece := source.read(_PIECE):
            size += len(piece)
            if self.max_bytes is not None and size > self.max_bytes:
                return False
            call.send(struct.pack("!L", len(piece)) + piece)
        call.send(struct.pack("!L", 0))
        return True

    def version(self) -> str | None:
        """The line with program, number and date of the signatures; None when nothing answers."""
        try:
            with self._connect(self.connect_seconds) as call:
                call.send(b"zVERSION\0")
                return call.answer().decode("ascii", "replace").strip("\0\n") or None
        except (OSError, _ScannerError):
            return None

    def _connect(self, seconds: float) -> _Call:
        deadline = time.monotonic() + seconds
        if self.address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self.connect_seconds)
            try:
                connection.connect(self.address)
            except OSError:
                connection.close()
                raise
        else:
            host, _, port = self.address.rpartition(":")
            connection = socket.create_connection((host.strip("[]"), int(port)), self.connect_seconds)
        return _Call(connection, deadline)


class _ScannerError(Exception):
    """The connection failed, as against the source that is read at the same time."""

    def __init__(self, cause: OSError) -> None:
        self.cause = cause
        super().__init__(str(cause))


class _Call:
    """A connection with one deadline for all that happens on it."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def __enter__(self) -> _Call:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def send(self, data: bytes) -> None:
        try:
            self._set_time_left()
            self._connection.sendall(data)
        except OSError as error:
            raise _ScannerError(error) from error

    def answer(self) -> bytes:
        """The line up to its zero byte; what there is of it, when the other side hangs up before."""
        line = b""
        while b"\0" not in line and len(line) < _MAX_ANSWER:
            self._set_time_left()
            piece = self._connection.recv(_MAX_ANSWER)
            if not piece:
                break
            line += piece
        return line

    def _set_time_left(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no time left")
        self._connection.settimeout(left)


def _last_words(call: _Call, cause: OSError) -> Scan:
    """A scanner that hangs up in the middle of the stream has often said why; never is that a clean bill."""
    try:
        heard = _verdict(call.answer())
    except OSError:
        return _not_scanned(cause, Reason.BROKEN_OFF)
    if heard.verdict is Verdict.INFECTED or heard.reason is Reason.TOO_LARGE:
        return heard
    return _not_scanned(cause, Reason.BROKEN_OFF)


def _verdict(answer: bytes) -> Scan:
    detail = answer[:200].decode("ascii", "replace").rstrip("\0")
    if answer == b"stream: OK\0":
        return Scan(Verdict.CLEAN, detail=detail)
    found = _FOUND.fullmatch(answer.removesuffix(b"\0")) if answer.endswith(b"\0") else None
    if found:
        return Scan(Verdict.INFECTED, signature=found[1].decode("ascii"), detail=detail)
    if b"size limit exceeded" in answer:
        return Scan(Verdict.NOT_SCANNED, reason=Reason.TOO_LARGE, detail=detail)
    reason = Reason.NOT_UNDERSTOOD if answer.endswith(b"\0") else Reason.BROKEN_OFF
    return Scan(Verdict.NOT_SCANNED, reason=reason, detail=detail)


def _not_scanned(error: OSError, otherwise: Reason) -> Scan:
    reason = Reason.TIMEOUT if isinstance(error, TimeoutError) else otherwise
    return Scan(Verdict.NOT_SCANNED, reason=reason, detail=str(error) or type(error).__name__)
