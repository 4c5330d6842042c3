"""What the page that sends a file is told, and what it tells: plain JSON, judged here."""

from __future__ import annotations

import re
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.errors import BadInput
from dms.formatting import dmyhm, filesize, language
from dms.models import Case, FileUpload
from dms.services import clock, correspondence, uploads
from dms.services.uploads.words import NO_SUCH_PART, UNREADABLE
from dms.views import file_answers

_SHA256 = re.compile(r"[0-9a-f]{64}")
#: Parts in one request for addresses.
MOST_PARTS = 100
_LONGEST_NAME = 1000
_LARGEST = 2**53  # what a number of a browser can say


def _body() -> dict[str, Any]:
    told = request.get_json(silent=True)
    if not isinstance(told, dict):
        raise BadInput(UNREADABLE)
    return told


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise BadInput(UNREADABLE)
    return value


def told_file() -> uploads.Told:
    """Name, size and time of change, as the browser has them. Raises: BadInput."""
    told = _body()
    name = told.get("name")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        raise BadInput(UNREADABLE)
    return uploads.Told(name, _number(told.get("size")), _number(told.get("modified")))


def wanted_parts() -> dict[int, str]:
    """Number of a part → its SHA-256, empty where the browser could not tell. Raises: BadInput."""
    told = _body().get("parts")
    if not isinstance(told, dict) or not 0 < len(told) <= MOST_PARTS:
        raise BadInput(UNREADABLE)
    wanted: dict[int, str] = {}
    for number, digest in told.items():
        if not (number.isascii() and number.isdecimal() and len(number) < 6):
            raise BadInput(NO_SUCH_PART)
        if not isinstance(digest, str) or not (digest == "" or _SHA256.fullmatch(digest)):
            raise BadInput(UNREADABLE)
        wanted[int(number)] = digest
    return wanted


def _until(row: FileUpload) -> str:
    """Until when its bytes wait, as a sentence; empty where none do."""
    until = uploads.kept_until(row)
    return _("Kept until %(at)s.", at=dmyhm(until)) if until else ""


def _letter(case: Case | None, row: FileUpload) -> str:
    """Where a file that could not go where it was sent goes with a letter instead; empty where it cannot."""
    kept = row.stage == "failed" and uploads.kept_until(row) is not None
    if case is None or not kept or not correspondence.may_write(case, current_user, clock.now()):
        return ""
    return url_for("portal.new_letter", public_id=case.public_id, file=row.public_id)


def told(case: Case | None, row: FileUpload) -> dict[str, Any]:
    """One file on its way; with its document once it has one."""
    named: dict[str, Any] = {"case": case.public_id if case else None, "upload": row.public_id}
    answer: dict[str, Any] = {
        "ok": True,
        "id": row.public_id,
        "name": row.name,
        "kind": row.kind,
        "size": row.size,
        "size_said": filesize(row.size),
        "until": _until(row),
        "modified": row.modified,
        "part_size": row.part_size,
        "state": row.stage,
        "error": (row.fault or {}).get(language(), ""),
        "state_url": url_for("uploads.state", **named),
        "letter": _letter(case, row),
        **{act: url_for(f"uploads.{act}", **named) for act in ("addresses", "finish", "abandon")},
    }
    if case is not None and row.document is not None:
        answer |= file_answers.taken(case, [row.document])
    return answer


def with_parts(case: Case | None, row: FileUpload) -> dict[str, Any]:
    """``told``, and the parts that have arrived whole: number → the SHA-256 announced for it.

    Raises:
        OutsideTrouble: the store did not answer.
    """
    there = uploads.arrived(row) if row.stage == "sending" else {}
    return told(case, row) | {"parts": {str(number): row.digests.get(str(number), "") for number in there}}


def addresses(
    case: Case | None, public_id: str, found: dict[int, str] | None, wanted: dict[int, str]
) -> dict[str, Any]:
    """Where each part goes: to the store, or to ourselves."""
    if found is None:
        named: dict[str, Any] = {"case": case.public_id if case else None, "upload": public_id}
        found = {number: url_for("uploads.part", number=number, **named) for number in wanted}
    return {"ok": True, "urls": {str(number): url for number, url in found.items()}}
