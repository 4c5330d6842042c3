"""Folders of the nomenclature: opened for a year by the words of the row approved for it, closed for ever once the year
is over. Closing files papers away; what is in force stays in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dms.errors import BadInput, NotPermitted
from dms.events import Event
from dms.extensions import db
from dms.formatting import local
from dms.models import Folder, GeneralDocument, ReferenceRow, User
from dms.queries import filing as queries
from dms.queries import people
from dms.queries import reference as rows
from dms.queries.reading import reader_of
from dms.services import clock, journal
from dms.services.unit import unit
from workflows.filing import KEEPERS, GeneralState, may_close, may_open
from workflows.text import LANGS, Text

TABLE = "retention"
UNKNOWN = Text(
    "Бекітілген номенклатурада мұндай индекс жоқ. Анықтамалықта ұсынып, бекіттіріңіз.",
    "В утвержденной номенклатуре нет такого индекса. Предложите и утвердите его в справочнике.",
    "The approved nomenclature has no such index. Propose it in the reference table and have it approved.",
)
OTHER_YEAR = Text(
    "Іс осы немесе келесі жылға ашылады.",
    "Дело открывается на текущий или следующий год.",
    "A folder is opened for this year or for the next.",
)
YEAR_RUNS = Text(
    "Іс жылы аяқталғаннан кейін жабылады.",
    "Дело закрывается по окончании его года.",
    "A folder is closed once its year is over.",
)
DRAFTS = Text(
    "Істе бекітілмеген жобалар бар: {subjects}. Бекітіңіз немесе күшін жойыңыз.",
    "В деле есть неутвержденные проекты: {subjects}. Утвердите их или отмените.",
    "The folder has drafts that are not approved: {subjects}. Approve or cancel them.",
)
HIDDEN = Text(
    "Істе сізге ашық емес бекітілмеген жобалар бар, саны: {count}. Оларды басшы немесе оның орынбасары бекітеді; күшін "
    "солар немесе жобаны дайындаған адам жояды.",
    "В деле есть неутвержденные проекты, которые вам не открыты: {count}. Утверждает их руководитель или заместитель; "
    "отменяют они же или тот, кто проект подготовил.",
    "Drafts of the folder that are not open to you and not approved: {count}. The head or a deputy approves them; "
    "they, or whoever prepared a draft, cancel it.",
)
CLOSED = Text("Бұл іс бұрын жабылған.", "Это дело уже закрыто.", "This folder is closed already.")


def indexes_of() -> Sequence[ReferenceRow]:
    """The rows of the approved nomenclature that hold today, by index."""
    today = clock.today()
    held = [
        r for r in rows.list_approved(TABLE) if r.valid_from <= today and (r.valid_to is None or r.valid_to >= today)
    ]
    return sorted(held, key=lambda row: row.key)


def open_folder(index_no: str, year: int, user: User) -> Folder:
    """Raises:
    NotPermitted: only the registrar and the archivist. BadInput: another year, no such index, or it is open already.
    """
    _admit(user)
    with unit():
        now = clock.now()
        today = local(now).date()
        if not may_open(year, today):
            raise BadInput(OTHER_YEAR, field="year")
        row = rows.find_covering(TABLE, index_no, max(today, date(year, 1, 1)))
        if row is None:
            raise BadInput(UNKNOWN, field="index_no")
        folder = Folder(
            index_no=index_no, year=year, title={lang: str(row.values.get(lang) or "") for lang in LANGS},
            unit=str(row.values.get("unit") or ""), years=int(row.values["years"]),
            term_source=str(row.values.get("article") or row.source), opened_at=now, opened_by_id=user.id,
        )  # fmt: skip
        db.session.add(folder)
        db.session.flush()
        facts = {"folder": folder.public_id, "index": index_no, "year": year, "years": folder.years}
        journal.write(Event.FOLDER_OPENED, actor=user, at=now, facts=facts)
    return folder


def close_folder(public_id: str, user: User) -> Folder:
    """Closes the folder to new papers.

    Raises: NotPermitted, NotVisible; BadInput: it is closed, its year is not over, or a draft in it is not settled.
    """
    _admit(user)
    with unit():
        now = clock.now()
        folder = queries.get_folder(public_id, lock=True)
        if folder.closed_at is not None:
            raise BadInput(CLOSED)
        if not may_close(folder.year, local(now).date()):
            raise BadInput(YEAR_RUNS)
        papers = queries.list_in_folder(folder.id)
        if open_ := [paper for paper in papers if paper.state == GeneralState.DRAFT]:
            raise BadInput(_unsettled(open_, user))
        folder.closed_at, folder.closed_by_id = now, user.id
        numbered = sum(paper.number is not None for paper in papers)
        facts = {"folder": folder.public_id, "index": folder.index_no, "year": folder.year, "documents": numbered}
        journal.write(Event.FOLDER_CLOSED, actor=user, at=now, facts=facts)
    return folder


def _unsettled(drafts: Sequence[GeneralDocument], user: User) -> Text:
    """Names the drafts that the person reads and counts the others."""
    seen = queries.readable_among(reader_of(user, clock.today()), [row.id for row in drafts])
    subjects, hidden = ", ".join(row.subject for row in drafts if row.id in seen), len(drafts) - len(seen)
    said = [DRAFTS.fill(subjects=subjects)] if seen else []
    said += [HIDDEN.fill(count=hidden)] if hidden else []
    return Text(*(" ".join(one.get(lang) for one in said) for lang in LANGS))


def _admit(user: User) -> None:
    if not people.staff_roles(user, clock.today()) & KEEPERS:
        raise NotPermitted
