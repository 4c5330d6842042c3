"""Reading strangers' ASN.1. asn1crypto reads late and stumbles in many ways over bytes that are not what they claim to
be (found by flipping bits: even NameError); here all of them become one ``Unreadable``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm

# No RuntimeError as such: that is how asyncio tells of a mistake of ours.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
)


class Unreadable(Exception):
    """The bytes are not what they should be."""


@contextmanager
def reading() -> Iterator[None]:
    """Turns every way to stumble over foreign bytes into ``Unreadable``."""
    try:
        yield
    except _STUMBLES as error:
        raise Unreadable(str(error)) from error


def load(kind: Any, data: bytes) -> Any:
    """An asn1crypto value of ``kind``, read to its last part, nothing left over.

    Raises:
        Unreadable: see the class.
    """
    with reading():
        found = kind.load(data, strict=True)
        _ = found.native
    return found
