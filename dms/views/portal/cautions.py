"""What stands in the application that no rule forbids and that is worth a second look before signing. Nothing is
refused for it; gaps are another thing (``tasks.gaps_of``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import money
from dms.models import Case
from dms.services import sums


@dataclass(frozen=True, slots=True)
class Caution:
    """``title`` names the place, ``words`` what is odd there and what will count."""

    title: str
    words: str
    url: str


def cautions_of(case: Case) -> list[Caution]:
    """In the order of the form."""
    lines = enumerate(case.content.get("costs") or [], 1)
    return [
        Caution(
            f"{place}. {line.get('name') or _('A cost without a name yet')}",
            words,
            url_for("portal.cost", public_id=case.public_id, line_id=line["id"], _anchor="payments"),
        )
        for place, line in lines
        if (words := overpaid(line))
    ]


def overpaid(line: Mapping[str, Any]) -> str:
    """That more was paid than the tax invoice says; empty where it was not. A payment order often bears VAT."""
    over = sums.overpaid(line)
    if not over:
        return ""
    currency = line.get("currency") or "KZT"
    told = _(
        "The payments are %(over)s more than the sum of the tax invoice without VAT, %(sum)s. You may leave it so: the "
        "estimate counts what was paid, %(tenge)s, but the operator accepts only what the papers prove. See whether "
        "VAT is among the payments, or a payment of another invoice.",
        over=money(over, currency),
        sum=money(line["amount"], currency),
        tenge=money(sums.tenge_of(dict(line))),
    )
    return str(told)
