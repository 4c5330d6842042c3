"""The office's own filing: folders by the nomenclature, opened for a year and closed (``folders``), and the general
documents in them (``acts``), signed by whoever approves them (``signing``)."""

from __future__ import annotations

from dms.services.filing.acts import Told, cancel, draft, offers, renew
from dms.services.filing.folders import close_folder, indexes_of, open_folder
from dms.services.filing.signing import approve, check_may_approve, receive, signable, unsigned

__all__ = [
    "Told", "approve", "cancel", "check_may_approve", "close_folder", "draft", "indexes_of", "offers", "open_folder",
    "receive", "renew", "signable", "unsigned",
]  # fmt: skip
