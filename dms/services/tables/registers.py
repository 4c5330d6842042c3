"""Answers of outside registers about the applicant of a case: asked for by a job where the register can be reached,
else entered by an officer with the evidence. Each is kept for ever as it came, and shown beside the checks that rest on
it; none of them decides anything, and the absence of a register stops nothing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app

from dms import registers
from dms.errors import BadInput, OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, File, RegisterAnswer, User
from dms.queries import registers as queries
from dms.services import clock, files, journal
from dms.services.desk.standing import Standing
from dms.services.later import later
from dms.services.unit import unit
from workflows.registers import Register
from workflows.states import Right
from workflows.text import Text

AWAY = Text(
    "Тізілім жауап бермеді, жүйе қайталайды.",
    "Реестр не ответил, система повторит запрос.",
    "The register did not answer; the system will ask again.",
)
NO_EVIDENCE = Text(
    "Жауаптың нөмірі мен күнін жазыңыз немесе істің құжатын көрсетіңіз.",
    "Укажите номер и дату ответа или документ дела.",
    "Give the number and day of the reply, or a document of the case.",
)
TO_COME = Text(
    "Жауап болашақ күн туралы болуы мүмкін емес.",
    "Ответ не может относиться к будущему дню.",
    "An answer cannot speak of a day to come.",
)


def adapter(register: Register) -> registers.Adapter | None:
    """The configured way to ask it; None: by hand."""
    return registers.adapter(register, current_app.config["SETTINGS"])


def ask_reachable(case: Case, user: User | None) -> None:
    """Orders every register that can be reached to be asked, in the caller's transaction."""
    for register in Register:
        _order(case, register, user)


def ask(standing: Standing, register: Register) -> bool:
    """An officer asks; False where the register is asked by hand or is being asked already.

    Raises: NotPermitted.
    """
    standing.need(Right.EDIT)
    with unit():
        return _order(standing.case, register, standing.user)


def _order(case: Case, register: Register, user: User | None) -> bool:
    found = adapter(register)
    if found is None or register in queries.being_asked(case.id):
        return False
    now, number = clock.now(), case.organisation.bin
    later("ask_register", lock="ask_register", case_id=case.id, register=register.value, since=now.isoformat())
    facts = {"register": register.value, "applicant": number, "origin": found.address}
    journal.write(Event.REGISTER_ASKED, actor=user, at=now, case=case, facts=facts)
    return True


def fetch(case_id: int, register: Register, since: datetime) -> None:
    """Asks the register over the network and keeps what it says. Run again, it does nothing once there is an answer
    to the question of that moment.

    Raises:
        OutsideTrouble: no answer; the job is tried again.
    """
    case, found = db.session.get_one(Case, case_id), adapter(register)
    if found is None or queries.is_answered(case_id, register, since):
        return
    number = case.organisation.bin
    row = RegisterAnswer(register=register.value, number=number, origin=found.address[:300])
    try:
        reply = found.ask(number)
    except registers.Unreachable as error:
        raise OutsideTrouble(AWAY) from error
    except registers.RegisterTrouble as error:
        row.fault, row.why, raw, media_type = error.code, str(error), error.raw, "application/octet-stream"
    else:
        row.told, row.said_on, raw, media_type = reply.answer.plain(), clock.today(), reply.raw, reply.media_type
    _keep(case, row, None, _raw(raw, f"{register.value}-{number}", media_type))


def give_up(case_id: int, register: Register) -> None:
    """Says on the page that the register did not answer."""
    case, found = db.session.get_one(Case, case_id), adapter(register)
    origin = found.address[:300] if found else register.value
    row = RegisterAnswer(register=register.value, number=case.organisation.bin, origin=origin)
    row.fault, row.why = registers.Unreachable.code, "no answer after all tries"
    _keep(case, row, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an answer entered by hand rests on: who gave it (``origin``), number and day of the reply (``letter``) or a
    document of the case; ``said_on`` the day of which it speaks."""

    said_on: date
    origin: str
    letter: str = ""
    document: Document | None = None


def enter(standing: Standing, register: Register, answer: registers.Answer, evidence: Evidence) -> RegisterAnswer:
    """Keeps an answer that an officer got.

    Raises:
        NotPermitted: the case is not his to work on.
        BadInput: no evidence is named, or the answer speaks of a day to come.
    """
    standing.need(Right.EDIT)
    if not evidence.letter.strip() and evidence.document is None:
        raise BadInput(NO_EVIDENCE, field="letter")
    if evidence.said_on > clock.today():
        raise BadInput(TO_COME, field="said_on")
    row = RegisterAnswer(
        register=register.value,
        number=standing.case.organisation.bin,
        said_on=evidence.said_on,
        told=answer.plain(),
        origin=evidence.origin.strip()[:300],
        letter=evidence.letter.strip()[:300],
        document=evidence.document,
    )
    return _keep(standing.case, row, standing.user, None)


def _keep(case: Case, row: RegisterAnswer, user: User | None, file: File | None) -> RegisterAnswer:
    now = clock.now()
    with unit():
        row.case_id, row.taken_at, row.taken_by_id = case.id, now, user.id if user else None
        row.file_id = files.claim(file).id if file else None
        db.session.add(row)
        db.session.flush()
        journal.write(Event.REGISTER_ANSWERED, actor=user, at=now, case=case, facts=_told(row, file))
    return row


def _told(row: RegisterAnswer, file: File | None) -> dict[str, Any]:
    return {
        "answer": row.public_id, "register": row.register, "applicant": row.number, "said_on": row.said_on,
        "told": row.told, "origin": row.origin, "letter": row.letter,
        "document": row.document.public_id if row.document else None, "sha256": file.sha256 if file else None,
        "fault": row.fault, "why": row.why,
    }  # fmt: skip


def _raw(raw: bytes, stem: str, media_type: str) -> File | None:
    """The bytes as they came, in the store; what could not be read may be of any kind."""
    if not raw:
        return None
    name = f"{stem}.{'json' if media_type == 'application/json' else 'raw'}"
    return files.keep(io.BytesIO(raw), name=name, media_type=media_type, owner=None)
