"""What an adapter to an outside register is: it is asked about one number and gives a typed answer with the raw bytes
it was read from, or says what went wrong. One adapter per register; what becomes of an answer is decided in
``dms.services.tables.registers``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dms.registers.answers import Answer
from workflows.registers import Register


@dataclass(frozen=True, slots=True)
class Reply:
    """``raw`` as it came, ``media_type`` as which it is kept."""

    answer: Answer
    raw: bytes
    media_type: str


class Adapter(Protocol):
    """A register that answers over the network."""

    @property
    def register(self) -> Register: ...

    @property
    def address(self) -> str: ...

    def ask(self, number: str) -> Reply:
        """About a BIN or IIN.

        Raises:
            RegisterTrouble: no answer that counts.
        """
        ...


class RegisterTrouble(Exception):
    """No answer that counts; the message says why. ``code`` is kept with it, ``raw`` are the bytes that came."""

    code = "garbled"

    def __init__(self, why: str, raw: bytes = b"") -> None:
        self.raw = raw
        super().__init__(why[:300])


class Unreachable(RegisterTrouble):
    """Not there, too slow, in trouble itself: it is asked again."""

    code = "unreachable"


class Refused(RegisterTrouble):
    """It answers, but not us: asking again does not help."""

    code = "refused"


class Garbled(RegisterTrouble):
    """It answers, and the answer cannot be read or is about somebody else."""

    code = "garbled"


class NotFound(RegisterTrouble):
    """It does not know the number."""

    code = "not_found"
