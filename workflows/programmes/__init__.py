"""Which edition of a programme's law judges a case: ``pick``. Its machine hangs on it; checks, documents, terms and
sums are modules of the programme's own package.

A case keeps the edition in force on the day it was registered; editions are never changed, only added to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from workflows.engine import CaseWorkflow
from workflows.programmes import editions
from workflows.programmes.domestic_342 import edition_2025
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one programme. ``since`` is the first day that it is known to judge; ``assumed``: the day asked
    for lies before the first known edition. ``workflow`` is None where only the sums of the programme are known."""

    programme: str
    name: str
    since: date
    title: Text
    workflow: CaseWorkflow | None = None
    assumed: bool = False


TITLES: dict[str, Text] = {
    editions.DOMESTIC: Text(
        "Қазақстанда шығарылған өңделген тауарларды, жұмыстар мен көрсетілетін қызметтерді ішкі нарыққа ілгерілету "
        "бойынша өнеркәсіптік-инновациялық қызмет субъектілері шығындарының бір бөлігін өтеу",
        "Возмещение части затрат субъектов промышленно-инновационной деятельности по продвижению обработанных товаров, "
        "работ и услуг казахстанского происхождения на внутренний рынок",
        "Reimbursement of a part of the costs of industrial-innovation entities for promoting processed goods, works "
        "and services made in Kazakhstan on the domestic market",
    ),
    editions.EXPORT: Text(
        "Өнеркәсіптік-инновациялық қызмет субъектілерінің қазақстанда шығарылған өңделген тауарларды, жұмыстар мен "
        "көрсетілетін қызметтерді сыртқы нарықтарға ілгерілету бойынша шығындарының бір бөлігін өтеу",
        "Возмещение части затрат субъектов промышленно-инновационной деятельности по продвижению обработанных товаров, "
        "работ и услуг казахстанского происхождения на внешние рынки",
        "Reimbursement of a part of the costs of industrial-innovation entities for promoting processed goods, works "
        "and services made in Kazakhstan on foreign markets",
    ),
}

_WORKFLOWS: dict[str, CaseWorkflow] = {edition_2025.NAME: edition_2025.WORKFLOW}

#: Every known edition by programme, oldest first.
EDITIONS: dict[str, tuple[Edition, ...]] = {
    programme: tuple(Edition(programme, name, since, TITLES[programme], _WORKFLOWS.get(name)) for name, since in known)
    for programme, known in editions.EDITIONS.items()
}


def pick(programme: str, on: date) -> Edition:
    """The edition that judges what came in on this day; the first known one, marked ``assumed``, for a day before it.
    KeyError for a programme we do not run."""
    name, assumed = editions.edition_on(programme, on)
    return replace(by_name(name), assumed=assumed)


def by_name(name: str) -> Edition:
    """The edition that a case has kept by name. KeyError for a name we never gave."""
    for known in EDITIONS.values():
        for edition in known:
            if edition.name == name:
                return edition
    raise KeyError(name)
