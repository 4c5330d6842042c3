"""The scanner's client against the real ClamAV, and against one that lies, stalls or hangs up."""

import io
import os
import socket
import time
import zlib

import pytest

from storage.scanner import Reason, Scan, Scanner, Verdict
from tests.fixtures.promises import Trial
from tests.servers.clamd import MARKER, MAX_STREAM, Clamd, eicar
from tests.servers.impostor import answering, impostor
from tests.servers.ports import free_port

clamav = [pytest.mark.clamav, pytest.mark.xdist_group("clamav")]


@pytest.fixture(params=["address", "socket"])
def scanner(request: pytest.FixtureRequest, clamd: Clamd) -> Scanner:
    return Scanner(getattr(clamd, request.param))


class TestRealScanner:
    pytestmark = clamav

    @pytest.mark.parametrize(
        "data", [b"", b"harmless", os.urandom(1 << 20), bytes(MAX_STREAM)], ids=["empty", "words", "random", "largest"]
    )
    def test_clean(self, scanner: Scanner, data: bytes):
        assert scanner.scan(io.BytesIO(data)) == Scan(Verdict.CLEAN, detail="stream: OK")

    @pytest.mark.parametrize(
        ("data", "signature"),
        [
            (eicar(), "Eicar"),
            (MARKER, "Marker"),
            (b"%PDF-1.4\n" + bytes(300_000) + MARKER + bytes(300_000) + b"%%EOF", "Marker"),
        ],
    )
    def test_infected(self, scanner: Scanner, data: bytes, signature: str):
        found = scanner.scan(io.BytesIO(data))
        assert found.verdict is Verdict.INFECTED
        assert found.signature.startswith(f"Demeu.Test.{signature}")

    def eicar_inside_a_deflated_stream_of_a_pdf(self, scanner: Scanner):
        body = zlib.compress(b"x" * 1000 + MARKER)
        pdf = b"%%PDF-1.4\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n%%%%EOF\n"
        found = scanner.scan(io.BytesIO(pdf % (len(body), body)))
        assert found.verdict is Verdict.INFECTED

    @pytest.mark.parametrize("size", [MAX_STREAM + 1, MAX_STREAM * 2, MAX_STREAM * 8])
    def test_over_the_scanners_limit_is_not_scanned(self, scanner: Scanner, size: int):
        found = scanner.scan(io.BytesIO(bytes(size)))
        assert found.verdict is Verdict.NOT_SCANNED
        assert found.reason in (Reason.TOO_LARGE, Reason.BROKEN_OFF)

    def test_over_our_limit_is_not_scanned_and_not_waited_for(self, clamd: Clamd):
        begun = time.monotonic()
        found = Scanner(clamd.address, max_bytes=1000).scan(io.BytesIO(eicar() * 20))
        assert (found.verdict, found.reason) == (Verdict.NOT_SCANNED, Reason.TOO_LARGE)
        assert time.monotonic() - begun < 2

    def test_version(self, scanner: Scanner):
        assert (scanner.version() or "").startswith("ClamAV ")

    def test_killed_in_mid_stream(self, new_clamd: Clamd):
        class Killing(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                if self.tell() > 500_000:
                    new_clamd.stop()
                return super().read(size)

        scanner = Scanner(new_clamd.address)
        found = scanner.scan(Killing(bytes(1_500_000)))
        assert found.verdict is Verdict.NOT_SCANNED
        assert found.reason is Reason.BROKEN_OFF
        assert scanner.scan(io.BytesIO(b"x")).reason is Reason.DOWN
        assert scanner.version() is None

    def test_source_that_breaks_gives_no_verdict(self, scanner: Scanner):
        class Broken:
            def read(self, size: int, /) -> bytes:
                raise OSError("the store went away")

        with pytest.raises(OSError, match="the store went away"):
            scanner.scan(Broken())


def drip(connection: socket.socket) -> None:
    for letter in b"stream: OK\0":
        time.sleep(0.3)
        try:
            connection.sendall(bytes([letter]))
        except OSError:
            return


def silent(connection: socket.socket) -> None:
    try:
        while connection.recv(1 << 16):
            pass
    except OSError:
        return


MISBEHAVIOUR = {
    "empty answer": (answering(b""), Reason.BROKEN_OFF),
    "answer cut off": (answering(b"stream: OK"), Reason.BROKEN_OFF),
    "finding cut off": (answering(b"stream: Eicar FOU"), Reason.BROKEN_OFF),
    "garbage": (answering(os.urandom(50).replace(b"\0", b"x") + b"\0"), Reason.NOT_UNDERSTOOD),
    "OK among other words": (answering(b"stream: OK but not scanned\0"), Reason.NOT_UNDERSTOOD),
    "OK of something else": (answering(b"/etc/passwd: OK\0"), Reason.NOT_UNDERSTOOD),
    "two answers": (answering(b"stream: OK\0stream: X FOUND\0"), Reason.NOT_UNDERSTOOD),
    "small letters": (answering(b"stream: ok\0"), Reason.NOT_UNDERSTOOD),
    "endless answer": (answering(b"stream: " + b"O" * 100_000), Reason.BROKEN_OFF),
    "error": (answering(b"Can't allocate memory ERROR\0"), Reason.NOT_UNDERSTOOD),
    "limit": (answering(b"INSTREAM size limit exceeded. ERROR\0"), Reason.TOO_LARGE),
    "OK before the stream is sent": (lambda c: c.sendall(b"stream: OK\0"), Reason.BROKEN_OFF),
    "hangs up at once": (lambda c: None, Reason.BROKEN_OFF),
    "one letter at a time": (drip, Reason.TIMEOUT),
    "silent": (silent, Reason.TIMEOUT),
}


@pytest.mark.promise("P13")
@pytest.mark.parametrize("kind", MISBEHAVIOUR)
def test_scanner_that_misbehaves_never_clears_a_file(kind: str, trial: Trial):
    behave, reason = MISBEHAVIOUR[kind]
    for _ in range(trial.rounds(1, 20)):
        begun = time.monotonic()
        with impostor(behave) as address:
            found = Scanner(address, scan_seconds=0.5 if reason is Reason.TIMEOUT else 20.0).scan(
                io.BytesIO(b"x" * (8 << 20))
            )
        trial.count(found.verdict is Verdict.NOT_SCANNED and time.monotonic() - begun < 25)
        assert found.reason is reason, found


@pytest.mark.promise("P13")
def test_scanner_that_is_down_never_clears_a_file(trial: Trial):
    for address in (f"127.0.0.1:{free_port()}", "/no/such/socket"):
        found = Scanner(address).scan(io.BytesIO(b"x"))
        trial.count((found.verdict, found.reason) == (Verdict.NOT_SCANNED, Reason.DOWN))
    with impostor(answering(b"stream: OK\0")) as address:
        trial.planted(Scanner(address).scan(io.BytesIO(b"x")).verdict is Verdict.CLEAN)


@pytest.mark.parametrize("address", ["", "localhost", "localhost:", ":3310", "localhost:x", "relative/socket"])
def test_what_is_no_address(address: str):
    with pytest.raises(ValueError, match="address"):
        Scanner(address)
