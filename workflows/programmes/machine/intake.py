"""Guards up to registration: what must hold before an application is submitted and registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from workflows.engine import Guard
from workflows.facts import Actor, CaseFacts, Paper
from workflows.refusals import Refusal
from workflows.states import Relation
from workflows.text import Text, join


def intake_open(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Intake stops while the year's funds are fully used, and goes on when money comes to the account."""
    return None if facts.intake_open else Refusal("intake_closed", _CLOSED, "", _WATCH)


def nothing_missing(name_of: Callable[[str], Text | None]) -> Guard:
    """A guard: every item of the form and every document is there. One reason names them all; ``name_of`` gives the
    name of a gap, None for words that stand for themselves."""

    def nothing_is_missing(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        if not facts.missing:
            return None
        what = join((name_of(key) or Text(key, key, key) for key in facts.missing), "; ")
        return Refusal("missing", _MISSING.fill(what=what), "", _FILL_IN)

    nothing_is_missing.__name__ = "nothing_missing"
    nothing_is_missing.__doc__ = "Every item of the form and every document is there. One reason names them all."
    return nothing_is_missing


def files_scanned(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Where scanning is required, no unscanned file reaches a clerk."""
    return None if facts.files_scanned else Refusal("files_not_scanned", _SCANNING, "", _WAIT)


def files_sound(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Every file is a sound PDF; none was refused, none is still arriving."""
    return None if facts.files_sound else Refusal("files_not_sound", _BAD_FILES, "", _REPLACE)


def frozen(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The application is made as a paper, and nothing was edited since."""
    return None if facts.frozen else Refusal("not_frozen", _NOT_FROZEN, "", _FREEZE)


def signed_by_applicant(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The application and its attachments are certified by the EDS of a person whom the law names."""
    return None if facts.signed else Refusal("not_signed", _NOT_SIGNED, "", _SIGN, in_form=True)


def may_sign_for_applicant(_facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The first head, or somebody whose paper covers this act today."""
    if actor.may_sign:
        return None
    words = _reach(actor, "sign") if actor.papers else _NOT_ENTITLED
    return Refusal("may_not_sign", words, "", _BRING_PAPER)


def may_speak_for_applicant(_facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """What is said in the applicant's name is said by the first head, or by somebody whose paper lets him sign."""
    return beyond_paper(actor, "sign")


def may_draft_for_applicant(_facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """A draft is made and given up by the first head, or by somebody whose paper covers drafts."""
    return beyond_paper(actor, "draft")


def may_report_for_applicant(_facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The applicant's figures are given by the first head, or by somebody whose paper covers reports."""
    return beyond_paper(actor, "report")


def beyond_paper(actor: Actor, power: str) -> Refusal | None:
    """That the applicant's own man goes beyond his paper; of the operator's staff nothing is asked here."""
    if actor.relation is not Relation.OWN or actor.reaches(power):
        return None
    return Refusal("beyond_paper", _reach(actor, power), "", _WIDEN_PAPER)


def _reach(actor: Actor, power: str) -> Text:
    told = join((_told(paper) for paper in actor.papers), "; ")
    return join((_NOT_REACHED.fill(paper=told), POWERS[power]), " ")


def _told(paper: Paper) -> Text:
    """Which paper it is, how far it reaches, from when until when."""
    name = f"№ {paper.number}" + (f", {paper.on:%d.%m.%Y}" if paper.on else "")
    covers = join((_COVERS[power] for power in _COVERS if power in paper.powers), ", ")
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (paper.since, paper.until) if day)
    valid = _SINCE if paper.until is None else _DURING
    parts = [Text(name, name, name), covers if paper.powers else _COVERS_NOTHING]
    return join([*parts, valid.fill(days=days)] if days else parts, "; ")


def office_hours_reached(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """What came after hours, on a weekend or a holiday is registered on the next working day (I-4)."""
    if facts.registers_at is not None and facts.registers_at <= now:
        return None
    if facts.received_at is not None and facts.registers_at is None:
        return Refusal("no_calendar", _NO_CALENDAR, "", _APPROVE_CALENDAR)
    return Refusal("office_closed", _OFFICE_CLOSED, "", _NEXT_OFFICE_MOMENT)


_CLOSED = Text(
    "Өтінімдерді қабылдау тоқтатылды: бөлінген қаражат толық игерілген.",
    "Прием заявок приостановлен: предусмотренные средства полностью освоены.",
    "Intake is suspended: the funds are fully used.",
)
_WATCH = Text(
    "Жоба сақталады; қабылдау қайта басталғанда интернет-ресурста хабарлама шығады.",
    "Черновик сохранится; о возобновлении приема сообщат на интернет-ресурсе.",
    "Your draft is kept; a notice on the site says when intake goes on.",
)
_MISSING = Text("Толтырылмаған: {what}.", "Не заполнено: {what}.", "Still missing: {what}.")
_FILL_IN = Text(
    "Тексеру бетіндегі тізім бойынша толтырыңыз.",
    "Заполните по списку на странице проверки.",
    "Fill in what the review page lists.",
)
_SCANNING = Text(
    "Файлдар әлі вирусқа тексерілмеген.", "Файлы еще не проверены на вирусы.", "Files are not scanned for viruses yet."
)
_WAIT = Text("Тексеру аяқталғанша күтіңіз.", "Дождитесь окончания проверки.", "Wait until the scan is over.")
_BAD_FILES = Text(
    "Жарамсыз немесе жүктеліп бітпеген файл бар.",
    "Есть непригодный или не загруженный до конца файл.",
    "A file is unsound or still arriving.",
)
_REPLACE = Text(
    "Белгіленген файлдарды ауыстырыңыз немесе жойыңыз.",
    "Замените или удалите отмеченные файлы.",
    "Replace or remove the marked files.",
)
_NOT_FROZEN = Text(
    "Өтінімнің PDF нысаны жасалмаған немесе содан кейін өтінім өзгертілген.",
    "PDF заявки не сформирован или после этого заявка изменена.",
    "The application's PDF is not made, or the application was edited since.",
)
_FREEZE = Text("Қол қоюға арналған PDF жасаңыз.", "Сформируйте PDF для подписания.", "Make the PDF that you will sign.")
_NOT_SIGNED = Text(
    "Өтінім мен қоса берілген құжаттарға ЭЦҚ қойылмаған.",
    "Заявка и приложенные документы не подписаны ЭЦП.",
    "The application and its attachments are not signed with the EDS.",
)
_SIGN = Text("PDF-ті оқып, ЭЦҚ-мен қол қойыңыз.", "Прочитайте PDF и подпишите ЭЦП.", "Read the PDF and sign it.")
_NOT_ENTITLED = Text(
    "Сіздің өтініш беруші атынан әрекет ету өкілеттігіңіз расталмаған.",
    "Ваши полномочия действовать от имени заявителя не подтверждены.",
    "Your authority to act for the applicant is not established.",
)
_BRING_PAPER = Text(
    "Бірінші басшы қол қояды немесе сенімхат (міндетін атқару туралы құжат) тіркеңіз.",
    "Подписывает первый руководитель либо приложите доверенность (документ об исполнении обязанностей).",
    "Let the first head sign, or add a power of attorney (the proof of acting).",
)
#: How far a paper may reach, in words.
POWERS: Mapping[str, Text] = {
    "draft": Text("өтінімді дайындау.", "подготовка заявки.", "preparing applications."),
    "sign": Text("өтініш беруші атынан қол қою.", "подпись от имени заявителя.", "signing for the applicant."),
    "report": Text("есептерді тапсыру.", "представление отчетов.", "giving reports."),
}
_COVERS: Mapping[str, Text] = {
    "draft": Text("өтінімді дайындау", "подготовка заявки", "preparing applications"),
    "sign": Text("қол қою", "подпись", "signing"),
    "report": Text("есептер", "отчеты", "reports"),
}
_COVERS_NOTHING = Text("көлемі көрсетілмеген", "объем не указан", "no powers named")
_SINCE = Text("{days} бастап", "с {days}", "from {days}")
_DURING = Text("қолданылуы {days}", "действует {days}", "valid {days}")
_NOT_REACHED = Text(
    "Өкілеттігіңіз туралы құжат ({paper}) мұны қамтымайды:",
    "Ваш документ о полномочиях ({paper}) этого не охватывает:",
    "The paper on which you act ({paper}) does not cover this:",
)
_WIDEN_PAPER = Text(
    "Мұны бірінші басшы жасайды немесе өкілеттігі кеңірек құжат тіркейді.",
    "Это делает первый руководитель, либо он добавляет документ с более широкими полномочиями.",
    "Let the first head do it, or let him add a paper that reaches further.",
)
_OFFICE_CLOSED = Text(
    "Тіркеу жұмыс уақытында жүргізіледі.",
    "Регистрация производится в рабочее время.",
    "Registration is done in office hours.",
)
_NO_CALENDAR = Text(
    "Түскен күннің жұмыс күндері күнтізбесі жоқ: тіркеу сәті белгісіз.",
    "На день поступления нет календаря рабочих дней: момент регистрации неизвестен.",
    "There is no calendar of working days for the day of arrival: the moment of registration is not known.",
)
_APPROVE_CALENDAR = Text(
    "Өтінім сақталды. Әкімші күнтізбені бекіткеннен кейін түскен кезегімен өздігінен тіркеледі.",
    "Заявка сохранена. После утверждения календаря администратором она регистрируется автоматически в порядке "
    "поступления.",
    "The application is kept. Once the calendar is approved, it is registered by itself in the order of arrival.",
)
_NEXT_OFFICE_MOMENT = Text(
    "Келесі жұмыс уақытында өздігінен тіркеледі.",
    "Будет зарегистрирована автоматически в ближайшее рабочее время.",
    "It is registered by itself when the office opens.",
)
