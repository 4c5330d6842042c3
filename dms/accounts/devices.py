"""From which devices a person logs in, so that a log-in from a new one is told by a letter. Kept are only hashes of the
program without its version and of the network, for half a year, among the counts of tries."""

from __future__ import annotations

import hashlib
import ipaddress
import re

from dms.accounts.limits import TableStorage
from dms.models import User

#: Seconds for which a device is remembered.
REMEMBERED = 180 * 24 * 3600
VERSIONS = re.compile(r"[\d.]+")


def is_new(user: User, agent: str, address: str) -> bool:
    """Notes the device; True when the person has logged in before, but not from here. The very first log-in is no news.

    Raises:
        OutsideTrouble: it could not be noted.
    """
    storage = TableStorage()
    first = storage.incr(f"devices:{_hash(user.public_id)}", REMEMBERED) == 1
    unseen = storage.incr(f"device:{_hash(user.public_id, program_of(agent), network_of(address))}", REMEMBERED) == 1
    return unseen and not first


def program_of(agent: str) -> str:
    """The browser and its system: an update of either makes no new device."""
    return VERSIONS.sub("", agent)[:300]


def network_of(address: str) -> str:
    """The neighbourhood of a network address: providers change its last part at will."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
