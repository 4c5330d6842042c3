"""What is said to whoever sends a file into a case that has gone on meanwhile: where it stands since when, and what can
be done with the file."""

from __future__ import annotations

from datetime import datetime

from dms.errors import NotPermitted
from dms.formatting import dmyhm
from dms.models import Case, Document, User
from dms.queries import people
from dms.services.judging.law import cited
from workflows import rights
from workflows.documents import DocumentAction
from workflows.labels import STATE_LABELS
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import CaseState, Relation, Right
from workflows.text import Text

FILE = Text(
    "Файл қабылданбады: іс {at} бастап «{state}» кезеңінде, бұл кезеңде іске құжат тіркелмейді.",
    "Файл не принят: с {at} дело в состоянии «{state}», в котором документы к делу не прилагаются.",
    "The file was not taken in: since {at} the case stands at “{state}”, where no documents are attached to it.",
)
VERSION = Text(
    "Жаңа нұсқа қабылданбады: іс {at} бастап «{state}» кезеңінде, бұл кезеңде бұрын берілген құжаттың жаңа нұсқасы "
    "көзделмеген.",
    "Новая версия не принята: с {at} дело в состоянии «{state}», в котором новые версии ранее поданных документов не "
    "предусмотрены.",
    "The new version was not taken in: since {at} the case stands at “{state}”, where no new version of a document "
    "handed in before is provided for.",
)
REMOVED = Text(
    "Жаңа нұсқа қабылданбады: құжат {at} өтінімнен алынып тасталған.",
    "Новая версия не принята: документ исключен из заявки {at}.",
    "The new version was not taken in: the document was taken out of the application on {at}.",
)
BY_LETTER = Text(
    "Бұрын берілгені өзгеріссіз қалды. Файл іске қажет болса, оны операторға хатпен бірге жіберіңіз.",
    "Прежние документы не изменились. Если файл нужен для дела, отправьте его оператору с письмом.",
    "What was handed in before stays as it was. If the case needs this file, send it to the operator with a letter.",
)
NOT_AT_ALL = Text(
    "Бұрын берілгені өзгеріссіз қалды. Бұл кезеңде сіз іс бойынша хат жібере алмайсыз: ұйымның бірінші басшысына "
    "хабарласыңыз.",
    "Поданное ранее не изменилось. Письмо по делу вы сейчас отправить не можете: обратитесь к первому руководителю "
    "организации.",
    "What was handed in before stays as it was. You cannot write a letter in the case now: ask the first head of your "
    "organisation.",
)
ANEW = Text(
    "Файлды өтінімнің құжаттары бетінде жаңадан тіркеңіз.",
    "Приложите файл заново на странице документов заявки.",
    "Attach the file anew on the page of the application's documents.",
)


def file_refused(case: Case, user: User, now: datetime) -> NotPermitted:
    """Why this person cannot attach a file to the case now."""
    actor, state = people.actor_for(user, case, now), CaseState(case.state)
    if actor.relation is not Relation.OWN or Right.ATTACH in rights.rights(state, actor.roles, actor.relation):
        return NotPermitted()  # no matter of the state: he may not, or his own power does not reach so far
    return NotPermitted(_since(FILE, case), remedy=_next(case, user, now))


def version_refused(case: Case, user: User, now: datetime, paper: Document) -> TransitionRefused:
    """Why nobody can put a new version of the paper now."""
    if paper.removed_at is not None:
        reason = Refusal("removed", REMOVED.fill(at=dmyhm(paper.removed_at)), remedy=ANEW)
    else:
        clause = cited(case.programme, "342:35", "314:22")
        reason = Refusal("not_correctable", _since(VERSION, case), clause, _next(case, user, now))
    return TransitionRefused(DocumentAction.RENEW, [reason])


def _since(words: Text, case: Case) -> Text:
    return words.fill(at=dmyhm(case.state_since), state=STATE_LABELS[CaseState(case.state)])


def _next(case: Case, user: User, now: datetime) -> Text:
    return BY_LETTER if Right.LETTER in people.rights_for(user, case, now) else NOT_AT_ALL
