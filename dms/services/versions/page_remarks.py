"""Remarks on a page: written beside it by the officer, carried by the next letter where the law knows remarks (314:22),
answered by the applicant in words or by a new version. In the domestic programme they stay with the operator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dms.errors import BadInput, NotPermitted, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, PageRemark, User
from dms.queries import cases, versions
from dms.services import clock, journal
from dms.services.desk.standing import Standing
from dms.services.files import attach
from dms.services.judging import grounds
from dms.services.judging.law import cited, edition_of
from dms.services.unit import unit
from workflows.states import CaseState, Right
from workflows.text import Text

NO_PAGE = Text("Құжатта мұндай бет жоқ.", "В документе нет такой страницы.", "The document has no such page.")
EMPTY = Text("Ескертуді жазыңыз.", "Напишите замечание.", "Write the remark.")
#: Characters of a remark and of an answer.
MOST = 4000
TOO_LONG = Text(
    "Мәтін 4000 таңбадан аспауы керек, қазір {count}. Қысқартыңыз.",
    "Текст не должен быть длиннее 4000 знаков, сейчас {count}. Сократите его.",
    "The text may have 4,000 characters and has {count}. Shorten it.",
)
NO_CLAUSE = Text(
    "Ескерту негізделетін тармақты көрсетіңіз, мысалы {example}.",
    "Укажите пункт, на котором основано замечание, например {example}.",
    "Name the clause that the remark rests on, for example {example}.",
)
NO_SUCH_CLAUSE = Text(
    "Бұл істің қағидаларында «{clause}» тармағы жоқ. Тізімнен таңдаңыз, мысалы {example}.",
    "В правилах этого дела нет пункта «{clause}». Выберите его из списка, например {example}.",
    "The rules of this case have no clause “{clause}”. Choose one from the list, for example {example}.",
)
NO_ANSWER = Text(
    "Жауап жазыңыз немесе құжаттың жаңа нұсқасын жүктеңіз.",
    "Напишите ответ или загрузите новую версию документа.",
    "Write an answer or upload a new version of the document.",
)


def are_sent(case: Case) -> bool:
    """Whether the law of the case carries remarks to the applicant."""
    return bool(edition_of(case).leaving)


def example_of(case: Case) -> str:
    """The clause on files, of the order that judges the case."""
    return cited(case.programme, "342:17", "314:16")


def write(standing: Standing, version: DocumentVersion, page: int, words: str, clause: str) -> PageRemark:
    """Raises: NotPermitted; BadInput without words or with too many, without a clause of the case's order, or for a
    page that is not there."""
    standing.need(Right.EDIT)
    told = _told_words(words)
    if not told:
        raise BadInput(EMPTY, field="words")
    on = _clause(standing.case, clause)
    if not 1 <= page <= (version.pages or 0):
        raise BadInput(NO_PAGE, field="page")
    with unit():
        now = clock.now()
        case = cases.lock(standing.case.id)
        remark = PageRemark(
            case_id=case.id, version_id=version.id, page=page, words=told, clause=on, author_id=standing.user.id,
            created_at=now,
        )  # fmt: skip
        db.session.add(remark)
        db.session.flush()
        journal.write(Event.PAGE_REMARKED, actor=standing.user, at=now, case=case, facts=_told(remark, version))
    return remark


def _told_words(words: str) -> str:
    """The words as they are kept: browsers send two characters for the end of a line. Raises: BadInput."""
    kept = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(kept) > MOST:
        raise BadInput(TOO_LONG.fill(count=len(kept)), field="words")
    return kept


def _clause(case: Case, given: str) -> str:
    """The clause as it is cited; the number of the order may be left out. Raises: BadInput."""
    clause, example = given.strip().rstrip("."), example_of(case)
    if not clause:
        raise BadInput(NO_CLAUSE.fill(example=example), field="clause")
    cited_as = clause if ":" in clause else f"{example.partition(':')[0]}:{clause}"
    if not grounds.stands(case, cited_as):
        raise BadInput(NO_SUCH_CLAUSE.fill(clause=given.strip()[:40], example=example), field="clause")
    return cited_as


def take_back(standing: Standing, remark: PageRemark) -> None:
    """Raises: NotPermitted; StaleCase once a letter has carried it."""
    standing.need(Right.EDIT)
    remark_id = remark.id
    with unit():
        now = clock.now()
        case = cases.lock(standing.case.id)
        held = db.session.get_one(PageRemark, remark_id, populate_existing=True)
        if held.sent_at is not None:
            raise StaleCase
        if held.removed_at is None:
            held.removed_at = now
            journal.write(
                Event.PAGE_REMARK_TAKEN_BACK, actor=standing.user, at=now, case=case,
                facts={"remark": held.public_id},
            )  # fmt: skip


def carry(case: Case, round_no: int, now: datetime) -> list[dict[str, Any]]:
    """What the letter of this round carries, in the caller's transaction: from now on the applicant sees them."""
    rows = []
    for remark in versions.list_unsent(case.id):
        remark.round_no, remark.sent_at = round_no, now
        document = db.session.get_one(Document, remark.version.document_id)
        rows.append({
            "text": remark.words, "clause": remark.clause, "key": "", "document": document.public_id, "line": "",
            "page": remark.page, "version": remark.version.no, "remark": remark.public_id,
        })  # fmt: skip
    return rows


def answered(case_id: int, now: datetime) -> list[dict[str, Any]]:
    """What the applicant says to the remarks of the last letter, as his answer carries it; a new version that stands
    without words is his answer too. In the caller's transaction."""
    rows = versions.list_of_last_round(case_id)
    for remark in rows:
        newer = newer_version(remark)
        remark.answer_version_id = newer.id if newer else None
        if newer is not None and remark.answered_at is None:
            remark.answered_at = now
    return [
        {"remark": row.public_id, "words": row.answer, "version": newer.no if (newer := newer_version(row)) else None}
        for row in rows
    ]


def may_answer(case: Case, user: User, now: datetime) -> bool:
    return case.state == CaseState.REMARKS and not user.is_staff and attach.may_attach(case, user, now)


def answer(case: Case, user: User, remark: PageRemark, words: str) -> None:
    """Keeps the applicant's words on one remark; they go to the operator with his answer to the letter (314:22). A new
    version of the document, handed in since, stands with them.

    Raises: NotPermitted; BadInput with neither words nor a new version, and with too many words.
    """
    if not may_answer(case, user, clock.now()):
        raise NotPermitted
    remark_id, told = remark.id, _told_words(words)
    with unit():
        now = clock.now()
        held_case = cases.lock(case.id)
        if not may_answer(held_case, user, now):
            raise NotPermitted
        held = db.session.get_one(PageRemark, remark_id, populate_existing=True)
        newer = newer_version(held)
        if not told and newer is None:
            raise BadInput(NO_ANSWER, field="words")
        held.answer, held.answered_at, held.answered_by_id = told, now, user.id
        held.answer_version_id = newer.id if newer else None
        journal.write(
            Event.PAGE_REMARK_ANSWERED, actor=user, at=now, case=held_case, clause="314:22",
            facts={"remark": held.public_id, "words": held.answer, "version": newer.no if newer else None},
        )  # fmt: skip


def newer_version(remark: PageRemark) -> DocumentVersion | None:
    """The document's newest version, where it came after the letter."""
    current = db.session.get_one(Document, remark.version.document_id).current
    return current if current and remark.sent_at and current.created_at > remark.sent_at else None


def _told(remark: PageRemark, version: DocumentVersion) -> dict[str, Any]:
    document = db.session.get_one(Document, version.document_id)
    return {
        "remark": remark.public_id, "document": document.public_id, "version": version.no, "page": remark.page,
        "words": remark.words, "sha256": version.file.sha256, "on": remark.clause,
    }  # fmt: skip
