"""What stands in the application that no rule forbids and that is worth a second look before signing. Nothing is
refused for it; gaps are another thing (``tasks.gaps_of``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import dmy, money, text
from dms.models import Case, Document
from dms.services.files.twins import twins_of
from dms.services.judging import sums
from dms.services.papers.titles import title_of
from dms.views.portal.around import cite
from workflows.mci import NoMci
from workflows.text import brief


@dataclass(frozen=True, slots=True)
class Caution:
    """``title`` names the place, ``words`` what is odd there and what will count, with the clause."""

    title: str
    words: str
    url: str


def cautions_of(case: Case, now: datetime) -> list[Caution]:
    """In the order of the form."""
    odd = odd_lines(case, now)
    return [
        Caution(
            f"{place}. {line.get('name') or _('A cost without a name yet')}",
            odd[line["id"]],
            url_for("portal.cost", public_id=case.public_id, line_id=line["id"], _anchor="payments"),
        )
        for place, line in enumerate(case.content.get("costs") or [], 1)
        if line["id"] in odd
    ]


def same_files(case: Case, papers: Sequence[Document]) -> list[Caution]:
    """Files that stand in the application more than once, each told once."""
    told, found, same = set[int](), list[Caution](), twins_of(papers)
    for paper in papers:
        twins = same.get(paper.id, ())
        if twins and paper.id not in told:
            told.update(row.id for row in twins)
            titles = ", ".join(f"“{text(brief(title_of(row.kind, case)))}”" for row in (paper, *twins))
            found.append(
                Caution(
                    _("The same file: %(name)s", name=paper.current.file.name if paper.current else ""),
                    _("It stands under %(titles)s. See whether the wrong file was chosen.", titles=titles),
                    url_for("portal.documents", public_id=case.public_id, _anchor=f"kind-{paper.kind}"),
                )
            )
    return found


def odd_lines(case: Case, now: datetime) -> dict[str, str]:
    """What is odd in each cost line that has anything odd, by its id."""
    try:
        lost = sums.uncounted(case, now)
    except NoMci:
        lost = {}  # without the index nothing is counted anyway, and the page of the estimate says so
    found = {}
    for line in case.content.get("costs") or []:
        told = filter(None, (_uncounted(lost.get(line["id"])), _overpaid(case, line)))
        if words := "\n".join(told):
            found[line["id"]] = words
    return found


def _uncounted(lost: sums.Uncounted | None) -> str:
    """That payments do not count for their days, or the cost for its kind; empty where all counts."""
    if lost is None:
        return ""
    if lost.window is None:
        told = _("This kind of cost is not reimbursed any more (%(clause)s).", clause=lost.clause)
    else:
        places = {"first": dmy(lost.window.first), "last": dmy(lost.window.last), "clause": lost.clause}
        if lost.wholly:
            told = _(
                "No payment lies between %(first)s and %(last)s: as it stands, nothing of this cost is reimbursed "
                "(%(clause)s). See whether a day is mistyped; else take the cost out.",
                **places,
            )
        else:
            told = _(
                "Payments of %(sum)s lie outside of %(first)s to %(last)s: they do not count (%(clause)s). See whether "
                "a day is mistyped.",
                sum=money(lost.tenge),
                **places,
            )
    return str(told)


def _overpaid(case: Case, line: Mapping[str, Any]) -> str:
    """That more was paid than the tax invoice says; empty where it was not. A payment order often bears VAT."""
    over = sums.overpaid(line)
    if not over:
        return ""
    currency = line.get("currency") or "KZT"
    told = _(
        "The payments are %(over)s more than the sum of the tax invoice without VAT, %(sum)s. You may leave it so: the "
        "estimate counts what was paid, %(tenge)s, but the operator accepts only what the papers prove (%(clause)s). "
        "See whether VAT is among the payments, or a payment of another invoice.",
        over=money(over, currency),
        sum=money(line["amount"], currency),
        tenge=money(sums.tenge_of(dict(line))),
        clause=cite(case, "342:A1.12", "314:20.2"),
    )
    return str(told)
