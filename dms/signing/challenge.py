"""What a person signs to log in: a nonce that the server gave out, bound to this site and short-lived. Whether it was
used already is the caller's to remember; here is only its shape and its term."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: ASVS 5.0 6.7.2 asks for at least 64 bits; we give 256.
NONCE_BYTES = 32
LIFETIME = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Challenge:
    """``audience`` is the address of the site, so that a signature cannot be carried to another one."""

    nonce: str
    audience: str
    made_at: datetime

    @classmethod
    def new(cls, audience: str, now: datetime) -> Challenge:
        """A fresh one, made at ``now`` (aware)."""
        return cls(secrets.token_urlsafe(NONCE_BYTES), audience, now.astimezone(UTC).replace(microsecond=0))

    def payload(self) -> bytes:
        """The bytes to be signed: the same for the same challenge."""
        fields = {"audience": self.audience, "made_at": self.made_at.isoformat(), "nonce": self.nonce}
        return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be answered at ``now``; not before it was made either."""
        return self.made_at <= now <= self.made_at + LIFETIME
