"""The Bureau of National Statistics' look-up by BIN or IIN: JSON ``{"success", "obj", "description"}``.

A stranger's JSON: a bounded size, every field that is used in its own type; whatever does not fit is refused whole."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dms import outside
from dms.formatting import local
from dms.registers.answers import BinAnswer
from dms.registers.port import Garbled, NotFound, Refused, Reply, Unreachable
from workflows.registers import Register

SECONDS = 15.0
MOST_BYTES = 1 << 18
LONGEST = 500
EARLIEST = date(1991, 1, 1)
#: Statuses after which it helps to ask again.
PASSING = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class StatGov:
    """``address`` without the number (``DMS_REGISTER_BIN_URL``)."""

    address: str
    seconds: float = SECONDS
    register: Register = Register.BIN

    def ask(self, number: str) -> Reply:
        """Raises: RegisterTrouble."""
        asked = f"{self.address}?{urllib.parse.urlencode({'bin': number, 'lang': 'ru'})}"
        try:
            raw = outside.get(asked, accept="application/json", seconds=self.seconds, most_bytes=MOST_BYTES)
        except outside.Away as error:
            passes = error.status is None or error.status >= 500 or error.status in PASSING
            raise (Unreachable if passes else Refused)(str(error), error.body) from error
        return Reply(read(raw, number), raw, "application/json")


def read(raw: bytes, number: str) -> BinAnswer:
    """The answer about this number.

    Raises:
        NotFound: the register does not know it.
        Garbled: no answer of this register, or one about another number.
    """
    said = _json(raw)
    if said.get("success") is False or ("success" in said and said.get("obj") is None):
        raise NotFound(str(said.get("description") or "the register does not know the number"), raw)
    told = said.get("obj")
    if said.get("success") is not True or not isinstance(told, dict):
        raise Garbled("it is no answer of the register: success and obj are missing", raw)
    if told.get("bin") != number:
        raise Garbled(f"it is about {str(told.get('bin'))[:20]!r}, not about {number}", raw)
    return BinAnswer(
        name=_words(told, "name", raw, needed=True),
        registered_on=_day(_words(told, "registerDate", raw, needed=True), raw),
        activity=_code(_words(told, "okedCode", raw), raw),
        more_activities=tuple(
            _code(part.strip(), raw) for part in _words(told, "secondOkeds", raw).split(",") if part.strip()
        ),
        address=_words(told, "katoAddress", raw),
        head=_words(told, "fio", raw),
    )


def _json(raw: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        raise Garbled("it is not JSON", raw) from None
    if not isinstance(said, dict):
        raise Garbled("it is JSON of another shape", raw)
    return said


def _words(told: Mapping[str, Any], name: str, raw: bytes, *, needed: bool = False) -> str:
    value = told.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise Garbled(f"its {name} is missing or no text", raw)
    return " ".join(value.split())[:LONGEST]


def _code(text: str, raw: bytes) -> str:
    if text and not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Garbled(f"its code of activity cannot be read: {text[:20]!r}", raw)
    return text


def _day(text: str, raw: bytes) -> date:
    """The register gives the beginning of a day in Kazakhstan as a moment of UTC: its date alone is the day before."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Garbled(f"its registerDate cannot be read: {text[:40]!r}", raw) from None
    day = local(moment).date() if moment.tzinfo else moment.date()
    if day < EARLIEST:
        raise Garbled(f"its registerDate is no day of this country: {text[:40]!r}", raw)
    return day
