"""OpenSSL's GOST engine (Debian: libengine-gost-openssl) by its command line: in a process of its own, because it is a
C library that reads strangers' keys, and with a limit on time."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from asn1crypto import pem

from dms.signing.gost.oids import Kind

SECONDS = 20


class EngineTrouble(Exception):
    """The engine is here and gave no answer."""


@cache
def is_here() -> bool:
    """Whether the engine can be used on this machine; looked up once."""
    program = shutil.which("openssl")
    if program is None:
        return False
    try:
        asked = subprocess.run([program, "engine", "-t", "gost"], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"[ available ]" in asked.stdout


_YES, _NO = b"Signature Verified Successfully\n", b"Signature Verification Failure\n"


def verify(public_key: bytes, signature: bytes, digest: bytes) -> bool:
    """``public_key``: SubjectPublicKeyInfo under the names of tc26. ``signature``: as the engine takes it. ``digest``:
    Streebog of what is signed.

    Raises:
        EngineTrouble: see the class.
    """
    with tempfile.TemporaryDirectory(prefix="gost-") as folder:
        key, signed = Path(folder, "key.pem"), Path(folder, "signature")
        key.write_bytes(pem.armor("PUBLIC KEY", public_key))
        signed.write_bytes(signature)
        words = ["pkeyutl", "-verify", "-engine", "gost", "-pubin", "-inkey", str(key), "-sigfile", str(signed)]
        answer = _run(words, digest)
    if answer.stdout not in (_YES, _NO):
        raise EngineTrouble(answer.stderr[-200:].decode(errors="replace"))
    return answer.returncode == 0 and answer.stdout == _YES


@contextmanager
def hashing(kind: Kind) -> Iterator[tuple[Callable[[bytes], object], Callable[[], bytes]]]:
    """Streebog of what is fed piece by piece: two functions, to feed (raises OSError) and to end (EngineTrouble)."""
    running = subprocess.Popen(  # noqa: S603 - our own words
        [_program(), "dgst", *_hash(kind), "-binary"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert running.stdin is not None

    def end() -> bytes:
        try:
            found = running.communicate(timeout=SECONDS)[0]
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineTrouble(str(error)) from error
        if len(found) != kind.half:
            raise EngineTrouble(f"a digest of {len(found)} bytes")
        return found

    try:
        yield running.stdin.write, end
    finally:
        running.kill()
        with suppress(OSError, ValueError):
            running.communicate()


def _hash(kind: Kind) -> list[str]:
    return ["-engine", "gost", f"-md_gost12_{kind.bits}"]


def _program() -> str:
    return shutil.which("openssl") or "openssl"


def _run(words: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own words
            [_program(), *words], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineTrouble(str(error)) from error
